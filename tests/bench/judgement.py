"""Judge campaigns at random, far more often than the everyday tests, and see that people win.

    python tests/bench/judgement.py [EXAMPLES] [SPLITS]

By default 200 times 40 steps on SQLite files, with a toy encoder, and 10,000 random splits in
grouping alone. Tells what was done; fails where a run went against people.
"""

import logging
import sys
import time
from collections import Counter
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory

import click
import structlog

from tracker.store import schema
from tracker.store.engine import open_database

TESTS = Path(__file__).parents[1]
MACHINE = run_path(str(TESTS / "services" / "test_campaign_machine.py"))
PINNED = run_path(str(TESTS / "rules" / "test_pinned.py"))


def main(examples: int = 200, splits: int = 10_000) -> None:
    """Run both and print the figures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    started = time.perf_counter()
    met = PINNED["merged_again"](splits)
    click.echo(f"{splits} random splits: {met} merged again, {time.perf_counter() - started:.0f} s")
    done: Counter[str] = Counter()
    kept = MACHINE["Judging"].teardown

    def counted(self) -> None:
        done.update(event.kind.value for event, *_ in self.said)
        done["undo"] += len(self.undone)
        done["examples"] += 1
        kept(self)

    MACHINE["Judging"].teardown = counted
    started = time.perf_counter()
    with TemporaryDirectory() as folder:
        template = Path(folder) / "template.db"
        database = open_database(f"sqlite:///{template}")
        schema.upgrade(database)
        database.dispose()
        MACHINE["judge"](template, examples)
    click.echo(f"{dict(done)}, {time.perf_counter() - started:.0f} s: no invariant was broken")
    sys.exit(1 if met else 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
