"""What the two kinds of session promise, on both databases."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tracker.store.engine import Database, open_database
from tracker.store.tables import Body, BodyAlias


def a_body(slug: str = "kent") -> Body:
    return Body(slug=slug, name=slug.title(), short_name=slug.title())


def slugs(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Body.slug).order_by(Body.slug)))


def test_what_was_written_can_be_read(database: Database) -> None:
    with database.writing() as session:
        session.add(a_body())
    assert slugs(database) == ["kent"]


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as session:
        session.add(a_body())
        session.flush()
        raise RuntimeError("stop")
    assert slugs(database) == []


def test_a_savepoint_is_undone_alone(database: Database) -> None:
    with database.writing() as session:
        session.add(a_body("kent"))
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(a_body("kent"))
            session.flush()
        session.add(a_body("gwent"))
    assert slugs(database) == ["gwent", "kent"]


def test_a_reading_session_cannot_write(database: Database) -> None:
    with database.reading() as session:
        session.add(a_body())
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            session.flush()
    assert slugs(database) == []


def test_writing_still_works_on_a_connection_that_was_read_with(database: Database) -> None:
    assert slugs(database) == []
    with database.writing() as session:
        session.add(a_body())
    assert slugs(database) == ["kent"]


def test_a_reading_session_sees_one_moment(database: Database) -> None:
    with database.reading() as session:
        assert session.scalars(select(Body.slug)).all() == []
        with database.writing() as other:
            other.add(a_body())
        assert session.scalars(select(Body.slug)).all() == []
    assert slugs(database) == ["kent"]


def test_a_row_cannot_point_at_nothing(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(BodyAlias(body_id=999, alias="Nobody", folded="nobody"))


COUNTER = """
import sys
from sqlalchemy import text
from tracker.store.engine import open_database
database = open_database(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with database.writing() as session:
        found = session.execute(text("SELECT tile_row FROM bodies{lock}")).scalar_one()
        session.execute(text("UPDATE bodies SET tile_row = :n"), {{"n": found + 1}})
"""


def test_four_writers_at_once_lose_no_update(database: Database) -> None:
    with database.writing() as session:
        session.add(a_body())
        session.flush()
        session.execute(text("UPDATE bodies SET tile_row = 0"))
    program = COUNTER.format(lock="" if database.is_sqlite else " FOR UPDATE")
    command = [sys.executable, "-c", program, database.url, "100"]
    writers = [subprocess.Popen(command) for _ in range(4)]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0, 0]
    with database.reading() as session:
        assert session.scalar(select(Body.tile_row)) == 400


def test_a_sqlite_file_is_durable_and_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "mosaic.db"
    database = open_database(f"sqlite:///{path}")
    with database.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    database.dispose()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/mosaic"])
def test_another_kind_of_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        open_database(url)


def test_a_plain_postgresql_address_uses_psycopg(postgresql_database: Database) -> None:
    plain = postgresql_database.url.replace("postgresql+psycopg", "postgresql")
    database = open_database(plain)
    with database.reading() as session:
        assert session.execute(text("SHOW timezone")).scalar() == "UTC"
    database.dispose()


def test_an_error_of_the_database_repeats_no_words_that_were_to_be_stored(
    database: Database,
) -> None:
    with pytest.raises(IntegrityError) as caught, database.writing() as session:
        session.add(BodyAlias(body_id=999, alias="words of a request", folded="folded"))
    assert "words of a request" not in str(caught.value)


def test_tidying_loses_nothing_and_empties_the_log(database: Database) -> None:
    with database.writing() as session:
        session.add(a_body())
    database.tidy()
    assert slugs(database) == ["kent"]
    if database.is_sqlite:
        log = Path(f"{database.engine.url.database}-wal")
        assert log.stat().st_size == 0
