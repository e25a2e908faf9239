"""Measure the speed of matching: pairs a second, and a night of 400 letters against 100,000 texts.

Run as `python tests/bench/speed.py`. Texts are those of crowd.py, partly synthetic. They are taken
in through the same services as `mosaic ingest`; the night is the ingest of the letters, retrieval,
scoring and grouping. Encoding is left out everywhere. Unless `--real` is given, vectors are
stand-ins made from words (stand_in.py), set so that as many pairs reach the cosine floor as with
the real encoder on a sample; then the stored texts are marked as compared with one another, or,
with `--first`, are compared, which is timed too.

Against it stands RapidFuzz `token_set_ratio` of what the letters ask with every stored text, by
`process.cdist` on all cores, in the same run. Each part is a process of its own, one after another,
so that its peak of memory is its own.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import numpy as np
from crowd import BODIES, real_texts, stored_and_letters
from nights import Nights
from quality.datasets import DATA
from quality.vectors import KeptVectors
from rapidfuzz import fuzz, process
from sqlalchemy import select, update
from stand_in import StandIn, as_crowded_as

from tracker.campaigns.compare import encode_missing
from tracker.campaigns.scoring import scorer_of
from tracker.log import configure
from tracker.matching.encoder import Encoder, Progress, Vectors
from tracker.matching.features import compare
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.signature import signature
from tracker.settings import Settings
from tracker.store.tables import QuestionText, QuestionVector
from tracker.text.prepare import prepare

SAMPLE = 2_000
"""Real texts that are encoded to see how crowded real vectors are."""
SCORED = 8_000
"""Stored wordings whose candidate pairs are scored to count pairs a second."""

Figures = dict[str, Any]


class Timed:
    """An encoder that counts the seconds that went into it, and how many texts."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.seconds, self.texts = encoder, 0.0, 0

    @property
    def name(self) -> str:
        """Return the name of the encoder inside."""
        return self.encoder.name

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Encode and count."""
        began = time.perf_counter()
        vectors = self.encoder.encode(texts, progress)
        self.seconds += time.perf_counter() - began
        self.texts += len(texts)
        return vectors


@click.command()
@click.option("--stored", default=100_000, show_default=True)
@click.option("--letters", default=400, show_default=True)
@click.option("--first", is_flag=True, help="Also time the comparison of all stored texts.")
@click.option("--real", is_flag=True, help="Encode every text: a quarter of an hour on two cores.")
@click.option(
    "--vectors",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/bench-quality"),
    show_default=True,
    help="Folder in which vectors are kept from run to run.",
)
@click.option("--part", hidden=True)
@click.option("--where", hidden=True, type=click.Path(path_type=Path))
def main(*, part: str | None, where: Path | None, **choices: Any) -> None:
    """Print a line for each part: seconds, pairs, and megabytes at the peak."""
    configure("WARNING")
    if part is not None and where is not None:
        click.echo(json.dumps(measured(PARTS[part], where, choices)))
        return
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    found = {}
    with TemporaryDirectory(prefix="mosaic-speed-") as folder:
        for name in PARTS:
            found[name] = child(name, Path(folder), choices)
            said = ", ".join(f"{key} {value:,}" for key, value in found[name].items())
            click.echo(f"{name}: {said}")
    night, brute = found["night"]["seconds"], found["rapidfuzz"]["seconds"]
    click.echo(f"A night takes {night / brute:.2f} times as long as RapidFuzz alone.")


def child(part: str, where: Path, choices: dict[str, Any]) -> Figures:
    """Run one part in a process of its own."""
    options = ["--stored", choices["stored"], "--letters", choices["letters"]]
    options += ["--vectors", choices["vectors"], "--part", part, "--where", where]
    options += [f"--{name}" for name in ("first", "real") if choices[name]]
    command = [sys.executable, __file__, *map(str, options)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise click.ClickException(f"the part {part} failed")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def measured(part: Any, where: Path, choices: dict[str, Any]) -> Figures:
    """Run a part; add the seconds of all its threads and the peak of its memory."""
    figures: Figures = part(where, choices)
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = {"processor_seconds_in_all": round(used.ru_utime + used.ru_stime, 1)}
    return figures | peak | {"peak_mb": used.ru_maxrss // 1024}


def choose_vectors(where: Path, choices: dict[str, Any]) -> Figures:
    """Set the stand-in so that it is as crowded as the real encoder."""
    if choices["real"]:
        return {"pairs": 0}
    drawn = real_texts()[-SAMPLE:]
    read = [as_read(q.comparable) for text in drawn for q in prepare(text, body_names=()).wordings]
    floor = scorer_of(Settings()).cosine_floor
    encoder, wanted, reached = as_crowded_as(KeptVectors(choices["vectors"]), read, floor=floor)
    (where / "common").write_text(str(encoder.common))
    return {"real_share_at_floor": round(wanted, 6), "stand_in_share": round(reached, 6)}


def fill(where: Path, choices: dict[str, Any]) -> Figures:
    """Take the stored texts in, and compare them or mark them as compared."""
    requests, _, _ = stored_and_letters(choices["stored"], choices["letters"])
    nights = Nights(where, BODIES, encoder(where, choices))
    began = time.perf_counter()
    nights.take_in(requests)
    ingested = time.perf_counter()
    encode_missing(nights.database.writing, nights.encoder)
    encoded = time.perf_counter()
    figures: Figures = {"requests": len(requests), "seconds_ingest": round(ingested - began, 1)}
    if choices["first"]:
        report = nights.match()
        figures |= {"pairs_scored": report.pairs_scored, "campaigns": report.campaigns}
        figures |= {"seconds_first_match": round(time.perf_counter() - encoded, 1)}
    else:
        with nights.database.writing() as session:
            session.execute(
                update(QuestionVector).values(compared_with=scorer_of(Settings()).version)
            )
    nights.close()
    return figures


def night(where: Path, choices: dict[str, Any]) -> Figures:
    """Take the letters in and match them; encoding does not count."""
    _, letters, _ = stored_and_letters(choices["stored"], choices["letters"])
    timed = Timed(encoder(where, choices))
    nights = Nights(where, BODIES, timed)
    began = time.perf_counter()
    nights.take_in(letters)
    ingested = time.perf_counter()
    report = nights.match()
    seconds = time.perf_counter() - began - timed.seconds
    nights.close()
    return {
        "letters": len(letters),
        "wordings_encoded": timed.texts,
        "pairs_scored": report.pairs_scored,
        "campaigns_new": report.campaigns_new,
        "seconds": round(seconds, 1),
        "seconds_ingest": round(ingested - began, 1),
        "seconds_scoring": report.seconds_scoring,
        "seconds_grouping": report.seconds_grouping,
    }


def rapidfuzz(_where: Path, choices: dict[str, Any]) -> Figures:
    """Compare what the letters ask with every stored text by token_set_ratio."""
    requests, _, asked = stored_and_letters(choices["stored"], choices["letters"])
    texts = [one.text for one in requests]
    began = time.perf_counter()
    scores = process.cdist(asked, texts, scorer=fuzz.token_set_ratio, dtype=np.uint8, workers=-1)
    seconds = time.perf_counter() - began
    return {"pairs": scores.size, "seconds": round(seconds, 1)}


def scoring(where: Path, choices: dict[str, Any]) -> Figures:
    """Score candidate pairs of stored wordings on one core."""
    nights = Nights(where, BODIES, encoder(where, choices))
    query = (
        select(QuestionText.comparable, QuestionVector.vector)
        .join(QuestionVector, QuestionVector.text_id == QuestionText.id)
        .order_by(QuestionText.sha256)
        .limit(SCORED)
    )
    with nights.database.reading() as session:
        rows = [(words, vector) for words, vector in session.execute(query)]
    nights.close()
    vectors = np.frombuffer(b"".join(vector for _, vector in rows), "<f4").reshape(len(rows), -1)
    began = time.process_time()
    parts = [signature(words) for words, _ in rows]
    taken_apart = time.process_time() - began
    scorer = scorer_of(Settings())
    pairs = list(candidates(vectors, 0, len(rows), floor=scorer.cosine_floor))
    random.Random(1).shuffle(pairs)
    began = time.process_time()
    for a, b, cosine in pairs:
        scorer.probability(compare(parts[a], parts[b], cosine))
    seconds = time.process_time() - began
    return {
        "pairs": len(pairs),
        "pairs_a_second": round(len(pairs) / max(seconds, 1e-9)),
        "wordings_taken_apart_a_second": round(len(rows) / max(taken_apart, 1e-9)),
    }


def encoder(where: Path, choices: dict[str, Any]) -> Encoder:
    """Return the encoder chosen: the real one with vectors kept, or the stand-in."""
    if choices["real"]:
        return KeptVectors(choices["vectors"])
    return StandIn(float((where / "common").read_text()))


PARTS = {
    "vectors": choose_vectors,
    "store": fill,
    "scoring": scoring,
    "night": night,
    "rapidfuzz": rapidfuzz,
}

if __name__ == "__main__":
    main()
