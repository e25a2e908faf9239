"""Write what a request asks: its questions, their distinct wordings, and its sentences by key."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tracker.store.tables import AskingSentence, CampaignQuestion, Question, QuestionText
from tracker.text.prepare import PreparedQuestion


@dataclass(frozen=True, slots=True)
class Asking:
    """What one stored request asks."""

    request_id: int
    questions: tuple[PreparedQuestion, ...]
    sentences: tuple[str, ...]


@dataclass(slots=True)
class Wordings:
    """Writes questions in bulk; equal wordings share one row."""

    session: Session
    _ids: dict[str, int] = field(default_factory=dict)

    def insert(self, asking: Sequence[Asking]) -> None:
        """Write the questions and sentences of requests that have none."""
        ids = self._ids_of([question for one in asking for question in one.questions])
        questions = [
            {
                "request_id": one.request_id,
                "position": question.position,
                "label": question.label[:20],
                "display": question.display,
                "text_id": ids[text_hash(question.comparable)],
            }
            for one in asking
            for question in one.questions
        ]
        if questions:
            self.session.execute(insert(Question), questions)
        sentences = [
            {"request_id": one.request_id, "key": key} for one in asking for key in one.sentences
        ]
        if sentences:
            self.session.execute(insert(AskingSentence), sentences)

    def replace(self, asking: Asking) -> None:
        """Put new questions in place; where the wordings stay, so do the rows."""
        stored = self.session.scalars(
            select(Question)
            .where(Question.request_id == asking.request_id)
            .order_by(Question.position)
        ).all()
        self.session.execute(
            delete(AskingSentence).where(AskingSentence.request_id == asking.request_id)
        )
        ids = self._ids_of(asking.questions)
        wanted = [ids[text_hash(question.comparable)] for question in asking.questions]
        if [question.text_id for question in stored] == wanted:
            for old, new in zip(stored, asking.questions, strict=True):
                old.label, old.display = new.label[:20], new.display
            self.insert([Asking(asking.request_id, (), asking.sentences)])
            return
        gone = [question.id for question in stored]
        self.session.execute(delete(CampaignQuestion).where(CampaignQuestion.question_id.in_(gone)))
        self.session.execute(delete(Question).where(Question.id.in_(gone)))
        self.insert([asking])

    def _ids_of(self, questions: Iterable[PreparedQuestion]) -> dict[str, int]:
        """Give the id of each wording by its hash; those not stored yet are stored."""
        texts = {text_hash(question.comparable): question.comparable for question in questions}
        unknown = [sha256 for sha256 in texts if sha256 not in self._ids]
        columns = (QuestionText.sha256, QuestionText.id)
        if unknown:
            found = self.session.execute(select(*columns).where(QuestionText.sha256.in_(unknown)))
            self._ids.update((sha256, text_id) for sha256, text_id in found)
        missing = [sha256 for sha256 in unknown if sha256 not in self._ids]
        if missing:
            values = [{"sha256": sha256, "comparable": texts[sha256]} for sha256 in missing]
            made = self.session.execute(insert(QuestionText).returning(*columns), values)
            self._ids.update((sha256, text_id) for sha256, text_id in made)
        return self._ids


def text_hash(comparable: str) -> str:
    """Give what a wording is known by."""
    return hashlib.sha256(comparable.encode("utf-8")).hexdigest()
