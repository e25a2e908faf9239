"""Measure whether disguised copies are still found, on real questions in ../shared/data.

Run as `python tests/bench/evasion.py [--kind NAME]... [--questions 300]`; needs no network.
For each kind of disguise a plain copy and disguised ones go to different bodies on one day, among
other texts. A disguised copy is caught when it shares a campaign with its plain copy, or when its
request is flagged `obfuscated`. False links count every other two requests in one campaign: texts
that were given the same further question or article really share it, and are counted all the same.
"""

import csv
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import click
import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from evasion_kinds import KINDS, Kind  # noqa: E402
from wrap_letters import invent_fields, load_templates  # noqa: E402

from tracker.campaigns.scoring import scorer_of  # noqa: E402
from tracker.evaluation import LabelledRequest, predict  # noqa: E402
from tracker.matching.encoder import Encoder, SentenceEncoder, Vectors  # noqa: E402
from tracker.settings import Settings  # noqa: E402
from tracker.text.prepare import prepare  # noqa: E402

ROOT = HERE.parents[1]
DATA = ROOT.parent / "shared" / "data"
SETS = ("parliament_questions", "british_columbia_requests")
DAY = date(2026, 3, 2)
SEED = 11
SHORTEST_QUESTION = 60
"""Characters below which a question says too little to be traced."""
WANTED = 0.8
_TO_ASK = re.compile(r"^To ask [^,]{3,120}?(?:, [A-Z][^,]{2,60}){0,3}?, (?=[a-z])")


@dataclass(frozen=True, slots=True)
class Row:
    """What was found for one kind; shares are between 0 and 1."""

    name: str
    matched: float
    flagged: float
    caught: float
    caught_plain: float
    caught_letter: float
    false_links: int
    seconds: float


