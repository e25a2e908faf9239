"""Know the words that requests are written in, tracker/data/known_words.txt."""

import math
import re
from functools import cache

from tracker.english import request_words

SHORTEST_CERTAIN = 3
"""Letters from which a known word says that a text is language; shorter ones fit anywhere."""

_LETTERS = re.compile(r"[A-Za-z]+")
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "r", "er", "ers", "'s")


@cache
def words() -> frozenset[str]:
    """Return the words of requests, and the words of one letter."""
    return request_words() | {"a", "i"}


@cache
def forms() -> frozenset[str]:
    """Return the words of the list with and without common endings."""
    long = [word for word in words() if len(word) > SHORTEST_CERTAIN]
    bare = [word.removesuffix("e") for word in long if len(word) > SHORTEST_CERTAIN + 1]
    return words() | {f"{word}{ending}" for word in {*long, *bare} for ending in _ENDINGS}


@cache
def _beginnings() -> frozenset[str]:
    """Return all that a form may begin with."""
    return frozenset(form[:end] for form in forms() for end in range(1, len(form) + 1))


def is_known(word: str) -> bool:
    """Say whether a word, or what is left of it without a common ending, is on the list."""
    return word.lower() in forms()


def known_share(text: str) -> float:
    """Return which share of the letters of a text stands in known words of three letters or more.

    Zero for a text without letters of the Latin alphabet.
    """
    found = _LETTERS.findall(text)
    letters = sum(map(len, found))
    certain = sum(len(w) for w in found if len(w) >= SHORTEST_CERTAIN and is_known(w))
    return certain / letters if letters else 0.0


def part(letters: str) -> list[str]:
    """Part letters that run together into known words, as few as cover the most of them.

    Letters that fit nowhere stay together. Takes time in proportion to the length.
    """
    lower = letters.lower()
    known, beginnings = forms(), _beginnings()
    cost = [0.0] + [math.inf] * len(lower)
    came_from = [0] * (len(lower) + 1)
    for start in range(len(lower)):
        choices = [(start + 1, _STRAY)]
        for end in range(start + 1, len(lower) + 1):
            word = lower[start:end]
            if word not in beginnings:
                break
            if word in known:
                choices.append((end, _WORD + _PER_LETTER * math.log(end - start)))
        for end, more in choices:
            if cost[start] + more < cost[end]:
                cost[end], came_from[end] = cost[start] + more, start
    pieces: list[str] = []
    end = len(lower)
    while end > 0:
        pieces.append(letters[came_from[end] : end])
        end = came_from[end]
    return _joined_strays(pieces[::-1])


_STRAY, _WORD, _PER_LETTER = 2.0, 1.6, -0.35
"""Costs of a letter in no word, of a word, and what a longer word saves."""


def _joined_strays(pieces: list[str]) -> list[str]:
    """Join neighbouring letters that stand in no word."""
    joined: list[str] = []
    stray = False
    for piece in pieces:
        alone = len(piece) == 1 and piece.lower() not in {"a", "i"}
        if alone and stray:
            joined[-1] += piece
        else:
            joined.append(piece)
        stray = alone
    return joined
