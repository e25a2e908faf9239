"""What the store knows of answers: every state of them, oldest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.store.answers import Answer
from tracker.store.matches import CampaignQuestion
from tracker.store.requests import Question

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


def latest_parts(session: Session, request_ids: Collection[int]) -> list[AnswerRow]:
    """Give the last state of each question's answer, of these requests."""
    newest = (
        select(func.max(Answer.id))
        .where(Answer.request_id.in_(request_ids), Answer.position.is_not(None))
        .group_by(Answer.request_id, Answer.position)
    )
    found = session.execute(select(*_COLUMNS).where(Answer.id.in_(newest)))
    return [AnswerRow(*row) for row in found]


def several_states(
    session: Session, campaigns: Collection[int] | None = None
) -> dict[int, list[AnswerRow]]:
    """Give by request every state of the answers that changed, or that parts were given of.

    Of these campaigns, or of all when none are named; oldest first, in one statement. An answer
    that has one state is left out: the row of its request says the same.
    """
    other = aliased(Answer)
    another = exists().where(other.request_id == Answer.request_id, other.id != Answer.id)
    statement = select(*_COLUMNS).where(or_(Answer.position.is_not(None), another))
    if campaigns is not None:
        asked = (
            select(Question.request_id)
            .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
            .where(CampaignQuestion.campaign_id.in_(campaigns))
        )
        statement = statement.where(Answer.request_id.in_(asked))
    found: dict[int, list[AnswerRow]] = {}
    for row in session.execute(statement.order_by(Answer.id)):
        found.setdefault(row[0], []).append(AnswerRow(*row))
    return found
