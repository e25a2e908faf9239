"""How migrations run: in process, on the connection they are given, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from tracker.settings import Settings
from tracker.store.base import UtcDateTime
from tracker.store.engine import open_database
from tracker.store.tables import Base

MIGRATION_LOCK = 6_670_101
"""Key of the advisory lock that keeps two PostgreSQL upgrades apart."""


def migrate(connection: Connection) -> None:
    """Run the migrations that were asked for, each in its own transaction."""
    sqlite = connection.dialect.name == "sqlite"
    with (_unchecked_foreign_keys if sqlite else _upgrade_lock)(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=_render_item,
            compare_server_default=True,
            transactional_ddl=True,
            transaction_per_migration=True,
            on_version_apply=_check_foreign_keys if sqlite else None,
        )
        with context.begin_transaction():
            context.run_migrations()


def _render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our time type as plain SQLAlchemy, so that old migrations need none of our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


@contextmanager
def _unchecked_foreign_keys(connection: Connection) -> Iterator[None]:
    """Switch foreign keys off: rebuilding a table drops it, which would delete its children.

    SQLite ignores the switch inside a transaction, so it is given to the driver before one.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(*, ctx: MigrationContext, **_: object) -> None:
    """Undo a migration that leaves a row pointing at nothing."""
    connection = ctx.connection
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if connection else []
    if orphans:
        tables = sorted({row[0] for row in orphans})
        raise RuntimeError(f"{len(orphans)} rows would point at nothing, in {', '.join(tables)}")


@contextmanager
def _upgrade_lock(connection: Connection) -> Iterator[None]:
    """Let one upgrade run at a time, and let none wait for long behind a table's users."""
    connection.exec_driver_sql("SET lock_timeout = '60s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_lock({MIGRATION_LOCK})")
    connection.exec_driver_sql("SET lock_timeout = '4s'")
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({MIGRATION_LOCK})")
        connection.exec_driver_sql("RESET lock_timeout")
        connection.commit()


def run() -> None:
    """Use the caller's connection, or open the configured database for the alembic command."""
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    database = open_database(Settings().database_url)
    with database.write_lock(), database.engine.connect() as connection:
        migrate(connection)
    database.dispose()


run()
