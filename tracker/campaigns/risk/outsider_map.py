"""What an outsider knows of every body of the register."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Known:
    """What an outsider knows of one body, and since when."""

    body: RegisteredBody
    reveals: Reveals
    since: date | None = None
    """The day of the first answer that gave it away; while none is given, that of the request."""


def outsider_map(
    answers: Iterable[Answer], bodies: Iterable[RegisteredBody], as_of: date
) -> dict[str, Reveals]:
    """Say by slug what each body has given away by a day."""
    return {each.body.slug: each.reveals for each in known_of_bodies(answers, bodies, as_of)}


def known_of_bodies(
    answers: Iterable[Answer], bodies: Iterable[RegisteredBody], as_of: date
) -> list[Known]:
    """Say, in the order of slugs, what each body has given away by a day, and since when.

    It covers the bodies that existed on that day and all that were asked. Of several answers of
    a body the strongest counts, a retracted one too: what was once said stays known. A body that
    confirmed and denied is one that confirms; the contradiction is an inconsistency.
    """
    asked: dict[str, list[Answer]] = defaultdict(list)
    for answer in known(answers, as_of):
        asked[answer.body.slug].append(answer)
    found = {slug: _known(of_body) for slug, of_body in asked.items()}
    for body in bodies:
        if body.slug not in found and _exists(body, as_of):
            reveals = Reveals.NOT_ASKED if body.reaches_us else Reveals.NO_DATA
            found[body.slug] = Known(body, reveals)
    return [each for _, each in sorted(found.items())]


def _known(answers: Sequence[Answer]) -> Known:
    """Say what the answers of one body give away together."""
    told: list[tuple[Reveals, date | None]] = []
    for answer in answers:
        told += [(each.stance.reveals, each.given) for each in said(answer)]
        told.append((answer.stance.reveals, answer.responded or answer.noted))
    most = strongest(reveals for reveals, _ in told)
    days = [day for reveals, day in told if reveals is most and day]
    if most is Reveals.PENDING:
        days = [answer.received for answer in answers]
    return Known(answers[0].body, most, min(days, default=None))


def strongest(reveals: Iterable[Reveals]) -> Reveals:
    """Give what an outsider learns from several answers together."""
    return min(reveals, key=STRONGEST_FIRST.index, default=Reveals.PENDING)


def _exists(body: RegisteredBody, day: date) -> bool:
    begun = body.valid_from is None or body.valid_from <= day
    return begun and (body.valid_to is None or body.valid_to >= day)
