"""Measure quality and speed on the labelled sets in ../shared/data, through the command line.

Run as `python tests/bench/measure.py [--letters] [--night]`; needs no network and keeps nothing.
"""

import csv
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
WRAP = Path(__file__).with_name("wrap_letters.py")
SETS = ("parliament_questions", "british_columbia_requests", "toronto_requests")
SHOWN = ("pair_precision", "pair_recall", "pair_f1", "bcubed_f1", "recovered_share",
         "largest_predicted", "largest_true", "falsely_linked_share")  # fmt: skip
INVENTED_BODIES = 48
SEED = 7


@click.command()
@click.option("--letters/--no-letters", default=True, help="Also wrap the sets in letters.")
@click.option("--night/--no-night", default=True, help="Also time ingest and match.")
def main(*, letters: bool, night: bool) -> None:
    """Print one table of quality, and the time of a first and a second run."""
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    with TemporaryDirectory(prefix="mosaic-bench-") as folder:
        where = Path(folder)
        mosaic("init", where)
        mosaic("bodies", "import", departments(where), where)
        click.echo("| set | letters | " + " | ".join(SHOWN) + " | seconds |")
        click.echo("|" + " --- |" * (len(SHOWN) + 3))
        for name in SETS:
            bare = labelled(name, where)
            quality(name, "none", bare, where)
            for kind in ("tuning", "held_out") if letters else ():
                wrapped = where / f"{name}.{kind}.jsonl"
                run(sys.executable, WRAP, bare, wrapped, "--templates", kind, "--seed", "3")
                quality(name, kind, wrapped, where)
        if night:
            times(where)


def quality(name: str, letters: str, path: Path, where: Path) -> None:
    """Print one row: the figures of `mosaic evaluate`."""
    options = ["--format", "json"]
    left_out = DATA / "parliament_unadjudicated_pairs.tsv.gz"
    if name == SETS[0]:
        options += ["--leave-out", str(left_out)]
    began = time.perf_counter()
    figures: dict[str, Any] = json.loads(mosaic("evaluate", path, *options, where))
    seconds = time.perf_counter() - began
    row = " | ".join(f"{figures[key]}" for key in SHOWN)
    click.echo(f"| {name} | {letters} | {row} | {seconds:.0f} |")


def times(where: Path) -> None:
    """Print wall time and peak memory of ingest and match, first and second time."""
    source = DATA / f"{SETS[0]}.jsonl.gz"
    for attempt in ("first", "second"):
        for command in (("ingest", source), ("match",)):
            began = time.perf_counter()
            said = mosaic(*command, where)
            seconds = time.perf_counter() - began
            click.echo(f"{attempt} {command[0]}: {seconds:.1f} s. {' '.join(said.split())}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    click.echo(f"Largest resident set of any command: {peak:.0f} MB.")


def labelled(name: str, where: Path) -> Path:
    """Write a set with what `evaluate` needs; Toronto gets invented bodies by a fixed seed."""
    bodies = [row["slug"] for row in csv.DictReader((ROOT / "tracker/data/bodies.csv").open())]
    rng = random.Random(SEED)
    target = where / f"{name}.jsonl"
    with (
        gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines,
        target.open("w", encoding="utf-8") as out,
    ):
        for line in lines:
            record = json.loads(line)
            record.setdefault("body", rng.choice(bodies[:INVENTED_BODIES]))
            record.setdefault("cluster", None)
            out.write(json.dumps(record) + "\n")
    return target


def departments(where: Path) -> Path:
    """Write a register of the departments and ministries of the two labelled sets."""
    names: set[str] = set()
    for name in SETS[:2]:
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            names.update(json.loads(line)["body"] for line in lines)
    target = where / "departments.csv"
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["slug", "name"])
        for number, name in enumerate(sorted(names)):
            slug = re.sub("[^a-z]+", "-", name.lower()).strip("-")
            writer.writerow([f"{slug}-{number}", name])
    return target


def mosaic(*words: Any) -> str:
    """Run one command on the database in the folder given last; return what it printed."""
    *arguments, where = words
    environment = os.environ | {"MOSAIC_DATABASE_URL": f"sqlite:///{where}/mosaic.db"}
    return run(Path(sys.executable).with_name("mosaic"), *arguments, env=environment)


def run(*words: Any, env: dict[str, str] | None = None) -> str:
    """Run a program and return its stdout; stop when it fails."""
    done = subprocess.run(
        [str(word) for word in words], check=False, capture_output=True, text=True, env=env
    )
    if done.returncode:
        raise click.ClickException(f"{words[0]} {words[1]} failed: {done.stderr[-500:]}")
    return done.stdout


if __name__ == "__main__":
    main()
