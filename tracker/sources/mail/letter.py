"""One message to one letter: what it asks, when it came, under which reference."""

import re
from dataclasses import dataclass
from datetime import date
from email.parser import BytesParser
from email.policy import compat32

from tracker.sources.limits import MAX_HEADER_BYTES, MAX_MAIL_PARTS
from tracker.sources.mail.headers import Headers, read_headers, received_on
from tracker.sources.mail.kinds import answers, automatic, bounced, is_forward
from tracker.sources.mail.parts import Letter, PartsProblem, read_parts
from tracker.sources.mail.quotes import Stripped, strip_quotes
from tracker.sources.mail.references import reference_of

_ENVELOPE = re.compile(rb"From [^\n]{0,1000}\n")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_BOUNDARY = re.compile(
    rb"""boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""", re.IGNORECASE
)
_LINES_PER_PART = 4


@dataclass(frozen=True, slots=True)
class Request:
    """What leaves the jail of one message: no name and no address of anyone in its headers."""

    reference: str
    received: date
    subject: str
    text: str
    flags: frozenset[str]


class LetterProblem(Exception):
    """Why a message is no request: a short code and a sentence."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def read_letter(content: bytes) -> Request:
    """Read one message.

    Raises:
        LetterProblem: with the reason why it is no request, or cannot be read.
    """
    content = _ENVELOPE.sub(b"", content, count=1) if content.startswith(b"From ") else content
    _check_size(content)
    message = BytesParser(policy=compat32).parsebytes(content)
    headers = read_headers(message)
    if not headers.values:
        raise LetterProblem("not-a-mail", "There are no headers; this is no message.")
    try:
        parts = read_parts(message)
    except PartsProblem as problem:
        raise LetterProblem(problem.code, problem.reason) from problem
    return _request(content, headers, parts)


def _request(content: bytes, headers: Headers, parts: Letter) -> Request:
    stripped = strip_quotes(parts.own)
    _check_kind(headers, parts, stripped)
    text, flags = _words(headers, parts, stripped)
    if not text:
        raise LetterProblem("no-text", "The message has no words of its own, only attachments.")
    received = received_on(headers)
    if received is None:
        raise LetterProblem("no-received", "The message does not say when it was received or sent.")
    return Request(reference_of(headers, content), received, headers.subject, text, flags)


def _check_kind(headers: Headers, parts: Letter, stripped: Stripped) -> None:
    """Refuse what is no request."""
    if bounced(headers, parts.kinds):
        raise LetterProblem("bounce", "A mail system reports that a message was not delivered.")
    if automatic(headers, parts.kinds):
        raise LetterProblem("auto-reply", "A machine sent this as a reply or a receipt.")
    if answers(headers, quotes=stripped.quoted):
        raise LetterProblem("reply", "The message answers an earlier one; it is no new request.")


def _words(headers: Headers, parts: Letter, stripped: Stripped) -> tuple[str, frozenset[str]]:
    """Return the newest words; of a bare forward, those that were forwarded."""
    if stripped.newest:
        return stripped.newest, frozenset()
    if stripped.below and (is_forward(headers) or stripped.forward_mark):
        return stripped.below, frozenset({"forwarded"})
    attached = strip_quotes(parts.attached)
    return attached.newest or attached.below, frozenset({"forwarded"})


def _check_size(content: bytes) -> None:
    """Refuse by size what would take the parser too long, before it is parsed."""
    end = _END_OF_HEADERS.search(content, 0, MAX_HEADER_BYTES)
    if end is None and len(content) > MAX_HEADER_BYTES:
        raise LetterProblem(
            "mail-headers", "The headers of the message are longer than any letter's."
        )
    boundaries = {first or second for first, second in _BOUNDARY.findall(content)}
    limit = MAX_MAIL_PARTS * _LINES_PER_PART
    too_many = len(boundaries) > MAX_MAIL_PARTS or any(
        content.count(b"\n--" + boundary) > limit for boundary in boundaries
    )
    if too_many:
        raise LetterProblem("mail-parts", f"The message has more than {MAX_MAIL_PARTS} parts.")
