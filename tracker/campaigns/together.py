"""Find the questions that keep being asked together: one template sent round. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import count

from tracker.campaigns.linkage import Pair

TOGETHER_SHARE = 0.5
"""Share of the smaller group's requests that two groups must have in common."""

TOGETHER_BODIES = 2
"""Bodies that must have received both before they count as asked together."""


def asked_together(
    requests: Sequence[frozenset[int]],
    body_of: Mapping[int, int],
    walls: Iterable[Pair] = (),
) -> list[list[int]]:
    """Join groups of requests, the most overlapping first; return lists of their indexes.

    `requests` holds the requests in which each question stands, `body_of` each request's body.
    What is joined counts as one group from then on, so that a subset and a superset of a template
    meet, while a question common to two campaigns goes with one and does not join the other.
    Groups that a wall parts are never joined. The order of `requests` decides ties alone.
    """
    groups = {index: (set(found), [index]) for index, found in enumerate(requests)}
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in walls:
        apart[a].add(b)
        apart[b].add(a)
    fresh = count(len(requests))
    queue = [
        entry
        for a, b in _touching(requests)
        if (entry := _entry(groups, body_of, a, b)) is not None
    ]
    heapify(queue)
    while queue:
        _, _, a, b = heappop(queue)
        if a not in groups or b not in groups or _walled(groups[a][1], groups[b][1], apart):
            continue
        merged = next(fresh)
        groups[merged] = (groups[a][0] | groups[b][0], sorted(groups.pop(a)[1] + groups.pop(b)[1]))
        for other in sorted(groups):
            if other != merged and not groups[other][0].isdisjoint(groups[merged][0]):
                entry = _entry(groups, body_of, other, merged)
                if entry is not None:
                    heappush(queue, entry)
    return sorted(members for _, members in groups.values())


def _touching(requests: Sequence[frozenset[int]]) -> list[Pair]:
    """List the pairs of groups that share a request."""
    holders: dict[int, list[int]] = {}
    for index, found in enumerate(requests):
        for request in found:
            holders.setdefault(request, []).append(index)
    pairs = {(a, b) for held in holders.values() for i, a in enumerate(held) for b in held[i + 1 :]}
    return sorted(pairs)


def _entry(
    groups: Mapping[int, tuple[set[int], list[int]]], body_of: Mapping[int, int], a: int, b: int
) -> tuple[float, int, int, int] | None:
    """Return how strongly two groups overlap, strongest sorting first; None if too little."""
    both = groups[a][0] & groups[b][0]
    share = len(both) / min(len(groups[a][0]), len(groups[b][0]))
    if share < TOGETHER_SHARE or len({body_of[request] for request in both}) < TOGETHER_BODIES:
        return None
    return (-share, -len(both), a, b)


def _walled(ones: list[int], others: list[int], apart: Mapping[int, set[int]]) -> bool:
    """Say whether a wall stands between any two of these."""
    return any(other in apart[one] for one in ones for other in others)
