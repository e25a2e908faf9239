"""The words of a message: its text parts, decoded; attachments are not opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from tracker.sources.limits import MAX_CELL_CHARS, MAX_MAIL_NESTING, MAX_MAIL_PARTS
from tracker.sources.mail.charsets import decode_bytes
from tracker.sources.mail.markup import text_of_html

_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} [^\n]*\n(?:[ -`]{1,80}\n)*?(?:`?\n)?end[ \t]*$", re.MULTILINE
)
_MARKUP_BYTES = 5 * 1024 * 1024
_FLOWED = "flowed"


class PartsProblem(Exception):
    """More parts, or deeper nesting, than a letter has."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Words:
    """The text of a message, as plain text and as markup turned into text."""

    plain: list[str] = field(default_factory=list)
    marked_up: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the plain text, or that of the markup where the plain text is empty."""
        plain = "\n\n".join(self.plain).strip()
        return (plain or "\n\n".join(self.marked_up).strip())[: MAX_CELL_CHARS - 1]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message's own words, those of a message attached to it, and the kinds of its parts."""

    own: str
    attached: str
    kinds: frozenset[str]


def read_parts(message: Message) -> Letter:
    """Collect the words of a message.

    Raises:
        PartsProblem: `mail-parts` or `mail-nesting`.
    """
    own, attached = Words(), Words()
    kinds: set[str] = set()
    for part, is_attached in _walk(message):
        kind = part.get_content_type()
        kinds.add(kind)
        words = attached if is_attached else own
        if kind == "text/plain" and not _is_file(part):
            words.plain.append(_plain(part))
        elif kind == "text/html" and not _is_file(part):
            content = _content(part)[:_MARKUP_BYTES]
            words.marked_up.append(text_of_html(decode_bytes(content, _charset(part))))
    return Letter(own.text, attached.text, frozenset(kinds))


def _walk(message: Message) -> Iterator[tuple[Message, bool]]:
    """Yield the parts in order, and whether each belongs to an attached message."""
    waiting: list[tuple[Message, int, bool]] = [(message, 1, False)]
    seen = 0
    while waiting:
        part, depth, is_attached = waiting.pop()
        seen += 1
        if seen > MAX_MAIL_PARTS:
            raise PartsProblem("mail-parts", f"The message has more than {MAX_MAIL_PARTS} parts.")
        if depth > MAX_MAIL_NESTING:
            raise PartsProblem("mail-nesting", "The parts of the message are nested too deeply.")
        yield part, is_attached
        inside = part.get_payload()
        if isinstance(inside, list):
            attaches = is_attached or part.get_content_maintype() == "message"
            children = [child for child in inside if isinstance(child, Message)]
            waiting.extend((child, depth + 1, attaches) for child in reversed(children))


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _plain(part: Message) -> str:
    """Return the text of a plain part without files that were written into it."""
    text = decode_bytes(_content(part), _charset(part)).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == _FLOWED:
        text = re.sub(r"(?m)(?<=\S) \n(?=[^\s>])", " ", text)
    return _UUENCODED.sub("", text).replace("\0", "")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str | None:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else None
