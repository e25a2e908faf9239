"""Compare Mosaic with seven peers on sets of fixed seeds, and write one table.

Run as `make bench-quality`, or `python tests/bench/quality [--quick]`. Needs ../shared/data.
"""

import json
import shutil
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import click
import near_empty
from datasets import DATA, ROOT
from drawing import as_svg
from methods import measure_all, plain, stress
from plan import FULL, QUICK
from runner import Runner
from table import as_markdown

from tracker.matching.scorer import load_scorer

FOLDER = ROOT / "build" / "bench-quality"
PACKAGES = (
    "semhash datasketch bm25s sparse-dot-topn scikit-learn sentence-transformers rapidfuzz torch"
).split()


@click.command()
@click.option("--quick", is_flag=True, help="British Columbia only, one seed.")
@click.option("--seeds", type=click.IntRange(1), help="At most so many seeds of each set.")
@click.option("--resume", is_flag=True, help="Keep what an earlier run has measured.")
@click.option(
    "--singletons",
    type=click.IntRange(1, near_empty.FULL),
    help=f"How many near-empty letters Mosaic gets; {near_empty.FULL:,} is the whole stress.",
)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=FOLDER)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep vectors here between runs; seconds of encoding then say nothing.",
)
def main(
    *,
    quick: bool,
    seeds: int | None,
    resume: bool,
    singletons: int | None,
    folder: Path,
    cache: Path | None,
) -> None:
    """Measure, write table.md, table.svg and figures.json, and print the table."""
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    plan = QUICK if quick else FULL
    plan = replace(
        plan,
        seeds={name: each[:seeds] for name, each in plan.seeds.items()},
        letters=singletons or plan.letters,
    )
    if not resume:
        for name in ("sets", "results", "vectors"):
            shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()

    def say(line: str) -> None:
        click.echo(f"[{time.perf_counter() - began:6.0f} s] {line}", err=True)

    runner = Runner(folder, cache or folder / "vectors", resume, say)
    results = measure_all(plan, runner)
    pairs = runner.run("pairs", "pairs") if plan.pairs else {}
    stressed = stress(plan, runner)
    table = as_markdown(results, stress=stressed, pairs=pairs)
    record = {
        "scorer": load_scorer().version,
        "packages": {name: version(name) for name in PACKAGES},
        "results": plain(results),
        "pairs": pairs,
        "stress": stressed,
    }
    (folder / "figures.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    (folder / "table.md").write_text(table, encoding="utf-8")
    (folder / "table.svg").write_text(as_svg(results), encoding="utf-8")
    click.echo(table)


if __name__ == "__main__":
    main()
