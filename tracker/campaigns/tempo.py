"""How the days between two copies bear on their being of one wave. Pure."""

import math
from collections.abc import Callable, Sequence

Tempo = Callable[[float], float]
"""The log-odds that so many days between two wordings add to their score."""


def steady(days: float) -> float:  # noqa: ARG001 - one of the functions a Tempo can be
    """Give days no weight."""
    return 0.0


def days_between(ones: Sequence[int], others: Sequence[int]) -> int:
    """Return the fewest days between two sorted rows of days."""
    least, i, j = abs(ones[0] - others[0]), 0, 0
    while i < len(ones) and j < len(others):
        least = min(least, abs(ones[i] - others[j]))
        if ones[i] < others[j]:
            i += 1
        else:
            j += 1
    return least


def shifted(score: float, log_odds: float) -> float:
    """Add log-odds to a score between 0 and 1."""
    if not log_odds or not 0.0 < score < 1.0:
        return score
    return 1.0 / (1.0 + (1.0 - score) / score * math.exp(-log_odds))
