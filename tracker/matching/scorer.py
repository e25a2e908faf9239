"""Score a pair of wordings: additive parts in log-odds, read from models/scorer.toml."""

import hashlib
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tracker.matching.features import NAMES, Comparison, compare
from tracker.matching.shape import Shape
from tracker.matching.signature import Signature
from tracker.shipped import shipped_dir

START = "start"
"""The part that every pair begins with: how unlikely copies are before anything is seen."""


ORGANISATION_MASS = 0.5
"""What naming an organisation adds to the weight of the words of a question."""


class ScorerProblem(Exception):
    """A scorer file that must not be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: the measure, its value, and the log-odds it adds or takes away."""

    name: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """A probability that two wordings ask the same, with the parts whose points sum to it."""

    probability: float
    parts: tuple[Part, ...]
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Scorer:
    """A fitted additive scorer; `version` pins its shapes and the code's feature list."""

    version: str
    encoder: str
    start: float
    shapes: tuple[Shape, ...]
    """One for each of `features.NAMES`, in their order."""
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

    def score(self, a: Signature, b: Signature, cosine: float) -> Score:
        """Score a pair; the parts' points sum to the log-odds of the probability."""
        comparison = compare(a, b, cosine)
        parts = [Part(START, 1.0, self.start)]
        for name, value, shape in zip(NAMES, comparison.values, self.shapes, strict=True):
            parts.append(Part(name, value, shape(value)))
        log_odds = self.start
        for part in parts[1:]:
            log_odds += part.points
        return Score(_probability(log_odds), tuple(parts), comparison)

    def probability(self, a: Signature, b: Signature, cosine: float) -> float:
        """Score a pair without keeping the parts."""
        return _probability(self.log_odds(compare(a, b, cosine).values))

    def log_odds(self, values: Sequence[float]) -> float:
        """Return the log-odds of a pair with these measures, one for each of `features.NAMES`."""
        log_odds = self.start
        for value, shape in zip(values, self.shapes, strict=True):
            log_odds += shape(value)
        return log_odds

    def best_possible(self, cosine: float) -> float:
        """Return a score that no pair with this cosine can exceed."""
        meaning, *others = self.shapes
        return _probability(self.start + meaning(cosine) + sum(shape.most for shape in others))

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


def parse_scorer(raw: bytes) -> Scorer:
    """Read the bytes of a scorer file; raise ScorerProblem, ValueError, KeyError or TypeError."""
    data = tomllib.loads(raw.decode("utf-8"))
    shapes = data["shapes"]
    if tuple(shapes) != NAMES:
        odd = sorted(set(shapes) ^ set(NAMES)) or ["their order"]
        message = f"it was fitted for other features; they differ in {', '.join(odd)}"
        raise ValueError(message)
    return Scorer(
        version=f"{data['name']}@{hashlib.sha256(raw).hexdigest()[:12]}",
        encoder=data["encoder"],
        start=float(data["start"]),
        shapes=tuple(_shape(name, shapes[name]) for name in NAMES),
        tempo=_shape("tempo", data["tempo"]),
        threshold=float(data["threshold"]),
        near_miss=float(data["near_miss"]),
        cohesion=float(data["cohesion"]),
        sure=float(data["sure"]),
        at_one_body=float(data["at_one_body"]),
        cosine_floor=float(data["cosine_floor"]),
        min_mass=float(data["min_mass"]),
        min_mass_withheld=float(data["min_mass_withheld"]),
    )


def _shape(name: str, table: dict[str, Any]) -> Shape:
    """Read one shape; its points must lie in order and be as many as its places."""
    at, points = tuple(map(float, table["at"])), tuple(map(float, table["points"]))
    if not at or len(at) != len(points) or any(a >= b for a, b in pairwise(at)):
        message = f"the shape of {name} has no points in rising order"
        raise ValueError(message)
    return Shape(at, points, str(table.get("direction", "free")), table.get("at_most"))


def _reason(error: Exception) -> str:
    """Say in words what is wrong with a file."""
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]}"
    return str(error).rstrip(".")


def _probability(log_odds: float) -> float:
    """Turn log-odds into a probability without overflow."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)
