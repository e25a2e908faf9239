"""People's decisions as people read them: which questions, who said what, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.campaigns.review import named
from tracker.store.queries import decisions as store
from tracker.store.queries.decisions import QuestionRow, RequestRow


@dataclass(frozen=True, slots=True)
class DecidedSide:
    """One question that was decided about."""

    name: str
    """As commands take it, such as `kent/FOI/7#2`."""
    body: str
    reference: str
    received: date
    wording: str
    """As it was compared when the decision was made."""
    gone: bool
    """Whether its request asks it no more: the decision says nothing until it does again."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about two questions."""

    id: int
    verdict: str
    a: DecidedSide
    b: DecidedSide
    reason: str
    decided_by: str
    decided_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_reason: str | None


def decided_pairs(session: Session, *, withdrawn: bool = False) -> list[Decided]:
    """Give the decisions that stand, the oldest first; with `withdrawn`, the others too."""
    rows = store.decisions(session, withdrawn=withdrawn)
    texts = {text for row in rows for text in (row.decision.text_a_id, row.decision.text_b_id)}
    numbers = {n for row in rows for n in (row.decision.request_a_id, row.decision.request_b_id)}
    wordings = store.wordings_named(session, texts)
    requests = store.requests_named(session, numbers)
    return [
        Decided(
            id=d.id,
            verdict=d.verdict,
            a=_side(row.a, requests[d.request_a_id], wordings[d.text_a_id]),
            b=_side(row.b, requests[d.request_b_id], wordings[d.text_b_id]),
            reason=d.reason,
            decided_by=d.decided_by,
            decided_at=d.decided_at,
            withdrawn_at=d.withdrawn_at,
            withdrawn_by=d.withdrawn_by,
            withdrawn_reason=d.withdrawn_reason,
        )
        for row in rows
        for d in (row.decision,)
    ]


def _side(question: QuestionRow | None, request: RequestRow, wording: str) -> DecidedSide:
    return DecidedSide(
        name=named(question) if question else f"{request.body}/{request.reference}",
        body=request.body,
        reference=request.reference,
        received=request.received,
        wording=wording,
        gone=question is None,
    )
