"""Which text rules read a request: every module and every table of words that they are made of."""

from tracker.shipped import rules_hash


def text_version() -> str:
    """Return a name for the rules as they are shipped; any change of a rule or word changes it."""
    return f"text@{rules_hash('text', 'data')}"
