"""Write what a request asks: its questions, their distinct wordings, and its sentences by key."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tracker.ingest.rereading import Reading, carried_over
from tracker.store.tables import AskingSentence, CampaignQuestion, Question, QuestionText
from tracker.text.prepare import PreparedQuestion
from tracker.text.recurring import Sentence


@dataclass(frozen=True, slots=True)
class Asking:
    """What one stored request asks."""

    request_id: int
    questions: tuple[PreparedQuestion, ...]
    sentences: tuple[Sentence, ...]


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
            {"request_id": one.request_id, "key": sentence.key, "words": sentence.words}
            for one in asking
            for sentence in one.sentences
        ]
        if sentences:
            self.session.execute(insert(AskingSentence), sentences)

    def replace(self, asking: Asking, *, amended: bool = False) -> None:
        """Put new questions in place; a question that is still the same keeps its row.

        `amended` says that the text of the request changed, and not only how it is read.
        """
        self.session.execute(
            delete(AskingSentence).where(AskingSentence.request_id == asking.request_id)
        )
        ids = self._ids_of(asking.questions)
        texts = [ids[text_hash(question.comparable)] for question in asking.questions]
        rows, stored = self._stored(asking.request_id)
        read = [
            Reading(question.position, text_id, question.comparable)
            for question, text_id in zip(asking.questions, texts, strict=True)
        ]
        kept = carried_over(stored, read, amended=amended)
        self._remove([row for j, row in enumerate(rows) if j not in kept.values()])
        self._make_room([rows[j] for i, j in kept.items() if rows[j].position != read[i].position])
        for i, j in kept.items():
            row, question = rows[j], asking.questions[i]
            row.position, row.text_id = question.position, texts[i]
            row.label, row.display = question.label[:20], question.display
        self.session.flush()
        fresh = [question for i, question in enumerate(asking.questions) if i not in kept]
        self.insert([Asking(asking.request_id, tuple(fresh), asking.sentences)])

    def _stored(self, request_id: int) -> tuple[list[Question], list[Reading]]:
        """Load the questions of a request, and what tells them from each other."""
        found = self.session.execute(
            select(Question, QuestionText.comparable)
            .join(QuestionText, QuestionText.id == Question.text_id)
            .where(Question.request_id == request_id)
            .order_by(Question.position)
        ).all()
        rows = [row for row, _ in found]
        return rows, [Reading(row.position, row.text_id, words) for row, words in found]

    def _remove(self, rows: Sequence[Question]) -> None:
        """Delete questions that are no longer asked, and their places in campaigns."""
        gone = [row.id for row in rows]
        if gone:
            self.session.execute(
                delete(CampaignQuestion).where(CampaignQuestion.question_id.in_(gone))
            )
            self.session.execute(delete(Question).where(Question.id.in_(gone)))

    def _make_room(self, rows: Sequence[Question]) -> None:
        """Move questions to places that none can have, so that they can change places."""
        for row in rows:
            row.position = -row.id
        self.session.flush()

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
