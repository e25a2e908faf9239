"""Compare campaigns before and after: which came, went, met, fell apart, grew or shrank. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.campaigns.linkage import components


class Kind(StrEnum):
    """What became of campaigns."""

    GAINED = "gained"
    LOST = "lost"
    MERGED = "merged"
    SPLIT = "split"
    GROWN = "grown"
    SHRUNK = "shrunk"
    REARRANGED = "rearranged"
    """Some members left and others came, or several campaigns changed members at once."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """Campaigns that share members, before and after: keys of `before`, indexes of `after`."""

    kind: Kind
    before: tuple[int, ...]
    after: tuple[int, ...]


def changes(before: Mapping[int, frozenset[int]], after: Sequence[frozenset[int]]) -> list[Change]:
    """Say what became of every campaign, given the questions that stand in each.

    Campaigns that share a question, directly or through others, are one change, so each campaign
    is named once. A question stands in one campaign at most, before and after.
    """
    holder = {question: key for key, questions in before.items() for question in questions}
    touching = {
        (key, number)
        for number, questions in enumerate(after)
        for key in {holder[q] for q in questions if q in holder}
    }
    nodes = {key: place for place, key in enumerate(sorted(before))}
    edges = [(nodes[key], len(nodes) + number) for key, number in sorted(touching)]
    keys = sorted(before)
    found: list[Change] = []
    for members in components(edges):
        befores = tuple(keys[n] for n in members if n < len(keys))
        afters = tuple(n - len(keys) for n in members if n >= len(keys))
        kind = _kind([before[key] for key in befores], [after[number] for number in afters])
        found.append(Change(kind, befores, afters))
    kept, taken = {key for key, _ in touching}, {number for _, number in touching}
    found += [Change(Kind.LOST, (key,), ()) for key in keys if key not in kept]
    found += [Change(Kind.GAINED, (), (n,)) for n in range(len(after)) if n not in taken]
    order = list(Kind)
    return sorted(found, key=lambda c: (order.index(c.kind), c.before, c.after))


def counted(found: Sequence[Change]) -> dict[Kind, int]:
    """Count changes by kind, every kind in its place."""
    counts: dict[Kind, int] = defaultdict(int)
    for change in found:
        counts[change.kind] += 1
    return {kind: counts[kind] for kind in Kind}


def _kind(before: Sequence[frozenset[int]], after: Sequence[frozenset[int]]) -> Kind:
    """Name what became of campaigns that share members."""
    if len(before) > 1:
        return Kind.MERGED if len(after) == 1 else Kind.REARRANGED
    if len(after) > 1:
        return Kind.SPLIT
    (was,), (is_now,) = before, after
    if was == is_now:
        return Kind.UNCHANGED
    if was < is_now:
        return Kind.GROWN
    return Kind.SHRUNK if is_now < was else Kind.REARRANGED
