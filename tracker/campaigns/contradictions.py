"""Say which decisions stand in the way of another one. Pure."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.campaigns.linkage import Pair
from tracker.campaigns.replay import Pinned


class Campaign(NamedTuple):
    """What people put questions in, or below 0 a question that they put on its own."""

    label: int


Node = int | Campaign
Ties = Mapping[Node, Sequence[tuple[Node, int]]]
"""For each question the ones that people made the same, with the decision that did it; below 0
with the event that put it in a campaign."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that holds: its number, its two questions, and whether they are the same."""

    id: int
    pair: Pair
    same: bool


def in_the_way(
    pair: Pair,
    *,
    same: bool,
    standing: Sequence[Standing],
    pins: Mapping[int, Pinned] | None = None,
) -> tuple[int, ...]:
    """Return the decisions that a new one about this pair would contradict, or none.

    What is the same as the same is the same: two questions that a chain of decisions makes the
    same cannot be different, and two that are different cannot be made the same through others.
    So it is with questions that people put in one campaign, and in different ones: `pins` tells
    by question, and an event is returned as its number below 0. The decisions come in an order
    that can be read as the argument, as few as there can be.
    """
    ties = _ties(standing, pins or {}, pair)
    from_a = _chains(pair[0], ties)
    if not same:
        return _once(from_a.get(pair[1], ()))
    from_b = _chains(pair[1], ties)
    found = [
        (*from_a[one], decision.id, *reversed(from_b[other]))
        for decision in standing
        if not decision.same
        for one, other in (decision.pair, decision.pair[::-1])
        if one in from_a and other in from_b
    ]
    ones, others = ([c for c in chains if isinstance(c, Campaign)] for chains in (from_a, from_b))
    found += [
        (*from_a[one], *reversed(from_b[other])) for one in ones for other in others if one != other
    ]
    return min(map(_once, found), key=lambda chain: (len(chain), chain), default=())


def parted_within(
    pins: Mapping[int, Pinned], about: Iterable[int], standing: Sequence[Standing]
) -> tuple[int, ...]:
    """Return the decisions that these pins contradict, or none.

    `about` are the questions whose pins are new: only what they are part of is looked at.
    """
    ties = _ties(standing, pins, about)
    seen: set[Node] = set()
    for question in sorted(about):
        if question in seen or (question not in ties and question not in pins):
            continue
        chains = _chains(question, ties)
        seen |= chains.keys()
        campaigns = sorted((c for c in chains if isinstance(c, Campaign)), key=lambda c: chains[c])
        if len(campaigns) > 1:
            return _decisions(chains[campaigns[0]] + chains[campaigns[1]])
        for decision in standing:
            if not decision.same and all(side in chains for side in decision.pair):
                return (decision.id,)
    return ()


def _ties(
    standing: Sequence[Standing], pins: Mapping[int, Pinned], about: Iterable[int]
) -> dict[Node, list[tuple[Node, int]]]:
    """Give what ties questions together; of the pins only those of questions that matter."""
    ties: dict[Node, list[tuple[Node, int]]] = defaultdict(list)
    for decision in standing:
        if decision.same:
            a, b = decision.pair
            ties[a].append((b, decision.id))
            ties[b].append((a, decision.id))
    for question in sorted({*about, *(side for d in standing for side in d.pair)} & pins.keys()):
        campaign = Campaign(pins[question].label)
        ties[question].append((campaign, -pins[question].event))
        ties[campaign].append((question, -pins[question].event))
    return ties


def _chains(start: Node, ties: Ties) -> dict[Node, tuple[int, ...]]:
    """Return the shortest chain of decisions to every question that is the same as this one."""
    found: dict[Node, tuple[int, ...]] = {start: ()}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, decision in ties.get(here, ()):
            if there not in found:
                found[there] = (*found[here], decision)
                queue.append(there)
    return found


def _once(chain: Iterable[int]) -> tuple[int, ...]:
    """Name each decision once: one event may put several questions in their places."""
    return tuple(dict.fromkeys(chain))


def _decisions(chain: Iterable[int]) -> tuple[int, ...]:
    return _once(number for number in chain if number > 0)
