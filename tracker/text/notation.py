"""Write numbers in one notation for comparison: digits for words, no commas between thousands."""

import re

SMALLEST = 13
"""A number below this stays as it is: `one` and `two` are words too, and comparison knows them."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_ANY = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
_AND = "|".join(f"(?<={scale}) and " for scale in _SCALES)
_NUMBER = re.compile(
    rf"\b(?:{_ANY})(?:(?:[ -]|{_AND})(?:{_ANY}))*\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?!,?\d)")
_PART = re.compile(r"[a-z]+")
_CENTURY = 100


def in_digits(text: str) -> str:
    """Return a text with its numbers from thirteen on in digits."""
    text = _COMMA.sub(lambda match: match.group().replace(",", ""), text)
    return _NUMBER.sub(lambda match: _digits(match.group()), text)


def _digits(written: str) -> str:
    """Return a number in digits, or as it is written where the words are no one number."""
    words = [word for word in _PART.findall(written.lower()) if word != "and"]
    number = _year(words) or _value(words)
    return written if number is None or number < SMALLEST else str(number)


def _value(words: list[str]) -> int | None:
    """Add up the words of a number; None where they do not follow each other."""
    total = group = 0
    last = ""
    for word in words:
        if word in _SCALES and last not in {"", "thousand", "million"}:
            scale = _SCALES[word]
            if scale == _CENTURY:
                group *= scale
            else:
                total, group = total + group * scale, 0
        elif word in _VALUES and _follows(last, word):
            group += _VALUES[word]
        else:
            return None
        last = word
    return total + group


def _follows(last: str, word: str) -> bool:
    """Say whether a number below a hundred may stand behind this word."""
    return not last or last in _SCALES or (last in _TENS and word in _SMALL[1:10])


def _year(words: list[str]) -> int | None:
    """Read `twenty twenty-three` and `nineteen ninety`; None for anything else."""
    century = {"nineteen": 1900, "twenty": 2000}.get(words[0])
    if century is None or len(words) not in {2, 3} or not set(words) <= set(_VALUES):
        return None
    rest = _value(words[1:])
    return century + rest if rest is not None and rest > len(_SMALL[:10]) else None
