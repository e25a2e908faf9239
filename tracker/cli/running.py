"""What commands that run share: the clock, and the lock that keeps another run out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from tracker.cli.application import AnotherRun
from tracker.run_lock import AnotherRunIsUnderWay, run_lock
from tracker.store.engine import Database


def clock() -> datetime:
    """Give the present moment."""
    return datetime.now(tz=UTC)


@contextmanager
def only_run(database: Database) -> Iterator[None]:
    """Hold the run lock, or exit with 75 because another run does."""
    try:
        with run_lock(database):
            yield
    except AnotherRunIsUnderWay as error:
        raise AnotherRun("Another run is under way; nothing was done.") from error
