"""The reference of a message: from its subject, its sender's address, or its identity."""

import re
from hashlib import sha256

from tracker.sources.mail.headers import Headers

_YEAR_PAIR = r"(?:19|20)\d{2}\s?[-/]\s?(?:(?:19|20)?\d{2})(?!\d|[-/]\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?<![\w/.-])\d{1,3}\.FOI\.\d{2}\.\d{3,8}(?![\w/-])",
        r"(?<![A-Za-z])(?:FOI(?:SA|A)?|EIR)\s?[-/:#.]?\s?\d{2,7}(?:\s?[-/.]\s?\d{1,7}){0,2}(?![\w/-])",
        r"(?<!\w)[A-Z]{2,5}[-/]FOI[-/]\d{2,7}(?:[-/]\d{1,7}){0,2}(?![\w/-])",
        rf"(?<![\w/.-])(?!{_YEAR_PAIR})\d{{3,7}}[A-Z]?\s?[-/]\s?(?:20\d{{2}}(?:/\d{{2}})?|[012]\d)(?![\w/-])",
    )
)
_ALAVETELI = re.compile(r"(?<![a-z])request-(\d{1,12})-[0-9a-z]+@", re.IGNORECASE)
_IDENTITY_DIGITS = 16


def reference_of(headers: Headers, content: bytes) -> str:
    """Return a reference that is the same whenever the same message is read."""
    for pattern in _PATTERNS:
        if found := pattern.search(headers.subject):
            return re.sub(r"\s*([-/:#.])\s*", r"\1", found[0]).strip()
    if found := _ALAVETELI.search(headers.all("from", "reply-to", "return-path")):
        return f"request-{found[1]}"
    identity = headers.first("message-id").strip().encode() or content
    return "mail-" + sha256(identity).hexdigest()[:_IDENTITY_DIGITS]
