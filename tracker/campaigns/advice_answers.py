"""What units say to advice: adopt, vary or decline; every answer is kept and the latest counts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from tracker.campaigns.advice import (
    author_named,
    check_seen,
    in_force,
    one_at_a_time,
    require_campaign,
)
from tracker.campaigns.advice_draft import MAX_FACTOR, CannotAdvise
from tracker.campaigns.judgement import Judgement, kept_words
from tracker.register import give_own_units, units_for
from tracker.runs import day_of
from tracker.store.advice import AdviceAcknowledgement
from tracker.store.queries import advice as store


class Response(StrEnum):
    """How a unit stands to advice."""

    ADOPT = "adopt"
    VARY = "vary"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was kept, and the version that it is about."""

    version: int
    unit: str
    response: Response


def acknowledge(
    session: Session,
    campaign_id: int,
    unit: str,
    response: Response,
    *,
    judgement: Judgement,
    seen: int | None = None,
) -> Answered:
    """Keep what a unit, named by its slug, says to the version in force.

    A reason is needed to vary or decline. Raises CannotAdvise without one, where the unit answers
    for no body of the campaign, where no advice is in force, or where a newer version than `seen`
    is there.
    """
    by, reason = author_named(judgement.by), kept_words(judgement.reason)
    if response is not Response.ADOPT and not reason:
        raise CannotAdvise(f"To {response} advice needs a reason.")
    if len(reason) > MAX_FACTOR:
        raise CannotAdvise(f"A reason has at most {MAX_FACTOR} characters.")
    require_campaign(session, campaign_id)
    one_at_a_time(session)
    versions = store.versions(session, campaign_id)
    check_seen(versions, seen)
    advice = in_force(versions)
    said = AdviceAcknowledgement(
        advice_id=advice.id,
        unit_id=_unit(session, campaign_id, unit, day_of(judgement.at)),
        response=response,
        reason=reason,
        said_by=by,
        said_at=judgement.at,
    )
    session.add(said)
    session.flush()
    return Answered(advice.version, unit, response)


def _unit(session: Session, campaign_id: int, slug: str, today: date) -> int:
    """Find the unit among those that answer for a body of the campaign."""
    give_own_units(session)
    bodies = {copy.body_id for copy in store.copies(session, campaign_id)}
    answering = {unit.slug: unit.id for unit in units_for(session, bodies, today).values()}
    if slug not in answering:
        known = ", ".join(sorted(answering)) or "none"
        raise CannotAdvise(
            f"The unit {slug} answers for no body of this campaign. Those that do: {known}."
        )
    return answering[slug]
