"""Disguises by what stands around: other questions, boilerplate, foreign words, long articles."""

import random
import re
from functools import cache, partial
from pathlib import Path
from pydoc_data.topics import topics

from evasion_kinds.kind import Kind

FOLDER = Path(__file__).parent / "filler"
LONG = 10_000
"""Words of the longest padding."""

_TOPIC_LINE = re.compile(r"[A-Z][^\n]*[a-z]{3,}")
OTHER_QUESTIONS = (
    "How many lost umbrellas were handed in at front counters in 2023?",
    "Which museums have been lent vehicles for exhibitions since 2015?",
    "What is paid each year for the upkeep of the rose garden at the training college?",
    "Please list the brass bands that have played at passing-out parades since 2010.",
    "How many times has the canteen run out of porridge, by month, in 2022?",
    "What is the policy on staff bringing tortoises to the office?",
    "Who supplied the curtains of the lecture theatre, and at what price?",
    "Copies of all letters about the repainting of the weather vane.",
)


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """Read the paragraphs of one filler file, each as one line."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


@cache
def manual() -> tuple[str, ...]:
    """Give the prose of Python's own manual: long English texts that every Python has."""
    parts = (" ".join(p.split()) for text in topics.values() for p in text.split("\n\n"))
    return tuple(p for p in parts if len(p.split()) > 15 and _TOPIC_LINE.match(p))


def around(text: str, chance: random.Random, name: str, count: int) -> str:
    """Put paragraphs of a filler before and behind the question."""
    chosen = chance.sample(paragraphs(name), count)
    at = chance.randint(0, count)
    return "\n\n".join([*chosen[:at], text, *chosen[at:]])


def run_on(text: str, chance: random.Random, name: str, count: int) -> str:
    """Put sentences of a filler before and behind the question, in one paragraph."""
    chosen = chance.sample(paragraphs(name), count)
    at = chance.randint(0, count)
    return " ".join([*chosen[:at], _sentence(text), *chosen[at:]])


def same_article(text: str, chance: random.Random) -> str:
    """Put the same article around every question."""
    article = paragraphs("article")[:6]
    at = chance.randint(0, len(article))
    return "\n\n".join([*article[:at], text, *article[at:]])


def padded(
    text: str, chance: random.Random, source: str, where: str, between: str, words: int = LONG
) -> str:
    """Put so many words of an article before the question, behind it, or half and half."""
    pool = manual() if source == "manual" else paragraphs(source)
    filler: list[str] = []
    count = 0
    while count < words:
        for paragraph in chance.sample(pool, len(pool)):
            filler.append(paragraph)
            count += len(paragraph.split())
            if count >= words:
                break
    at = {"before": len(filler), "behind": 0, "both": len(filler) // 2}[where]
    return between.join([*filler[:at], _sentence(text), *filler[at:]])


def two_together(text: str, chance: random.Random) -> str:
    """Run the question together with another one, in prose."""
    both = [_sentence(text), chance.choice(OTHER_QUESTIONS)]
    chance.shuffle(both)
    return " ".join(both)


def many_together(text: str, chance: random.Random) -> str:
    """Hide the question among five others, in prose."""
    questions = [_sentence(text), *chance.sample(OTHER_QUESTIONS, 5)]
    chance.shuffle(questions)
    return " ".join(questions)


def _sentence(text: str) -> str:
    return text if text.rstrip()[-1:] in ".?!" else f"{text.rstrip()}."


KINDS = (
    Kind("two questions in prose", two_together, inside=True),
    Kind("six questions in prose", many_together, inside=True),
    *(
        Kind(f"{name}, {'run on' if attack is run_on else 'paragraphs'}",
             partial(attack, name=file, count=count), inside=True)
        for name, file, count in (
            ("statutory boilerplate", "statutory", 8),
            ("Welsh", "welsh", 4),
            ("French", "french", 4),
            ("Polish", "polish", 4),
            ("lorem ipsum", "lorem", 3),
            ("an article", "article", 5),
        )
        for attack in (around, run_on)
    ),
    Kind("the same article", same_article, inside=True),
    *(
        Kind(f"{words:,} words {where}, {label}",
             partial(padded, source=source, where=where, between=between, words=words), inside=True)
        for words, source, where, between, label in (
            (1_000, "article", "both", " ", "one paragraph"),
            (LONG, "article", "before", "\n\n", "paragraphs"),
            (LONG, "article", "before", " ", "one paragraph"),
            (LONG, "article", "behind", " ", "one paragraph"),
            (LONG, "manual", "both", "\n\n", "manual"),
            (LONG, "manual", "before", " ", "manual in one"),
            (LONG, "lorem", "before", " ", "lorem"),
            (LONG, "statutory", "before", "\n\n", "statutory"),
        )
    ),
)  # fmt: skip
