"""Write judged rows: new requests in bulk, changed ones with what they said before."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from tracker.ingest.report import FileReport
from tracker.ingest.rows import Row
from tracker.sources.incoming import Rejected
from tracker.store.tables import (
    CampaignQuestion,
    Question,
    QuestionText,
    Request,
    RequestRevision,
)
from tracker.text.prepare import PreparedQuestion

Key = tuple[int, str]

UNKNOWN_OUTCOME = "outcome-unknown"
"""The remark of a source whose word for the outcome is not known."""


@dataclass(slots=True, kw_only=True)
class Storage:
    """Takes one file's rows, chunk by chunk, into the caller's transaction."""

    session: Session
    run_id: int
    source_id: int
    now: datetime
    report: FileReport
    _seen: dict[Key, tuple[str, Any]] = field(default_factory=dict)
    _text_ids: dict[str, int] = field(default_factory=dict)

    def take(self, rows: Iterable[Row]) -> list[Rejected]:
        """Store what is new or changed, count everything, and give back what repeats a key."""
        fresh, refused = self._without_repeats(rows)
        stored = self._stored_requests([(row.body_id, row.reference_key) for row in fresh])
        new = []
        for row in fresh:
            request = stored.get((row.body_id, row.reference_key))
            if request is None:
                new.append(row)
            elif self._update(request, row):
                self.report.changed += 1
            else:
                self.report.unchanged += 1
        self._insert(new)
        self.report.stored += len(new)
        return refused

    def _without_repeats(self, rows: Iterable[Row]) -> tuple[list[Row], list[Rejected]]:
        fresh, refused = [], []
        for row in rows:
            said = (row.content_hash, row.answer)
            before = self._seen.setdefault((row.body_id, row.reference_key), said)
            if before is said:
                fresh.append(row)
            elif before == said:
                self.report.unchanged += 1
            else:
                refused.append(_repeat(row, same_text=before[0] == row.content_hash))
        return fresh, refused

    def _stored_requests(self, keys: Sequence[Key]) -> dict[Key, Request]:
        columns = tuple_(Request.body_id, Request.reference_key)
        found = self.session.scalars(select(Request).where(columns.in_(keys)))
        return {(request.body_id, request.reference_key): request for request in found}

    def _update(self, request: Request, row: Row) -> bool:
        values = dict(row.answer)
        if row.subject:
            values["subject"] = row.subject
        values["flags"] = _flags(row, request)
        if request.content_hash != row.content_hash:
            self._keep_revision(request)
            if request.text != row.text:
                self._replace_questions(request, row)
            values |= {
                "text": row.text,
                "received": row.received,
                "content_hash": row.content_hash,
                "revision": request.revision + 1,
            }
        new = {name: value for name, value in values.items() if getattr(request, name) != value}
        if not new:
            return False
        for name, value in (new | {"last_run_id": self.run_id}).items():
            setattr(request, name, value)
        return True

    def _keep_revision(self, request: Request) -> None:
        self.session.add(
            RequestRevision(
                request_id=request.id,
                revision=request.revision,
                text=request.text,
                received=request.received,
                replaced_at=self.now,
                replaced_run_id=self.run_id,
            )
        )

    def _replace_questions(self, request: Request, row: Row) -> None:
        """Put the new questions in place; where the wordings stay, so do the rows."""
        stored = self.session.scalars(
            select(Question).where(Question.request_id == request.id).order_by(Question.position)
        ).all()
        ids = self._ids_of_texts(row.questions)
        wanted = [ids[text_hash(question.comparable)] for question in row.questions]
        if [question.text_id for question in stored] == wanted:
            for old, new in zip(stored, row.questions, strict=True):
                old.label, old.display = new.label[:20], new.display
            return
        gone = [question.id for question in stored]
        self.session.execute(delete(CampaignQuestion).where(CampaignQuestion.question_id.in_(gone)))
        self.session.execute(delete(Question).where(Question.id.in_(gone)))
        self._insert_questions([(request.id, row)])

    def _insert(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        made = insert(Request).returning(Request.id, Request.body_id, Request.reference_key)
        found = self.session.execute(made, [self._values(row) for row in rows])
        ids = {(body_id, key): request_id for request_id, body_id, key in found}
        self._insert_questions([(ids[row.body_id, row.reference_key], row) for row in rows])

    def _values(self, row: Row) -> dict[str, Any]:
        blank = dict.fromkeys(("status", "outcome_as_written", "exemptions"), "")
        blank |= dict.fromkeys(("regime", "published_url"), "")
        return {
            **blank,
            "outcome": "pending",
            "responded": None,
            "due": None,
            **row.answer,
            "body_id": row.body_id,
            "reference": row.reference,
            "reference_key": row.reference_key,
            "received": row.received,
            "subject": row.subject,
            "text": row.text,
            "content_hash": row.content_hash,
            "flags": _flags(row),
            "revision": 1,
            "source_id": self.source_id,
            "first_run_id": self.run_id,
            "last_run_id": self.run_id,
        }

    def _insert_questions(self, rows: Sequence[tuple[int, Row]]) -> None:
        ids = self._ids_of_texts([question for _, row in rows for question in row.questions])
        values = [
            {
                "request_id": request_id,
                "position": question.position,
                "label": question.label[:20],
                "display": question.display,
                "text_id": ids[text_hash(question.comparable)],
            }
            for request_id, row in rows
            for question in row.questions
        ]
        if values:
            self.session.execute(insert(Question), values)

    def _ids_of_texts(self, questions: Iterable[PreparedQuestion]) -> dict[str, int]:
        """Give the id of each wording by its hash; those not stored yet are stored."""
        texts = {text_hash(question.comparable): question.comparable for question in questions}
        unknown = [sha256 for sha256 in texts if sha256 not in self._text_ids]
        columns = (QuestionText.sha256, QuestionText.id)
        if unknown:
            found = self.session.execute(select(*columns).where(QuestionText.sha256.in_(unknown)))
            self._text_ids.update((sha256, text_id) for sha256, text_id in found)
        missing = [sha256 for sha256 in unknown if sha256 not in self._text_ids]
        if missing:
            values = [{"sha256": sha256, "comparable": texts[sha256]} for sha256 in missing]
            made = self.session.execute(insert(QuestionText).returning(*columns), values)
            self._text_ids.update((sha256, text_id) for sha256, text_id in made)
        return self._text_ids


def text_hash(comparable: str) -> str:
    """Give the SHA-256 by which equal wordings are known."""
    return hashlib.sha256(comparable.encode()).hexdigest()


def _flags(row: Row, stored: Request | None = None) -> str:
    """Join the remarks; the one on the outcome stays while a file says nothing of the outcome."""
    flags = set(row.flags)
    if stored is not None and "outcome_as_written" not in row.answer:
        flags |= {UNKNOWN_OUTCOME} & set(stored.flags.split(","))
    return ",".join(sorted(flags))[:200]


def _repeat(row: Row, *, same_text: bool) -> Rejected:
    other = "another answer" if same_text else "another text"
    return Rejected(
        line=row.line,
        code="duplicate-reference",
        reason=f"an earlier row of this file has the same body and reference with {other}",
        fields={"reference": row.reference, "received": row.received.isoformat(), "text": row.text},
    )
