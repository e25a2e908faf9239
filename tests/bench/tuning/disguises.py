"""Reword a question at random, or make another question of it, to tune the encoder on.

The tables are other than those that the measuring sets are reworded with
(tests/bench/quality/noise.py); that words are lost, exchanged, misspelt and moved is common to
both.
"""

import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from tracker.evaluation.rewording import IN_FRONT
from tracker.matching.words import root_of, word_weight

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "tracker" / "data"
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
KEPT = frozenset("no not how many much what which who when where why whether if".split())
COMMON = frozenset(
    "a an the of to in on at by for from with or and nor but if so as is are was were be been do"
    " does did has have had i we you your it its this that these those there he his she her they"
    " their who which what when where why how any each every other such than then will would can"
    " could should may might must into out up over under between during before after about".split()
)
LOST, EXCHANGED, SLIPS = 0.28, 0.5, 0.06
"""Shares of words at full strength."""
MANY_SLIPS, SHUFFLED, SMALL = 0.06, 0.03, 0.05
"""Shares of texts with slips in up to half of the words, in any order, in small letters."""
SHORTEST_SLIP = 5

_WORD = re.compile(r"[A-Za-z][a-z'’-]*[a-z]|[A-Z]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTS = re.compile(r"(?<=[.;?])\s+|(?<=,)\s+(?=and |but |or )")


class Synonyms:
    """Words near in meaning, each in the form that the texts write most."""

    def __init__(self, texts: Iterable[str]) -> None:
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            for word in _WORD.findall(text):
                if word.islower():
                    written[root_of(word)][word] += 1
        usual = {root: found.most_common(1)[0][0] for root, found in written.items()}
        near: dict[str, set[str]] = defaultdict(set)
        for line in _lines(HERE / "near_words.tsv"):
            root, others = line.split("\t")
            near[root].update(usual[other] for other in others.split() if other in usual)
        for line in _lines(DATA / "synonyms.txt"):
            group = [] if "=" in line else line.split()
            for word in group:
                near[root_of(word)].update(set(group) - {word})
        self._near = {root: sorted(others) for root, others in near.items() if others}

    def other(self, word: str, chance: random.Random) -> str:
        """Return another word of that meaning; the same one where none is known."""
        if word in COMMON or word in KEPT:
            return word
        return chance.choice(self._near.get(root_of(word), [word]))


class Exchanges:
    """Things of a kind that can stand in each other's stead, from tracker/data/variations.toml."""

    def __init__(self) -> None:
        kinds = tomllib.loads((DATA / "variations.toml").read_text("utf-8"))
        self._others = [
            [line.split(";")[0].strip() for line in kind["terms"].strip().splitlines()]
            for kind in kinds.values()
        ]
        self._kind = {n.lower(): i for i, names in enumerate(self._others) for n in names}
        longest_first = sorted(self._kind, key=len, reverse=True)
        self._pattern = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE
        )

    def another_question(self, text: str, neighbour: str, chance: random.Random) -> str:
        """Exchange a listed thing, a year, or up to three telling words for the neighbour's."""
        draw = chance.random()
        if draw < 1 / 3 and (found := list(self._pattern.finditer(text))):
            match = chance.choice(found)
            others = self._others[self._kind[match.group().lower()]]
            return _put(text, match, chance.choice(others))
        if draw < 1 / 2 and (found := list(_YEAR.finditer(text))):
            match = chance.choice(found)
            return _put(text, match, str(int(match.group()) + chance.choice((-5, -2, -1, 1, 2, 5))))
        own = {root_of(match.group()) for match in _telling(text)}
        theirs = [m.group() for m in _telling(neighbour) if root_of(m.group()) not in own]
        if not theirs:
            return neighbour
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
            given = max(_telling(text), key=lambda m: _weighed(m.group(), chance), default=None)
            if given is not None:
                text = _put(text, given, max(theirs, key=lambda word: _weighed(word, chance)))
        return text


def disguised(text: str, strength: float, synonyms: Synonyms, chance: random.Random) -> str:
    """Return a text reworded: words lost, exchanged, misspelt, parts in another order."""
    slips = chance.random() / 2 if chance.random() < MANY_SLIPS else SLIPS * strength
    if chance.random() < strength / 2:
        parts = _PARTS.split(text)
        chance.shuffle(parts)
        text = " ".join(parts)
    if chance.random() < strength / 3:
        text = chance.choice(IN_FRONT) + text
    words = [
        _word(word, EXCHANGED * strength, slips, synonyms, chance)
        for word in text.split()
        if not _may_go(word) or chance.random() >= LOST * strength
    ]
    if chance.random() < SHUFFLED:
        chance.shuffle(words)
    text = " ".join(words) or text
    return text.lower() if chance.random() < SMALL else text


def _word(
    word: str, exchanged: float, slips: float, synonyms: Synonyms, chance: random.Random
) -> str:
    """Exchange a word for one of its meaning, let the finger slip in it, or leave it."""
    match = _WORD.search(word)
    if match is None or not match.group().islower() or not _may_go(word):
        return word
    bare = match.group()
    if chance.random() < exchanged:
        bare = synonyms.other(bare, chance)
    if len(bare) >= SHORTEST_SLIP and chance.random() < slips:
        bare = _slip(bare, chance)
    return _put(word, match, bare)


def _slip(word: str, chance: random.Random) -> str:
    """Swap two letters, lose one, double one, or put another in its place."""
    at = chance.randrange(1, len(word) - 1)
    head, here, tail = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        (head + tail[0] + here + tail[1:], head + tail, head + here * 2 + tail,
         head + chance.choice(ALPHABET) + tail)
    )  # fmt: skip


def _may_go(word: str) -> bool:
    """Say whether a word carries no number and not the kind of question."""
    return word.strip(".,;:()?").lower() not in KEPT and not any(map(str.isdigit, word))


def _telling(text: str) -> list[re.Match[str]]:
    return [m for m in _WORD.finditer(text) if m.group().lower() not in COMMON | KEPT]


def _weighed(word: str, chance: random.Random) -> float:
    return word_weight(root_of(word.lower())) * chance.random()


def _put(text: str, match: re.Match[str], instead: str) -> str:
    return text[: match.start()] + instead + text[match.end() :]


def _lines(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and line[0] != "#"]
