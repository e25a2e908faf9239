"""Words as they are compared: cut to their stem, synonyms made one, each with its weight."""

import math
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from tracker.shipped import shipped_dir

RAREST = 1.0
"""Weight of a word that the corpus does not know; common ones weigh less, down to zero."""

SHORTEST_STEM = 3
"""Letters that cutting an ending leaves at least."""

_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""),
    ("ments", "ment"), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""),
)  # fmt: skip


_IZE = re.compile(r"iz(e[ds]?|ing|ations?|ational)$")
"""Endings that are spelt with s as well."""


@cache
def root_of(word: str) -> str:
    """Return the stem that stands for a lower-case word and its synonyms."""
    root = stem(_IZE.sub(r"is\1", word))
    return synonyms().get(root, root)


@cache
def word_weight(root: str) -> float:
    """Return how rare a stem is in requests, 0 to 1; unknown ones are rarest."""
    return _weights().get(root, RAREST)


def weights_file() -> Path:
    """Return the file of the weights: a stem and how many texts hold it."""
    return shipped_dir("models") / "word_weights.tsv"


def is_weighed(word: str) -> bool:
    """Say whether enough requests hold a lower-case word that its weight is known."""
    return root_of(word) in _weights()


def stem(word: str) -> str:
    """Cut the endings of plurals and verbs, so that `forces` and `force` are one word."""
    if len(word) <= SHORTEST_STEM or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss"):
            root = word[: len(word) - len(ending)] + instead
            if len(root) >= SHORTEST_STEM:
                return root.rstrip("e") if len(root) > SHORTEST_STEM else root
    return word.rstrip("e") if len(word) > SHORTEST_STEM + 1 else word


def one_phrase(text: str) -> str:
    """Put the word that stands for each known phrase in its place; case is kept elsewhere."""
    pattern, instead = _phrases()
    return pattern.sub(lambda match: instead[match.group().lower()], text)


@cache
def synonyms() -> dict[str, str]:
    """Read tracker/data/synonyms.txt: each stem of a group, and the stem that stands for it."""
    found: dict[str, str] = {}
    for line in _lines():
        if "=" not in line:
            first, *others = (stem(word) for word in line.split())
            for other in others:
                found.setdefault(other, found.get(first, first))
    return found


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Compile the phrases of tracker/data/synonyms.txt, the longest first."""
    pairs = [line.split("=") for line in _lines() if "=" in line]
    instead = {phrase.strip(): word.strip() for phrase, word in pairs}
    ordered = sorted(instead, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE), instead


def _lines() -> list[str]:
    text = (files("tracker.data") / "synonyms.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


@cache
def _weights() -> dict[str, float]:
    """Read models/word_weights.tsv: a stem and how many texts hold it; `*` is all texts.

    Synonyms weigh what the most common of them weighs.
    """
    lines = weights_file().read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    total = next(int(count) for word, count in rows if word == "*")
    top = math.log(total)
    weights: dict[str, float] = {}
    for word, count in rows:
        if word != "*":
            root = synonyms().get(word, word)
            weight = max(0.0, math.log(total / int(count)) / top)
            weights[root] = min(weight, weights.get(root, RAREST))
    return weights
