"""Answer «who else received this?» for a text that is not stored. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.matching.encoder import Encoder, Vectors
from tracker.matching.explanation import explain, label
from tracker.matching.reading import as_read
from tracker.matching.retrieval import nearest
from tracker.matching.scorer import Score, Scorer
from tracker.matching.signature import Signature, signature
from tracker.store.tables import (
    Body,
    Campaign,
    CampaignQuestion,
    Question,
    QuestionText,
    QuestionVector,
    Request,
)
from tracker.text.prepare import PreparedText

MOST_WORDINGS = 50
"""Stored wordings looked through for each question, the best first."""

_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Copy:
    """One stored request that asks the same, or nearly: where, when, how alike, and why."""

    body: str
    reference: str
    received: date
    score: float
    same_wording: bool
    is_copy: bool
    campaign: int | None
    parts: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class FoundCampaign:
    """A campaign that a question belongs to, with its bodies and dates."""

    id: int
    title: str
    round_robin: bool
    bodies: list[str]
    first_received: date
    last_received: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one question of the text: copies and near misses, best first."""

    question: str
    campaigns: list[FoundCampaign]
    copies: list[Copy]
    near_misses: list[Copy]


def who_else(
    session: Session, prepared: PreparedText, *, encoder: Encoder, scorer: Scorer, threshold: float
) -> list[Answer]:
    """Return an answer for each question of a prepared text, in its order."""
    if not prepared.questions:
        return []
    texts = [as_read(question.comparable) for question in prepared.questions]
    vectors = encoder.encode(texts)
    found: list[list[tuple[int, float]]] = [[] for _ in texts]
    query = select(QuestionVector.text_id, QuestionVector.vector).where(
        QuestionVector.model == encoder.name
    )
    for block in session.execute(query.execution_options(yield_per=_BLOCK)).partitions(_BLOCK):
        ids = [row[0] for row in block]
        stored: Vectors = np.frombuffer(b"".join(row[1] for row in block), dtype="<f4")
        stored = stored.reshape(len(ids), -1)
        for number, vector in enumerate(vectors):
            rows = nearest(stored, vector, floor=scorer.cosine_floor)
            found[number].extend((ids[row], cosine) for row, cosine in rows)
    return [
        _answer(session, question.display, signature(question.comparable), near, scorer, threshold)
        for question, near in zip(prepared.questions, found, strict=True)
    ]


def _answer(
    session: Session,
    display: str,
    asked: Signature,
    near: Sequence[tuple[int, float]],
    scorer: Scorer,
    threshold: float,
) -> Answer:
    """Score the nearest wordings of one question and look up who received them."""
    scored: dict[int, Score] = {}
    best = sorted(near, key=lambda pair: (-pair[1], pair[0]))[: MOST_WORDINGS * 4]
    wordings = _wordings(session, [text_id for text_id, _ in best])
    if scorer.is_specific(asked):
        for text_id, cosine in best:
            other = signature(wordings[text_id])
            if scorer.is_specific(other):
                score = scorer.score(asked, other, cosine)
                if score.probability >= scorer.near_miss:
                    scored[text_id] = score
    chosen = sorted(scored, key=lambda t: (-scored[t].probability, t))[:MOST_WORDINGS]
    line = asked.line
    copies = _copies(session, {t: scored[t] for t in chosen}, wordings, line, threshold)
    campaigns = sorted({c.campaign for c in copies if c.is_copy and c.campaign is not None})
    return Answer(
        question=display,
        campaigns=[_campaign(session, campaign) for campaign in campaigns],
        copies=[copy for copy in copies if copy.is_copy],
        near_misses=[copy for copy in copies if not copy.is_copy],
    )


def _wordings(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(QuestionText.id, QuestionText.comparable).where(QuestionText.id.in_(ids))
    return dict(session.execute(query).tuples().all())


def _copies(
    session: Session,
    scored: dict[int, Score],
    wordings: dict[int, str],
    line: str,
    threshold: float,
) -> list[Copy]:
    """List the requests behind scored wordings, the most alike first, each request once."""
    query = (
        select(
            Question.text_id,
            Body.slug,
            Request.reference,
            Request.received,
            CampaignQuestion.campaign_id,
        )
        .join(Request, Request.id == Question.request_id)
        .join(Body, Body.id == Request.body_id)
        .outerjoin(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(Question.text_id.in_(scored))
        .order_by(Request.received, Body.slug, Request.reference)
    )
    best: dict[tuple[str, str], Copy] = {}
    for text_id, body, reference, received, campaign in session.execute(query).tuples():
        score = scored[text_id]
        known = best.get((body, reference))
        if known is None or known.score < score.probability:
            best[body, reference] = Copy(
                body=body,
                reference=reference,
                received=received,
                score=round(score.probability, 4),
                same_wording=signature(wordings[text_id]).line == line,
                is_copy=score.probability >= threshold,
                campaign=campaign,
                parts=[part | {"label": label(part["name"])} for part in explain(score)],
            )
    return sorted(best.values(), key=lambda copy: -copy.score)


def _campaign(session: Session, campaign_id: int) -> FoundCampaign:
    campaign = session.get_one(Campaign, campaign_id)
    query = (
        select(Body.slug)
        .join(Request, Request.body_id == Body.id)
        .join(Question, Question.request_id == Request.id)
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(CampaignQuestion.campaign_id == campaign_id)
        .distinct()
        .order_by(Body.slug)
    )
    return FoundCampaign(
        id=campaign.id,
        title=campaign.title,
        round_robin=campaign.round_robin,
        bodies=list(session.scalars(query)),
        first_received=campaign.first_received,
        last_received=campaign.last_received,
    )
