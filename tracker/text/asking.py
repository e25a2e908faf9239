"""Tell how a sentence asks: plainly, perhaps or not, and whether it leans on others."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.text.letter import content_words, strip_lead_ins

PLAINLY, PERHAPS, NOT = 2, 1, 0
"""How clearly a sentence asks."""

STEM = 6
"""Letters of the beginning by which a word is known again."""

MOST_OF_A_HEADING = 6
"""Words of a line without a sign at its end that may head what follows."""

_MARK = re.compile(r"\((?:[a-z]|[ivx]{1,4})\)|\b[a-z]\b", re.IGNORECASE)
"""Marks of parts, as (b) or (iii), and lone letters: any two texts may share them."""


@dataclass(frozen=True, slots=True)
class _Rules:
    plainly: tuple[re.Pattern[str], ...]
    perhaps: tuple[re.Pattern[str], ...]
    states: tuple[re.Pattern[str], ...]
    leans: tuple[re.Pattern[str], ...]
    question_words: re.Pattern[str]
    inner_question: re.Pattern[str]
    tells_on: re.Pattern[str]
    points_back: re.Pattern[str]
    elliptic: re.Pattern[str]
    names_again: re.Pattern[str]
    addresses: re.Pattern[str]
    common: frozenset[str]


def how_it_asks(sentence: str) -> int:
    """Say how clearly a sentence asks: PLAINLY, PERHAPS or NOT."""
    if _any(_rules().plainly, sentence):
        return PLAINLY
    return PERHAPS if _any(_rules().perhaps, sentence) else NOT


def begins_as_question(sentence: str) -> bool:
    """Say whether the first words of a sentence are those of a question, direct or not."""
    return bool(_rules().question_words.search(sentence))


def may_ask(sentence: str) -> bool:
    """Say whether a sentence that asks in no known words may name what is wanted."""
    return bool(_rules().inner_question.search(sentence)) or not _any(_rules().states, sentence)


def leans(sentence: str) -> bool:
    """Say whether a sentence only sets the scope of another, as a period or a definition does."""
    return _any(_rules().leans, sentence)


def goes_on(sentence: str) -> bool:
    """Say whether a sentence goes on with the one before: it leans on it or tells on of it."""
    return leans(sentence) or bool(_rules().tells_on.search(sentence))


def points_back(sentence: str) -> bool:
    """Say whether a sentence speaks of what was named before: it, they, these, such."""
    return bool(_rules().points_back.search(sentence))


def is_elliptic(question: str) -> bool:
    """Say whether a question of few words does not itself say of what it asks."""
    return bool(_rules().elliptic.search(question)) or points_back(question)


def named_again(sentence: str) -> frozenset[str]:
    """Return the stems of what a sentence names as known: the operation, each deployment."""
    found = _rules().names_again.findall(sentence.lower())
    return frozenset(word[:STEM] for word in found if word not in _rules().common)


def asks_the_body(sentence: str) -> bool:
    """Say whether a sentence plainly asks the body something that it says whole."""
    bare = strip_lead_ins(sentence)
    return (
        how_it_asks(sentence) == PLAINLY
        and bool(_rules().addresses.search(bare))
        and not (goes_on(sentence) or goes_on(bare) or points_back(bare))
    )


def is_heading(line: str) -> bool:
    """Say whether a line may head what follows: a few words that ask nothing, without a sign."""
    return (
        line[-1].isalnum()
        and len(line.split()) <= MOST_OF_A_HEADING
        and how_it_asks(line) == NOT
        and not (leans(line) or _any(_rules().states, line))
    )


def stems(sentence: str) -> set[str]:
    """Return the beginnings of the words that say what a sentence is about."""
    words = content_words(_MARK.sub(" ", sentence))
    return {w[:STEM] for w in words if w not in _rules().common and not w.isdigit()}


def _any(patterns: tuple[re.Pattern[str], ...], sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in patterns)


@cache
def _rules() -> _Rules:
    """Read and compile tracker/data/asking.toml."""
    data = tomllib.loads((files("tracker.data") / "asking.toml").read_text(encoding="utf-8"))

    def every(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in data[name])

    def one(name: str) -> re.Pattern[str]:
        return re.compile(data[name], re.IGNORECASE)

    return _Rules(
        plainly=every("plainly"),
        perhaps=every("perhaps"),
        states=every("states"),
        leans=every("leans"),
        question_words=one("question_words"),
        inner_question=one("inner_question"),
        tells_on=one("tells_on"),
        points_back=one("points_back"),
        elliptic=one("elliptic"),
        names_again=one("names_again"),
        addresses=one("addresses"),
        common=frozenset(data["common"].split()),
    )
