"""The shape of the database: which migration it stands at, and how it gets to another."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from tracker.shipped import shipped_dir
from tracker.store.engine import Database


class SchemaState(StrEnum):
    """How a database's tables stand to those this program knows."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


class SchemaMismatch(Exception):
    """The database does not have the tables this program needs; the message says what to do."""


def migrations_dir() -> Path:
    """Find the migrations: inside the installed package, or beside it in a checkout."""
    return shipped_dir("migrations")


def schema_state(database: Database) -> SchemaState:
    """Compare the database with the newest migration; a foreign database raises."""
    revision = _revision(database)
    scripts = ScriptDirectory(str(migrations_dir()))
    if revision is None:
        return SchemaState.EMPTY
    if revision == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.BEHIND if revision in known else SchemaState.NEWER


def require_current(database: Database) -> None:
    """Raise SchemaMismatch, with what to do, unless the database fits this program."""
    state = schema_state(database)
    if state is SchemaState.EMPTY:
        raise SchemaMismatch("The database is empty. Run `mosaic init` first.")
    if state is SchemaState.BEHIND:
        raise SchemaMismatch("The database is from an older Mosaic. Run `mosaic init` to upgrade.")
    if state is SchemaState.NEWER:
        raise _newer()


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to a migration, the newest by default; a newer one is refused."""
    if schema_state(database) is SchemaState.NEWER:
        raise _newer()
    _migrate(database, revision, up=True)


def downgrade(database: Database, revision: str) -> None:
    """Take the database back to an earlier migration, or to `base`."""
    if schema_state(database) is SchemaState.NEWER:
        raise _newer()
    _migrate(database, revision, up=False)


def _migrate(database: Database, revision: str, *, up: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    with database.write_lock(), database.engine.connect() as connection:
        config.attributes["connection"] = connection
        (command.upgrade if up else command.downgrade)(config, revision)


def _revision(database: Database) -> str | None:
    with database.reader.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    if revision is None and tables:
        raise SchemaMismatch(
            "This database belongs to another program: it has tables but no version."
        )
    return revision


def _newer() -> SchemaMismatch:
    return SchemaMismatch(
        "The database was made by a newer Mosaic than this one. Upgrade the program; "
        "nothing was changed."
    )
