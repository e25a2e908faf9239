"""Run one method on one set in a process of its own, and print what came out as JSON.

The table's command starts this; by hand:
`python tests/bench/quality/child.py tune tfidf DEV.json --cache FOLDER`, then
`python tests/bench/quality/child.py measure tfidf SET.json --cache FOLDER --setting '{...}'`.
"""

import json
import resource
import time
from pathlib import Path

import click
import sweep
from figures import Figures, average_precision
from measuring_set import MeasuringSet
from mosaic_method import mosaic_figures, run_mosaic
from pair_sets import areas, general_pairs, hard_pairs
from peers.all_peers import PEERS
from peers.found import Peer
from stored import load
from vectors import KeptVectors

MOSAIC = "mosaic"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CACHE = click.option("--cache", type=click.Path(file_okay=False, path_type=Path), required=True)


@click.group()
def main() -> None:
    """Encode, tune or measure."""


@main.command()
@click.argument("source", type=_FILE)
@_CACHE
def encode(source: Path, cache: Path) -> None:
    """Encode the texts of a set as received, which is what peers read."""
    encoder = KeptVectors(cache)
    encoder.encode([request.text for request in load(source).requests])
    _say({"encoding_seconds": encoder.seconds, "encoded": encoder.encoded})


@main.command()
@click.argument("method", type=click.Choice(list(PEERS)))
@click.argument("source", type=_FILE)
@_CACHE
def tune(method: str, source: Path, cache: Path) -> None:
    """Say at which rule and threshold a peer does best on this set."""
    measured = load(source)
    found = PEERS[method].load()([r.text for r in measured.requests], KeptVectors(cache))
    _say(sweep.best(found, measured)[0].as_record())


@main.command()
@click.argument("method", type=click.Choice([MOSAIC, *PEERS]))
@click.argument("source", type=_FILE)
@_CACHE
@click.option("--setting", help="Rule and threshold of a peer, as `tune` prints them.")
@click.option("--ranking/--no-ranking", default=True, help="Also measure the scores of pairs.")
def measure(method: str, source: Path, cache: Path, *, setting: str | None, ranking: bool) -> None:
    """Measure a method on this set."""
    measured = load(source)
    encoder = KeptVectors(cache)
    if method == MOSAIC:
        encoder.wake()
        _say(_mosaic(measured, encoder, ranking=ranking))
        return
    entry = PEERS[method]
    if entry.encodes:
        encoder.wake()
    if setting is None:
        raise click.UsageError("A peer needs --setting.")
    frozen = sweep.Setting(**json.loads(setting))
    _say(_peer(entry.load(), measured, encoder, frozen))


@main.command()
@_CACHE
def pairs(cache: Path) -> None:
    """Measure how scores rank the labelled pairs of texts."""
    encoder = KeptVectors(cache)
    _say({found.name: areas(found, encoder) for found in (hard_pairs(), general_pairs())})


def _mosaic(measured: MeasuringSet, encoder: KeptVectors, *, ranking: bool) -> Figures:
    """Measure Mosaic at its shipped threshold; the clock stops while texts are encoded."""
    began = time.perf_counter()
    predicted = run_mosaic(measured, encoder)
    spent = _spent(began, encoder)
    return spent | mosaic_figures(measured, predicted, ranking=ranking)


def _peer(
    peer: Peer, measured: MeasuringSet, encoder: KeptVectors, frozen: sweep.Setting
) -> Figures:
    """Measure a peer at a frozen setting, then at the one that is best on this very set."""
    began = time.perf_counter()
    found = peer([request.text for request in measured.requests], encoder)
    figures = sweep.at(found, measured, frozen)
    spent = _spent(began, encoder)
    own, of_own = sweep.best(found, measured)
    return {
        **spent,
        "average_precision": average_precision(measured, found.pairs),
        "frozen": figures | {"setting": frozen.as_record()},
        "oracle": of_own | {"setting": own.as_record()},
    }


def _spent(began: float, encoder: KeptVectors) -> Figures:
    """Return seconds without encoding, seconds of encoding, and the peak memory so far in MB."""
    return {
        "seconds": time.perf_counter() - began - encoder.seconds,
        "encoding_seconds": encoder.seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _say(record: Figures) -> None:
    click.echo(json.dumps(record))


if __name__ == "__main__":
    main()
