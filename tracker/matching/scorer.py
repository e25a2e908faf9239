"""Score a pair of wordings: additive parts in log-odds, read from models/scorer.toml."""

import hashlib
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tracker.matching.features import NAMES, Comparison, compare
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
    """A fitted additive scorer; `version` pins its coefficients and the code's feature list."""

    version: str
    encoder: str
    start: float
    coefficients: tuple[float, ...]
    threshold: float
    near_miss: float
    cosine_floor: float
    min_mass: float
    min_mass_withheld: float

    def score(self, a: Signature, b: Signature, cosine: float) -> Score:
        """Score a pair; the parts' points sum to the log-odds of the probability."""
        comparison = compare(a, b, cosine)
        parts = [Part(START, 1.0, self.start)]
        for name, value, weight in zip(NAMES, comparison.values, self.coefficients, strict=True):
            parts.append(Part(name, value, weight * value))
        log_odds = self.start
        for part in parts[1:]:
            log_odds += part.points
        return Score(_probability(log_odds), tuple(parts), comparison)

    def probability(self, a: Signature, b: Signature, cosine: float) -> float:
        """Score a pair without keeping the parts."""
        log_odds = self.start
        values = compare(a, b, cosine).values
        for value, weight in zip(values, self.coefficients, strict=True):
            log_odds += weight * value
        return _probability(log_odds)

    def is_specific(self, text: Signature) -> bool:
        """Say whether a wording says enough to be the same as another.

        One that hides a name or an address needs to say much more besides: what is hidden may
        differ, and missing is not equal.
        """
        said = text.mass + ORGANISATION_MASS * len(text.organisations)
        return said >= (self.min_mass_withheld if text.withheld else self.min_mass)


def load_scorer(path: Path | None = None) -> Scorer:
    """Read a scorer file, the shipped one by default; refuse one of other features."""
    path = path or shipped_dir("models") / "scorer.toml"
    raw = path.read_bytes()
    data = tomllib.loads(raw.decode("utf-8"))
    coefficients = data["coefficients"]
    if tuple(coefficients) != NAMES:
        odd = sorted(set(coefficients) ^ set(NAMES)) or ["their order"]
        message = f"{path.name} was fitted for other features; they differ in {', '.join(odd)}."
        raise ScorerProblem(message)
    return Scorer(
        version=f"{data['name']}@{hashlib.sha256(raw).hexdigest()[:12]}",
        encoder=data["encoder"],
        start=float(data["start"]),
        coefficients=tuple(float(coefficients[name]) for name in NAMES),
        threshold=float(data["threshold"]),
        near_miss=float(data["near_miss"]),
        cosine_floor=float(data["cosine_floor"]),
        min_mass=float(data["min_mass"]),
        min_mass_withheld=float(data["min_mass_withheld"]),
    )


def _probability(log_odds: float) -> float:
    """Turn log-odds into a probability without overflow."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)
