"""How well scores rank, and how far they can be believed: three figures over labelled pairs."""

from collections.abc import Sequence
from itertools import groupby

BINS = 10
"""Bins of equal width for the calibration error."""


def auc(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Return how often a positive scores above a negative; a tie counts half.

    The area under the receiver operating characteristic (Hanley and McNeil 1982), 0 to 1. Raises
    ValueError unless there are positives and negatives.
    """
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        message = "The area under the curve needs positives and negatives."
        raise ValueError(message)
    wins, below = 0.0, 0
    for _, tied in _by_score(labels, scores):
        right = sum(tied)
        wrong = len(tied) - right
        wins += right * (below + wrong / 2)
        below += wrong
    return wins / (positives * negatives)


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the precision at each score, weighed by the recall it adds; 0 to 1.

    Pairs with equal scores are taken at once, so their order does not matter. Raises ValueError
    where there is no positive.
    """
    positives = sum(labels)
    if not positives:
        message = "Average precision needs positives."
        raise ValueError(message)
    total, right, seen = 0.0, 0, 0
    for _, tied in reversed(_by_score(labels, scores)):
        right += sum(tied)
        seen += len(tied)
        total += sum(tied) / positives * right / seen
    return total


def calibration_error(
    labels: Sequence[bool], scores: Sequence[float], *, bins: int = BINS
) -> float:
    """Return how far scores lie from the share of positives among pairs scored alike, on average.

    The expected calibration error: scores, which are probabilities, are sorted into bins of equal
    width; each bin's distance between mean score and share of positives counts by its pairs.
    """
    sums = [[0, 0.0, 0] for _ in range(bins)]
    for label, score in zip(labels, scores, strict=True):
        held = sums[min(int(score * bins), bins - 1)]
        held[0] += 1
        held[1] += score
        held[2] += label
    return sum(abs(score - right) for _, score, right in sums) / max(len(labels), 1)


def _by_score(labels: Sequence[bool], scores: Sequence[float]) -> list[tuple[float, list[bool]]]:
    """Put the labels of equal scores together, the lowest score first."""
    ordered = sorted(zip(scores, labels, strict=True))
    return [
        (score, [label for _, label in tied])
        for score, tied in groupby(ordered, key=lambda pair: pair[0])
    ]
