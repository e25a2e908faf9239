"""What the store knows of requests outside a campaign whose wordings were matched with it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from tracker.store.matches import CampaignQuestion, Match
from tracker.store.register import Body
from tracker.store.requests import Question, Request

_MATCHES = 60
"""Matches looked through for a handful of requests: one wording may stand in many."""


@dataclass(frozen=True, slots=True)
class NearRow:
    """A question outside a campaign, and the match that it has with a wording inside."""

    match_id: int
    inside: int
    outside: int
    """Wordings of the campaign and of the question."""
    body: str
    body_name: str
    reference: str
    received: date
    question: int
    display: str
    campaign_id: int | None


def near(session: Session, campaign_id: int, *, limit: int) -> list[NearRow]:
    """Give the requests that come nearest to a campaign without belonging to it, each once."""
    inside = (
        select(Question.text_id)
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(CampaignQuestion.campaign_id == campaign_id)
    )
    sides = union_all(
        select(
            Match.id, Match.score, Match.text_a_id.label("inside"), Match.text_b_id.label("out")
        ).where(Match.text_a_id.in_(inside), Match.text_b_id.not_in(inside)),
        select(
            Match.id, Match.score, Match.text_b_id.label("inside"), Match.text_a_id.label("out")
        ).where(Match.text_b_id.in_(inside), Match.text_a_id.not_in(inside)),
    ).subquery()
    best = select(sides).order_by(sides.c.score.desc(), sides.c.id).limit(_MATCHES).subquery()
    rows = session.execute(
        select(
            best.c.id,
            best.c.inside,
            best.c.out,
            Body.slug,
            Body.name,
            Request.reference,
            Request.received,
            Question.position,
            Question.display,
            CampaignQuestion.campaign_id,
            Request.id,
        )
        .join(Question, Question.text_id == best.c.out)
        .join(Request, Request.id == Question.request_id)
        .join(Body, Body.id == Request.body_id)
        .outerjoin(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(Request.id.not_in(_members(campaign_id)))
        .order_by(best.c.score.desc(), Request.received, Body.slug, Request.reference, best.c.id)
    )
    found: dict[int, NearRow] = {}
    for *row, request_id in rows:
        if request_id not in found and len(found) < limit:
            found[request_id] = NearRow(*row)
    return list(found.values())


def read_with(session: Session, campaign_id: int) -> list[str]:
    """Give the versions of the text rules that a campaign's requests were read by."""
    query = select(Request.read_with).where(Request.id.in_(_members(campaign_id))).distinct()
    return sorted(session.scalars(query))


def _members(campaign_id: int) -> Select[int]:
    return (
        select(Question.request_id)
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(CampaignQuestion.campaign_id == campaign_id)
    )
