"""Measure how well the talk model tells letters that it has never seen, without learning.

Run as `python tests/bench/letters_left_out.py`. The tuning letters are parted into folds; for each
fold the model is fitted without its letters and without the texts measured, and then each text is
read bare and in each letter of the fold. A letter came off clean when the questions are exactly
those of the bare text.
"""

import gzip
import json
import random
from collections import Counter
from pathlib import Path
from string import Template
from typing import Any

import click
from fit_talk import TUNING, fit, letter_sentences, question_sentences
from wrap_letters import invent_fields

from tracker.text import segments
from tracker.text.prepare import prepare

DATA = Path(__file__).parents[3] / "shared" / "data"
MEASURED = ("british_columbia_requests", "parliament_questions")
BARE = (*MEASURED, "toronto_requests")
SEED = 11


@click.command()
@click.option("--records", default=60, show_default=True, help="Texts of each set.")
@click.option("--folds", default=11, show_default=True)
def main(*, records: int, folds: int) -> None:
    """Print the share of texts that came out clean, by set and by letter."""
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    texts = {name: random.Random(SEED).sample(_rows(name), records) for name in MEASURED}
    measured = {row["text"] for rows in texts.values() for row in rows}
    questions = question_sentences((_file(name) for name in BARE), without=measured)
    templates = sorted(TUNING.glob("*.txt"))
    clean: Counter[str] = Counter()
    for fold in range(folds):
        out = templates[fold::folds]
        model = fit(letter_sentences(set(templates) - set(out)), questions)
        segments.talk_model = lambda model=model: model  # type: ignore[misc]
        for name, rows in texts.items():
            for row in rows:
                bare = _asked(row, row["text"])
                for path in out:
                    same = _asked(row, _wrapped(row, path)) == bare
                    clean.update({name: same, path.stem: same})
        click.echo(f"{fold + 1} of {folds}: {', '.join(path.stem for path in out)}", err=True)
    for path in templates:
        click.echo(f"| {path.stem} | {clean[path.stem] / (len(MEASURED) * records):.3f} |")
    for name in MEASURED:
        click.echo(f"| {name} | {clean[name] / (len(templates) * records):.3f} |")


def _file(name: str) -> Path:
    return DATA / f"{name}.jsonl.gz"


def _rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(_file(name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _wrapped(row: dict[str, Any], path: Path) -> str:
    chance = random.Random(f"{SEED}:{path.name}:{row['id']}")
    fields = invent_fields(chance, row["body"], row["text"])
    return Template(path.read_text(encoding="utf-8")).substitute(fields)


def _asked(row: dict[str, Any], text: str) -> tuple[str, ...]:
    found = prepare(text, body_names=[row["body"]]).questions
    return tuple(question.comparable for question in found)


if __name__ == "__main__":
    main()
