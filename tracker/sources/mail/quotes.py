"""The newest message of a letter, without the replies and forwards below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ATTRIBUTION = re.compile(
    r"\s*(?:On|Am|Le|El|Den)\b.{6,300}\b(?:wrote|writes|schrieb.{0,120}|écrit|escribió|skrev)\s*:\s*",
    re.DOTALL,
)
_ATTRIBUTION_LINES = 3
_DIVIDER = re.compile(
    r"[-_=*\s]{2,}(?:Original Message|Original Appointment|Ursprüngliche Nachricht|"
    r"Original text|Forwarded message|Forwarded by\b.*)[-_=*\s:]*",
    re.IGNORECASE,
)
_FORWARD_MARK = re.compile(
    r"(?:[-_\s]*Forwarded (?:message|by)\b.*|\s*Begin forwarded message:\s*)", re.IGNORECASE
)
_RULE = re.compile(r"\s*[_-]{10,}\s*")
_FROM = re.compile(r"\s*\*?(?:From|Von|De|Sent by)\s*:\*?\s*\S.*", re.IGNORECASE)
_HEADER = re.compile(
    r"\s*\*?(?:From|Von|De|Sent(?: by)?|Gesendet|Date|Datum|To|An|Cc|Bcc|Subject|Betreff|"
    r"Importance|Reply-To|Attachments?)\s*:\*?(?:\s.*)?",
    re.IGNORECASE,
)
_HEADERS_SEEN_IN = 8
_HEADERS_NEEDED = 2
_LOTUS_SENDER = re.compile(r".{0,200}<[^<>\s]+@[^<>\s]+>\s*")
_LOTUS_WORDS = frozenset({"to", "cc", "subject"})
_LOTUS_SEEN_IN = 16
_DEVICE = re.compile(r"\s*(?:Sent from my \S.{0,60}|Get Outlook for .{0,60}|--\s*)", re.IGNORECASE)
_QUOTED = re.compile(r"\s{0,3}>")


@dataclass(frozen=True, slots=True)
class Stripped:
    """The newest words, the message below them, and whether anything was quoted or forwarded."""

    newest: str
    below: str
    quoted: bool
    forward_mark: bool


def strip_quotes(text: str) -> Stripped:
    """Separate the newest message from what it answers or passes on."""
    lines = text.split("\n")
    cut = _cut(lines)
    own = [line for line in lines[:cut] if not _QUOTED.match(line)]
    newest = "" if all(_says_nothing(line) for line in own) else "\n".join(own).strip()
    older = lines[cut:] or [_unquoted(line) for line in lines if _QUOTED.match(line)]
    mark = any(_FORWARD_MARK.fullmatch(line) for line in older[:3])
    return Stripped(newest, _below(older), bool(older), mark)


def _below(older: Sequence[str]) -> str:
    """Return the message that was answered or passed on, without its headers and its quotes."""
    inner = [line for line in older if not _FORWARD_MARK.fullmatch(line)]
    if inner and _LOTUS_SENDER.fullmatch(inner[0]) and _lotus_follows(inner, 0):
        subject = next(at for at, line in enumerate(inner) if line.strip().lower() == "subject")
        inner = inner[subject + 2 :]
    while inner and (
        _says_nothing(inner[0]) or _HEADER.fullmatch(inner[0]) or _DIVIDER.fullmatch(inner[0])
        or _RULE.fullmatch(inner[0])
    ):  # fmt: skip
        inner.pop(0)
    if inner and all(not line.strip() or _QUOTED.match(line) for line in inner):
        inner = [_unquoted(line) for line in inner]
    kept = inner[: _cut(inner)]
    return "\n".join(line for line in kept if not _QUOTED.match(line)).strip()


def _unquoted(line: str) -> str:
    return re.sub(r"^\s{0,3}> ?", "", line)


def _cut(lines: Sequence[str]) -> int:
    """Return the number of lines above the first sign of an older message."""
    return next((at for at in range(len(lines)) if _is_start(lines, at)), len(lines))


def _is_start(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if not line.strip() or len(line) > 1_000:  # noqa: PLR2004 -- no header is that long
        return False
    return bool(
        _DIVIDER.fullmatch(line)
        or _FORWARD_MARK.fullmatch(line)
        or _is_attribution(lines, at)
        or (_FROM.fullmatch(line) and _headers_follow(lines, at))
        or (_RULE.fullmatch(line) and _rule_before_headers(lines, at))
        or (_LOTUS_SENDER.fullmatch(line) and _lotus_follows(lines, at))
    )


def _is_attribution(lines: Sequence[str], at: int) -> bool:
    """Say whether `On ... wrote:` starts here, on one line or broken over three."""
    if not re.match(r"\s*(?:On|Am|Le|El|Den)\b", lines[at]):
        return False
    window = (lines[at : at + count] for count in range(1, _ATTRIBUTION_LINES + 1))
    return any(_ATTRIBUTION.fullmatch("\n".join(some)[:600]) for some in window)


def _headers_follow(lines: Sequence[str], at: int) -> bool:
    following = lines[at + 1 : at + _HEADERS_SEEN_IN]
    return sum(bool(_HEADER.fullmatch(line)) for line in following) >= _HEADERS_NEEDED


def _rule_before_headers(lines: Sequence[str], at: int) -> bool:
    following = [line for line in lines[at + 1 : at + 4] if line.strip()]
    if not following or not _FROM.fullmatch(following[0]):
        return False
    return _headers_follow(lines, lines.index(following[0], at + 1))


def _lotus_follows(lines: Sequence[str], at: int) -> bool:
    following = {line.strip().lower() for line in lines[at + 1 : at + _LOTUS_SEEN_IN]}
    return following >= _LOTUS_WORDS


def _says_nothing(line: str) -> bool:
    return not line.strip() or bool(_DEVICE.fullmatch(line))
