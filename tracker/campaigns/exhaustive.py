"""Put a few wordings to the scorer against all others, without retrieval. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import tee

import numpy as np
from numpy.typing import NDArray

from tracker.campaigns.linkage import Pair
from tracker.matching.scorer import Scorer
from tracker.matching.signature import Signature, signature

_ROWS = 256

Matrix = NDArray[np.float64]

_Taken = tuple[Pair, Signature, Signature, float]
"""The ids of two wordings, what they are made of, and their cosine."""


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

    Each pair is looked at once, also where both wordings are of the sample, whose ids rise.
    Wordings that say too little to be the same as anything are left out, as in every run.
    """

    scorer: Scorer
    threshold: float
    sample: Wordings
    seed: int
    floor: float
    below: int = 0
    """Pairs whose cosine lies below the floor."""
    scored: int = 0
    scored_below: int = 0
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

        Every pair at or above the floor is scored. Below it, `always` is the share of the block's
        wordings, drawn at random, whose every pair with the sample is scored all the same.
        """
        drawn = self._chance.random(len(block.ids)) < always
        self._score(self._taken(block, drawn))

    def _taken(self, block: Wordings, drawn: NDArray[np.bool_]) -> Iterator[_Taken]:
        """Yield the pairs to be scored, the way round that a run takes them."""
        parts: dict[int, Signature | None] = {}
        for row, column, cosine in self._worth_scoring(block, drawn):
            one, other = self.sample.ids[row], block.ids[column]
            if column not in parts:
                parts[column] = self._specific(block.comparables[column])
            a, b = self._parts[row], parts[column]
            if a is not None and b is not None:
                yield ((one, other), a, b, cosine) if one < other else ((other, one), b, a, cosine)

    def _worth_scoring(
        self, block: Wordings, drawn: NDArray[np.bool_]
    ) -> Iterator[tuple[int, int, float]]:
        """Yield row, column and cosine of every pair that has to be scored; count the others."""
        own = np.array([self._sampled.get(text_id, -1) for text_id in block.ids])
        for top in range(0, len(self.sample.ids), _ROWS):
            cosines = self.sample.vectors[top : top + _ROWS] @ block.vectors.T
            rows = np.arange(top, top + len(cosines))[:, None]
            once = (own < 0) | (own > rows)
            below = cosines < self.floor
            self.below += int((below & once).sum())
            found, columns = np.nonzero(once & (~below | drawn))
            for row, column in zip(found.tolist(), columns.tolist(), strict=True):
                yield top + row, column, float(cosines[row, column])

    def _score(self, pairs: Iterator[_Taken]) -> None:
        """Score pairs and keep those that are links."""
        pairs, again = tee(pairs)
        compared = self.scorer.compared((a, b, cosine) for _, a, b, cosine in again)
        for (ids, _, _, cosine), comparison in zip(pairs, compared, strict=True):
            self.scored += 1
            self.scored_below += cosine < self.floor
            score = self.scorer.probability(comparison)
            if score >= self.threshold:
                self.found.append(Found(ids, score, cosine))

    def _specific(self, comparable: str) -> Signature | None:
        """Take a wording apart; None where it says too little."""
        parts = signature(comparable)
        return parts if self.scorer.is_specific(parts) else None
