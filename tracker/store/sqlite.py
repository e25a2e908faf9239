"""How SQLite is opened here: durable, in WAL mode, and never with the driver's own BEGIN."""

import os
import sqlite3
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

from tracker.store.file_lock import file_lock

WAL_RESET_FIXED = (3, 51, 3)
"""First SQLite in which a commit beside another connection's checkpoint cannot corrupt a file.

See https://www.sqlite.org/wal.html#walresetbug.
"""
BUSY_SECONDS = 30

_PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "journal_size_limit=67108864",
    "wal_autocheckpoint=1000",
)


def needs_write_lock() -> bool:
    """Say whether the linked SQLite is older than the fix of the WAL-reset bug."""
    return sqlite3.sqlite_version_info < WAL_RESET_FIXED


def sqlite_file(url: URL) -> Path:
    """Give the file behind a SQLite address; one in memory is refused."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise ValueError("Mosaic keeps its data in a file: use sqlite:///PATH")
    return Path(url.database)


def write_lock(path: Path) -> AbstractContextManager[None]:
    """Keep every other writer of this file out, where the linked SQLite needs that."""
    if not needs_write_lock():
        return nullcontext()
    return file_lock(path.with_name(f"{path.name}-write.lock"), wait_seconds=BUSY_SECONDS)


def create_file(path: Path) -> None:
    """Make the file, readable by its owner only, and its folder, unless they are there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with write_lock(path):
        if path.exists():
            return
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()


def sqlite_engine(url: URL, *, begin: str, query_only: bool = False) -> Engine:
    """Open an engine whose transactions start with `begin` and which may refuse to write.

    Its errors leave out the values of a statement, because they may be words of a request.
    """
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (*_PRAGMAS, f"query_only={int(query_only)}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
