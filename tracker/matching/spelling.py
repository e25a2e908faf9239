"""Read a misspelt word as the word it was meant for: one slip of the finger in a longer word.

A word is misspelt when neither the English dictionary of symspellpy nor any list here knows it,
and one slip away (Damerau 1964) is a word of the dictionary that begins with the same letter.
Names are left alone, and so is anything with a number.
"""

import re
from functools import lru_cache

from tracker.english import dictionary, request_words
from tracker.matching.terms import term_words
from tracker.matching.words import is_weighed, root_of, word_weight

SHORTEST = 5
"""Letters that a misspelt word has at least; shorter words are too near to others."""

_WORD = re.compile(
    rf"(?<![\w'’&/.@-])(?:[a-z]{{{SHORTEST},}}|[A-Z][a-z]{{{SHORTEST - 1},}})(?![\w@&/]|['’-]\w)"
)
_SENTENCE_ENDS = ".?!:;"


def respelt(text: str) -> str:
    """Return a text with its misspelt words put right; its names keep their spelling."""

    def right(match: re.Match[str]) -> str:
        word = match.group()
        if word[0].islower():
            return meant_by(word) or word
        before = text[: match.start()].rstrip()
        meant = meant_by(word.lower()) if not before or before[-1] in _SENTENCE_ENDS else None
        return word[0] + meant[1:] if meant else word

    return _WORD.sub(right, text)


@lru_cache(maxsize=262_144)
def meant_by(word: str) -> str | None:
    """Return the word that a lower-case word is one slip away from; None where it is known.

    Of several the one that most requests hold is meant, then the most common in English; but
    fingers leave a letter out, or double one, sooner than they add another.
    """
    if is_known(word):
        return None
    from symspellpy import Verbosity  # noqa: PLC0415

    near = [
        found
        for found in dictionary().lookup(word, Verbosity.CLOSEST, max_edit_distance=1)
        if found.term[0] == word[0] and len(found.term) >= SHORTEST - 1
    ]
    likely = min(
        near,
        key=lambda found: (
            _has_odd_letter(word, found.term),
            word_weight(root_of(found.term)),
            -found.count,
            found.term,
        ),
        default=None,
    )
    return likely.term if likely else None


@lru_cache(maxsize=262_144)
def is_known(word: str) -> bool:
    """Say whether a word in lower case is one of requests, or of English."""
    if is_weighed(word) or word in request_words() or word in term_words():
        return True
    return word in dictionary().words


def _has_odd_letter(word: str, meant: str) -> bool:
    """Say whether a word has a letter more than what it was meant for, and none that is doubled."""
    doubled = (i for i in range(1, len(word)) if word[i] == word[i - 1])
    return len(meant) < len(word) and all(word[:i] + word[i + 1 :] != meant for i in doubled)
