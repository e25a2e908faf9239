"""What the store knows of campaigns: their rows, their figures, and their members."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.store.intake import Run
from tracker.store.matches import Campaign, CampaignQuestion
from tracker.store.register import Body
from tracker.store.requests import Question, QuestionText, Request

OPEN_OUTCOMES = ("pending", "clarification")
"""Outcomes of a request that still has to be answered, as long as it has no answer date."""
PAUSED = "clarification"
"""The outcome while a body waits for the applicant: no due date counts then."""
GROUPING_RUNS = ("match", "nightly", "demo")


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign as it stands in its table."""

    id: int
    title: str
    round_robin: bool
    round_robin_since: datetime | None
    first_received: date
    last_received: date
    weakest_score: float
    created_run_id: int
    dissolved_at: datetime | None
    merged_into_id: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The requests of one campaign under one regime, counted."""

    campaign_id: int
    regime: str
    requests: int
    open: int
    first_due: date | None
    """Earliest due date that is stored, of the open requests whose clock runs."""
    first_received: date | None
    """Earliest receipt of the open requests whose clock runs and that have no due date stored."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One question of a request in a campaign, with what is known of the request."""

    campaign_id: int
    request_id: int
    body: str
    body_name: str
    reference: str
    received: date
    outcome: str
    responded: date | None
    due: date | None
    regime: str
    question: int
    text_id: int
    joined_run_id: int
    flags: str
    """Remarks on the request, joined by commas."""


def is_open() -> ColumnElement[bool]:
    """Say in SQL that a request still has to be answered."""
    return and_(Request.outcome.in_(OPEN_OUTCOMES), Request.responded.is_(None))


def clock_runs() -> ColumnElement[bool]:
    """Say in SQL that a request is open and does not wait for a clarification."""
    return and_(is_open(), Request.outcome != PAUSED)


def regime_of_request() -> ColumnElement[str]:
    """Say in SQL under which Act a request stands: its own regime, or else its body's."""
    return case((Request.regime != "", Request.regime), else_=Body.regime)


def live_campaigns(session: Session, words: Sequence[str] = ()) -> list[CampaignRow]:
    """Give every campaign that has not ended and holds all the words.

    A word may stand in the title, in a wording, or in the name of a body.
    """
    alive = _campaigns().where(Campaign.dissolved_at.is_(None), Campaign.merged_into_id.is_(None))
    statement = alive.where(*(_holds(word) for word in words))
    return [CampaignRow(*row) for row in session.execute(statement)]


def count_live_campaigns(session: Session) -> int:
    """Count the campaigns that have not ended."""
    alive = and_(Campaign.dissolved_at.is_(None), Campaign.merged_into_id.is_(None))
    return session.execute(select(func.count()).select_from(Campaign).where(alive)).scalar_one()


def count_requests(session: Session) -> int:
    """Count every request that is stored."""
    return session.execute(select(func.count()).select_from(Request)).scalar_one()


def campaign_row(session: Session, campaign_id: int) -> CampaignRow | None:
    """Give one campaign, ended or not."""
    row = session.execute(_campaigns().where(Campaign.id == campaign_id)).one_or_none()
    return None if row is None else CampaignRow(*row)


def campaign_rows(session: Session, campaigns: Collection[int]) -> list[CampaignRow]:
    """Give some campaigns, ended or not, in no order."""
    statement = _campaigns().where(Campaign.id.in_(campaigns))
    return [CampaignRow(*row) for row in session.execute(statement)]


def figures(session: Session) -> list[Figures]:
    """Count the requests of every campaign, by regime."""
    places = (
        select(CampaignQuestion.campaign_id, Question.request_id)
        .join(Question, Question.id == CampaignQuestion.question_id)
        .distinct()
        .subquery()
    )
    regime = regime_of_request()
    undated = and_(clock_runs(), Request.due.is_(None))
    statement = (
        select(
            places.c.campaign_id,
            regime,
            func.count(),
            func.sum(case((is_open(), 1), else_=0)),
            func.min(case((clock_runs(), Request.due))),
            func.min(case((undated, Request.received))),
        )
        .join(Request, Request.id == places.c.request_id)
        .join(Body, Body.id == Request.body_id)
        .group_by(places.c.campaign_id, regime)
    )
    return [Figures(*row) for row in session.execute(statement)]


def members(session: Session, campaign_ids: Collection[int] | None = None) -> list[MemberRow]:
    """Give a row for each question of the campaigns, of all campaigns when none are named."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            CampaignQuestion.campaign_id,
            Request.id,
            Body.slug,
            Body.name,
            Request.reference,
            Request.received,
            Request.outcome,
            Request.responded,
            Request.due,
            regime_of_request(),
            Question.position,
            Question.text_id,
            CampaignQuestion.joined_run_id,
            Request.flags,
        )
        .join(Question, Question.id == CampaignQuestion.question_id)
        .join(Request, Request.id == Question.request_id)
        .join(Body, Body.id == Request.body_id)
        .order_by(Request.received, Body.slug, Request.reference, Question.position)
    )
    if campaign_ids is not None:
        statement = statement.where(CampaignQuestion.campaign_id.in_(campaign_ids))
    return [MemberRow(*row) for row in session.execute(statement)]


def last_grouping_run(session: Session) -> int | None:
    """Give the number of the last finished run that could change campaigns."""
    done = and_(Run.status == "done", Run.kind.in_(GROUPING_RUNS))
    return session.execute(select(func.max(Run.id)).where(done)).scalar_one()


def shared_campaigns(session: Session, campaign_id: int) -> list[tuple[int, str, int]]:
    """Give the other live campaigns of a campaign's requests: number, title, shared requests."""
    requests = (
        select(Question.request_id)
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(CampaignQuestion.campaign_id == campaign_id)
    )
    shared = func.count(Question.request_id.distinct())
    statement = (
        select(Campaign.id, Campaign.title, shared)
        .join(CampaignQuestion, CampaignQuestion.campaign_id == Campaign.id)
        .join(Question, Question.id == CampaignQuestion.question_id)
        .where(Question.request_id.in_(requests), Campaign.id != campaign_id)
        .where(Campaign.dissolved_at.is_(None))
        .group_by(Campaign.id, Campaign.title)
        .order_by(shared.desc(), Campaign.id)
    )
    return [(number, title, count) for number, title, count in session.execute(statement)]


def _campaigns() -> Select[*tuple[Any, ...]]:
    return select(
        Campaign.id,
        Campaign.title,
        Campaign.round_robin,
        Campaign.round_robin_since,
        Campaign.first_received,
        Campaign.last_received,
        Campaign.weakest_score,
        Campaign.created_run_id,
        Campaign.dissolved_at,
        Campaign.merged_into_id,
    )


def _holds(word: str) -> ColumnElement[bool]:
    """Say in SQL that a campaign's title, a wording of it, or a body's name has the word."""
    found = (
        select(CampaignQuestion.campaign_id)
        .join(Question, Question.id == CampaignQuestion.question_id)
        .join(QuestionText, QuestionText.id == Question.text_id)
        .join(Request, Request.id == Question.request_id)
        .join(Body, Body.id == Request.body_id)
        .where(
            or_(
                QuestionText.comparable.icontains(word, autoescape=True),
                Body.name.icontains(word, autoescape=True),
            )
        )
    )
    return or_(Campaign.title.icontains(word, autoescape=True), Campaign.id.in_(found))
