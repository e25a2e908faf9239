"""Wrap the texts of labelled records in letters, with invented names, for measuring.

Run as `python tests/bench/wrap_letters.py IN.jsonl[.gz] OUT.jsonl[.gz] --templates held_out`.
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template
from typing import IO, Any

import click

FOLDER = Path(__file__).parent / "letters"
FIRST_NAMES = (
    "Jane Tomos Aoife Oluwaseun Priyanka Bartholomew Siân Wojtek Marguerite Imran Dilys Callum"
    " Zainab Hester Rohan Elspeth Kwabena Ffion Lucja Gethin"
).split()
SURNAMES = (
    "Doe Inventado Quibblethorpe O'Testing Samplewright Roe-Fictive Testerman Ap-Enghraifft Notreal"
    " Placeholderson Mockridge Fabricant Imagine Pretendwell Hypothet Makebelieve"
).split()
STREETS = ("Acacia Avenue", "Old Mill Road", "Sample Street", "Trial Gardens", "Specimen Lane")
TOWNS = ("Testminster", "Llanenghraifft", "Kirkby Sample", "Newtown Fictive", "Upper Mocking")
ORGANISATIONS = (
    "The Daily Invention",
    "Probe & Partners LLP",
    "Open Numbers Wales",
    "Fictive Media",
    "The Sample Gazette",
)
MONTHS = (
    "January February March April May June July August September October November December".split()
)


def load_templates(kind: str) -> list[Template]:
    """Read the letters of one folder, `tuning` or `held_out`, in the order of their names."""
    return [
        Template(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / kind).glob("*.txt"))
    ]


def invent_fields(chance: random.Random, body: str, question: str) -> dict[str, str]:
    """Invent a sender and return every field of the letters."""
    first, last = chance.choice(FIRST_NAMES), chance.choice(SURNAMES)
    slug = re.sub(r"[^a-z0-9]+", "_", body.casefold()).strip("_")
    plain = re.sub(r"[^a-z]", "", f"{first}{last}".casefold())
    return {
        "body": body,
        "bodymail": f"foi@{slug.replace('_', '-')}.example",
        "slug": slug,
        "question": question,
        "name": f"{first} {last}",
        "first": first,
        "street": f"{chance.randint(1, 240)} {chance.choice(STREETS)}",
        "town": chance.choice(TOWNS),
        "postcode": f"CR{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABDEFGHJ')}"
        f"{chance.choice('LNPQRSTUWXYZ')}",
        "phone": f"07700 900{chance.randint(100, 999)}",
        "email": f"{plain}{chance.randint(1, 99)}@mail.example",
        "handle": f"@{plain[:12]}",
        "organisation": chance.choice(ORGANISATIONS),
        "relay": f"request-{chance.randint(100000, 999999)}-{chance.randbytes(4).hex()}"
        "@whatdotheyknow.com",
        "reference": f"{first[0]}{last[0]}/{chance.randint(1000, 9999)}/{chance.randint(1, 20)}",
        "date": f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2023, 2026)}",
    }


def wrap(
    records: Iterable[dict[str, Any]], *, templates: str, seed: int
) -> Iterator[dict[str, Any]]:
    """Yield each record with its text in a letter; `template` and `sender` say which and whose."""
    letters = load_templates(templates)
    for number, record in enumerate(records):
        chance = random.Random(f"{seed}:{templates}:{record.get('id', number)}")
        at = chance.randrange(len(letters))
        fields = invent_fields(chance, record.get("body") or "the authority", record["text"])
        sender = [fields[key] for key in ("name", "street", "postcode", "phone", "email") if
                  f"${key}" in letters[at].template]  # fmt: skip
        text = letters[at].substitute(fields)
        yield {
            **record,
            "text": text,
            "bare_text": record["text"],
            "template": at,
            "sender": sender,
        }


def _open(path: Path, mode: str) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, mode + "t", encoding="utf-8")  # type: ignore[return-value]
    return path.open(mode, encoding="utf-8")


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--templates", type=click.Choice(["tuning", "held_out"]), required=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(source: Path, target: Path, templates: str, seed: int) -> None:
    """Write SOURCE to TARGET with every text wrapped in a letter."""
    with _open(source, "r") as lines, _open(target, "w") as out:
        records = (json.loads(line) for line in lines if line.strip())
        for record in wrap(records, templates=templates, seed=seed):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
