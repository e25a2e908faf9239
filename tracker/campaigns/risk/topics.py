"""Which sensitive topics a question seems to be about: a prompt for people, never a ground."""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tracker.matching.words import one_phrase, root_of, word_weight

FLOOR = 0.37
"""Cosine from which a question is about a topic by its meaning alone."""
FLOOR_NAMED = 0.3
"""The same, where the question has a word that names the topic."""
MOST = 3
"""Topics that are given at most, and only those nearly as like as the best one."""

_NEARLY = 0.1
_NAMES_FROM = 0.6
"""How rare a word of a title is at least that names its topic; no other topic has it."""
_WORD = re.compile(r"[a-z0-9]{3,}")


@dataclass(frozen=True, slots=True)
class ListedTopic:
    """A topic of tracker/data/topics.csv."""

    slug: str
    title: str
    description: str
    ncnd_typical: bool

    @property
    def text(self) -> str:
        """Give what is set beside a question."""
        return f"{self.title}. {self.description}"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a topic some question is."""

    slug: str
    likeness: float


@cache
def listed_topics() -> tuple[ListedTopic, ...]:
    """Read tracker/data/topics.csv."""
    text = (files("tracker.data") / "topics.csv").read_text(encoding="utf-8")
    return tuple(
        ListedTopic(
            slug=row["slug"],
            title=row["title"],
            description=row["description"],
            ncnd_typical=row["ncnd_typical"] == "true",
        )
        for row in csv.DictReader(text.splitlines())
    )


def topics_version() -> str:
    """Return a name for the list and for how it is read; any change of either changes it."""
    text = "\n".join(topic.text for topic in listed_topics())
    told = f"{text} {FLOOR} {FLOOR_NAMED} {MOST} {_NEARLY} {_NAMES_FROM}"
    return f"topics@{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def topics_of(
    texts: Sequence[str], vectors: NDArray[np.float32], listed: NDArray[np.float32]
) -> list[Likeness]:
    """Give the topics that the wordings of one campaign seem to be about, the likest first.

    `vectors` has a unit vector for each wording, `listed` one for each listed topic in order.
    """
    best: dict[str, float] = {}
    for text, cosines in zip(texts, vectors @ listed.T, strict=True):
        words = _roots(text)
        for topic, cosine in zip(listed_topics(), map(float, cosines), strict=True):
            named = not words.isdisjoint(_names()[topic.slug])
            if cosine >= (FLOOR_NAMED if named else FLOOR):
                best[topic.slug] = max(cosine, best.get(topic.slug, 0.0))
    found = sorted(best.items(), key=lambda each: (-each[1], each[0]))[:MOST]
    return [
        Likeness(slug, round(min(cosine, 1.0), 3))
        for slug, cosine in found
        if cosine >= found[0][1] - _NEARLY
    ]


@cache
def _names() -> dict[str, frozenset[str]]:
    """Give by topic the rare words of its title that no other topic has."""
    topics = listed_topics()
    held = Counter(root for topic in topics for root in _roots(topic.text))
    return {
        topic.slug: frozenset(
            root
            for root in _roots(topic.title)
            if held[root] == 1 and word_weight(root) >= _NAMES_FROM
        )
        for topic in topics
    }


def _roots(text: str) -> frozenset[str]:
    return frozenset(root_of(word) for word in _WORD.findall(one_phrase(text).lower()))
