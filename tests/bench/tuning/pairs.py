"""Pairs of questions to learn reading side by side from: the same question, or another one.

None is labelled but the general ones and those to police forces: elsewhere the same question is
one reworded twice, another is one of its neighbours, or the same with a thing exchanged. Some
texts ask several questions at once, as a list or in prose. A neighbour that the scorer holds for
a copy is left out, for it may be one.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from disguises import Exchanges, Synonyms, disguised
from police_pairs import Example, PolicePairs
from unlabelled import records

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.features import compare
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import load_scorer
from tracker.matching.signature import signature

SAME, NEAR, EXCHANGED, GENERAL, POLICE = 10, 7, 5, 6, 24
"""Pairs of each kind in one step; general questions, and those to police forces, are labelled by
people, the same or not."""
MANY, APPENDED, MANY_NEAR = 0.13, 0.12, 0.08
"""Shares of the same and of neighbours that ask several questions, and of copies behind which
something else is asked as well."""
LONG, CLEAN, SLIGHT = 0.4, 0.5, 0.25
"""Shares of exchanges in long texts, and in texts that are hardly reworded besides; how strongly
those are at most."""
LONG_WORDS, MOST_WORDS = 25, 95
STRENGTH = 0.75
"""Power of an even chance that gives how strongly a text is reworded."""
LEAST_COSINE = 0.5
GENERAL_FROM = 5_000
"""General questions before this row are for measuring only."""

Neighbours = dict[int, list[tuple[int, float]]]


def examples(texts: Sequence[str], chance: random.Random) -> Iterator[list[Example]]:
    """Give the pairs of every step, without end."""
    pairs = Pairs(texts, neighbours(texts), chance)
    general = [
        (as_read(row["q1"]), as_read(row["q2"]), bool(row["label"]))
        for row in records("paraphrase/quora_pairs")[GENERAL_FROM:]
    ]
    labelled, police = _in_turn(general, chance), PolicePairs(chance)
    while True:
        found = [pairs.same() for _ in range(SAME)]
        found += [pairs.neighbour() for _ in range(NEAR)]
        found += [pairs.exchanged() for _ in range(EXCHANGED)]
        found += [next(labelled) for _ in range(GENERAL)]
        found += [police.draw() for _ in range(POLICE)]
        yield [(b, a, label) if chance.random() < 1 / 2 else (a, b, label) for a, b, label in found]


@dataclass
class Pairs:
    """Makes pairs of questions that nobody labelled."""

    texts: Sequence[str]
    near: Neighbours
    chance: random.Random
    synonyms: Synonyms = field(init=False)
    exchanges: Exchanges = field(default_factory=Exchanges)

    def __post_init__(self) -> None:
        self.synonyms = Synonyms(self.texts)
        self.long = [n for n, text in enumerate(self.texts) if len(text.split()) >= LONG_WORDS]
        self.drawn = _in_turn(range(len(self.texts)), self.chance)

    def same(self) -> Example:
        """Reword a question twice, or several in one text."""
        one, draw = next(self.drawn), self.chance.random()
        if draw < MANY:
            asked = self._beside(one)
            return self._several(asked), self._several(asked), True
        copy = self._reworded(self.texts[one])
        if draw < MANY + APPENDED:
            copy = f"{copy.rstrip('. ')}. {self._reworded(self.chance.choice(self.texts))}"
        return self._reworded(self.texts[one]), copy, True

    def neighbour(self) -> Example:
        """Set a question beside one near it, or several beside several."""
        one = next(number for number in self.drawn if number in self.near)
        other, _ = max(self.chance.choices(self.near[one], k=2), key=lambda found: found[1])
        if self.chance.random() < MANY_NEAR:
            ours, theirs = self._beside(one), self._beside(other)
            if set(ours).isdisjoint(theirs):
                return self._several(ours), self._several(theirs), False
        return self._reworded(self.texts[one]), self._reworded(self.texts[other]), False

    def exchanged(self) -> Example:
        """Set a question beside the same about another thing, often with hardly a word changed."""
        while True:
            is_long = self.chance.random() < LONG
            one = self.chance.choice(self.long) if is_long else next(self.drawn)
            beside = (
                self.chance.choice(self.near[one])[0]
                if one in self.near
                else self.chance.randrange(len(self.texts))
            )
            text = self.texts[one]
            other = self.exchanges.another_question(text, self.texts[beside], self.chance)
            if other == text:
                continue
            most = SLIGHT if self.chance.random() < CLEAN else None
            return self._reworded(text, most), self._reworded(other, most), False

    def _reworded(self, text: str, most: float | None = None) -> str:
        """Reword a text, as strongly as may be or hardly at all."""
        even = self.chance.random()
        strength = even**STRENGTH if most is None else even * most
        return as_read(disguised(text, strength, self.synonyms, self.chance))

    def _beside(self, one: int) -> list[int]:
        """Choose one to three further questions, mostly near ones, while all is short enough."""
        asked = [one]
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            is_near = one in self.near and self.chance.random() < 0.7
            other = (
                self.chance.choice(self.near[one])[0]
                if is_near
                else self.chance.randrange(len(self.texts))
            )
            words = sum(len(self.texts[n].split()) for n in (*asked, other))
            if other not in asked and words <= MOST_WORDS:
                asked.append(other)
        return asked

    def _several(self, asked: Sequence[int]) -> str:
        """Put questions into one text, each reworded: numbered, lettered, in prose or joined."""
        order = list(asked)
        if self.chance.random() < 0.4:
            self.chance.shuffle(order)
        parts = [self._reworded(self.texts[number]) for number in order]
        (form,) = self.chance.choices(("numbers", "letters", "prose", "joined"), (30, 20, 25, 25))
        if form == "numbers":
            return " ".join(f"{n}. {part}" for n, part in enumerate(parts, 1))
        if form == "letters":
            return " ".join(f"({chr(96 + n)}) {part}" for n, part in enumerate(parts, 1))
        bare = [part.rstrip(". ?") for part in parts]
        return " ".join(f"{part}." for part in bare) if form == "prose" else ", and ".join(bare)


def neighbours(texts: Sequence[str]) -> Neighbours:
    """Find for each question the others near it, but for those that may be copies."""
    scorer, near = load_scorer(), defaultdict(list)
    vectors = SentenceEncoder.load().encode([as_read(text) for text in texts])
    parts = [signature(text) for text in texts]
    for a, b, cosine in candidates(vectors, 0, len(texts), floor=LEAST_COSINE):
        copies = scorer.probability(compare(parts[a], parts[b], cosine)) > 1 / 2
        if cosine < scorer.cosine_floor or not copies:
            near[a].append((b, cosine))
            near[b].append((a, cosine))
    return dict(near)


def _in_turn(of: Sequence[Any], chance: random.Random) -> Iterator[Any]:
    """Give all in an order drawn anew each time round."""
    while True:
        yield from chance.sample(of, len(of))
