"""Which bodies lie next to each other."""

from collections.abc import Iterable

from tracker.campaigns.risk.answers import RegisteredBody
from tracker.campaigns.risk.line import Line

NO_PLACE = frozenset({"", "National", "UK", "England and Wales"})
"""Regions and nations that say nothing of where a body lies."""

Pair = tuple[str, str]
"""The slugs of two neighbours, in order."""


def adjacent(one: RegisteredBody, other: RegisteredBody) -> bool:
    """Say whether two bodies touch on the tile map, corners too.

    Where one of them has no tile, bodies of one region are neighbours.
    """
    if one.slug == other.slug:
        return False
    if one.tile and other.tile:
        return max(abs(a - b) for a, b in zip(one.tile, other.tile, strict=True)) <= 1
    return one.region == other.region and one.region not in NO_PLACE


def telling_pairs(line: Line, explained: Iterable[str] = ()) -> set[Pair]:
    """Give the neighbours of which one confirmed and the other denied or says NCND.

    A body in `explained` is one whose confirmation beside an NCND was explained.
    """
    left_out = set(explained)
    silent = {each.body.slug: each.body for each in line.ncnd}
    denying = {each.body.slug: each.body for each in line.denying}
    pairs: set[Pair] = set()
    for slug, body in {each.body.slug: each.body for each in line.confirming}.items():
        beside = denying if slug in left_out else silent | denying
        for other in beside.values():
            if adjacent(body, other):
                pairs.add((min(slug, other.slug), max(slug, other.slug)))
    return pairs
