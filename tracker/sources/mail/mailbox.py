"""Cut a mailbox into messages without mistaking a line of a letter for the next message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from tracker.sources.limits import MAX_MESSAGE_BYTES

_LINE = 1024 * 1024
_SEPARATOR = re.compile(
    rb"From \S.{0,200} \d{1,2}:\d{2}(?::\d{2})?.{0,20} \d{4}(?: [+-]\d{4})?\s*$"
)
_HEADER = re.compile(rb"(?:[!-9;-~]{1,80}:|>?From )")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """The bytes of one message, or None when they are too many; and where the next one starts."""

    content: bytes | None
    end: int


def single_message(file: IO[bytes]) -> Iterator[Message]:
    """Yield the one message of a file, if reading starts at its beginning."""
    content = file.read(MAX_MESSAGE_BYTES + 1)
    if content:
        yield Message(content if len(content) <= MAX_MESSAGE_BYTES else None, file.seek(0, 2))


def messages(file: IO[bytes]) -> Iterator[Message]:
    """Yield the messages of a mailbox from where the file stands.

    A line `From x ...` starts a message only behind an empty line, with a time and a year and
    a header on the next line: an unescaped one inside a letter is left where it is.
    """
    content = bytearray()
    blank, size = True, 0
    while line := file.readline(_LINE):
        if blank and size and _SEPARATOR.match(line) and _header_follows(file):
            yield _message(content, size, file.tell() - len(line))
            content, size = bytearray(), 0
        size += len(line)
        if size <= MAX_MESSAGE_BYTES:
            content += line
        blank = line in {b"\n", b"\r\n"}
    if content.strip():
        yield _message(content, size, file.tell())


def _message(content: bytearray, size: int, end: int) -> Message:
    if size > MAX_MESSAGE_BYTES:
        return Message(None, end)
    return Message(_QUOTED_FROM.sub(rb"\1", bytes(content)), end)


def _header_follows(file: IO[bytes]) -> bool:
    """Look at the next line without passing over it."""
    here = file.tell()
    line = file.readline(_LINE)
    file.seek(here)
    return bool(_HEADER.match(line))
