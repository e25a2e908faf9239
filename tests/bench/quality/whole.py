"""The two labelled sets as they are, bare or in letters, parted in two halves by cluster."""

import random

import datasets
from letters import in_letters
from measuring_set import HALVES, MeasuringSet

LETTERS_SEED = 3
"""The seed that tests/bench/measure.py wraps the same sets with."""


def whole(name: str, *, letters: bool) -> MeasuringSet:
    """Return a labelled set complete."""
    requests = datasets.labelled(name)
    return MeasuringSet(
        name=name,
        requests=list(in_letters(requests, LETTERS_SEED)) if letters else requests,
        left_out=datasets.unjudged(),
    )


def fold(name: str, seed: int, *, half: str, letters: bool) -> MeasuringSet:
    """Return one half of a labelled set; an even seed has the halves of the odd one exchanged.

    So two seeds together measure every request once.
    """
    found = whole(name, letters=letters)
    groups = sorted({request.cluster or request.id for request in found.requests})
    random.Random(f"{name}:{(seed + 1) // 2}").shuffle(groups)
    mine = set(groups[(HALVES.index(half) + seed + 1) % 2 :: 2])
    return MeasuringSet(
        name=found.name,
        requests=[r for r in found.requests if (r.cluster or r.id) in mine],
        left_out=found.left_out,
    )
