"""Reword requests by rule, to fit a scorer on: other words, lost words, slips, other order."""

import random
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

IN_FRONT = (
    "", "", "", "Please tell me ", "I would like to know ", "Can you say ",
    "I am requesting ", "Kindly set out ",
)  # fmt: skip
SHORTEST_SLIP = 6
_SENTENCE = re.compile(r"(?<=[.;?])\s+")


@dataclass(frozen=True, slots=True)
class Level:
    """How much of a text changes: chances per phrase and per word."""

    exchanged: float
    lost: float
    slips: float
    turned: float


LEVELS = {
    "light": Level(0.1, 0.04, 0.0, 0.0),
    "moderate": Level(0.3, 0.10, 0.02, 0.5),
    "heavy": Level(0.45, 0.25, 0.03, 0.5),
}


def reword(text: str, level: str, chance: random.Random) -> str:
    """Reword a text lightly, moderately or heavily, or trivially; numbers are never lost."""
    if level == "trivial":
        return _retouch(text, chance)
    much = LEVELS[level]
    out = text
    for pattern, instead in _phrases():
        if chance.random() < much.exchanged:
            other = chance.choice(instead)
            out = pattern.sub(other, out, count=1)
    words: list[str] = []
    for word in out.split(" "):
        figure = any(character.isdigit() for character in word)
        if not figure and words and chance.random() < much.lost:
            continue
        slips = not figure and len(word) >= SHORTEST_SLIP and word.isalpha()
        words.append(_slip(word, chance) if slips and chance.random() < much.slips else word)
    out = " ".join(words)
    if chance.random() < much.turned:
        out = _turned(out, chance)
        if chance.random() < much.turned:
            out = chance.choice(IN_FRONT) + out
    return out


def _retouch(text: str, chance: random.Random) -> str:
    """Change what no reader would notice: a pronoun, a preposition, commas, capitals."""
    for _ in range(chance.randint(1, 3)):
        match chance.randrange(5):
            case 0:
                text = re.sub(r"\bhe\b", "she", text)
            case 1:
                text = re.sub(r"\bwithin\b", "in", text)
            case 2:
                text = re.sub(r"\bthe ", "", text, count=1)
            case 3:
                text = text.lower()
            case _:
                text = text.replace(",", "").rstrip(".")
    return text


def _turned(text: str, chance: random.Random) -> str:
    """Put sentences, or the two halves of one, in another order."""
    sentences = _SENTENCE.split(text)
    if len(sentences) > 1:
        chance.shuffle(sentences)
        return " ".join(sentences)
    first, comma, rest = text.partition(", ")
    return f"{rest[:1].upper()}{rest[1:]}, {first[:1].lower()}{first[1:]}" if comma else text


def _slip(word: str, chance: random.Random) -> str:
    """Swap, lose, double or mistype a letter inside a word."""
    at = chance.randrange(1, len(word) - 2)
    instead = (
        word[at + 1] + word[at],
        word[at + 1],
        word[at] * 2 + word[at + 1],
        chance.choice("aeiorstn") + word[at + 1],
    )
    return word[:at] + chance.choice(instead) + word[at + 2 :]


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Read tracker/data/rewordings.tsv, the longest phrase first."""
    lines = (files("tracker.data") / "rewordings.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    ordered = sorted(rows, key=lambda row: (-len(row[0]), row[0]))
    return tuple(
        (re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE), tuple(others.split("|")))
        for phrase, others in ordered
    )
