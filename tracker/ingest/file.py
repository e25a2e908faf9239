"""Take one file, whole, into one transaction: every row stored, unchanged or kept aside."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.ingest.recurring import known_recurring
from tracker.ingest.report import FileReport
from tracker.ingest.rows import Judge, Row, redacted_fields, unknown_body
from tracker.ingest.storage import Storage
from tracker.register import BodyEntry, Directory
from tracker.sources import read_file
from tracker.sources.incoming import Incoming, Reading, Rejected, UnreadableFile
from tracker.store.tables import QuarantinedRow, RunFile, Source
from tracker.text.redact import redact

CHUNK = 500
"""Rows that are looked up and inserted together."""

Progress = Callable[[int], None]
"""Called with the number of rows just done."""


def ingest_file(
    session: Session,
    path: Path,
    *,
    run_id: int,
    today: date,
    now: datetime,
    format: str = "auto",  # noqa: A002 - the word of the command line
    body: str | None = None,
    profile: str | None = None,
    progress: Progress | None = None,
    skip_seen: bool = False,
    read: Callable[..., Reading] = read_file,
) -> FileReport:
    """Read, judge and store every row of a file, in the caller's transaction.

    A file that cannot be read to its end is quarantined whole and leaves no row behind; an
    error of the database goes to the caller. With `skip_seen` a file of which every row was
    taken before is counted as unchanged without being read again.
    """
    report = FileReport(name=redact(path.name).text[:255])
    record = RunFile(run_id=run_id, name=report.name, sha256="", status="accepted")
    session.add(record)
    directory = Directory.load(session, today)
    try:
        record.sha256 = _sha256(path)
        fixed = _fixed_body(directory, body)
        earlier = _taken_before(session, record.sha256, fixed) if skip_seen else None
        if earlier is None:
            session.flush()
            with session.begin_nested():
                with _any_error_refuses_the_file():
                    reading = read(path, format=format, body=body, profile=profile)
                source = _source(session, reading, fixed)
                record.source_id = source.id
                storage = Storage(
                    session=session, run_id=run_id, source_id=source.id, now=now, report=report
                )
                judge = Judge(directory, today=today, recurring=known_recurring(session))
                _Intake(session, record, judge=judge, storage=storage).take(reading, progress)
        else:
            record.source_id, report.unchanged = earlier.source_id, earlier.rows_in
            report.seen_before = True
    except UnreadableFile as error:
        report = FileReport(
            name=report.name, status="quarantined", code=error.code, reason=error.reason
        )
    _close(record, report)
    session.flush()
    return report


@dataclass
class _Intake:
    """One file's rows on their way: judged, stored, or kept aside."""

    session: Session
    record: RunFile
    judge: Judge
    storage: Storage

    def take(self, reading: Reading, progress: Progress | None) -> None:
        """Take every row, a chunk at a time."""
        report = self.storage.report
        rows = _guarded(reading.rows)
        while chunk := list(islice(rows, CHUNK)):
            self._take_chunk(chunk)
            if progress is not None:
                progress(len(chunk))
        report.dropped.update(reading.dropped)
        report.ignored.update(reading.ignored)

    def _take_chunk(self, chunk: list[Incoming | Rejected]) -> None:
        judged = [item if isinstance(item, Rejected) else self.judge.judge(item) for item in chunk]
        rows = [item for item in judged if isinstance(item, Row)]
        for row in rows:
            self.storage.report.removed.update(row.removed)
            self.storage.report.flags.update(row.flags)
        refused = [item for item in judged if isinstance(item, Rejected)]
        self._keep_aside(refused + self.storage.take(rows))

    def _keep_aside(self, refused: list[Rejected]) -> None:
        values = []
        for item in sorted(refused, key=lambda item: item.line):
            self.storage.report.refuse(line=item.line, code=item.code, reason=item.reason)
            values.append(
                {
                    "run_file_id": self.record.id,
                    "line": item.line,
                    "code": item.code[:40],
                    "reason": item.reason,
                    "fields": redacted_fields(item),
                }
            )
        if values:
            self.session.execute(insert(QuarantinedRow), values)


def _guarded(rows: Iterator[Incoming | Rejected]) -> Iterator[Incoming | Rejected]:
    while True:
        with _any_error_refuses_the_file():
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _any_error_refuses_the_file() -> Iterator[None]:
    """Let no file stop the night: whatever reading one raises refuses this file alone.

    The error's own words are left out, because they may hold words of the file.
    """
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:  # noqa: BLE001 - a hostile file may raise anything
        kind = type(error).__name__
        raise UnreadableFile("unreadable", f"the file could not be read ({kind})") from None


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile("unreadable", f"the file cannot be opened: {error.strerror}") from None


def _fixed_body(directory: Directory, name: str | None) -> BodyEntry | None:
    if name is None:
        return None
    found = directory.find(name)
    if found is None:
        raise UnreadableFile("unknown-body", unknown_body(directory, name))
    return found


def _taken_before(session: Session, sha256: str, fixed: BodyEntry | None) -> RunFile | None:
    """Find the record of the same file, for the same body, of which no row was refused."""
    return session.scalar(
        select(RunFile)
        .join(Source)
        .where(
            RunFile.sha256 == sha256,
            RunFile.status == "accepted",
            RunFile.quarantined == 0,
            Source.body_id == (fixed.id if fixed else None),
        )
        .order_by(RunFile.id.desc())
        .limit(1)
    )


def _source(session: Session, reading: Reading, fixed: BodyEntry | None) -> Source:
    parts = [fixed.slug if fixed else "any body", reading.format, reading.profile]
    name = ", ".join(part for part in parts if part)[:200]
    found = session.scalar(select(Source).where(Source.name == name))
    if found is None:
        found = Source(name=name, format=reading.format, profile=reading.profile)
        found.body_id = fixed.id if fixed else None
        session.add(found)
        session.flush()
    return found


def _close(record: RunFile, report: FileReport) -> None:
    record.status, record.code, record.reason = report.status, report.code[:40], report.reason
    record.rows_in = report.rows_in
    record.stored, record.changed = report.stored, report.changed
    record.unchanged, record.quarantined = report.unchanged, report.quarantined
    record.counts = report.details()
