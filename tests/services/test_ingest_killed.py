"""A process that dies while it takes a file leaves all of the file or nothing of it."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tracker.register import import_bodies
from tracker.store.engine import Database
from tracker.store.tables import Question, Request, Run, RunFile

ROWS = 1200

INGEST = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from tracker.ingest import SourceFile, ingest_files
from tracker.run_lock import run_lock
from tracker.runs import recorded_run
from tracker.store.engine import open_database

class Watcher:
    calls = 0

    def step(self, name):
        return self

    def __enter__(self):
        return self.progress

    def __exit__(self, *_):
        pass

    def progress(self, done):
        self.calls += 1
        self.reach(f"chunk {self.calls}")

    def note(self, line):
        self.reach("after the commit")

    def reach(self, point):
        if point == sys.argv[3]:
            os.kill(os.getpid(), signal.SIGKILL)

database = open_database(sys.argv[1])
clock = lambda: datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
with run_lock(database), recorded_run(database.writing, "ingest", clock=clock) as run:
    ingest_files(
        database.writing,
        [SourceFile(Path(sys.argv[2]))],
        run=run,
        clock=clock,
        listener=Watcher(),
    )
"""


@pytest.fixture
def path(database: Database, tmp_path: Path) -> Path:
    """Give a file of requests to a body that the database knows."""
    (tmp_path / "bodies.csv").write_text("slug,name\nnorthshire,Northshire Police\n")
    with database.writing() as session:
        import_bodies(session, tmp_path / "bodies.csv")
    path = tmp_path / "log.jsonl"
    rows = (
        {
            "body": "northshire",
            "reference": f"R{number}",
            "received": "2026-11-02",
            "text": f"How many dogs does kennel {number} hold?",
        }
        for number in range(ROWS)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def number_of(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("point", "left"),
    [("chunk 1", 0), ("chunk 3", 0), ("after the commit", ROWS)],
)
def test_the_next_run_finishes_what_a_killed_one_began(
    database: Database, path: Path, point: str, left: int
) -> None:
    command = [sys.executable, "-c", INGEST, database.url, str(path)]
    killed = subprocess.run([*command, point], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert number_of(database, Request) == left
    subprocess.run([*command, "never"], check=True)
    assert number_of(database, Request) == number_of(database, Question) == ROWS
    with database.reading() as session:
        assert list(session.scalars(select(Run.status).order_by(Run.id))) == ["failed", "done"]
        last = session.scalars(select(RunFile).order_by(RunFile.id.desc())).first()
    assert last is not None
    assert (last.stored, last.unchanged) == (ROWS - left, left)
