"""From bytes to questions: clean, redact, take the letter off, and split. Pure rules."""
