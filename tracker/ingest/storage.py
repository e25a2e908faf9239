"""Write judged rows: new requests in bulk, changed ones with what they said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session

from tracker.ingest.answers import AnswerHistory, said_by, said_in
from tracker.ingest.report import FileReport
from tracker.ingest.rows import UNREAD_EXEMPTION, Row, answered_early
from tracker.ingest.wordings import Asking, Wordings
from tracker.sources.incoming import Rejected
from tracker.store.tables import Request, RequestRevision
from tracker.text.version import text_version

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
    _seen: dict[Key, tuple[str, Any, Any]] = field(default_factory=dict)
    _wordings: Wordings = field(init=False)
    _history: AnswerHistory = field(init=False)

    def __post_init__(self) -> None:
        """Write all wordings and answers of the file through one writer each."""
        self._wordings = Wordings(self.session)
        self._history = AnswerHistory(self.session, run_id=self.run_id, now=self.now)

    def take(self, rows: Iterable[Row]) -> list[Rejected]:
        """Store what is new or changed, count everything, and give back what repeats a key."""
        fresh, refused = self._without_repeats(rows)
        stored = self._stored_requests([_key(row) for row in fresh])
        self._history.know_parts(
            request.id for row in fresh if row.parts and (request := stored.get(_key(row)))
        )
        new = []
        for row in fresh:
            request = stored.get(_key(row))
            if request is None:
                new.append(row)
            elif self._update(request, row):
                self.report.changed += 1
            else:
                self.report.unchanged += 1
        self._insert(new)
        self._history.write()
        self.report.stored += len(new)
        return refused

    def _without_repeats(self, rows: Iterable[Row]) -> tuple[list[Row], list[Rejected]]:
        fresh, refused = [], []
        for row in rows:
            said = (row.content_hash, row.answer, row.parts)
            before = self._seen.setdefault(_key(row), said)
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
        answer = {**_outdated(request, row), **row.answer}
        values = dict(answer)
        if row.subject and row.subject != request.subject:
            values |= {"subject": row.subject, "read_with": ""}
        values["flags"] = _flags(row, answer, request)
        if request.content_hash != row.content_hash:
            self._keep_revision(request)
            self._wordings.replace(_asking(request.id, row), amended=request.text != row.text)
            same_subject = row.subject == values.get("subject", request.subject)
            values |= {
                "read_with": text_version() if same_subject else "",
                "text": row.text,
                "received": row.received,
                "content_hash": row.content_hash,
                "revision": request.revision + 1,
            }
        new = {name: value for name, value in values.items() if getattr(request, name) != value}
        changed = self._history.add_parts(request.id, row.parts)
        if not new and not changed:
            return False
        before = said_in(request)
        for name, value in (new | {"last_run_id": self.run_id}).items():
            setattr(request, name, value)
        self._history.add(request.id, said_in(request), before=before)
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

    def _insert(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        made = insert(Request).returning(Request.id, Request.body_id, Request.reference_key)
        values = [self._values(row) for row in rows]
        found = self.session.execute(made, values)
        ids = {(body_id, key): request_id for request_id, body_id, key in found}
        self._wordings.insert([_asking(ids[_key(row)], row) for row in rows])
        for row, stored in zip(rows, values, strict=True):
            self._history.add(ids[_key(row)], said_by(stored))
            self._history.add_parts(ids[_key(row)], row.parts)

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
            "flags": _flags(row, row.answer),
            "read_with": text_version(),
            "revision": 1,
            "source_id": self.source_id,
            "first_run_id": self.run_id,
            "last_run_id": self.run_id,
        }


def _outdated(request: Request, row: Row) -> dict[str, Any]:
    """Blank the exemptions and the day of an answer where the row states another one.

    What a row leaves empty stays otherwise. The day stays too where nobody knows the row's word.
    """
    outcome = row.answer.get("outcome")
    if not outcome or request.outcome in {outcome, "pending"}:
        return {}
    unknown = outcome == "pending" and UNKNOWN_OUTCOME in row.flags
    return {"exemptions": ""} if unknown else {"exemptions": "", "responded": None}


def _flags(row: Row, answer: Mapping[str, Any], stored: Request | None = None) -> str:
    """Join the remarks; those on the answer stay while a file says nothing of what they are on."""
    flags = set(row.flags)
    if stored is not None:
        on_what = {"outcome_as_written": UNKNOWN_OUTCOME, "exemptions": UNREAD_EXEMPTION}
        silent = {remark for name, remark in on_what.items() if name not in answer}
        flags |= silent & set(stored.flags.split(","))
        if "responded" not in answer:
            flags |= answered_early(stored.responded, row.received)
    return ",".join(sorted(flags))[:200]


def _repeat(row: Row, *, same_text: bool) -> Rejected:
    other = "another answer" if same_text else "another text"
    return Rejected(
        line=row.line,
        code="duplicate-reference",
        reason=f"an earlier row of this file has the same body and reference with {other}",
        fields={"reference": row.reference, "received": row.received.isoformat(), "text": row.text},
    )


def _key(row: Row) -> Key:
    return row.body_id, row.reference_key


def _asking(request_id: int, row: Row) -> Asking:
    return Asking(request_id, row.questions, row.sentences)
