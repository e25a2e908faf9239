"""Figures of one method on one set: ranking of pairs, clusters, series, calibration."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from measuring_set import MeasuringSet
from numpy.typing import NDArray
from scored_pairs import Floats, ScoredPairs

from tracker.evaluation import measure

BINS = 10
SURE = 0.9
"""Score from which a pair should be right nearly always."""

Figures = dict[str, Any]


def places(measured: MeasuringSet) -> dict[str, int]:
    """Return the index of every request id."""
    return {request.id: index for index, request in enumerate(measured.requests)}


def judged(measured: MeasuringSet, pairs: ScoredPairs) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the scores of the pairs that count, and which of them are right."""
    place = places(measured)
    right = pairs.among(measured.true_pairs, place)
    counts = right | ~pairs.among(measured.left_out, place)
    return pairs.score[counts], right[counts]


def average_precision(measured: MeasuringSet, pairs: ScoredPairs) -> float:
    """Return the area under precision over recall; equal scores are taken at once.

    A true pair that was never scored counts as never found. Left-out pairs are passed over.
    """
    score, right = judged(measured, pairs)
    wanted = len(measured.true_pairs)
    if not wanted or not len(score):
        return 0.0 if wanted else 1.0
    order = np.argsort(-score, kind="stable")
    score, found = score[order], np.cumsum(right[order])
    ends = np.flatnonzero(np.append(score[1:] != score[:-1], True))
    precision = found[ends] / (ends + 1)
    recall = found[ends] / wanted
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def of_clustering(
    measured: MeasuringSet, campaigns: Sequence[Sequence[int]], main: Mapping[int, int]
) -> Figures:
    """Measure campaigns, given as indexes of requests, with the rules of `mosaic evaluate`."""
    linked = {
        frozenset((measured.requests[a].id, measured.requests[b].id))
        for members in campaigns
        for a, b in combinations(sorted(set(members)), 2)
    }
    right = len(linked & measured.true_pairs)
    counted = right + len(linked - measured.true_pairs - measured.left_out)
    found: Figures = {
        "pair_precision": right / counted if counted else 1.0,
        "pair_recall": right / len(measured.true_pairs) if measured.true_pairs else 1.0,
        "largest": max((len(set(members)) for members in campaigns), default=1),
    }
    if measured.same is None:
        quality = measure(measured.requests, campaigns, main, measured.left_out)
        found |= {
            "bcubed_f1": quality.bcubed_f1,
            "recovered": quality.recovered_share,
            "largest_ratio": quality.largest_predicted / max(quality.largest_true, 1),
            "round_robins": quality.clusters_of_three,
        }
    if measured.series:
        found |= _of_series(measured, linked)
    return found


def _of_series(measured: MeasuringSet, linked: set[frozenset[str]]) -> Figures:
    """Return the share of series pairs linked as copies, and of copies kept."""
    every = {pair for pairs in measured.series.values() for pair in pairs}
    by_kind = {
        f"series_{kind}": len(pairs & linked) / len(pairs)
        for kind, pairs in measured.series.items()
    }
    copies = measured.true_pairs
    return {
        "series_linked": len(every & linked) / len(every),
        "copies_kept": len(copies & linked) / len(copies),
        **by_kind,
    }


def calibration(measured: MeasuringSet, pairs: ScoredPairs) -> Figures:
    """Return the expected calibration error over ten equal bins, and how right the sure are.

    Every pair given counts but those left out; the scores must be probabilities.
    """
    score, right = judged(measured, pairs)
    if not len(score):
        return {"calibration_error": 0.0, "sure_right": 1.0, "sure": 0}
    bins = np.minimum((score * BINS).astype(int), BINS - 1)
    error = sum(
        abs(float(right[bins == n].mean()) - float(score[bins == n].mean())) * (bins == n).mean()
        for n in range(BINS)
        if (bins == n).any()
    )
    sure = score >= SURE
    return {
        "calibration_error": float(error),
        "sure_right": float(right[sure].mean()) if sure.any() else 1.0,
        "sure": int(sure.sum()),
        "candidates": len(score),
        "reliability": [
            [int((bins == n).sum()), float(score[bins == n].mean()), float(right[bins == n].mean())]
            for n in range(BINS)
            if (bins == n).any()
        ],
    }
