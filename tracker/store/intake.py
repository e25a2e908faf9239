"""Tables of what came in: sources, runs, files, and rows that could not be taken."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class Source(Base):
    """Where requests come from: a format, the profile of its columns, and the body if fixed."""

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    format: Mapped[str] = mapped_column(String(20))
    profile: Mapped[str] = mapped_column(String(80), default="")


class Run(Base):
    """One run of a command that changes the store, with its counts and its end."""

    __tablename__ = "runs"
    __table_args__ = (
        CheckConstraint("status IN ('running', 'done', 'failed')", name="status"),
        CheckConstraint("kind IN ('ingest', 'match', 'nightly', 'demo')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="running")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Counts by name: what was encoded, matched, grouped, alerted; never any text."""


class RunFile(Base):
    """One file of a run: rows_in = stored + changed + unchanged + quarantined, always."""

    __tablename__ = "run_files"
    __table_args__ = (
        Index(None, "run_id"),
        CheckConstraint("rows_in = stored + changed + unchanged + quarantined", name="balance"),
        CheckConstraint("status IN ('accepted', 'quarantined')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(12))
    code: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    rows_in: Mapped[int] = mapped_column(default=0)
    stored: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    quarantined: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Applicant columns dropped, other columns ignored, personal data removed, by name."""


class QuarantinedRow(Base):
    """A row that could not be taken: where it stands, why, and what was legible, redacted."""

    __tablename__ = "quarantined_rows"
    __table_args__ = (Index(None, "run_file_id"), Index(None, "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_file_id: Mapped[int] = mapped_column(ForeignKey("run_files.id"))
    line: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
