"""A run: when it began, how it ended, what it counted, and who watches it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import update
from sqlalchemy.orm import Session

from tracker.store.tables import Run

_log = structlog.get_logger("tracker.runs")

Transaction = Callable[[], AbstractContextManager[Session]]
"""Opens one write transaction: kept at its end, undone on any error."""

Clock = Callable[[], datetime]
"""Gives the present moment, with its time zone."""

LONDON = ZoneInfo("Europe/London")


class Listener(Protocol):
    """Whoever watches a run: a terminal with bars, plain lines, or nobody."""

    def step(self, name: str) -> AbstractContextManager[Callable[[int], None]]:
        """Begin a step; the function given back is told how much of it was just done."""
        ...

    def note(self, line: str) -> None:
        """Hear one sentence of what happened; it holds no text of a request."""
        ...


def day_of(moment: datetime) -> date:
    """Give the day it is in London at this moment."""
    return moment.astimezone(LONDON).date()


@dataclass
class RecordedRun:
    """A run under way: its id, and the counts by name that its record will hold."""

    id: int
    report: dict[str, Any] = field(default_factory=dict)


@contextmanager
def recorded_run(transaction: Transaction, kind: str, *, clock: Clock) -> Iterator[RecordedRun]:
    """Record a run from its start to its end; `kind` is ingest, match, nightly or demo.

    The caller holds the run lock, so a run still `running` was killed and is marked failed.
    """
    with transaction() as session:
        session.execute(
            update(Run)
            .where(Run.status == "running")
            .values(status="failed", finished_at=clock(), report={"error": "Killed"})
        )
        record = Run(kind=kind, started_at=clock(), report={})
        session.add(record)
        session.flush()
        run = RecordedRun(record.id)
    try:
        yield run
    except BaseException as error:
        _finish(transaction, run, status="failed", now=clock(), error=type(error).__name__)
        raise
    _finish(transaction, run, status="done", now=clock())


def _finish(
    transaction: Transaction, run: RecordedRun, *, status: str, now: datetime, error: str = ""
) -> None:
    report = run.report | ({"error": error} if error else {})
    with transaction() as session:
        session.execute(
            update(Run)
            .where(Run.id == run.id)
            .values(status=status, finished_at=now, report=report)
        )
    if error:
        _log.warning("run failed", run=run.id, error=error)
    else:
        _log.debug("run done", run=run.id)
