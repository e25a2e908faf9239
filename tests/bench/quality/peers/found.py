"""What a peer finds: scored pairs of texts, and clusters at any threshold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from partition import Labels
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scored_pairs import ScoredPairs

from tracker.campaigns.linkage import cluster
from tracker.matching.encoder import Encoder

Rule = Callable[[float], Labels]
"""Gives every text the number of its cluster at a threshold."""

MOST_FOR_AVERAGES = 2_000_000
"""Scored pairs up to which average linkage is tried; beyond, its table does not fit."""

STEPS = tuple(round(0.99 - 0.02 * step, 2) for step in range(45))
"""Thresholds tried, the strictest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """Scored pairs, and the ways to cluster by them, by name; thresholds from strict to loose."""

    pairs: ScoredPairs
    rules: Mapping[str, Rule]
    thresholds: Sequence[float] = field(default=STEPS)


class Peer(Protocol):
    """A method that compares texts as received; `encoder` keeps the vectors of all."""

    def __call__(self, texts: Sequence[str], encoder: Encoder) -> Found:
        """Compare the texts with each other."""
        ...


def by_pairs(pairs: ScoredPairs, size: int) -> Found:
    """Cluster by pairs alone: union-find, and average linkage where the pairs are not too many.

    Whichever does better for a peer is the one that counts for it.
    """
    rules: dict[str, Rule] = {"union-find": lambda floor: union_find(pairs.at_least(floor), size)}
    if len(pairs.score) <= MOST_FOR_AVERAGES:
        known = dict(
            zip(
                zip(pairs.left.tolist(), pairs.right.tolist(), strict=True),
                pairs.score.tolist(),
                strict=True,
            )
        )
        rules["average link"] = lambda floor: numbered(cluster(known, threshold=floor), size)
    return Found(pairs, rules)


def union_find(pairs: ScoredPairs, size: int) -> Labels:
    """Put whatever hangs together by any chain of pairs into one cluster."""
    links = coo_matrix((np.ones(len(pairs.left)), (pairs.left, pairs.right)), shape=(size, size))
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.int64)


def numbered(groups: Sequence[Sequence[int]], size: int) -> Labels:
    """Number groups of indexes; an index in none stands alone, one in several in the first."""
    labels = np.arange(size, dtype=np.int64)
    placed: set[int] = set()
    for group in groups:
        free = [index for index in group if index not in placed]
        labels[free] = free[0] if free else 0
        placed.update(free)
    return labels
