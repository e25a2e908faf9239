"""The headers of a message, decoded one by one without the parser that can be made to explode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from tracker.sources.dates import in_london
from tracker.sources.mail.charsets import decode_bytes

MAX_VALUE_CHARS = 8_000
MAX_SUBJECT_CHARS = 500
_DATE_PROBLEMS = (ValueError, TypeError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Headers:
    """Decoded values by lower-case name, in the order of the message."""

    values: Mapping[str, tuple[str, ...]]

    def first(self, name: str) -> str:
        """Return the topmost value of a header, or nothing."""
        return self.values.get(name, ("",))[0]

    def all(self, *names: str) -> str:
        """Return all values of these headers, joined by line breaks."""
        return "\n".join(value for name in names for value in self.values.get(name, ()))

    @property
    def subject(self) -> str:
        """Return the subject on one line."""
        return " ".join(self.first("subject").split())[:MAX_SUBJECT_CHARS]


def read_headers(message: Message) -> Headers:
    """Decode all headers of a message."""
    values: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        raw = str(value)[:MAX_VALUE_CHARS]
        values.setdefault(name.lower(), []).append(_decoded(raw))
    return Headers({name: tuple(found) for name, found in values.items()})


def received_on(headers: Headers) -> date | None:
    """Return the day in London on which the last server took the message, else its own date."""
    stamp = headers.first("received").rpartition(";")[2]
    moment = _moment(stamp) or _moment(headers.first("delivery-date"))
    moment = moment or _moment(headers.first("date"))
    try:
        return in_london(moment) if moment else None
    except OverflowError:
        return None


def _moment(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(re.sub(r"\s+", " ", written).strip())
    except _DATE_PROBLEMS:
        return None


def _decoded(raw: str) -> str:
    """Decode encoded words and bytes that stand in a header undeclared."""
    text = decode_bytes(raw.encode("utf-8", "surrogateescape"), "utf-8")
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(re.sub(r"[\r\n]+[ \t]*", " ", text))
    except (HeaderParseError, ValueError):
        return text
    return "".join(
        piece if isinstance(piece, str) else decode_bytes(piece, charset or "us-ascii")
        for piece, charset in pieces
    )
