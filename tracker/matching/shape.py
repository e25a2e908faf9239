"""A shape: what one measure adds to a score, as a line through a few fitted points."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A function drawn by straight lines through points; level before the first and after the last.

    `at` rises strictly; `points` are log-odds. `direction` says how a fit may draw it: rising,
    falling or free; `at_most` caps its last point.
    """

    at: tuple[float, ...]
    points: tuple[float, ...]
    direction: str = "free"
    at_most: float | None = None

    def __call__(self, value: float) -> float:
        """Return the log-odds that a measure of this value adds."""
        right = bisect_right(self.at, value)
        if right == 0:
            return self.points[0]
        if right == len(self.at):
            return self.points[-1]
        left = right - 1
        share = (value - self.at[left]) / (self.at[right] - self.at[left])
        return self.points[left] + share * (self.points[right] - self.points[left])

    @property
    def most(self) -> float:
        """Return the most that this measure can add."""
        return max(self.points)
