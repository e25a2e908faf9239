"""Scored pairs of requests as columns, so that millions fit; every method gives these."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.evaluation import Predicted
from tracker.evaluation.labelled import Pairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs of request indexes, smaller first and each once, with scores; all shape (n,)."""

    left: Ints
    right: Ints
    score: Floats

    @classmethod
    def of(cls, left: ArrayLike, right: ArrayLike, score: ArrayLike) -> "ScoredPairs":
        """Order and join pairs; of a pair that was scored twice the best score stays."""
        one, other = np.asarray(left, dtype=np.int64), np.asarray(right, dtype=np.int64)
        values = np.asarray(score, dtype=np.float64)
        smaller, larger = np.minimum(one, other), np.maximum(one, other)
        order = np.lexsort((-values, larger, smaller))
        smaller, larger, values = smaller[order], larger[order], values[order]
        first = np.ones(len(values), dtype=bool)
        first[1:] = (smaller[1:] != smaller[:-1]) | (larger[1:] != larger[:-1])
        first &= smaller != larger
        return cls(smaller[first], larger[first], values[first])

    def at_least(self, threshold: float) -> "ScoredPairs":
        """Return the pairs whose score reaches a threshold."""
        kept = self.score >= threshold
        return ScoredPairs(self.left[kept], self.right[kept], self.score[kept])

    def among(self, pairs: Pairs, place: dict[str, int]) -> NDArray[np.bool_]:
        """Say which pairs are among pairs of ids; `place` gives an id's index."""
        size = len(place)
        known = [
            min(a, b) * size + max(a, b)
            for a, b in (sorted(place[i] for i in pair) for pair in pairs if pair <= place.keys())
        ]
        return np.isin(self.left * size + self.right, np.array(known, dtype=np.int64))


def of_requests(predicted: Predicted) -> ScoredPairs:
    """Score pairs of requests by the best pair of their wordings; one wording in both is 1.

    Wordings that say too little count for nothing, as in grouping.
    """
    holders: dict[int, list[int]] = {}
    for request, wordings in enumerate(predicted.wordings):
        for wording in wordings - predicted.unspecific:
            holders.setdefault(wording, []).append(request)
    found = [
        (one, other, score)
        for (a, b), score in predicted.scores.items()
        for one in holders.get(a, ())
        for other in holders.get(b, ())
    ]
    for requests in holders.values():
        found.extend((one, other, 1.0) for one, other in combinations(requests, 2))
    left, right, score = zip(*found, strict=True) if found else ((), (), ())
    return ScoredPairs.of(left, right, score)
