"""Read digits and signs that were written for letters: `h0w m4ny dr0n35`."""

import re
from functools import lru_cache
from itertools import product

from tracker.text.vocabulary import is_known

_STANDS_FOR = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g",
    "2": "z", "@": "a", "$": "s", "!": "il", "|": "li", "+": "t", "(": "c", "€": "e", "£": "l",
}  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z0-9@$!|+€£]*[A-Za-z][A-Za-z0-9@$!|+€£]*|[0-9@$!|+€£]{2,}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_SHORTEST = 3
_LONGEST = 24
_MOST_READINGS = 24
_FEWEST, _SHARE = 3, 0.08
_FEW, _MUCH = 2, 0.3
"""Words with digits in them, and their share of all words, from which a text is read so."""


def read_leet(text: str) -> tuple[str, bool]:
    """Return a text with letters for digits where it is written so, and whether it was."""
    if not any(c in text for c in "013457@$"):
        return text, False
    found = {m.group() for m in _TOKEN.finditer(text) if _is_mixed(m.group())}
    certain = {token for token in found if (word := _reading(token)) and is_known(word)}
    if not certain:
        return text, False
    count = sum(m.group() in certain for m in _TOKEN.finditer(text))
    words = len(_WORD.findall(text)) + count
    if not ((count >= _FEWEST and count >= _SHARE * words) or count >= max(_FEW, _MUCH * words)):
        return text, False
    readings = {token: _reading(token) for token in found if token in certain or _is_wordy(token)}
    return _TOKEN.sub(lambda match: readings.get(match.group()) or match.group(), text), True


def _is_mixed(token: str) -> bool:
    """Say whether a token has a letter and something that may stand for one inside it."""
    core = token.rstrip("!|+").lstrip("$£€")
    return (
        _SHORTEST <= len(token) <= _LONGEST
        and any(c.isalpha() for c in core)
        and any(c in _STANDS_FOR for c in core)
    )


def _is_wordy(token: str) -> bool:
    """Say whether an unknown token has letters enough to be a word, as no amount of money has."""
    letters = sum(c.isalpha() for c in token)
    return 2 * letters >= len(token) and letters > 1 and not token.startswith(("£", "$", "€"))


@lru_cache(maxsize=16_384)
def _reading(token: str) -> str:
    """Return the likeliest word: a known one, else with the commonest letters."""
    choices = [_STANDS_FOR.get(c, c) for c in token]
    readings = ("".join(letters) for letters in product(*choices))
    first = ""
    for number, reading in enumerate(readings):
        if number >= _MOST_READINGS:
            break
        first = first or reading
        if is_known(reading):
            return reading
    return first
