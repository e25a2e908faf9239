"""Say how alike two questions are, and why. Pure rules; one module knows the encoder."""
