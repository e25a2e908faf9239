"""What the store knows of the answers to campaigns, and of the bodies that could be asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from tracker.store.matches import CampaignQuestion
from tracker.store.queries.campaigns import regime_of_request
from tracker.store.register import Body
from tracker.store.requests import Question, Request


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question of a request in a campaign, with what its body answered to the request."""

    campaign_id: int
    request_id: int
    body_id: int
    reference: str
    received: date
    due: date | None
    responded: date | None
    outcome: str
    exemptions: str
    regime: str
    published_url: str
    question: int


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body of the register, and whether any request of it is stored."""

    id: int
    slug: str
    name: str
    nation: str
    region: str
    tile_row: int | None
    tile_col: int | None
    valid_from: date | None
    valid_to: date | None
    reaches_us: bool


def answers(session: Session, campaigns: Collection[int] | None = None) -> list[AnswerRow]:
    """Give a row for each question of these campaigns, of all campaigns when none are named."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            CampaignQuestion.campaign_id,
            Request.id,
            Request.body_id,
            Request.reference,
            Request.received,
            Request.due,
            Request.responded,
            Request.outcome,
            Request.exemptions,
            regime_of_request(),
            Request.published_url,
            Question.position,
        )
        .join(Question, Question.id == CampaignQuestion.question_id)
        .join(Request, Request.id == Question.request_id)
        .join(Body, Body.id == Request.body_id)
        .order_by(Request.received, Body.slug, Request.reference, Question.position)
    )
    if campaigns is not None:
        statement = statement.where(CampaignQuestion.campaign_id.in_(campaigns))
    return [AnswerRow(*row) for row in session.execute(statement)]


def register(session: Session) -> list[BodyRow]:
    """Give every body of the register, by slug."""
    heard = exists().where(Request.body_id == Body.id)
    statement: Select[*tuple[Any, ...]] = select(
        Body.id,
        Body.slug,
        Body.name,
        Body.nation,
        Body.region,
        Body.tile_row,
        Body.tile_col,
        Body.valid_from,
        Body.valid_to,
        heard,
    ).order_by(Body.slug)
    return [BodyRow(*row) for row in session.execute(statement)]
