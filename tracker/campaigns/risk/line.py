"""Who keeps the line of neither confirming nor denying, and who has said more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.campaigns.risk.answers import Answer, Said, said, standing
from tracker.law.postures import Posture, Reveals


@dataclass(frozen=True, slots=True)
class Line:
    """The answers of a campaign by what they do to an NCND, one of each kind for a request."""

    ncnd: tuple[Said, ...]
    """Answers that stand now and neither confirm nor deny."""
    partly: tuple[Said, ...]
    """Answers that stand now and do so for a part, beside an answer for another part."""
    confirming: tuple[Said, ...]
    denying: tuple[Said, ...]
    """Answers that were ever given: one that was taken back is still known outside."""


def line_of(answers: Iterable[Answer]) -> Line:
    """Sort the answers; give it answers as they stood on a day."""
    asked = tuple(answers)
    now = [found for found in map(standing, asked) if found]
    return Line(
        ncnd=tuple(each for each in now if each.stance.posture is Posture.NCND),
        partly=tuple(
            each
            for each in now
            if each.stance.ncnd_beside and each.stance.posture is not Posture.NCND
        ),
        confirming=_that(asked, Reveals.CONFIRMS),
        denying=_that(asked, Reveals.DENIES),
    )


def facing(these: Sequence[Said], those: Sequence[Said]) -> tuple[Said, ...]:
    """Give those of the first that stand beside one of the second from another body."""
    bodies = {other.body.slug for other in those}
    return tuple(each for each in these if bodies - {each.body.slug})


def bodies_of(answers: Iterable[Said]) -> set[str]:
    """Give the slugs of the bodies that said this."""
    return {each.body.slug for each in answers}


def _that(answers: Iterable[Answer], reveals: Reveals) -> tuple[Said, ...]:
    """Give for each request the last answer it ever got that gives this away."""
    fitting = ([s for s in said(each) if s.stance.reveals is reveals] for each in answers)
    return tuple(each[-1] for each in fitting if each)
