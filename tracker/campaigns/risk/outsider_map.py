"""What an outsider knows of every body of the register."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker.campaigns.risk.answers import Answer, RegisteredBody, known, said
from tracker.law.postures import Reveals

STRONGEST_FIRST = (
    Reveals.CONFIRMS,
    Reveals.DENIES,
    Reveals.UNCLEAR,
    Reveals.NOTHING,
    Reveals.PENDING,
)
"""What an answer gives away, the most first."""


def outsider_map(
    answers: Iterable[Answer], bodies: Iterable[RegisteredBody], as_of: date
) -> dict[str, Reveals]:
    """Say by slug what each body has given away by a day.

    It covers the bodies that existed on that day and all that were asked. Of several answers of
    a body the strongest counts, a retracted one too: what was once said stays known. A body that
    confirmed and denied is one that confirms; the contradiction is an inconsistency.
    """
    heard: dict[str, list[Reveals]] = defaultdict(list)
    for answer in known(answers, as_of):
        heard[answer.body.slug] += [
            answer.stance.reveals,
            *(s.stance.reveals for s in said(answer)),
        ]
    found = {slug: strongest(reveals) for slug, reveals in heard.items()}
    for body in bodies:
        if body.slug not in found and _exists(body, as_of):
            found[body.slug] = Reveals.NOT_ASKED if body.reaches_us else Reveals.NO_DATA
    return dict(sorted(found.items()))


def strongest(reveals: Iterable[Reveals]) -> Reveals:
    """Give what an outsider learns from several answers together."""
    return min(reveals, key=STRONGEST_FIRST.index, default=Reveals.PENDING)


def _exists(body: RegisteredBody, day: date) -> bool:
    begun = body.valid_from is None or body.valid_from <= day
    return begun and (body.valid_to is None or body.valid_to >= day)
