"""Score a pair of wordings: additive parts in log-odds, read from models/scorer.toml."""

import math
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from tracker.matching.features import ITSELF, NAMES, OTHER, Comparison, compare
from tracker.matching.reading import as_read
from tracker.matching.shape import Shape
from tracker.matching.side_by_side import Reader
from tracker.matching.signature import Signature
from tracker.matching.slips import spelt_alike
from tracker.matching.version import scorer_version
from tracker.shipped import shipped_dir

START = "start"
"""The part that every pair begins with: how unlikely copies are before anything is seen."""

CALIBRATION = "calibration"
"""The part that every pair ends with: how often pairs whose measures came to as much were right."""

ORGANISATION_MASS = 0.5
"""What naming an organisation adds to the weight of the words of a question."""

AT_ONCE = 2_048
"""Pairs compared before those in doubt among them are read."""
MOST_READ = 90
"""Words of the longest wording that is read: of a longer one too little would be seen."""

UNREAD = 1e-3
"""Points that a pair may get at most for not having been read: what rounding leaves."""

_OTHER_THINGS = tuple(NAMES.index(name) for name in OTHER)

Pair = tuple[Signature, Signature, float]
"""Two wordings and the cosine of their vectors."""


class ScorerProblem(Exception):
    """A scorer file that must not be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: the measure, its value, and the log-odds it adds or takes away."""

    name: str
    value: float
    points: float


class Reading(Enum):
    """Whether a pair was read side by side, or why it was not."""

    DONE = 1
    DUE = 2
    OTHER = 3
    CERTAIN = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class Score:
    """A probability that two wordings ask the same, with the parts whose points sum to it."""

    probability: float
    parts: tuple[Part, ...]
    comparison: Comparison
    reading: Reading


@dataclass(frozen=True, slots=True)
class Scorer:
    """A fitted additive scorer; `version` pins its file, and the rules that measure pairs."""

    version: str
    encoder: str
    start: float
    shapes: tuple[Shape, ...]
    """One for each of `features.NAMES`, in their order."""
    calibration: Shape
    """What is added to the sum of all these, so that scores come true as often as they say."""
    tempo: Shape
    """What the days between two wordings add when they are grouped."""
    threshold: float
    near_miss: float
    cohesion: float
    """Average over all its pairs that a group of copies holds."""
    sure: float
    """Score that two wordings need which each went round already."""
    at_one_body: float
    """Log-odds that two wordings lose when all bodies that got the one got the other as well."""
    cosine_floor: float
    min_mass: float
    min_mass_withheld: float
    side_by_side: str
    """Name of the reader that reads pairs in doubt; empty for none."""
    doubt_from: float
    doubt_to: float
    """Scores between which a pair is in doubt."""
    against_to: float
    """Score up to which reading may speak against a pair; a surer one it can only lift."""
    read_at_most: float
    """Sum, not yet calibrated, that a pair reaches by being read: never a certain copy."""
    reader: Reader | None = None

    def score(self, comparison: Comparison) -> Score:
        """Score a compared pair; the parts' points sum to the log-odds of the probability."""
        values = comparison.values
        points = self.points(values)
        total = self.start + sum(points)
        parts = [Part(name, *part) for name, *part in zip(NAMES, values, points, strict=True)]
        start = Part(START, 1.0, self.start)
        last = Part(CALIBRATION, total, self.calibration(total))
        whole = (start, *parts, last)
        return Score(self.calibrated(total), whole, comparison, self.reading(comparison))

    def probability(self, comparison: Comparison) -> float:
        """Score a compared pair without keeping the parts."""
        return self.calibrated(self.total(comparison.values))

    def total(self, values: Sequence[float]) -> float:
        """Return what these measures come to, one for each of `features.NAMES`."""
        return self.start + sum(self.points(values))

    def calibrated(self, total: float) -> float:
        """Turn what the measures of a pair come to into the probability that it is a copy."""
        return _probability(total + self.calibration(total))

    def points(self, values: Sequence[float]) -> list[float]:
        """Return what each measure adds; reading never makes a pair surer than `read_at_most`."""
        points = [shape(value) for value, shape in zip(values, self.shapes, strict=True)]
        unread = self.start + sum(points[:-1])
        points[-1] = min(points[-1], max(0.0, self.read_at_most - unread))
        if points[-1] < 0.0 and self.calibrated(unread) > self.against_to:
            points[-1] = 0.0
        return points

    def compared(self, pairs: Iterable[Pair]) -> Iterator[Comparison]:
        """Compare pairs, in their order; those left in doubt are read side by side.

        Misspelt words are first read as those of the other wording that they were meant for.
        Nothing is read where the scorer has no reader.
        """
        left = (spelt_alike(*pair) for pair in pairs)
        while batch := list(islice(left, AT_ONCE)):
            yield from self._read(batch, [compare(*pair) for pair in batch])

    def _read(self, pairs: Sequence[Pair], found: list[Comparison]) -> list[Comparison]:
        """Read the compared pairs that are in doubt."""
        if self.reader is None:
            return found
        doubtful = [
            row
            for row, (pair, one) in enumerate(zip(pairs, found, strict=True))
            if self.reading(one) is Reading.DUE and _is_short(pair)
        ]
        texts = [(as_read(a.text), as_read(b.text)) for a, b, _ in (pairs[r] for r in doubtful)]
        for row, value in zip(doubtful, self.reader.read(texts), strict=True):
            found[row] = found[row].read(value)
        return found

    def reading(self, one: Comparison) -> Reading:
        """Say whether reading is due because it may change what a pair is.

        Another thing named is no doubt; another organisation is none where each wording asks
        one about itself.
        """
        if self.reader is None:
            return Reading.NONE
        if one.values[-1]:
            return Reading.DONE
        if any(one.values[place] > ITSELF for place in _OTHER_THINGS):
            return Reading.OTHER
        doubtful = self.doubt_from <= self.probability(one) <= self.doubt_to
        return Reading.DUE if doubtful else Reading.CERTAIN

    def is_specific(self, text: Signature) -> bool:
        """Say whether a wording says enough to be the same as another.

        One that hides a name or an address needs to say much more besides: what is hidden may
        differ, and missing is not equal.
        """
        said = text.mass + ORGANISATION_MASS * text.organisations
        return said >= (self.min_mass_withheld if text.withheld else self.min_mass)


