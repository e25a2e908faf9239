"""What was disclosed or is public already, as plain to see as what was refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.campaigns.risk.answers import Answer, known
from tracker.law.postures import Posture

_GIVEN_OUT = frozenset({Posture.DISCLOSED, Posture.PARTLY_DISCLOSED, Posture.ALREADY_PUBLISHED})


@dataclass(frozen=True, slots=True)
class Disclosed:
    """An answer that gave something out, or that is published."""

    body: str
    name: str
    reference: str
    responded: date | None
    posture: Posture
    published_url: str
    """Where the answer is published; empty where nobody said."""


def disclosed(answers: Iterable[Answer], as_of: date) -> list[Disclosed]:
    """List what others gave out or published by a day, the first first.

    Whoever refuses should know it: what is public can no longer be protected by a refusal.
    """
    found = [
        Disclosed(
            body=answer.body.slug,
            name=answer.body.name,
            reference=answer.reference,
            responded=answer.responded,
            posture=answer.stance.posture,
            published_url=answer.published_url,
        )
        for answer in known(answers, as_of)
        if answer.stance.posture in _GIVEN_OUT or answer.published_url
    ]
    return sorted(found, key=lambda each: (each.responded or date.max, each.body, each.reference))
