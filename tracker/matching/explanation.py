"""Say in words what each part of a score looked at."""

from collections.abc import Iterable
from typing import Any

from tracker.matching.features import Comparison
from tracker.matching.scorer import START, Score
from tracker.matching.signature import word_weight

MOST_WORDS = 6
"""Words named in one part, the rarest first."""

_LABELS = {
    START: "Where every pair begins",
    "meaning": "Likeness of meaning",
    "wording": "Same words, in any order",
    "order": "Same words in the same order",
    "swapped_words": "Words exchanged for others",
    "swapped_share": "Share of words exchanged",
    "added_words": "Words only one of them has",
    "added_share": "Share of words only one of them has",
    "numbers_differ": "Different numbers or dates",
    "numbers_added": "Numbers only one of them has",
    "question_form": "Another kind of question",
    "organisations_differ": "Other organisations named",
    "substance": "Rare words shared",
}


def label(name: str) -> str:
    """Return a part's name as people read it."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def explain(score: Score) -> list[dict[str, Any]]:
    """Return the parts of a score as stored and shown: name, value, points, words."""
    return [
        {
            "name": part.name,
            "value": round(part.value, 6),
            "points": part.points,
            "words": _words(part.name, score.comparison),
        }
        for part in score.parts
    ]


def _words(name: str, comparison: Comparison) -> str:
    """Name the words behind a part, or nothing where there are none."""
    only_a, only_b = comparison.only_a, comparison.only_b
    match name:
        case "substance":
            words = _rarest(comparison.shared)
        case "swapped_words" if only_a and only_b:
            words = f"{_rarest(only_a)} against {_rarest(only_b)}"
        case "added_words":
            words = _rarest(only_a | only_b)
        case "numbers_differ" | "numbers_added":
            words = _against(comparison.numbers_a, comparison.numbers_b)
        case "organisations_differ":
            words = _against(comparison.organisations_a, comparison.organisations_b)
        case _:
            words = ""
    return words


def _against(a: Iterable[str], b: Iterable[str]) -> str:
    """Set what only one side has against what only the other has."""
    sides = [", ".join(sorted(side)[:MOST_WORDS]) or "none" for side in (a, b)]
    return "" if sides == ["none", "none"] else " against ".join(sides)


def _rarest(words: Iterable[str]) -> str:
    """Return the rarest words, so that people see what weighs most."""
    ordered = sorted(words, key=lambda word: (-word_weight(word), word))
    return ", ".join(ordered[:MOST_WORDS])
