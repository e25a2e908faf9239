"""What the store knows of a campaign's wordings and of the matches between them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.store.matches import CampaignQuestion, Match
from tracker.store.register import Body, BodyAlias
from tracker.store.requests import Question, Request


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One distinct wording in a campaign: how often it came, how it first read."""

    text_id: int
    position: int
    """Lowest place it has in a request."""
    requests: int
    bodies: int
    display: str
    body_id: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A match between two wordings of a campaign."""

    id: int
    text_a_id: int
    text_b_id: int
    score: float


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A match with the parts that add up to its score."""

    text_a_id: int
    text_b_id: int
    score: float
    parts: list[dict[str, Any]]
    scorer: str
    model: str


def wordings(session: Session, campaign_id: int) -> list[WordingRow]:
    """Give the distinct wordings of a campaign, the commonest first."""
    grouped = (
        select(
            Question.text_id.label("text_id"),
            func.min(Question.id).label("first_id"),
            func.min(Question.position).label("position"),
            func.count(Question.request_id.distinct()).label("requests"),
            func.count(Request.body_id.distinct()).label("bodies"),
        )
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .join(Request, Request.id == Question.request_id)
        .where(CampaignQuestion.campaign_id == campaign_id)
        .group_by(Question.text_id)
        .subquery()
    )
    statement = (
        select(
            grouped.c.text_id,
            grouped.c.position,
            grouped.c.requests,
            grouped.c.bodies,
            Question.display,
            Request.body_id,
        )
        .join(Question, Question.id == grouped.c.first_id)
        .join(Request, Request.id == Question.request_id)
        .order_by(grouped.c.requests.desc(), grouped.c.text_id)
    )
    return [WordingRow(*row) for row in session.execute(statement)]


def links(session: Session, campaign_id: int) -> list[LinkRow]:
    """Give every match between two wordings of a campaign, the strongest first."""
    statement = (
        select(Match.id, Match.text_a_id, Match.text_b_id, Match.score)
        .where(Match.text_a_id.in_(_texts(campaign_id)), Match.text_b_id.in_(_texts(campaign_id)))
        .order_by(Match.score.desc(), Match.id)
    )
    return [LinkRow(*row) for row in session.execute(statement)]


def explained(session: Session, match_ids: Collection[int]) -> list[ExplainedRow]:
    """Give the named matches with their parts, the weakest first."""
    statement = (
        select(
            Match.text_a_id,
            Match.text_b_id,
            Match.score,
            Match.parts,
            Match.scorer,
            Match.model,
        )
        .where(Match.id.in_(match_ids))
        .order_by(Match.score, Match.id)
    )
    return [ExplainedRow(*row) for row in session.execute(statement)]


def body_names(session: Session, body_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Give every name that each of these bodies goes by, the longest first."""
    names: dict[int, set[str]] = {body_id: set() for body_id in body_ids}
    registered = select(Body.id, Body.name, Body.short_name, BodyAlias.alias).outerjoin(
        BodyAlias, BodyAlias.body_id == Body.id
    )
    for body_id, *found in session.execute(registered.where(Body.id.in_(body_ids))):
        names[body_id].update(name for name in found if name)
    return {
        body_id: tuple(sorted(found, key=lambda name: (-len(name), name)))
        for body_id, found in names.items()
    }


def _texts(campaign_id: int) -> Select[int]:
    return (
        select(Question.text_id)
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(CampaignQuestion.campaign_id == campaign_id)
    )
