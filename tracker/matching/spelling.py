"""Read a misspelt word as the word it was meant for: one slip of the finger in a longer word.

A word is misspelt when neither the English dictionary of symspellpy nor any list here knows it,
and one slip away (Damerau 1964) is a word of the dictionary that begins with the same letter.
Names are left alone, and so is anything with a number.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tracker.matching.terms import term_words
from tracker.matching.words import is_weighed, root_of, word_weight

if TYPE_CHECKING:
    from symspellpy import SymSpell

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

    Of several the one that most requests hold is meant, then the most common in English.
    """
    if is_weighed(word) or word in _words() or word in term_words() or word in _dictionary().words:
        return None
    from symspellpy import Verbosity  # noqa: PLC0415

    near = [
        found
        for found in _dictionary().lookup(word, Verbosity.CLOSEST, max_edit_distance=1)
        if found.term[0] == word[0] and len(found.term) >= SHORTEST - 1
    ]
    likely = min(
        near,
        key=lambda found: (word_weight(root_of(found.term)), -found.count, found.term),
        default=None,
    )
    return likely.term if likely else None


@cache
def _words() -> frozenset[str]:
    """Read tracker/data/known_words.txt."""
    return frozenset((files("tracker.data") / "known_words.txt").read_text("utf-8").split())


@cache
def _dictionary() -> "SymSpell":
    """Load the dictionary: 82,765 words of English in British and American spelling."""
    from symspellpy import SymSpell  # noqa: PLC0415

    dictionary = SymSpell(max_dictionary_edit_distance=1)
    path = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    dictionary.load_dictionary(str(path), term_index=0, count_index=1)
    return dictionary
