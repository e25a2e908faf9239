"""Let campaigns keep their ids: each new group takes the id it shares most with. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which group is which campaign: ids by group number, and what became of the others."""

    kept: dict[int, int]
    """Group number to the id of the campaign it goes on as; the other groups are new."""
    ended: dict[int, int | None]
    """Ids that no group took, to the number of the group most of their questions went to."""


def assign(
    groups: Sequence[Sequence[int]],
    members: Mapping[int, int],
    labels: Mapping[int, int] | None = None,
) -> Assignment:
    """Match groups of question ids to the campaigns those questions stand in now.

    A group that people made a campaign of is that one: `labels` gives it by number of the group.
    Otherwise the largest overlap decides first, then the older campaign, so that of a campaign
    that falls apart the larger piece keeps the id, and of two that meet the larger survives.
    """
    overlaps: list[tuple[int, int, int]] = []
    went: dict[int, Counter[int]] = {}
    for number, group in enumerate(groups):
        for campaign, shared in Counter(members[q] for q in group if q in members).items():
            overlaps.append((-shared, campaign, number))
            went.setdefault(campaign, Counter())[number] = shared
    kept = dict(labels or {})
    taken = set(kept.values())
    for _, campaign, number in sorted(overlaps):
        if number not in kept and campaign not in taken:
            kept[number] = campaign
            taken.add(campaign)
    ended: dict[int, int | None] = {}
    for campaign in sorted(set(members.values()) - taken):
        pieces = went.get(campaign)
        ended[campaign] = min(pieces, key=lambda n: (-pieces[n], n)) if pieces else None
    return Assignment(kept=kept, ended=ended)
