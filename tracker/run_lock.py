"""One run at a time: the lock that `ingest`, `match` and `nightly` hold while they work."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import text

from tracker.store.engine import Database
from tracker.store.file_lock import LockHeld, file_lock

RUN_LOCK = 6_670_102
"""Key of the PostgreSQL advisory lock."""
PATIENCE_SECONDS = 0.5
"""How long a lock may stay taken: a server needs a moment to see that its client was killed."""
_PAUSE_SECONDS = 0.05


class AnotherRunIsUnderWay(Exception):
    """Another run holds the lock; it ends with that run, also when the run is killed."""


@contextmanager
def run_lock(database: Database) -> Iterator[None]:
    """Hold the run lock of this database; raise AnotherRunIsUnderWay when it is taken."""
    with ExitStack() as stack:
        if database.is_sqlite:
            _lock_file(database, stack)
        else:
            _lock_server(database, stack)
        yield


def _lock_file(database: Database, stack: ExitStack) -> None:
    path = Path(database.engine.url.database or "")
    lock = file_lock(path.with_name(f"{path.name}-run.lock"), wait_seconds=PATIENCE_SECONDS)
    try:
        stack.enter_context(lock)
    except LockHeld as error:
        raise AnotherRunIsUnderWay("another run is under way") from error


def _lock_server(database: Database, stack: ExitStack) -> None:
    """Take the lock on a connection of its own; the server drops it when that one ends."""
    connection = stack.enter_context(database.engine.connect())
    connection.execution_options(isolation_level="AUTOCOMMIT")
    key = {"key": RUN_LOCK}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key):
        if time.monotonic() >= deadline:
            raise AnotherRunIsUnderWay("another run is under way")
        time.sleep(_PAUSE_SECONDS)
    stack.callback(connection.execute, text("SELECT pg_advisory_unlock(:key)"), key)
