"""What the store knows of campaigns at a glance, and which of them have to be looked at anew."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from tracker.store.matches import Campaign, CampaignQuestion
from tracker.store.queries.campaigns import clock_runs, is_open, regime_of_request
from tracker.store.register import Body
from tracker.store.requests import Question, Request
from tracker.store.summaries import StoredSummary
from tracker.store.topics import CampaignTopics

_IN_CLAUSE = 900


@dataclass(frozen=True, slots=True)
class OutcomeFigures:
    """The requests of one campaign under one Act with one outcome, counted."""

    campaign_id: int
    regime: str
    outcome: str
    requests: int
    open: int
    first_due: date | None
    """Earliest due date that is stored, of those whose clock runs."""
    undated: date | None
    """Earliest receipt of those whose clock runs and that have no due date stored."""


def last_refresh(session: Session) -> int:
    """Give the last run that wrote a summary; 0 where there is none."""
    return session.scalar(select(func.max(StoredSummary.refreshed_run_id))) or 0


def changed_since(session: Session, run_id: int) -> set[int]:
    """Give the campaigns that changed, or of which a request or the topics did, in a later run.

    Ended ones too.

    Look-ups by index only, in steps that leave the planner no choice of reading a whole table:
    what they take grows with what changed, not with what is stored.
    """
    found = set(session.scalars(select(Campaign.id).where(Campaign.changed_run_id > run_id)))
    topics = select(CampaignTopics.campaign_id).where(CampaignTopics.run_id > run_id)
    found |= set(session.scalars(topics))
    requests = list(session.scalars(select(Request.id).where(Request.last_run_id > run_id)))
    for start in range(0, len(requests), _IN_CLAUSE):
        some = Question.request_id.in_(requests[start : start + _IN_CLAUSE])
        questions = list(session.scalars(select(Question.id).where(some)))
        found |= _campaigns_of(session, questions)
    return found


def _campaigns_of(session: Session, questions: list[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(questions), _IN_CLAUSE):
        some = CampaignQuestion.question_id.in_(questions[start : start + _IN_CLAUSE])
        found |= set(session.scalars(select(CampaignQuestion.campaign_id).where(some)))
    return found


def changed_by(session: Session, day: date) -> set[int]:
    """Give the campaigns whose risk is another one by this day though nobody said anything."""
    passed = StoredSummary.risk_changes_on <= day
    return set(session.scalars(select(StoredSummary.campaign_id).where(passed)))


def dated_otherwise(session: Session, dates_by: str) -> set[int]:
    """Give the campaigns of which dates or risk were worked out by something else."""
    column = StoredSummary.dates_by
    other = or_(column < dates_by, column > dates_by)
    return set(session.scalars(select(StoredSummary.campaign_id).where(other)))


def bands(session: Session) -> dict[int, str]:
    """Give the band of mapping risk of every campaign whose summary tells one."""
    told = select(StoredSummary.campaign_id, StoredSummary.risk_band)
    found = session.execute(told.where(StoredSummary.risk_band.is_not(None)))
    return {campaign: band for campaign, band in found if band is not None}


def live_ids(session: Session) -> list[int]:
    """Give every campaign that has not ended."""
    alive = select(Campaign.id).where(Campaign.dissolved_at.is_(None))
    return list(session.scalars(alive.order_by(Campaign.id)))


def live_among(session: Session, campaign_ids: Collection[int]) -> list[Campaign]:
    """Give those of these campaigns that have not ended."""
    wanted = Campaign.id.in_(campaign_ids), Campaign.dissolved_at.is_(None)
    return list(session.scalars(select(Campaign).where(*wanted)))


def regimes(session: Session) -> list[tuple[int, str]]:
    """Give the Act of each body, by number."""
    found = session.execute(select(Body.id, Body.regime).order_by(Body.id))
    return [(number, regime) for number, regime in found]


def outcome_figures(session: Session, campaign_ids: Collection[int]) -> list[OutcomeFigures]:
    """Count the requests of these campaigns, by Act and outcome."""
    places = (
        select(CampaignQuestion.campaign_id, Question.request_id)
        .join(Question, Question.id == CampaignQuestion.question_id)
        .where(CampaignQuestion.campaign_id.in_(campaign_ids))
        .distinct()
        .subquery()
    )
    regime = regime_of_request()
    statement = (
        select(
            places.c.campaign_id,
            regime,
            Request.outcome,
            func.count(),
            func.sum(case((is_open(), 1), else_=0)),
            func.min(case((clock_runs(), Request.due))),
            func.min(case((clock_runs() & Request.due.is_(None), Request.received))),
        )
        .join(Request, Request.id == places.c.request_id)
        .join(Body, Body.id == Request.body_id)
        .group_by(places.c.campaign_id, regime, Request.outcome)
    )
    return [OutcomeFigures(*row) for row in session.execute(statement)]