class Remembering:
    """An encoder that encodes each text once: plain copies come again with every kind."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.known: dict[str, Any] = {}

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return one unit vector per text."""
        new = list(dict.fromkeys(text for text in texts if text not in self.known))
        if new:
            self.known.update(zip(new, self.encoder.encode(new, progress), strict=True))
        return np.stack([self.known[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Material:
    """The questions to disguise, what lies around them, and who receives them."""

    questions: list[str]
    others: list[str]
    bodies: list[str]


@click.command()
@click.option("--kind", "names", multiple=True, help="Only this kind; may be given again.")
@click.option("--questions", default=300, show_default=True)
@click.option("--others", default=1_500, show_default=True)
def main(names: tuple[str, ...], questions: int, others: int) -> None:
    """Print a table of the share of disguised copies that are caught, kind by kind."""
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    report(SentenceEncoder.load(), names, questions, others)


def report(encoder: Encoder, names: Sequence[str], questions: int, others: int) -> list[Row]:
    """Measure and print; the worst kinds again at the end."""
    material = gather(questions, others)
    remembering = Remembering(encoder)
    chosen = [kind for kind in KINDS if not names or kind.name in names]
    click.echo(
        "| kind | matched | flagged | caught | plain voice | in a letter | false links | seconds |"
    )
    click.echo("|" + " --- |" * 8)
    rows = []
    for kind in chosen:
        rows.append(measure(kind, material, remembering))
        click.echo(as_line(rows[-1]))
    worst = min(rows, key=lambda row: row.caught)
    click.echo(f"\nWorst: {worst.name}, {worst.caught:.3f}.")
    low = [row.name for row in rows if row.caught < WANTED]
    click.echo(f"Below {WANTED}: {', '.join(low) or 'none'}.")
    return rows


def as_line(row: Row) -> str:
    """Write one row of the table."""
    shares = (row.matched, row.flagged, row.caught, row.caught_plain, row.caught_letter)
    cells = [row.name, *(f"{share:.3f}" for share in shares), f"{row.false_links}"]
    return f"| {' | '.join(cells)} | {row.seconds:.0f} |"


def gather(questions: int, others: int) -> Material:
    """Choose questions of both sets, one of each cluster, and other texts, by a fixed seed."""
    chance = random.Random(SEED)
    records: list[dict[str, Any]] = []
    for name in SETS:
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        chance.shuffle(found)
        records += found[: (questions + others) * 2]
    chance.shuffle(records)
    seen: set[str] = set()
    texts: list[list[str]] = [[], []]
    for record in records:
        text = _TO_ASK.sub("", " ".join(record["text"].split()))
        key = record["cluster"] or text.casefold()
        if key in seen or len(text) < SHORTEST_QUESTION:
            continue
        seen.add(key)
        side = 0 if record["id"].startswith("pq") else 1
        if len(texts[side]) < (questions + others) // 2:
            texts[side].append(text[:1].upper() + text[1:])
    half = questions // 2
    bodies = [row["name"] for row in csv.DictReader((ROOT / "tracker/data/bodies.csv").open())]
    return Material(
        [*texts[0][:half], *texts[1][: questions - half]],
        [*texts[0][half:], *texts[1][questions - half :]][:others],
        bodies[:48],
    )


def measure(kind: Kind, material: Material, encoder: Encoder) -> Row:
    """Disguise every question, bare and in a letter, match all, and count."""
    began = time.perf_counter()
    requests = list(_requests(kind, material))
    found = predict(
        requests,
        encoder=encoder,
        scorer=scorer_of(Settings()),
        settings=Settings(),
        names_of=lambda name: (name,),
    )
    linked = {p for members in found.campaigns for p in combinations(sorted(set(members)), 2)}
    wanted, matched, flagged = 0, [], []
    for index, request in enumerate(requests):
        voice = request.id.split(":")[0]
        if voice not in {"plain", "letter"}:
            continue
        wanted += 1
        plain = int(request.cluster or 0)
        if (plain, index) in linked:
            matched.append(index)
        if "obfuscated" in prepare(request.text, body_names=(request.body,)).flags:
            flagged.append(index)
    caught = {*matched, *flagged}
    voices = [requests[index].id.split(":")[0] for index in caught]
    return Row(
        name=kind.name,
        matched=len(matched) / wanted,
        flagged=len(flagged) / wanted,
        caught=len(caught) / wanted,
        caught_plain=2 * voices.count("plain") / wanted,
        caught_letter=2 * voices.count("letter") / wanted,
        false_links=sum(requests[a].cluster != requests[b].cluster for a, b in linked),
        seconds=time.perf_counter() - began,
    )


def _requests(kind: Kind, material: Material) -> Iterator[LabelledRequest]:
    """Give the plain copies first, then the disguised ones, then everything else.

    The cluster of a request is the index of the plain copy of its question.
    """
    letters = load_templates("held_out") + load_templates("tuning")
    count = len(material.questions)
    attacked: list[LabelledRequest] = []
    for number, question in enumerate(material.questions):
        chance = random.Random(f"{SEED}:{kind.name}:{number}")
        text = kind.before(question, chance) if kind.before else question
        bodies = random.Random(f"{SEED}:{number}").sample(material.bodies, 3)
        yield _request("copy", number, bodies[0], text, number)
        inner = kind.attack(text, chance)
        fields = invent_fields(chance, bodies[2], inner if kind.inside else text)
        letter = chance.choice(letters).substitute(fields)
        whole = letter if kind.inside else kind.attack(letter, chance)
        attacked.append(_request("plain", number, bodies[1], inner, number))
        attacked.append(_request("letter", number, bodies[2], whole, number))
    yield from attacked
    for number, text in enumerate(material.others):
        body = random.Random(f"{SEED}:other:{number}").choice(material.bodies)
        yield _request("other", number, body, text, count + number)


def _request(what: str, number: int, body: str, text: str, cluster: int) -> LabelledRequest:
    name = f"{what}:{number}"
    return LabelledRequest(name, body, name, DAY, text, str(cluster))


if __name__ == "__main__":
    main()
