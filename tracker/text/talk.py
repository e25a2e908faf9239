"""Tell letter talk from questions by the words of a sentence: a small additive model.

The weights are data, tracker/data/letter_words.tsv, fitted on sentences that stand around
questions and on questions; a coordinator can read which words speak for which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

START, UNKNOWN, LENGTH = "*start", "*unknown", "*length"
"""Terms every sentence has: the start, each word that letters never use, and its length."""

LONGEST = 40
"""Words beyond which a longer sentence is not longer evidence."""

STATUTORY = frozenset("1 8 10 11 12 14 16 17 18 20 450 600 2000 2002 2004 2015".split())
"""Sections, years of Acts and limits that letters cite; any other number is a mere number."""

_TOKEN = re.compile(r"\[[a-z ]+\]|[a-z]+(?:['’-][a-z]+)*|\d+|[?:£%]")

_SMALL = re.compile(r"\b[a-z]{3,}\b")

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]{3,}\b")
"""A word in capitals inside a sentence."""


@dataclass(frozen=True, slots=True)
class TalkModel:
    """Weights of words and word pairs; above zero speaks for letter talk."""

    weights: dict[str, float]
    words: frozenset[str]

    def score(self, sentence: str) -> float:
        """Return the log-odds that a sentence is letter talk."""
        return sum(self.weights.get(term, 0.0) * n for term, n in terms(sentence, self.words))

    def has_own_word(self, sentence: str) -> bool:
        """Say whether a sentence has a word in small letters that letters never use."""
        return any(word not in self.words for word in _SMALL.findall(sentence))

    def has_own_name(self, sentence: str) -> bool:
        """Say whether a sentence names, not in its first word, what letters never speak of."""
        return any(name.lower() not in self.words for name in _NAME.findall(sentence))


def tokens(sentence: str) -> list[str]:
    """Return lower-case words, masks and marks; numbers no Act is cited by are one token."""
    found = _TOKEN.findall(sentence.lower())
    return ["#" if t.isdigit() and t not in STATUTORY else t for t in found]


def terms(sentence: str, words: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Yield the terms of a sentence with their counts: words, pairs of neighbours, and totals."""
    found = tokens(sentence)
    yield START, 1.0
    yield UNKNOWN, float(min(sum(1 for t in set(found) if t not in words and t[0].isalpha()), 8))
    yield LENGTH, min(len(found), LONGEST) / LONGEST
    for term in set(found):
        yield term, 1.0
    for pair in {f"{a} {b}" for a, b in zip(["^", *found], found, strict=False)}:
        yield pair, 1.0


@cache
def talk_model() -> TalkModel:
    """Read tracker/data/letter_words.tsv: term, weight, and whether letters use the word."""
    lines = (files("tracker.data") / "letter_words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#\t#")]
    return TalkModel(
        weights={term: float(weight) for term, weight, _ in rows},
        words=frozenset(term for term, _, used in rows if used == "y"),
    )
