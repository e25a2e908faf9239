"""Put a few wordings to the scorer against all others, without retrieval. Pure."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tracker.campaigns.linkage import Pair
from tracker.matching.scorer import Scorer
from tracker.matching.signature import Signature, signature

_ROWS = 256
_SLACK = 1e-9
"""Log-odds by which sums in another order may differ."""

Matrix = NDArray[np.float64]

_Taken = tuple[int, Signature]
"""A wording's id and what it is made of."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Stored wordings: their ids, what is compared of them, and their vectors, a row each."""

    ids: list[int]
    comparables: list[str]
    vectors: Matrix


@dataclass(frozen=True, slots=True)
class Found:
    """A pair of wordings, the smaller id first, whose score reaches the threshold."""

    pair: Pair
    score: float
    cosine: float


@dataclass(slots=True)
class Exhaustive:
    """Compares a sample of wordings with all that it is shown, block by block.

    Each pair is looked at once, however often one of its wordings is in the sample. Wordings that
    say too little to be the same as anything are left out, as in every run.
    """

    scorer: Scorer
    threshold: float
    sample: Wordings
    seed: int
    scored: int = 0
    found: list[Found] = field(default_factory=list)
    _sampled: dict[int, int] = field(init=False)
    _parts: list[Signature | None] = field(init=False)
    _chance: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        """Take the sample apart."""
        self._sampled = {text_id: row for row, text_id in enumerate(self.sample.ids)}
        self._parts = [self._specific(words) for words in self.sample.comparables]
        self._chance = np.random.default_rng(self.seed)

    def look_through(self, block: Wordings, *, always: float) -> None:
        """Find the pairs of the sample with a block of wordings that reach the threshold.

        A pair goes unscored where its cosine is out of reach; `always` is the share of the block's
        wordings, drawn at random, whose every pair is scored nevertheless.
        """
        drawn = self._chance.random(len(block.ids)) < always
        parts: dict[int, Signature | None] = {}
        for row, column, cosine in self._worth_scoring(block, drawn):
            one, other = self.sample.ids[row], block.ids[column]
            if other == one or (other in self._sampled and other < one):
                continue
            if column not in parts:
                parts[column] = self._specific(block.comparables[column])
            a, b = self._parts[row], parts[column]
            if a is not None and b is not None:
                self._score((one, a), (other, b), cosine)

    def _worth_scoring(
        self, block: Wordings, drawn: NDArray[np.bool_]
    ) -> Iterator[tuple[int, int, float]]:
        """Yield row, column and cosine of every pair that has to be scored."""
        for top in range(0, len(self.sample.ids), _ROWS):
            cosines = self.sample.vectors[top : top + _ROWS] @ block.vectors.T
            wanted = within_reach(self.scorer, self.threshold, cosines) | drawn
            rows, columns = np.nonzero(wanted)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
                yield top + row, column, float(cosines[row, column])

    def _score(self, one: _Taken, other: _Taken, cosine: float) -> None:
        """Score a pair the way round that a run does, and keep it if it is a link."""
        (first, a), (second, b) = (one, other) if one[0] < other[0] else (other, one)
        self.scored += 1
        score = self.scorer.probability(a, b, cosine)
        if score >= self.threshold:
            self.found.append(Found((first, second), score, cosine))

    def _specific(self, comparable: str) -> Signature | None:
        """Take a wording apart; None where it says too little."""
        parts = signature(comparable)
        return parts if self.scorer.is_specific(parts) else None


def within_reach(scorer: Scorer, threshold: float, cosines: Matrix) -> NDArray[np.bool_]:
    """Say for each cosine whether some pair of wordings that has it could reach the threshold.

    The log-odds of a pair are a sum of parts. One part depends on the cosine alone and is computed;
    none of the others can add more than the highest point of its shape. Where even that sum stays
    below the threshold, no two wordings of this cosine reach it.
    """
    if threshold <= 0.0:
        return np.ones(cosines.shape, dtype=np.bool_)
    meaning, *others = scorer.shapes
    most = scorer.start + sum(max(shape.points) for shape in others)
    needed = math.log(threshold / (1.0 - threshold)) if threshold < 1.0 else math.inf
    reached: Matrix = most + np.interp(cosines, meaning.at, meaning.points)
    return reached >= needed - _SLACK
