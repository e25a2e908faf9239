"""Say which decisions stand in the way of another one. Pure."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.campaigns.linkage import Pair

Ties = Mapping[int, Sequence[tuple[int, int]]]
"""For each question the ones that people made the same, with the decision that did it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that holds: its number, its two questions, and whether they are the same."""

    id: int
    pair: Pair
    same: bool


def in_the_way(pair: Pair, *, same: bool, standing: Sequence[Standing]) -> tuple[int, ...]:
    """Return the decisions that a new one about this pair would contradict, or none.

    What is the same as the same is the same: two questions that a chain of decisions makes the
    same cannot be different, and two that are different cannot be made the same through others.
    The decisions come in an order that can be read as the argument, as few as there can be.
    """
    ties: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for decision in standing:
        if decision.same:
            a, b = decision.pair
            ties[a].append((b, decision.id))
            ties[b].append((a, decision.id))
    from_a = _chains(pair[0], ties)
    if not same:
        return from_a.get(pair[1], ())
    from_b = _chains(pair[1], ties)
    found = [
        (*from_a[one], decision.id, *reversed(from_b[other]))
        for decision in standing
        if not decision.same
        for one, other in (decision.pair, decision.pair[::-1])
        if one in from_a and other in from_b
    ]
    return min(found, key=lambda chain: (len(chain), chain), default=())


def _chains(start: int, ties: Ties) -> dict[int, tuple[int, ...]]:
    """Return the shortest chain of decisions to every question that is the same as this one."""
    found: dict[int, tuple[int, ...]] = {start: ()}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, decision in ties.get(here, ()):
            if there not in found:
                found[there] = (*found[here], decision)
                queue.append(there)
    return found
