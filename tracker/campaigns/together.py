"""Find the questions that keep being asked together: one template sent round. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

from tracker.campaigns.linkage import Pair

TOGETHER_SHARE = 0.5
"""Share of the smaller group's requests that two groups must have in common."""

TOGETHER_BODIES = 2
"""Bodies that must have received both before they count as asked together."""

MOST_COMPANIES, MOST_INSIDE = 5, 24
"""Different companies that a question of a template is asked in: those that are asked without it
as well, and those that never are, which may be one further question in many words. What stands in
more requests that have nothing else in common is carried by many campaigns, as an article stuffed
into each, and says nothing of which belong together."""


@dataclass(slots=True)
class _Group:
    """The requests that questions stand in, the questions, and whether campaigns carry them."""

    requests: set[int]
    members: list[int]
    carried: bool = False

    def joined_to(self, other: "_Group") -> "_Group":
        """Return both in one."""
        members = sorted(self.members + other.members)
        return _Group(self.requests | other.requests, members, self.carried)


def asked_together(
    requests: Sequence[frozenset[int]],
    body_of: Mapping[int, int],
    walls: Iterable[Pair] = (),
) -> list[list[int]]:
    """Join groups of requests, the most overlapping first; return lists of their indexes.

    `requests` holds the requests in which each question stands, `body_of` each request's body.
    What is joined counts as one group from then on, so that a subset and a superset of a template
    meet, while a question common to two campaigns goes with one and does not join the other.
    A question that many unlike groups carry joins none of them. Groups that a wall parts are
    never joined. The order of `requests` decides ties alone.
    """
    groups = {index: _Group(set(found), [index]) for index, found in enumerate(requests)}
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in walls:
        apart[a].add(b)
        apart[b].add(a)
    fresh = count(len(requests))
    meeting = {
        pair: entry for pair in _touching(requests) if (entry := _entry(groups, body_of, *pair))
    }
    for index in _carried(requests, meeting):
        groups[index].carried = True
    queue = [entry for (a, b), entry in meeting.items() if groups[a].carried == groups[b].carried]
    heapify(queue)
    while queue:
        _, _, a, b = heappop(queue)
        if a not in groups or b not in groups:
            continue
        if _walled(groups[a].members, groups[b].members, apart):
            continue
        merged = next(fresh)
        groups[merged] = groups.pop(a).joined_to(groups.pop(b))
        for other in sorted(groups):
            if other != merged and (entry := _entry(groups, body_of, other, merged)):
                heappush(queue, entry)
    return sorted(group.members for group in groups.values())


def _touching(requests: Sequence[frozenset[int]]) -> list[Pair]:
    """List the pairs of groups that share a request."""
    holders: dict[int, list[int]] = {}
    for index, found in enumerate(requests):
        for request in found:
            holders.setdefault(request, []).append(index)
    pairs = {(a, b) for held in holders.values() for i, a in enumerate(held) for b in held[i + 1 :]}
    return sorted(pairs)


def _carried(requests: Sequence[frozenset[int]], meeting: Iterable[Pair]) -> set[int]:
    """Return the groups that meet more unlike companies than a question of a template does.

    Companies are unlike where they share no request; the smallest are counted first.
    """
    companies: dict[int, list[int]] = defaultdict(list)
    for a, b in meeting:
        companies[a].append(b)
        companies[b].append(a)
    carried = set()
    for group, found in companies.items():
        counted: set[int] = set()
        inside, beyond = 0, 0
        for other in sorted(found, key=lambda one: (len(requests[one]), one)):
            if counted.isdisjoint(requests[other]):
                counted |= requests[other]
                within = requests[other] <= requests[group]
                inside, beyond = inside + within, beyond + (not within)
        if beyond > MOST_COMPANIES or inside + beyond > MOST_INSIDE:
            carried.add(group)
    return carried


def _entry(
    groups: Mapping[int, _Group], body_of: Mapping[int, int], a: int, b: int
) -> tuple[float, int, int, int] | None:
    """Return how strongly two groups overlap, strongest sorting first; None if too little."""
    one, other = groups[a], groups[b]
    if one.carried != other.carried:
        return None
    both = one.requests & other.requests
    share = len(both) / min(len(one.requests), len(other.requests))
    if share < TOGETHER_SHARE or len({body_of[request] for request in both}) < TOGETHER_BODIES:
        return None
    return (-share, -len(both), a, b)


def _walled(ones: list[int], others: list[int], apart: Mapping[int, set[int]]) -> bool:
    """Say whether a wall stands between any two of these."""
    return any(other in apart[one] for one in ones for other in others)
