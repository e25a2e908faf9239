"""Every inconsistency of a campaign's answers, the worst first."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from tracker.campaigns.risk.answers import Answer, known
from tracker.campaigns.risk.between_bodies import (
    ncnd_beside_confirmation,
    ncnd_beside_denial,
    neighbour_disclosed,
)
from tracker.campaigns.risk.contradiction import Inconsistency
from tracker.campaigns.risk.limbs import other_limb
from tracker.campaigns.risk.line import line_of
from tracker.campaigns.risk.within_a_body import (
    answer_changed,
    held_with_ncnd,
    same_body_differs,
)


def inconsistencies(
    answers: Iterable[Answer], as_of: date, *, explained: Collection[str] = frozenset()
) -> list[Inconsistency]:
    """Find the answers that do not go together as they stood on a day.

    Those whose key a person explained stay in the list and say so.
    """
    stood = known(answers, as_of)
    line = line_of(stood)
    found = [
        *ncnd_beside_denial(line),
        *ncnd_beside_confirmation(line),
        *same_body_differs(stood),
        *answer_changed(stood),
        *held_with_ncnd(stood),
        *neighbour_disclosed(line),
        *other_limb(stood),
    ]
    return [replace(each, explained=each.key in explained) for each in found]
