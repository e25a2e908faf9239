"""What the store knows of answers: every state of them, oldest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.store.answers import Answer

_AT_A_TIME = 900


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One state of an answer."""

    request_id: int
    position: int | None
    """The question answered, from 1; None for the whole request."""
    outcome: str
    outcome_as_written: str
    exemptions: str
    """As the body wrote them."""
    responded: date | None
    published_url: str
    noted_at: datetime
    noted_run_id: int


_COLUMNS = tuple(getattr(Answer, name) for name in AnswerRow.__slots__)


def answers_of(session: Session, request_ids: Collection[int]) -> dict[int, list[AnswerRow]]:
    """Give every state of these requests' answers, oldest first.

    A request that was never answered has no entry. The states of the whole request and of its
    questions stand in one list, in the order in which they were noted.
    """
    wanted = sorted(set(request_ids))
    found: dict[int, list[AnswerRow]] = {}
    for start in range(0, len(wanted), _AT_A_TIME):
        some = Answer.request_id.in_(wanted[start : start + _AT_A_TIME])
        for row in session.execute(select(*_COLUMNS).where(some).order_by(Answer.id)):
            found.setdefault(row[0], []).append(AnswerRow(*row))
    return found


def answers_that_changed(session: Session) -> dict[int, list[AnswerRow]]:
    """Give every state of the answers to whole requests that have more than one, oldest first.

    One statement; few bodies change an answer.
    """
    whole = Answer.position.is_(None)
    changed = select(Answer.request_id).where(whole).group_by(Answer.request_id)
    changed = changed.having(func.count() > 1)
    states = select(*_COLUMNS).where(whole, Answer.request_id.in_(changed)).order_by(Answer.id)
    found: dict[int, list[AnswerRow]] = {}
    for row in session.execute(states):
        found.setdefault(row[0], []).append(AnswerRow(*row))
    return found


def latest_parts(session: Session, request_ids: Collection[int]) -> list[AnswerRow]:
    """Give the last state of each question's answer, of these requests."""
    newest = (
        select(func.max(Answer.id))
        .where(Answer.request_id.in_(request_ids), Answer.position.is_not(None))
        .group_by(Answer.request_id, Answer.position)
    )
    found = session.execute(select(*_COLUMNS).where(Answer.id.in_(newest)))
    return [AnswerRow(*row) for row in found]
