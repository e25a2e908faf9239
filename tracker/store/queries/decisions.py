"""What the store knows of people's decisions, and of the questions they are about."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.store.decisions import PairDecision
from tracker.store.register import Body
from tracker.store.requests import Question, QuestionText, Request

_IN_CLAUSE = 900


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with the request it stands in."""

    id: int
    request_id: int
    position: int
    text_id: int
    body: str
    reference: str
    received: date
    display: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as people name it."""

    body: str
    reference: str
    received: date


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with the questions that it is about now; None for one that is gone."""

    decision: PairDecision
    a: QuestionRow | None
    b: QuestionRow | None


def decisions(session: Session, *, withdrawn: bool = False) -> list[DecisionRow]:
    """Give the decisions that stand, or all of them, the oldest first.

    A side is the question of its request with the wording that was decided about; where no
    question has that wording any more, the one that kept the number.
    """
    query = select(PairDecision).order_by(PairDecision.id)
    if not withdrawn:
        query = query.where(PairDecision.withdrawn_at.is_(None))
    found = list(session.scalars(query))
    requests = {request for d in found for request in (d.request_a_id, d.request_b_id)}
    asked: dict[int, list[QuestionRow]] = defaultdict(list)
    for row in questions_of(session, requests):
        asked[row.request_id].append(row)
    return [
        DecisionRow(
            decision=d,
            a=_now(asked[d.request_a_id], d.question_a_id, d.text_a_id),
            b=_now(asked[d.request_b_id], d.question_b_id, d.text_b_id),
        )
        for d in found
    ]


def questions_of(session: Session, requests: Collection[int]) -> list[QuestionRow]:
    """Give the questions of these requests, in the order in which each asks them."""
    return _questions(session, Question.request_id, requests)


def questions_named(session: Session, ids: Collection[int]) -> list[QuestionRow]:
    """Give the questions with these numbers."""
    return _questions(session, Question.id, ids)


def questions_worded(session: Session, texts: Collection[int]) -> list[QuestionRow]:
    """Give the questions that have these wordings."""
    return _questions(session, Question.text_id, texts)


def requests_named(session: Session, ids: Collection[int]) -> dict[int, RequestRow]:
    """Give how people name these requests."""
    found: dict[int, RequestRow] = {}
    for part in _parts(ids):
        query = (
            select(Request.id, Body.slug, Request.reference, Request.received)
            .join(Body, Body.id == Request.body_id)
            .where(Request.id.in_(part))
        )
        for number, body, reference, received in session.execute(query):
            found[number] = RequestRow(body, reference, received)
    return found


def wordings_named(session: Session, texts: Collection[int]) -> dict[int, str]:
    """Give the comparable wordings with these numbers."""
    found: dict[int, str] = {}
    for part in _parts(texts):
        query = select(QuestionText.id, QuestionText.comparable).where(QuestionText.id.in_(part))
        found.update(session.execute(query).all())
    return found


def request_numbered(session: Session, body_id: int, reference_key: str) -> int | None:
    """Give the number of the request that a body knows by this reference."""
    key = (Request.body_id == body_id, Request.reference_key == reference_key)
    return session.scalars(select(Request.id).where(*key)).one_or_none()


def _questions(
    session: Session, column: InstrumentedAttribute[int], values: Collection[int]
) -> list[QuestionRow]:
    found: list[QuestionRow] = []
    for part in _parts(values):
        query = (
            select(
                Question.id,
                Question.request_id,
                Question.position,
                Question.text_id,
                Body.slug,
                Request.reference,
                Request.received,
                Question.display,
            )
            .join(Request, Request.id == Question.request_id)
            .join(Body, Body.id == Request.body_id)
            .where(column.in_(part))
            .order_by(Question.request_id, Question.position)
        )
        found.extend(QuestionRow(*row) for row in session.execute(query))
    return found


def _now(asked: list[QuestionRow], number: int, text: int) -> QuestionRow | None:
    """Find the question that a side of a decision is about now, among its request's."""
    kept = [row for row in asked if row.id == number]
    worded = [row for row in asked if row.text_id == text]
    for row in (*(row for row in kept if row in worded), *worded, *kept):
        return row
    return None


def _parts(values: Collection[int]) -> list[list[int]]:
    """Cut numbers into lists that a statement can hold."""
    ordered = sorted(values)
    return [ordered[i : i + _IN_CLAUSE] for i in range(0, len(ordered), _IN_CLAUSE)]
