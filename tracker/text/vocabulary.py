"""Know the words that requests are written in, tracker/data/known_words.txt."""

import math
import re
from functools import cache
from importlib.resources import files

SHORTEST_CERTAIN = 3
"""Letters from which a known word says that a text is language; shorter ones fit anywhere."""

LONGEST_WORD = 20
"""Letters of the longest word looked for when words are not parted."""

_LETTERS = re.compile(r"[A-Za-z]+")
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "r", "er", "ers", "'s")


@cache
def words() -> frozenset[str]:
    """Read the list, all in lower case."""
    lines = (files("tracker.data") / "known_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#")) | {"a", "i"}


def is_known(word: str) -> bool:
    """Say whether a word, or what is left of it without a common ending, is on the list."""
    lower = word.lower()
    if lower in words():
        return True
    return any(
        lower.endswith(ending) and len(lower) - len(ending) > SHORTEST_CERTAIN
        and (lower[: -len(ending)] in words() or f"{lower[: -len(ending)]}e" in words())
        for ending in _ENDINGS
    )  # fmt: skip


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
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lower) + 1):
        choices = [(best[end - 1][0] + _STRAY, end - 1)]
        for start in range(max(0, end - LONGEST_WORD), end):
            word = lower[start:end]
            if is_known(word):
                choices.append((best[start][0] + _WORD + _PER_LETTER * math.log(len(word)), start))
        best.append(min(choices))
    pieces: list[str] = []
    end = len(lower)
    while end > 0:
        start = best[end][1]
        pieces.append(letters[start:end])
        end = start
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
