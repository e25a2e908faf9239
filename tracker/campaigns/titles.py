"""Name a campaign after the wording its copies share. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

MAX_TITLE = 100
"""Characters; a longer title is cut at a word."""

MAX_COMPARED = 40
"""Distinct wordings looked at for the most central one."""

_MASK = re.compile(r"\s*\[(?:withheld|(?:day of|\d+ months before) request)\]")
_PLACEHOLDER = re.compile(r"\b(?:the |that )?your organisation\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def title_for(wordings: Sequence[str]) -> str:
    """Return a title: the wording most like all the others, shortened to one line.

    `wordings` are comparable texts, one for each copy. Ties fall to the commoner wording, then
    to the shorter, then to the alphabet, so that the same campaign always gets the same title.
    """
    counted = Counter(wordings)
    candidates = sorted(counted, key=lambda w: (-counted[w], len(w), w))[:MAX_COMPARED]
    central = max(candidates, key=lambda w: _closeness(w, candidates, counted))
    return _one_line(central)


def _closeness(wording: str, others: Sequence[str], counted: Counter[str]) -> float:
    """Measure how like a wording is to all copies, its own repetitions included."""
    return sum(counted[other] * fuzz.token_sort_ratio(wording, other) for other in others)


def _one_line(wording: str) -> str:
    """Shorten a wording to a title that starts with a capital and names no body."""
    text = _PLACEHOLDER.sub("the body", _MASK.sub("", wording))
    text = _SPACES.sub(" ", text).strip(" .;:,?-")
    if len(text) > MAX_TITLE:
        cut = text[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:(-")
        text = f"{cut}…"
    return text[:1].upper() + text[1:]
