"""The commands that make a database and fill it, as a person runs them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from tracker.run_lock import run_lock
from tracker.settings import Settings
from tracker.store.engine import Database, open_database
from tracker.store.schema import SchemaState, schema_state
from tracker.store.tables import Body, Request, Run

ROW = {
    "body": "Kent Police",
    "reference": "FOI 1/26",
    "received": "2026-01-05",
    "text": "How many drones does the force own?",
}


@pytest.fixture
def ready(database: Database, mosaic) -> Database:
    """Give a database with the register that ships."""
    result = mosaic("init")
    assert result.exit_code == 0, result.output
    return database


@pytest.fixture
def new_mosaic(mosaic, tmp_path: Path) -> Any:
    """Give the command line, bound to a SQLite file that is not there yet."""
    mosaic.environment["MOSAIC_DATABASE_URL"] = f"sqlite:///{tmp_path / 'new' / 'mosaic.db'}"
    return mosaic


def a_file(folder: Path, *rows: dict[str, Any], name: str = "log.jsonl") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def number_of(database: Database, table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_init_makes_a_database_with_the_register_that_ships(new_mosaic, tmp_path: Path) -> None:
    result = new_mosaic("init")
    assert result.exit_code == 0, result.output
    database = open_database(new_mosaic.environment["MOSAIC_DATABASE_URL"])
    assert schema_state(database) is SchemaState.CURRENT
    assert number_of(database, Body) >= 100
    database.dispose()


def test_init_twice_changes_nothing(ready: Database, mosaic) -> None:
    before = number_of(ready, Body)
    result = mosaic("init")
    assert result.exit_code == 0
    assert "up to date" in result.output
    assert number_of(ready, Body) == before


def test_init_leaves_a_newer_database_alone(database: Database, mosaic) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for command in (["init"], ["ingest", __file__]):
        result = mosaic(*command)
        assert result.exit_code == 1
        assert "newer" in result.stderr


def test_a_command_on_an_empty_database_says_what_to_do(new_mosaic) -> None:
    result = new_mosaic("ingest", __file__)
    assert result.exit_code == 1
    assert "mosaic init" in result.stderr


def test_a_database_of_another_program_is_refused_in_words(new_mosaic, tmp_path: Path) -> None:
    database = open_database(new_mosaic.environment["MOSAIC_DATABASE_URL"])
    with database.writing() as session:
        session.execute(text("CREATE TABLE customers (id INTEGER)"))
    database.dispose()
    for command in (["init"], ["ingest", __file__], ["doctor"]):
        result = new_mosaic(*command)
        assert result.exit_code == 1
        assert "another program" in result.output


def test_bodies_are_imported_and_counted(ready: Database, mosaic, tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text("slug,name\nwestmarch,Westmarch Police\n")
    result = mosaic("bodies", "import", path)
    assert result.exit_code == 0, result.output
    assert "1 added" in result.stdout
    assert "1 unchanged" in mosaic("bodies", "import", path).stdout


def test_units_are_imported_from_a_file_that_says_which_bodies_they_serve(
    ready: Database, mosaic, tmp_path: Path
) -> None:
    path = tmp_path / "units.csv"
    path.write_text("slug,name,bodies,mailbox\nkent-unit,Kent unit,kent,foi@kent.example\n")
    result = mosaic("bodies", "import", path)
    assert result.exit_code == 0, result.output
    assert "1 added" in result.stdout


def test_a_wrong_register_file_is_refused_whole(ready: Database, mosaic, tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text("slug,name,regime\nwestmarch,Westmarch Police,NONSENSE\n")
    before = number_of(ready, Body)
    result = mosaic("bodies", "import", path)
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert number_of(ready, Body) == before


def test_ingest_says_what_became_of_every_row(ready: Database, mosaic, tmp_path: Path) -> None:
    path = a_file(tmp_path, ROW, ROW | {"body": "Nowhere Police", "reference": "2"})
    result = mosaic("ingest", path)
    assert result.exit_code == 0, result.output
    assert "2 rows = 1 stored + 0 changed + 0 unchanged + 1 quarantined" in result.stdout
    assert "unknown-body: 1" in result.stderr
    assert number_of(ready, Request) == 1


def test_ingest_takes_every_file_below_a_folder(ready: Database, mosaic, tmp_path: Path) -> None:
    a_file(tmp_path / "in" / "deep", ROW)
    a_file(tmp_path / "in", ROW | {"reference": "2"}, name="other.jsonl")
    a_file(tmp_path / "in" / ".hidden", ROW | {"reference": "3"})
    result = mosaic("ingest", tmp_path / "in")
    assert result.exit_code == 0, result.output
    assert number_of(ready, Request) == 2


def test_one_unreadable_file_does_not_cost_the_other(
    ready: Database, mosaic, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 this is no workbook")
    result = mosaic("ingest", bad, a_file(tmp_path, ROW))
    assert result.exit_code == 0, result.output
    assert "nothing taken" in result.stdout
    assert "files quarantined whole: 1" in result.stderr
    assert number_of(ready, Request) == 1


def test_when_nothing_could_be_taken_ingest_fails(ready: Database, mosaic, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 this is no workbook")
    assert mosaic("ingest", bad).exit_code == 1
    assert number_of(ready, Run) == 1


def test_ingest_of_an_unknown_body_is_a_usage_error(
    ready: Database, mosaic, tmp_path: Path
) -> None:
    result = mosaic("ingest", a_file(tmp_path, ROW), "--body", "kentt")
    assert result.exit_code == 2
    assert "Kent" in result.stderr
    assert mosaic("ingest", tmp_path / "gone.csv").exit_code == 2
    assert number_of(ready, Request) == 0


def test_ingest_records_its_run(ready: Database, mosaic, tmp_path: Path) -> None:
    mosaic("ingest", a_file(tmp_path, ROW))
    with ready.reading() as session:
        run = session.scalars(select(Run)).one()
    assert (run.kind, run.status) == ("ingest", "done")
    assert run.report["ingest"]["stored"] == 1
    assert run.finished_at is not None


HOLD = """
import sys
from tracker.run_lock import run_lock
from tracker.store.engine import open_database
with run_lock(open_database(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def another_run(ready: Database) -> Iterator[None]:
    """Let another process hold the run lock during the test."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, ready.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.kill()


@pytest.mark.parametrize(
    "command", [["init"], ["ingest", __file__], ["nightly"]], ids=lambda c: c[0]
)
def test_while_another_run_is_under_way_a_second_exits_with_75(
    another_run: None, mosaic, settings: Settings, command: list[str]
) -> None:
    settings.sources_dir.mkdir()
    result = mosaic(*command)
    assert result.exit_code == 75, result.output
    assert "Another run is under way" in result.stderr


def test_a_run_that_was_killed_is_recorded_as_failed(
    ready: Database, mosaic, tmp_path: Path
) -> None:
    with run_lock(ready), ready.writing() as session:
        session.execute(
            text(
                "INSERT INTO runs (kind, status, started_at, report) "
                "VALUES ('nightly', 'running', '2026-01-01 02:30:00', '{}')"
            )
        )
    mosaic("ingest", a_file(tmp_path, ROW))
    with ready.reading() as session:
        assert [run.status for run in session.scalars(select(Run).order_by(Run.id))] == [
            "failed",
            "done",
        ]


def test_the_doctor_finds_nothing_to_mend_in_a_new_installation(ready: Database, mosaic) -> None:
    result = mosaic("doctor")
    assert result.exit_code == 0, result.output
    for name in ("Python", "SQLite", "Database", "Bodies", "Model", "Bank holidays", "Disk"):
        assert name in result.stdout


def test_the_doctor_fails_when_there_is_no_database(new_mosaic) -> None:
    result = new_mosaic("doctor")
    assert result.exit_code == 1
    assert "mosaic init" in result.stdout
    assert not Path(
        new_mosaic.environment["MOSAIC_DATABASE_URL"].removeprefix("sqlite:///")
    ).exists()


def test_the_doctor_names_a_database_that_cannot_be_reached(mosaic) -> None:
    mosaic.environment["MOSAIC_DATABASE_URL"] = "postgresql+psycopg://a:secret@127.0.0.1:9/mosaic"
    result = mosaic("doctor")
    assert result.exit_code == 1
    assert "secret" not in result.output


def test_the_doctor_refuses_altered_model_files(ready: Database, mosaic, tmp_path: Path) -> None:
    result = mosaic("doctor", MOSAIC_MODEL_DIR=str(tmp_path))
    assert result.exit_code == 1
    assert "fail  Model" in result.stdout
