"""What counts as the address of a shared mailbox."""

import re

LONGEST_MAILBOX = 254
_MAILBOX = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+'&/-]{0,63}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def is_mailbox(text: str) -> bool:
    """Say whether this is one plain address that no mail header can misread.

    Spaces, quotes, line breaks, lists and encoded words are not, so that nothing can be smuggled
    into a header.
    """
    return len(text) <= LONGEST_MAILBOX and _MAILBOX.fullmatch(text) is not None
