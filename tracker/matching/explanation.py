"""Say in words what each part of a score looked at."""

from collections.abc import Iterable
from typing import Any

from tracker.matching.features import ADDED, OTHER, READ, Comparison
from tracker.matching.scorer import CALIBRATION, START, Part, Reading, Score
from tracker.matching.variation import rolled_apart, variations
from tracker.matching.words import word_weight

MOST_WORDS = 6
"""Words named in one part, the rarest first."""

MOST_PHRASES = 4
"""Phrases named in one part."""

_LABELS = {
    START: "Where every pair begins",
    "meaning": "Likeness of meaning",
    "meaning_lost": "Meaning differs more than the words do",
    "wording": "Same words, in any order",
    "order": "Same words in the same order",
    "phrases": "Phrases shared",
    "substance": "Rare words shared",
    "swapped_words": "Words exchanged for others",
    "swapped_share": "Share of words exchanged",
    "added_words": "Words only one of them has",
    "added_share": "Share of words only one of them has",
    "one_swap": "Exchanged in one place, and nothing else",
    "largest_swap": "Exchanged in one place",
    "places": "In how many places they differ",
    "largest_place": "How much of the difference lies in one place",
    "figures_shared": "Same numbers and dates",
    "other_period": "Another period",
    "other_place": "Another place",
    "other_organisation": "Another organisation",
    "other_thing": "Another weapon, drug, vehicle or device",
    "other_offence": "Another offence, or another stage of a case",
    "other_people": "Other people, or another rank",
    "other_name": "Another name",
    "other_number": "Another number",
    "period_added": "A period only one of them names",
    "organisation_added": "An organisation only one of them names",
    "number_added": "A number only one of them names",
    "question_form": "Another kind of question",
    READ: "Both read side by side",
    CALIBRATION: "How often pairs with as many points were right",
}

_UNREAD = {
    Reading.DUE: "not read: they are too long to be read whole",
    Reading.OTHER: "not read: they name different things",
    Reading.CERTAIN: "not read: the rest leaves no doubt",
    Reading.NONE: "not read: this scorer has no reader",
}
_OVERRULED = "read, but the rest is too sure for that to count"


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
            "words": _reading(part, score) if part.name == READ else _words(part, score.comparison),
        }
        for part in score.parts
    ]


def _reading(part: Part, score: Score) -> str:
    """Say why a pair was not read, or why what was read does not count."""
    if score.reading is Reading.DONE:
        return "" if part.points else _OVERRULED
    return _UNREAD[score.reading]


def _words(part: Part, comparison: Comparison) -> str:
    """Name the words behind a part, or nothing where there are none."""
    name = part.name
    only_a, only_b = comparison.only_a, comparison.only_b
    if name in OTHER:
        varied = variations(comparison.things_a, comparison.things_b)
        return "; ".join(f"{v.a} against {v.b}" for v in varied if v.kind in OTHER[name])
    if name in ADDED:
        named = [
            t.named.get(ADDED[name], frozenset())
            for t in (comparison.things_a, comparison.things_b)
        ]
        return ", ".join(sorted(named[0] ^ named[1]))
    match name:
        case "wording":
            words = ", ".join(f"{odd} read as {meant}" for odd, meant in comparison.meant)
        case "substance":
            words = _rarest(comparison.shared)
        case "phrases":
            words = _rarest_phrases(comparison.phrases)
        case "swapped_words" if only_a and only_b:
            words = f"{_rarest(only_a)} against {_rarest(only_b)}"
        case "added_words":
            words = _rarest(only_a | only_b)
        case "figures_shared":
            words = _rolled(comparison)
        case _:
            words = ""
    return words


def _rolled(comparison: Comparison) -> str:
    """Say which dates differ only because each is counted from the day of asking."""
    dates = rolled_apart(comparison.things_a, comparison.things_b)
    return f"{dates} are rolled dates, each counted from the day of the request" if dates else ""


def _rarest_phrases(phrases: Iterable[str]) -> str:
    """Return the phrases of the rarest words."""
    ordered = sorted(phrases, key=lambda phrase: (-sum(map(word_weight, phrase.split())), phrase))
    return ", ".join(ordered[:MOST_PHRASES])


def _rarest(words: Iterable[str]) -> str:
    """Return the rarest words, so that people see what weighs most."""
    ordered = sorted(words, key=lambda word: (-word_weight(word), word))
    return ", ".join(ordered[:MOST_WORDS])
