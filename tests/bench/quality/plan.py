"""What a run of the command measures: sets, seeds, and how large the stress is."""

from collections.abc import Mapping
from dataclasses import dataclass

import near_empty


@dataclass(frozen=True, slots=True)
class Plan:
    """Sets with their seeds in the order of measuring; `letters` near-empty ones for Mosaic."""

    seeds: Mapping[str, tuple[int, ...]]
    letters: int
    pairs: bool = True


FULL = Plan(
    seeds={
        "bc": (1, 2),
        "bc-letters": (1, 2),
        "reworded": (1, 2, 3, 4, 5),
        "series": (1, 2),
        "k-of-n": (1, 2),
        "police": (1, 2),
        "near-empty": (1,),
        "parliament": (1, 2),
        "parliament-letters": (1, 2),
    },
    letters=near_empty.USUAL,
)

QUICK = Plan(
    seeds={"bc": (1,), "bc-letters": (1,), "reworded-bc": (1,), "k-of-n": (1,)},
    letters=1_000,
    pairs=False,
)
