"""Read the misspelt words of two wordings as the words of the other that they were meant for.

A misspelt word alone may have been meant for several, and a misspelt name for any; beside a wording
that has the right one there is little doubt. Names that differ by a letter are often two names, so
that only two letters in the wrong order, or a word that is well known, make a name misspelt.
"""

import re
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from tracker.matching.signature import Signature, signature
from tracker.matching.spelling import is_known

LEAST_COSINE = 0.6
"""Below it two wordings are not worth the while."""
SHORTEST, SHORTEST_NAME, TWO_SLIPS = 4, 5, 9
"""Letters of a misspelt word, of a name with another letter, and of a word with two slips."""

_WORD = re.compile(rf"(?<![\w'’&/.@-])[A-Za-z]{{{SHORTEST},}}(?![\w@&/])")

Words = dict[str, str]
"""Words in small letters, and as they were written first."""


def spelt_alike(a: Signature, b: Signature, cosine: float) -> tuple[Signature, Signature, float]:
    """Return two wordings with the misspelt words of each as the other has them.

    The same come back where no word of either is meant for one of the other.
    """
    if cosine < LEAST_COSINE or a.text == b.text:
        return a, b, cosine
    if a.text > b.text:
        second, first, _ = spelt_alike(b, a, cosine)
        return first, second, cosine
    a = _beside(a, b)
    return a, _beside(b, a), cosine


def _beside(one: Signature, other: Signature) -> Signature:
    """Return a wording with its misspelt words as the other has them."""
    mine, odd = _words(one.text)
    if not odd:
        return one
    theirs, _ = _words(other.text)
    meant = {
        word: written
        for word in odd.keys() - theirs.keys()
        if (written := _meant(odd[word], theirs, mine)) is not None
    }
    return _written(one.text, tuple(sorted(meant.items()))) if meant else one


def _meant(odd: str, theirs: Words, mine: Words) -> str | None:
    """Return the word of the other wording, and of it alone, that a misspelt one is meant for."""
    word, name = odd.lower(), odd[0].isupper()
    slips = 2 if len(word) >= TWO_SLIPS and not name else 1
    best, least = None, slips + 1
    for other in theirs.keys() - mine.keys():
        if abs(len(other) - len(word)) > slips:
            continue
        found = OSA.distance(word, other, score_cutoff=slips)
        if (found, other) >= (least, best or ""):
            continue
        if not name or sorted(word) == sorted(other) or _is_well_known(word, other):
            best, least = other, found
    return theirs[best] if best else None


def _is_well_known(name: str, other: str) -> bool:
    """Say whether the other is a name that many write, and both are long enough."""
    return min(len(name), len(other)) >= SHORTEST_NAME and is_known(other)


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[Words, Words]:
    """Return the words of a text, and those among them that nobody knows."""
    words: Words = {}
    for match in _WORD.finditer(text):
        words.setdefault(match.group().lower(), match.group())
    return words, {word: written for word, written in words.items() if not is_known(word)}


@lru_cache(maxsize=16_384)
def _written(text: str, meant: tuple[tuple[str, str], ...]) -> Signature:
    """Take a wording apart with what was meant in the stead of misspelt words."""
    instead = dict(meant)

    def right(match: re.Match[str]) -> str:
        word = match.group()
        other = instead.get(word.lower())
        if other is None:
            return word
        return other[0].upper() + other[1:] if word[0].isupper() else other

    return replace(signature(_WORD.sub(right, text)), meant=meant)
