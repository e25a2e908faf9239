"""What the store knows of its runs: when they ran, what came in, what could not be taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.store.intake import QuarantinedRow, Run, RunFile


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run, with the sums of its files; rows_in = stored + changed + unchanged + quarantined."""

    id: int
    kind: str
    status: str
    started_at: datetime
    finished_at: datetime | None
    report: dict[str, Any]
    files: int
    rows_in: int
    stored: int
    changed: int
    unchanged: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a run."""

    id: int
    name: str
    status: str
    reason: str
    rows_in: int
    stored: int
    changed: int
    unchanged: int
    quarantined: int
    counts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be taken: file, line, reason, and what it held, redacted."""

    file: str
    line: int
    code: str
    reason: str
    fields: dict[str, Any]


def last_finished(session: Session) -> datetime | None:
    """Say when the last run that did its work was done."""
    return session.execute(
        select(func.max(Run.finished_at)).where(Run.status == "done")
    ).scalar_one()


def last_audits(session: Session, *, limit: int) -> list[dict[str, Any]]:
    """Give what the last nights' audits counted, newest first; nights without one are passed by."""
    statement = select(Run.report).where(Run.kind == "nightly").order_by(Run.id.desc()).limit(limit)
    return [report["audit"] for report in session.scalars(statement) if "audit" in report]


def list_runs(session: Session, *, limit: int) -> list[RunRow]:
    """Give the last runs, newest first."""
    statement = _runs().order_by(Run.id.desc()).limit(limit)
    return [RunRow(*row) for row in session.execute(statement)]


def run_row(session: Session, run_id: int) -> RunRow | None:
    """Give one run, or None."""
    row = session.execute(_runs().where(Run.id == run_id)).one_or_none()
    return None if row is None else RunRow(*row)


def files_of_run(session: Session, run_id: int) -> list[FileRow]:
    """Give the files of a run, in the order in which they came."""
    statement = (
        select(
            RunFile.id,
            RunFile.name,
            RunFile.status,
            RunFile.reason,
            RunFile.rows_in,
            RunFile.stored,
            RunFile.changed,
            RunFile.unchanged,
            RunFile.quarantined,
            RunFile.counts,
        )
        .where(RunFile.run_id == run_id)
        .order_by(RunFile.id)
    )
    return [FileRow(*row) for row in session.execute(statement)]


def rejected_rows(session: Session, run_id: int, *, limit: int) -> list[RejectedRow]:
    """Give the rows of a run that could not be taken, in the order of the files."""
    statement = (
        select(
            RunFile.name,
            QuarantinedRow.line,
            QuarantinedRow.code,
            QuarantinedRow.reason,
            QuarantinedRow.fields,
        )
        .join(RunFile, RunFile.id == QuarantinedRow.run_file_id)
        .where(RunFile.run_id == run_id)
        .order_by(RunFile.id, QuarantinedRow.line, QuarantinedRow.id)
        .limit(limit)
    )
    return [RejectedRow(*row) for row in session.execute(statement)]


def _runs() -> Select[*tuple[Any, ...]]:
    sums = (
        func.coalesce(func.sum(column), 0)
        for column in (
            RunFile.rows_in,
            RunFile.stored,
            RunFile.changed,
            RunFile.unchanged,
            RunFile.quarantined,
        )
    )
    return (
        select(
            Run.id,
            Run.kind,
            Run.status,
            Run.started_at,
            Run.finished_at,
            Run.report,
            func.count(RunFile.id),
            *sums,
        )
        .outerjoin(RunFile, RunFile.run_id == Run.id)
        .group_by(Run.id)
    )
