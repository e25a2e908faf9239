"""What the store knows of people's judgements about campaigns, and of the questions in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.events import CampaignEvent
from tracker.store.matches import CampaignQuestion
from tracker.store.requests import Question, Request

_IN_CLAUSE = 900


@dataclass(frozen=True, slots=True)
class LookRow:
    """An event without what is needed to replay it."""

    id: int
    kind: str
    campaign_id: int
    by: str
    at: datetime
    reason: str
    undoes_id: int | None
    campaigns: list[int] | None
    seen: dict[str, dict[str, str]] | None


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A question that stands in a campaign, with what is known of its request."""

    campaign: int
    question: int
    request: int
    text: int
    body: int
    received: date
    outcome: str
    run: int
    """The run that put it there."""


def events(session: Session) -> list[CampaignEvent]:
    """Give every event, the oldest first."""
    return list(session.scalars(select(CampaignEvent).order_by(CampaignEvent.id)))


def looks(session: Session) -> list[LookRow]:
    """Give every event, the oldest first, with what the person had before them."""
    query = select(
        CampaignEvent.id,
        CampaignEvent.kind,
        CampaignEvent.campaign_id,
        CampaignEvent.by,
        CampaignEvent.at,
        CampaignEvent.reason,
        CampaignEvent.undoes_id,
        CampaignEvent.data["campaigns"],
        CampaignEvent.data["seen"],
    ).order_by(CampaignEvent.id)
    return [LookRow(*row) for row in session.execute(query)]


def explanations(
    session: Session, campaigns: Collection[int] | None = None
) -> list[tuple[int, str]]:
    """Give campaign and key of each explanation that nobody took back, of all when none are named.

    One statement.
    """
    undone = select(CampaignEvent.undoes_id).where(CampaignEvent.undoes_id.is_not(None))
    query = select(CampaignEvent.campaign_id, CampaignEvent.data["key"].as_string()).where(
        CampaignEvent.kind == "explain", CampaignEvent.id.not_in(undone)
    )
    if campaigns is not None:
        query = query.where(CampaignEvent.campaign_id.in_(campaigns))
    return [(campaign, key) for campaign, key in session.execute(query)]


def standing(session: Session, campaigns: Collection[int]) -> list[StandingRow]:
    """Give the questions of these campaigns, in an order that arrival has no part in."""
    query: Any = (
        select(
            CampaignQuestion.campaign_id,
            Question.id,
            Question.request_id,
            Question.text_id,
            Request.body_id,
            Request.received,
            Request.outcome,
            CampaignQuestion.joined_run_id,
        )
        .join(Question, Question.id == CampaignQuestion.question_id)
        .join(Request, Request.id == Question.request_id)
        .where(CampaignQuestion.campaign_id.in_(campaigns))
        .order_by(Request.received, Question.request_id, Question.position)
    )
    return [StandingRow(*row) for row in session.execute(query)]


def asked(session: Session, requests: Collection[int]) -> list[tuple[int, int, int]]:
    """Give number, request and wording of every question of these requests."""
    ordered = sorted(requests)
    found: list[tuple[int, int, int]] = []
    for start in range(0, len(ordered), _IN_CLAUSE):
        part = ordered[start : start + _IN_CLAUSE]
        query = select(Question.id, Question.request_id, Question.text_id)
        rows = session.execute(query.where(Question.request_id.in_(part)).order_by(Question.id))
        found.extend((question, request, text) for question, request, text in rows)
    return found
