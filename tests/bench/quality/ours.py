"""Measure Mosaic alone on one measuring set.

Run as `python tests/bench/quality/ours.py --set reworded --seed 1 --cache build/bench-quality`.
"""

import json
import time
from pathlib import Path

import click
from measuring_set import HALVES
from mosaic_method import mosaic_figures, run_mosaic
from near_empty import near_empty
from sets import NAMES, build
from vectors import KeptVectors

CACHE = Path("build/bench-quality")


@click.command()
@click.option("--set", "names", type=click.Choice(NAMES), required=True, multiple=True)
@click.option("--half", type=click.Choice(HALVES), default=HALVES[0], show_default=True)
@click.option("--seed", "seeds", type=int, multiple=True, default=(1,), show_default=True)
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), default=CACHE)
@click.option("--count", type=int, help="How many letters near-empty has.")
def main(
    *, names: tuple[str, ...], half: str, seeds: tuple[int, ...], cache: Path, count: int | None
) -> None:
    """Print the figures of each set and seed as a line of JSON."""
    encoder = KeptVectors(cache)
    for name in names:
        for seed in seeds:
            measured = near_empty(seed, count=count) if count else build(name, seed, half)
            began, encoding = time.perf_counter(), encoder.seconds
            figures = mosaic_figures(measured, run_mosaic(measured, encoder))
            encoding = encoder.seconds - encoding
            line = {
                "set": name,
                "seed": seed,
                "requests": len(measured.requests),
                **{k: round(v, 4) if isinstance(v, float) else v for k, v in figures.items()},
                "encoding_seconds": round(encoding, 1),
                "seconds": round(time.perf_counter() - began - encoding, 1),
            }
            click.echo(json.dumps(line))


if __name__ == "__main__":
    main()
