"""A link between two wordings as people read it: its score, and parts that add up to it; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.matching.explanation import label
from tracker.matching.features import READ
from tracker.matching.scorer import CALIBRATION, START
from tracker.store.queries.wordings import ExplainedRow

_REMARKS = {
    START: "Most pairs of questions are not copies",
    CALIBRATION: "So that scores come true as often as they say",
}
_OF_EVERY_PAIR = (START, CALIBRATION)
"""Parts that say nothing of the two wordings themselves."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: what was looked at, what was found, and its points."""

    name: str
    label: str
    """The name as people read it."""
    value: float | None
    points: float
    words: str

    @property
    def is_shown(self) -> bool:
        """Say whether a page shows it: for points that two digits show, or for why it has none."""
        return round(abs(self.points), 2) > 0 or (self.name == READ and bool(self.words))


@dataclass(frozen=True, slots=True)
class Link:
    """A match between two wordings; the points of its parts add up to the score's log-odds."""

    a: str
    b: str
    score: float
    parts: tuple[Part, ...]
    total: float
    scorer: str
    model: str

    @property
    def against(self) -> tuple[Part, ...]:
        """Give the parts that speak against a copy, the strongest first."""
        found = (part for part in self.parts if part.points < 0 and part.name not in _OF_EVERY_PAIR)
        return tuple(sorted(found, key=lambda part: part.points))


def link_of(row: ExplainedRow, keys: Mapping[int, str]) -> Link:
    """Turn a stored match into a link; `keys` names the wordings that pages know."""
    a, b = sorted(
        (keys.get(row.text_a_id, ""), keys.get(row.text_b_id, "")), key=lambda k: (len(k), k)
    )
    parts = tuple(
        Part(
            name=str(part["name"]),
            label=label(str(part["name"])),
            value=part.get("value"),
            points=float(part["points"]),
            words=_words(part.get("words")) or _REMARKS.get(part["name"], ""),
        )
        for part in row.parts
    )
    total = sum(part.points for part in parts)
    return Link(a, b, row.score, parts, total, scorer=row.scorer, model=row.model)


def _words(found: object) -> str:
    return ", ".join(map(str, found)) if isinstance(found, list) else str(found or "")
