"""Two real processes and one lock, on both databases."""

import os
import signal
import subprocess
import sys

import pytest

from tracker.run_lock import AnotherRunIsUnderWay, run_lock
from tracker.store.engine import Database, open_database

HOLDER = """
import sys
from tracker.run_lock import run_lock
from tracker.store.engine import open_database
with run_lock(open_database(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(database: Database):
    """Give another process that holds the run lock."""
    command = [sys.executable, "-c", HOLDER, database.url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_run_is_refused_while_the_first_goes_on(database: Database, holder) -> None:
    with pytest.raises(AnotherRunIsUnderWay), run_lock(database):
        pass
    assert holder.poll() is None


def test_a_killed_run_does_not_block_the_next(database: Database, holder) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(timeout=30)
    with run_lock(database):
        pass


def test_the_lock_can_be_taken_again_after_a_run(database: Database) -> None:
    for _ in range(2):
        with run_lock(database):
            pass


def test_the_lock_ends_with_a_run_that_fails(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), run_lock(database):
        raise ZeroDivisionError
    other = open_database(database.url)
    with run_lock(other):
        pass
    other.dispose()


def test_the_lock_holds_back_other_runs_but_no_writer(database: Database) -> None:
    with run_lock(database), database.writing() as session:
        session.connection()
