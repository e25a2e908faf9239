"""Find the names of persons in greetings; bodies, desks and offices are not persons."""

import re
from collections.abc import Iterator

from tracker.text.redaction_cut import Cut
from tracker.text.redaction_names import (
    TITLES,
    Name,
    given_names,
    names_institution,
    read_name,
    words_of,
)

_GREETING = re.compile(
    r"(?im)^[ \t>]{0,20}(?:dear|hi(?: there)?|hello(?: there)?|hey|greetings"
    r"|good (?:morning|afternoon|evening|day)|annwyl|helo|bore da|prynhawn da|noswaith dda"
    r"|fao|f\.a\.o\.?|attn|for the attention of)\b[ \t,:–-]{1,4}"
)
_INLINE_DEAR = re.compile(
    r"\b[Dd]ear[ ](?=(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Sir|Dame)\.?[ ][A-Z])"
)
_ADDRESSEE_END = re.compile(r"[,:;!.\n]|[ ][-–—]")
_LONGEST_ADDRESSEE = 80
_AFTER_NAME = re.compile(r"[ \t]{0,3}(?:[,:;!.\n/)(–—-]|$|and\b|&)")
_JOINED = re.compile(r"[ \t]{0,2}(?:and|&|/)[ \t]{0,2}")
_TITLED = re.compile(r"(?i)\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr)\b\.?(?=[ ][^\W\d_])")
_MOST_FRIENDLY_WORDS = 3


def greeted_names(text: str) -> Iterator[Cut]:
    """Find every person that a greeting names, also the second of two."""
    starts = {
        found.end() for pattern in (_GREETING, _INLINE_DEAR) for found in pattern.finditer(text)
    }
    for start in starts:
        begin, end = _addressee(text, start)
        while end > begin:
            yield Cut(begin, end)
            joined = _JOINED.match(text, end)
            begin, end = _addressee(text, joined.end()) if joined else (end, end)


def _addressee(text: str, start: int) -> tuple[int, int]:
    """Find the person a greeting names: begin and end, equal where it names none."""
    stop = _ADDRESSEE_END.search(text, start, start + _LONGEST_ADDRESSEE)
    whole = text[start : stop.start() if stop else start + _LONGEST_ADDRESSEE]
    if names_institution(whole) or whole.casefold().startswith("sir"):
        return _titled_person(text, start, start + len(whole))
    name = read_name(text, start, most=4)
    if name.words:
        return start, name.end if _is_person(text, start, name) else start
    words = words_of(whole)
    if stop is not None and 0 < len(words) <= _MOST_FRIENDLY_WORDS and _is_hinted(words):
        return start, start + len(whole.rstrip())
    return start, start


def _titled_person(text: str, start: int, end: int) -> tuple[int, int]:
    """Find `Ms Jones` beside the name of a desk."""
    titled = _TITLED.search(text, start, end)
    if titled is None:
        return start, start
    name = read_name(text, titled.start(), most=3, lower=titled[0].islower())
    if names_institution(text[titled.start() : name.end]):
        return start, start
    return titled.start(), name.end


def _is_person(text: str, start: int, name: Name) -> bool:
    written = text[start : name.end].strip()
    words = words_of(written)
    if name.words == 1 and written.isupper() and words[0] not in given_names():
        return False
    return _is_hinted(words) or _AFTER_NAME.match(text, name.end) is not None


def _is_hinted(words: list[str]) -> bool:
    return words[0] in TITLES or words[0] in given_names()