def load_scorer(path: Path | None = None, *, encoder: str | None = None) -> Scorer:
    """Read a scorer file, the shipped one by default.

    Raises ScorerProblem for one that cannot be read, was fitted for other features, or, where
    `encoder` is given, for another encoder: its cosines would mean something else.
    """
    path = path or shipped_dir("models") / "scorer.toml"
    try:
        raw = path.read_bytes()
        scorer = parse_scorer(raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path.name} cannot be read as a scorer: {_reason(error)}."
        raise ScorerProblem(message) from None
    if encoder is not None and scorer.encoder != encoder:
        message = (
            f"{path.name} was fitted for the encoder {scorer.encoder}, and this one is {encoder}. "
            "Fit a scorer for it with `mosaic models fit`, and name its file in "
            "MOSAIC_SCORER_FILE."
        )
        raise ScorerProblem(message)
    return scorer


def with_reader(scorer: Scorer, reader: Reader) -> Scorer:
    """Give a scorer its reader; raise ScorerProblem for another one than it was fitted for."""
    if reader.name != scorer.side_by_side:
        message = (
            f"The scorer was fitted for the reader {scorer.side_by_side}, and this one is "
            f"{reader.name}. Fit it anew with `mosaic models fit`."
        )
        raise ScorerProblem(message)
    return replace(scorer, reader=reader)


def parse_scorer(raw: bytes) -> Scorer:
    """Read the bytes of a scorer file; raise ScorerProblem, ValueError, KeyError or TypeError."""
    data = tomllib.loads(raw.decode("utf-8"))
    shapes = data["shapes"]
    if tuple(shapes) != NAMES:
        odd = sorted(set(shapes) ^ set(NAMES)) or ["their order"]
        message = f"it was fitted for other features; they differ in {', '.join(odd)}"
        raise ValueError(message)
    shapes = tuple(_shape(name, shapes[name]) for name in NAMES)
    if abs(shapes[-1](0.0)) > UNREAD:
        message = f"the shape of {NAMES[-1]} gives points to pairs that were not read"
        raise ValueError(message)
    return Scorer(
        version=scorer_version(data["name"], raw),
        encoder=data["encoder"],
        start=float(data["start"]),
        shapes=shapes,
        calibration=_rising("calibration", data["calibration"]),
        tempo=_shape("tempo", data["tempo"]),
        threshold=float(data["threshold"]),
        near_miss=float(data["near_miss"]),
        cohesion=float(data["cohesion"]),
        sure=float(data["sure"]),
        at_one_body=float(data["at_one_body"]),
        cosine_floor=float(data["cosine_floor"]),
        min_mass=float(data["min_mass"]),
        min_mass_withheld=float(data["min_mass_withheld"]),
        side_by_side=str(data["side_by_side"]),
        doubt_from=float(data["doubt_from"]),
        doubt_to=float(data["doubt_to"]),
        against_to=float(data["against_to"]),
        read_at_most=float(data["read_at_most"]),
    )


def _shape(name: str, table: dict[str, Any]) -> Shape:
    """Read one shape; its points must lie in order and be as many as its places."""
    at, points = tuple(map(float, table["at"])), tuple(map(float, table["points"]))
    if not at or len(at) != len(points) or any(a >= b for a, b in pairwise(at)):
        message = f"the shape of {name} has no points in rising order"
        raise ValueError(message)
    return Shape(at, points, str(table.get("direction", "free")), table.get("at_most"))


def _rising(name: str, table: dict[str, Any]) -> Shape:
    """Read a shape that is added to what it is drawn over; the sum must rise."""
    shape = _shape(name, table)
    sums = [at + points for at, points in zip(shape.at, shape.points, strict=True)]
    if any(a >= b for a, b in pairwise(sums)):
        message = f"the shape of {name} puts a pair of more points below one of fewer"
        raise ValueError(message)
    return shape


def _reason(error: Exception) -> str:
    """Say in words what is wrong with a file."""
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]}"
    return str(error).rstrip(".")


def _is_short(pair: Pair) -> bool:
    """Say whether both wordings can be read whole."""
    return all(len(text.text.split()) <= MOST_READ for text in pair[:2])


def _probability(log_odds: float) -> float:
    """Turn log-odds into a probability without overflow."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)
