"""Means and worst values over the seeds of one method on one set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runner import Result

ENCODE = "encode"
"""Stands among the methods for encoding the texts as received."""

LOW_IS_GOOD = frozenset({"largest", "largest_ratio", "series_linked", "seconds", "peak_mb"})


@dataclass(frozen=True, slots=True)
class Over:
    """One figure over seeds."""

    mean: float
    worst: float
    seeds: int


@dataclass(frozen=True, slots=True)
class Row:
    """One method on one set: figures over seeds, by setting; or why it failed."""

    method: str
    results: Mapping[int, Result]

    @property
    def failed(self) -> str | None:
        """Return the reason of the first failure."""
        return next((str(r["failed"]) for r in self.results.values() if "failed" in r), None)

    def over(self, figure: str, setting: str | None = None) -> Over | None:
        """Return a figure at `frozen` or `oracle`, or one that has no setting.

        Mosaic has one setting, the shipped one, and stands for both.
        """
        values = [_value(result, figure, setting) for result in self.results.values()]
        known = [value for value in values if value is not None]
        if not known:
            return None
        worst = max(known) if figure in LOW_IS_GOOD else min(known)
        return Over(sum(known) / len(known), worst, len(known))


def rows(by_method: Mapping[str, Mapping[int, Result]]) -> list[Row]:
    """Return a row for each method, in order; encoding is none."""
    return [Row(method, found) for method, found in by_method.items() if method != ENCODE]


def _value(result: Result, figure: str, setting: str | None) -> float | None:
    """Look a figure up; what is best anywhere is, with one setting, what there is."""
    place: Mapping[str, Any] = result.get(setting, result) if setting else result
    found = place.get(figure)
    if found is None and figure == "recovered_anywhere":
        found = place.get("recovered")
    return None if found is None else float(found)
