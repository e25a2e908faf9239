"""Reword a request as people do when they send it on: held out from every fit.

The table of synonyms (`synonyms.tsv`) and the operations are this folder's own; nothing here is
read by what fits the scorer. Numbers, months, negations and the words that say which kind of
question it is are never dropped, swapped or misspelt.
"""

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEVELS = ("none", "light", "moderate", "heavy")
SYNONYMS = Path(__file__).with_name("synonyms.tsv")

PROTECTED = frozenset(
    "no not nor never none without except excluding only other than one two three four five six"
    " seven eight nine ten eleven twelve dozen hundred thousand million billion half quarter third"
    " first second january february march april may june july august september october november"
    " december jan feb mar apr jun jul aug sep sept oct nov dec how many much what which who whom"
    " whose when where why whether if".split()
)
"""Words that carry a number, a month, a negation or the kind of question."""

KEYS_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
"""Neighbours of a letter on a British keyboard."""

SHORTEST_MISSPELT = 5
ENOUGH_CLAUSES = 2

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z(\"'“])")
_CLAUSE_END = re.compile(r"\s*;\s*(?:and\s+)?")
_OPENERS = (
    (re.compile(r"^A copy of "), ("Copy of ", "Could I have a copy of ", "I want a copy of ")),
    (re.compile(r"^(?:Any and all|All) "), ("Everything: all ", "I seek all ", "Each of the ")),
    (re.compile(r"^How many "), ("Can you say how many ", "I want to learn how many ")),
    (re.compile(r"^How much "), ("Can you say how much ", "I want to learn how much ")),
    (re.compile(r"^What "), ("Can you tell me what ", "I am keen to learn what ")),
    (re.compile(r"^Whether "), ("Can you say whether ", "I am asking whether ")),
    (re.compile(r"^Please say whether "), ("Can you say if ", "I want to learn whether ")),
    (re.compile(r"^A list of "), ("List of ", "Could I have a list of ", "I want a list of ")),
    (re.compile(r"^Please provide "), ("I should like ", "May I have ", "Send me ")),
)
"""Ways to begin, and what else they may begin with; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How much of a text an operation touches: shares between 0 and 1."""

    dropped: float
    swapped: float
    misspelt: float
    shuffled: float
    """Chance that the order of sentences or clauses changes."""
    begun_anew: float
    """Chance that the opening is put otherwise."""


STRENGTHS = {
    "none": Strength(0.0, 0.0, 0.0, 0.0, 0.0),
    "light": Strength(0.03, 0.10, 0.01, 0.0, 0.3),
    "moderate": Strength(0.10, 0.35, 0.03, 0.5, 0.5),
    "heavy": Strength(0.25, 0.45, 0.04, 0.7, 0.6),
}


def reword(text: str, level: str, chance: random.Random) -> str:
    """Return the text reworded at a level of LEVELS; the same chance gives the same words."""
    strength = STRENGTHS[level]
    if chance.random() < strength.shuffled:
        text = shuffle(text, chance)
    if chance.random() < strength.begun_anew:
        text = begin_anew(text, chance)
    text = swap_synonyms(text, strength.swapped, chance)
    text = drop_words(text, strength.dropped, chance)
    return misspell(text, strength.misspelt, chance)


def shuffle(text: str, chance: random.Random) -> str:
    """Put sentences in another order, or the clauses of a single sentence."""
    sentences = _SENTENCE_END.split(text)
    if len(sentences) >= ENOUGH_CLAUSES:
        chance.shuffle(sentences)
        return " ".join(sentences)
    clauses = _CLAUSE_END.split(text.rstrip(" .;"))
    if len(clauses) >= ENOUGH_CLAUSES:
        chance.shuffle(clauses)
        return f"{'; and '.join(clauses)}."
    return text


def begin_anew(text: str, chance: random.Random) -> str:
    """Put the first words in another way where they are one of the usual ones."""
    for opening, others in _OPENERS:
        if opening.match(text):
            return opening.sub(chance.choice(others), text, count=1)
    return text


def swap_synonyms(text: str, share: float, chance: random.Random) -> str:
    """Exchange about this share of the phrases that have a synonym; names keep their words."""
    if not share:
        return text
    others, pattern = _synonyms()

    def swapped(match: re.Match[str]) -> str:
        found = match.group()
        begins = match.start() == 0 or text[: match.start()].rstrip()[-1:] in {".", "?", "!"}
        is_name = found != found.lower() and not (begins and found[1:] == found[1:].lower())
        if is_name or chance.random() >= share:
            return found
        other = chance.choice(others[found.lower()])
        return other[0].upper() + other[1:] if found[0].isupper() else other

    return pattern.sub(swapped, text)


def drop_words(text: str, share: float, chance: random.Random) -> str:
    """Leave out about this share of the words that may go."""
    kept = [w for w in text.split(" ") if not (_may_go(w) and chance.random() < share)]
    return " ".join(kept) if any(_WORD.search(word) for word in kept) else text


def misspell(text: str, share: float, chance: random.Random) -> str:
    """Let the finger slip in about this share of the longer words."""

    def slipped(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < SHORTEST_MISSPELT or not _may_go(word) or chance.random() >= share:
            return word
        return _slip(word, chance)

    return _WORD.sub(slipped, text) if share else text


def _slip(word: str, chance: random.Random) -> str:
    """Make one slip after the first letter: two letters swapped, one lost, doubled or beside."""
    at = chance.randrange(1, len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    beside = chance.choice(KEYS_BESIDE.get(here.lower(), here))
    return chance.choice(
        (
            before + after[0] + here + after[1:],
            before + after,
            before + here * 2 + after,
            before + beside + after,
        )
    )


def _may_go(word: str) -> bool:
    """Say whether a word, with its marks, carries nothing that must stay."""
    bare = word.strip(".,;:()[]\"'“”‘’?!").lower()
    return bool(bare) and bare not in PROTECTED and not any(sign.isdigit() for sign in word)


@cache
def _synonyms() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    """Read the table; the pattern finds the longest phrase first."""
    lines = SYNONYMS.read_text(encoding="utf-8").splitlines()
    others = {
        phrase: alternatives.split("|")
        for phrase, alternatives in (line.split("\t") for line in lines)
    }
    longest_first = sorted(others, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(re.escape(phrase) for phrase in longest_first)
    return others, re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)
