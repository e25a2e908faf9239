"""Figures of a method that puts every request into exactly one cluster, counted by arithmetic.

A peer's cluster may hold thousands of requests at a loose threshold; its pairs are counted, never
listed. The rules are those of tracker.evaluation.metrics.
"""

from math import comb
from typing import Any

import numpy as np
from measuring_set import MeasuringSet, clusters
from numpy.typing import NDArray

from tracker.evaluation.labelled import Pairs
from tracker.evaluation.metrics import COVERED, ENOUGH_BODIES, PURE

Labels = NDArray[np.int64]
"""For each request the number of its cluster, shape (n,)."""

Figures = dict[str, Any]


class Judge:
    """Measures partitions of one set; what the set alone decides is worked out once."""

    def __init__(self, measured: MeasuringSet) -> None:
        self._place = {request.id: index for index, request in enumerate(measured.requests)}
        self._measured = measured
        self._true = self._columns(measured.true_pairs)
        self._passed = self._columns(measured.left_out - measured.true_pairs)
        self._series = {kind: self._columns(pairs) for kind, pairs in measured.series.items()}
        members = clusters(measured.requests)
        self._large = [
            np.array([self._place[request.id] for request in found])
            for found in members.values()
            if len({request.body for request in found}) >= ENOUGH_BODIES
        ]
        self._largest = max((len(found) for found in members.values()), default=1)
        numbers: dict[str, int] = {}
        self._gold = np.array(
            [
                numbers.setdefault(r.cluster if r.cluster is not None else f"\0{i}", len(numbers))
                for i, r in enumerate(measured.requests)
            ],
            dtype=np.int64,
        )

    def figures(self, labels: Labels) -> Figures:
        """Return pair precision, recall and F1, B-cubed F1, round robins recovered and largest."""
        _, labels, sizes = np.unique(labels, return_inverse=True, return_counts=True)
        linked = sum(comb(int(size), 2) for size in sizes) - self._together(self._passed, labels)
        right = self._together(self._true, labels)
        precision = right / linked if linked else 1.0
        recall = right / len(self._true[0]) if len(self._true[0]) else 1.0
        found: Figures = {
            "pair_precision": precision,
            "pair_recall": recall,
            "pair_f1": _f1(precision, recall),
            "largest": int(sizes.max()),
        }
        if self._measured.same is None:
            recovered = sum(_is_recovered(labels[members], sizes) for members in self._large)
            found |= {
                "bcubed_f1": self._bcubed(labels, sizes),
                "recovered": recovered / len(self._large) if self._large else 1.0,
                "largest_ratio": int(sizes.max()) / self._largest,
                "round_robins": len(self._large),
            }
        if self._series:
            found |= self._of_series(labels)
        return found

    def _of_series(self, labels: Labels) -> Figures:
        """Return the share of series pairs linked, in all and by kind, and of copies kept."""
        by_kind = {kind: self._together(pairs, labels) for kind, pairs in self._series.items()}
        every = sum(len(pairs[0]) for pairs in self._series.values())
        return {
            "series_linked": sum(by_kind.values()) / every,
            "copies_kept": self._together(self._true, labels) / len(self._true[0]),
            **{f"series_{k}": n / len(self._series[k][0]) for k, n in by_kind.items()},
        }

    def _bcubed(self, labels: Labels, sizes: Labels) -> float:
        """Return the F1 of B-cubed precision and recall (Bagga and Baldwin 1998)."""
        gold_sizes = np.bincount(self._gold)
        cells = labels * len(gold_sizes) + self._gold
        _, cell, in_cell = np.unique(cells, return_inverse=True, return_counts=True)
        both = in_cell[cell]
        precision = float(np.mean(both / sizes[labels]))
        recall = float(np.mean(both / gold_sizes[self._gold]))
        return _f1(precision, recall)

    def _columns(self, pairs: Pairs) -> tuple[Labels, Labels]:
        """Turn pairs of ids into two columns of indexes; pairs of other sets are passed over."""
        known = [[self._place[i] for i in pair] for pair in pairs if pair <= self._place.keys()]
        columns = np.array(known, dtype=np.int64).reshape(-1, 2)
        return columns[:, 0], columns[:, 1]

    @staticmethod
    def _together(pairs: tuple[Labels, Labels], labels: Labels) -> int:
        """Count the pairs that stand in one cluster."""
        return int(np.count_nonzero(labels[pairs[0]] == labels[pairs[1]]))


def _is_recovered(labels: Labels, sizes: Labels) -> bool:
    """Say whether one cluster covers enough of these members and holds little else."""
    found, counts = np.unique(labels, return_counts=True)
    enough = (counts >= COVERED * len(labels)) & (counts >= PURE * sizes[found])
    return bool(enough.any())


def _f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
