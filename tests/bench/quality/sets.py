"""Every measuring set by name; the same name, seed and half always give the same requests."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

import datasets
from composed import k_of_n
from measuring_set import MeasuringSet
from near_empty import near_empty
from police import police
from reworded import reworded
from series_pairs import series
from whole import fold, whole


class Builder(Protocol):
    """Anything that builds one half of a set from a seed."""

    def __call__(self, seed: int, *, half: str = "measured") -> MeasuringSet:
        """Build the half."""
        ...


def _parliament(seed: int, *, half: str = "measured", letters: bool) -> MeasuringSet:
    return fold(datasets.PARLIAMENT, seed, half=half, letters=letters)


def _british_columbia(seed: int, *, half: str = "measured", letters: bool) -> MeasuringSet:
    return fold(datasets.BRITISH_COLUMBIA, seed, half=half, letters=letters)


def _near_empty(seed: int, *, half: str = "measured") -> MeasuringSet:
    """Thresholds for these letters are frozen on ordinary ones."""
    return near_empty(seed) if half == "measured" else reworded(seed, half=half)


HALVED: dict[str, Builder] = {
    "parliament": partial(_parliament, letters=False),
    "parliament-letters": partial(_parliament, letters=True),
    "bc": partial(_british_columbia, letters=False),
    "bc-letters": partial(_british_columbia, letters=True),
    "reworded": reworded,
    "reworded-bare": partial(reworded, letters=False),
    "reworded-bc": partial(reworded, parliament=False),
    "series": series,
    "series-bare": partial(series, letters=False),
    "k-of-n": k_of_n,
    "k-of-n-bare": partial(k_of_n, letters=False),
    "near-empty": _near_empty,
    "police": police,
    "police-bare": partial(police, letters=False),
}
"""Sets in halves, for comparing methods."""

COMPLETE: dict[str, Callable[[], MeasuringSet]] = {
    "parliament-complete": partial(whole, datasets.PARLIAMENT, letters=False),
    "parliament-letters-complete": partial(whole, datasets.PARLIAMENT, letters=True),
    "bc-complete": partial(whole, datasets.BRITISH_COLUMBIA, letters=False),
    "bc-letters-complete": partial(whole, datasets.BRITISH_COLUMBIA, letters=True),
}
"""Sets that no threshold is frozen for, as `mosaic evaluate` takes them."""

NAMES = (*HALVED, *COMPLETE)


def build(name: str, seed: int, half: str = "measured") -> MeasuringSet:
    """Build one set under the name it is asked by."""
    built = COMPLETE[name]() if name in COMPLETE else HALVED[name](seed, half=half)
    return replace(built, name=name)
