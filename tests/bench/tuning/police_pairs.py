"""Pairs of questions to police forces, written by hand: the same in other words, or another one.

Each row of police_questions.jsonl holds four wordings of one question, and three others that look
alike: another action, group of people, measure or stage. None of them is measured on; those are
in tests/bench/quality/police_questions.jsonl.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.reading import as_read
from tracker.text.prepare import prepare

QUESTIONS = Path(__file__).with_name("police_questions.jsonl")
SAME, ALIKE, BETWEEN = 0.5, 0.35, 0.05
"""Shares of pairs of one question, of it and one that looks alike, and of two that look alike;
the rest are pairs of one question and a near one of another row."""
NEAREST = 5

Example = tuple[str, str, bool]


@dataclass
class PolicePairs:
    """Draws pairs from the rows."""

    chance: random.Random
    same: list[list[str]] = field(init=False)
    others: list[list[str]] = field(init=False)
    near: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
        self.same = [_as_read(row["same"]) for row in rows]
        self.others = [_as_read(row["others"]) for row in rows]
        vectors = SentenceEncoder.load().encode([wordings[0] for wordings in self.same])
        alike = vectors @ vectors.T - 2 * np.eye(len(rows), dtype=np.float32)
        self.near = np.argsort(-alike, axis=1)[:, :NEAREST]

    def draw(self) -> Example:
        """Draw one pair."""
        row, kind = self.chance.randrange(len(self.same)), self.chance.random()
        one, other = self.chance.sample(self.same[row], 2)
        if kind < SAME:
            return one, other, True
        if kind < SAME + ALIKE:
            return one, self.chance.choice(self.others[row]), False
        if kind < SAME + ALIKE + BETWEEN:
            first, second = self.chance.sample(self.others[row], 2)
            return first, second, False
        beside = int(self.chance.choice(self.near[row]))
        return one, self.chance.choice([*self.same[beside], *self.others[beside]]), False


def _as_read(texts: Sequence[str]) -> list[str]:
    """Put questions as the reader gets them."""
    found = [prepare(text, body_names=()).wordings for text in texts]
    return [
        as_read(wordings[0].comparable if wordings else text)
        for wordings, text in zip(found, texts, strict=True)
    ]
