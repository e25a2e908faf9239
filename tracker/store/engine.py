"""The database, opened once and passed on: sessions that only read, and sessions that write."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session, sessionmaker

from tracker.store.sqlite import create_file, sqlite_engine, sqlite_file, write_lock

_POSTGRESQL_OPTIONS = "-c timezone=UTC -c lock_timeout=30s"


@dataclass(frozen=True, eq=False)
class Database:
    """A SQLite file or a PostgreSQL database, with its engines for writing and for reading."""

    engine: Engine
    reader: Engine
    write_lock: Callable[[], AbstractContextManager[None]]
    """Held around every write transaction; holds something only for an old SQLite."""

    @property
    def url(self) -> str:
        """Give the address, with its password: never for a log or a page."""
        return self.engine.url.render_as_string(hide_password=False)

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database and cannot write."""
        with sessionmaker(self.reader, expire_on_commit=False, autoflush=False)() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session in one write transaction: kept at the end, undone on any error."""
        with (
            self.write_lock(),
            sessionmaker(self.engine, expire_on_commit=False).begin() as session,
        ):
            yield session

    def tidy(self) -> None:
        """After much writing, refresh what the planner knows and fold SQLite's log back in."""
        with self.write_lock(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
                return
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA optimize")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def dispose(self) -> None:
        """Close every connection."""
        self.reader.dispose()
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Open the database at this address; a SQLite file and its folder are made when missing.

    Raises ValueError for an address that is neither a SQLite file nor PostgreSQL by psycopg.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    if address.drivername in {"postgresql", "postgresql+psycopg"}:
        return _open_postgresql(address.set(drivername="postgresql+psycopg"))
    raise ValueError("the database address must start with sqlite:/// or postgresql+psycopg://")


def _open_sqlite(url: URL) -> Database:
    path = sqlite_file(url)
    create_file(path)
    return Database(
        engine=sqlite_engine(url, begin="BEGIN IMMEDIATE"),
        reader=sqlite_engine(url, begin="BEGIN", query_only=True),
        write_lock=lambda: write_lock(path),
    )


def _open_postgresql(url: URL) -> Database:
    arguments = {} if "options" in url.query else {"options": _POSTGRESQL_OPTIONS}
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True, hide_parameters=True)
    return Database(
        engine=engine,
        reader=engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ),
        write_lock=nullcontext,
    )
