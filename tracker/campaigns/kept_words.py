"""What people type and the tracker keeps for good: without personal data, never without an author.

Everything kept can itself be asked for under FOI, so a page or command that takes words says so.
"""

from tracker.text.clean import clean_display
from tracker.text.redact import redact

MAX_NAME = 120
"""Characters of who decided, wrote or said something."""

DISCLOSABLE = (
    "Everything typed here can itself be asked for under FOI: write nothing that could not be "
    "published, and no personal data."
)


def kept_text(typed: str) -> str:
    """Give words as they may be kept: cleaned, redacted, without space around them."""
    return redact(clean_display(typed)).text.strip()


def kept_name(typed: str) -> str | None:
    """Give a name on one line; None where there is none, or it is longer than `MAX_NAME`."""
    name = " ".join(clean_display(typed).split())
    return name if 0 < len(name) <= MAX_NAME else None
