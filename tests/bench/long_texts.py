"""Time the preparation of the longest texts that are taken, of ordinary and of awkward kinds.

Run as `python tests/bench/long_texts.py`; prints processor seconds for 200,000 characters each.
"""

import random
import sys
import time
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent))

from evasion_kinds.characters import CYRILLIC, zalgo
from evasion_kinds.spelling import LEET, apart, leet, narrow, random_case
from evasion_kinds.stuffing import manual, paragraphs

from tracker.ingest.rows import MAX_TEXT
from tracker.text.prepare import prepare

SEED = 5
UNITS = {
    "one letter": "a",
    "spaces": " ",
    "lines": "\n",
    "dots": ".",
    "quotes": "> ",
    "question marks": "? ",
    "stars": "*",
    "colons": "a: ",
    "items": "1. a\n",
    "entities": "&amp;amp;#65;",
    "percent": "%2541",
    "octets": "=41",
    "pluses": "a+",
    "overrides": "\u202eab\u202c",
    "open overrides": "\u202e",
    "marks": "\u0301",
    "fillers": "a\u3164",
    "single letters": "a ",
    "letters and dots": "a.b.",
    "letters and digits": "a1b2 ",
    "brackets": "[(",
    "names": "Jane Doe, ",
    "at signs": "a@",
    "greetings": "Dear Sir\n",
    "requests": "Please provide the ",
    "number words": "twenty hundred ",
    "tags": "<p>",
    "doubles": "аbс ",
    "hyphens": "a-\nb",
    "commas": "1,000,",
}


@click.command()
def main() -> None:
    """Print a table, the slowest first."""
    chance = random.Random(SEED)
    texts = {name: unit * (MAX_TEXT // len(unit)) for name, unit in UNITS.items()}
    article = " ".join(paragraphs("article"))
    prose = {
        "an article": article,
        "a manual": "\n\n".join(manual()),
        "boilerplate": "\n".join(paragraphs("statutory")),
        "Polish": " ".join(paragraphs("polish")),
        "questions": "How many horses are there, and what do they cost? ",
        "an article in Cyrillic": article.translate(str.maketrans(CYRILLIC)),
        "an article in digits": leet(article, chance, LEET, 0.5),
        "an article apart": apart(article, chance, " ", "  "),
        "an article apart, no words": apart(article, chance, " ", " "),
        "an article with marks": zalgo(article, chance, 3, 1.0),
        "an article in narrow lines": narrow(article, chance),
        "an article by chance": random_case(article, chance),
        "an article backwards": article[::-1],
        "an article in one word": article.replace(" ", ""),
    }
    for name, text in prose.items():
        texts[name] = (text * (MAX_TEXT // len(text) + 1))[:MAX_TEXT]
    times = {}
    for name, text in texts.items():
        began = time.process_time()
        prepare(text, body_names=("Kent Police",))
        times[name] = time.process_time() - began
    click.echo("| text | seconds |\n| --- | --- |")
    for name, seconds in sorted(times.items(), key=lambda pair: -pair[1]):
        click.echo(f"| {name} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
