"""Tell the lines of a signature from a question, a postscript or a quotation that follows it."""

import re

from tracker.text.redaction_names import is_personal_name

LONGEST_BLOCK = 14
"""Lines with words that one signature may have."""

_LONGEST_LINE = 110
_MOST_WORDS = 8
_FEW_WORDS = 4
_BARE_WORDS = 2
_MOST_CONTACT_WORDS = 14
_CAPITAL_SHARE = 0.6
_RULE_LENGTH = 5

_PREFIX = re.compile(r"[>\s]*")
_NUMBERED = re.compile(
    r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.):][ \t]|\([a-z]\)|[A-Z][):][ \t]|Q\.?\s?\d"
    r"|[•·▪*][ \t]?|-[ \t])"
)
_HEADING = re.compile(
    r"(?i)^(?:p\.? ?s\b|p\.s\.|questions?\b|part [\divx]+\b|annex|appendix|schedule|request\b"
    r"|section\b|details of request|on .{4,120}wrote:?$"
    r"|from:|sent:|to:|subject:|begin forwarded|-+ ?(?:original|forwarded)|disclaimer|please\b"
    r"|this (?:e-?mail|message)|is .*\?"
    r"|[-_=*]{5,}$)"
)
_ASK_START = frozenset(
    "number numbers total totals how what when who which why where whether do does did is are was"
    " were has have had"
    " can could would will should please provide supply send list lists copy copies details"
    " breakdown any if under i we my"
    " our these those also additionally for in a all".split()
)
_HARD_START = frozenset(
    "number numbers total how what which please provide supply list copies details breakdown"
    " i we".split()
)
_ASKING = re.compile(
    r"(?i)\b(?:please|provide|supply|how many|how much|would like|could you|can you|i am|i also|i"
    r" have|i would|we would|i look)\b"
)
_CONTACT = re.compile(
    r"(?i)\[(?:name|email|phone|postcode|address|web address|handle|organisation)\]|@|https?:"
    r"|www\.|\.(?:com|org|net|uk|ac|example)\b"
    r"|^(?:t|m|e|w|tel|mob|mobile|phone|email|e-mail|twitter|web|website|office|direct|address"
    r"|linkedin|fax)\b\.?\s?[:|]"
)
_REACHED_AT = re.compile(
    r"(?i)^(?:t|m|e|w|tel|telephone|mob|mobile|phone|email|e-mail)\b\.?\s?[:|]\s?(?:\[|\+?[\d(]"
    r"|\S{1,60}@)"
)
_DEVICE = re.compile(r"(?i)^(?:sent (?:from|via|using)|get outlook for)\b")
_GREETING = re.compile(
    r"(?i)(?:dear|annwyl|hi|hello|hey|hiya|helo|greetings|respected|good (?:morning|afternoon"
    r"|evening|day)|bore da|prynhawn da|noswaith dda|to who(?:m|ever)|fao|sirs?|madam)"
    r"\b[^\n?]{0,90}$"
)
_BOUNDARY = re.compile(
    r"(?i)(?:[-_=*]{5,}|(?:p\.? ?){1,3}s\b|o\.n\.|sent (?:from|via|using)|get outlook for"
    r"|(?:from|sent|to|subject):|begin forwarded|-+ ?(?:original|forwarded)|on .{4,120}wrote:?$"
    r"|\[external|disclaimer|(?:strictly )?(?:private|privileged|confidential)|notice:"
    r"|please consider the environment|th(?:is|e) (?:\w+ ){0,4}(?:e-?mail|message|communication"
    r"|transmission|request was made))"
)
_MOST_BLANK_LINES = 6
_SMALL = frozenset("of and the for in at on de la du & to a / | y".split())


def unquoted(line: str) -> str:
    """Return a line without the marks of quoting and outer blanks."""
    return line[_PREFIX.match(line).end() :].rstrip()  # type: ignore[union-attr]


def quote_depth(line: str) -> int:
    """Count the marks of quoting before a line."""
    return _PREFIX.match(line)[0].count(">")  # type: ignore[index]


def block_end(lines: list[str], start: int, *, soft: bool) -> int:
    """Find where the signature that begins at `start` ends; `start` where there is none.

    After a blank line, or with `soft` from the second line on, only lines that plainly belong
    to a signature are taken.
    """
    depth = quote_depth(lines[start])
    end = start
    taken = 0
    strict = False
    for at in range(start, min(len(lines), start + 3 * LONGEST_BLOCK)):
        bare = unquoted(lines[at])
        if quote_depth(lines[at]) != depth and bare:
            break
        if not bare.strip("-–—*_ "):
            if len(bare) >= _RULE_LENGTH:
                break
            strict = strict or taken > 0
            continue
        if taken == LONGEST_BLOCK or not is_signature_line(bare, strict=strict):
            break
        taken += 1
        end = at + 1
        strict = strict or soft
    return end


def is_signature_line(line: str, *, strict: bool) -> bool:
    """Say whether a line may stand in a signature; `strict` asks for a name, title or contact."""
    if is_device_line(line) or _REACHED_AT.match(line):
        return True
    if is_personal_name(line.lstrip("-~* ")) and not _HEADING.match(line):
        return True
    if "?" in line or _NUMBERED.match(line) or _HEADING.match(line) or len(line) > _LONGEST_LINE:
        return False
    words = line.split()
    if _CONTACT.search(line) and len(words) <= _MOST_CONTACT_WORDS and not _ASKING.search(line):
        return True
    if _asks(line, words):
        return False
    return _mostly_capitals(words) if strict else True


def _asks(line: str, words: list[str]) -> bool:
    first = words[0].casefold().strip(".,:;")
    if len(words) > _BARE_WORDS and first in _HARD_START:
        return True
    if len(words) > _BARE_WORDS and first in _ASK_START and not _mostly_capitals(words):
        return True
    if len(words) > _BARE_WORDS + 1 and _ASKING.search(line):
        return True
    if line.endswith(":"):
        return True
    return (
        len(words) > _MOST_WORDS or (len(words) > _FEW_WORDS and line.endswith("."))
    ) and not _mostly_capitals(words)


def _mostly_capitals(words: list[str]) -> bool:
    telling = [
        word for word in words if word.casefold() not in _SMALL and any(map(str.isalnum, word))
    ]
    capital = sum(1 for word in telling if not word.lstrip("([\"'")[:1].islower())
    return bool(telling) and capital / len(telling) >= _CAPITAL_SHARE


def is_greeting_line(line: str) -> bool:
    """Say whether a line, without marks of quoting, addresses the recipient."""
    return _GREETING.match(line) is not None


def is_boundary_line(line: str) -> bool:
    """Say whether a line stands below a letter: a rule, a postscript, a quotation, a disclaimer."""
    return _BOUNDARY.match(line) is not None


def is_list_line(line: str) -> bool:
    """Say whether a line is an item of a list, by the mark or number in front."""
    return _NUMBERED.match(line) is not None


def next_content(lines: list[str], start: int) -> int | None:
    """Find the next line with words, a few blank ones further on at most."""
    for at in range(start, min(start + _MOST_BLANK_LINES, len(lines))):
        if unquoted(lines[at]):
            return at
    return None


def is_device_line(line: str) -> bool:
    """Say whether a line is `Sent from my ...`, which stands below a name."""
    return _DEVICE.match(line) is not None
