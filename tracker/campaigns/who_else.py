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

MOST_SCORED = 200
"""Nearest wordings that are scored for each question."""

_BLOCK = 20_000

Near = tuple[int, float]
"""A stored wording's id and its cosine."""


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
    """Return an answer for each question of a prepared text; for several, the whole comes first."""
    if not prepared.questions:
        return []
    vectors = encoder.encode([as_read(question.comparable) for question in prepared.wordings])
    near = _near(session, vectors, encoder.name, scorer.cosine_floor)
    search = _Search(session, scorer, threshold)
    return [
        search.answer(question.display, signature(question.comparable), found)
        for question, found in zip(prepared.wordings, near, strict=True)
    ]


def _near(session: Session, vectors: Vectors, model: str, floor: float) -> list[list[Near]]:
    """Find for each vector every stored wording whose cosine reaches the floor."""
    found: list[list[Near]] = [[] for _ in vectors]
    query = select(QuestionVector.text_id, QuestionVector.vector).where(
        QuestionVector.model == model
    )
    for block in session.execute(query.execution_options(yield_per=_BLOCK)).partitions(_BLOCK):
        ids = [row[0] for row in block]
        stored: Vectors = np.frombuffer(b"".join(row[1] for row in block), dtype="<f4")
        for number, vector in enumerate(vectors):
            rows = nearest(stored.reshape(len(ids), -1), vector, floor=floor)
            found[number].extend((ids[row], cosine) for row, cosine in rows)
    return [sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST_SCORED] for rows in found]


class _Search:
    """Scores the wordings near one question and looks up who received them."""

    def __init__(self, session: Session, scorer: Scorer, threshold: float) -> None:
        self.session = session
        self.scorer = scorer
        self.threshold = threshold

    def answer(self, display: str, asked: Signature, near: Sequence[Near]) -> Answer:
        """Return the copies and near misses of one question, and their campaigns."""
        scored = self._score(asked, near)
        copies = self._copies(scored, asked.line)
        campaigns = sorted({c.campaign for c in copies if c.is_copy and c.campaign is not None})
        return Answer(
            question=display,
            campaigns=[self._campaign(campaign) for campaign in campaigns],
            copies=[copy for copy in copies if copy.is_copy],
            near_misses=[copy for copy in copies if not copy.is_copy],
        )

    def _score(self, asked: Signature, near: Sequence[Near]) -> dict[int, tuple[Score, str]]:
        """Score the near wordings; return the best with the words they are made of."""
        if not self.scorer.is_specific(asked):
            return {}
        query = select(QuestionText.id, QuestionText.comparable).where(
            QuestionText.id.in_([text_id for text_id, _ in near])
        )
        wordings = {text_id: signature(words) for text_id, words in self.session.execute(query)}
        asked_of = [(t, cosine) for t, cosine in near if self.scorer.is_specific(wordings[t])]
        compared = self.scorer.compared((asked, wordings[t], cosine) for t, cosine in asked_of)
        scored = {
            text_id: (self.scorer.score(comparison), wordings[text_id].line)
            for (text_id, _), comparison in zip(asked_of, compared, strict=True)
        }
        kept = [t for t, (score, _) in scored.items() if score.probability >= self.scorer.near_miss]
        best = sorted(kept, key=lambda t: (-scored[t][0].probability, t))[:MOST_WORDINGS]
        return {text_id: scored[text_id] for text_id in best}

    def _copies(self, scored: dict[int, tuple[Score, str]], line: str) -> list[Copy]:
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
        for text_id, body, reference, received, campaign in self.session.execute(query):
            score, words = scored[text_id]
            known = best.get((body, reference))
            if known is None or known.score < score.probability:
                best[body, reference] = Copy(
                    body=body,
                    reference=reference,
                    received=received,
                    score=round(score.probability, 4),
                    same_wording=words == line,
                    is_copy=score.probability >= self.threshold,
                    campaign=campaign,
                    parts=[part | {"label": label(part["name"])} for part in explain(score)],
                )
        return sorted(best.values(), key=lambda copy: -copy.score)

    def _campaign(self, campaign_id: int) -> FoundCampaign:
        """Look up a campaign and its bodies."""
        campaign = self.session.get_one(Campaign, campaign_id)
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
            bodies=list(self.session.scalars(query)),
            first_received=campaign.first_received,
            last_received=campaign.last_received,
        )
