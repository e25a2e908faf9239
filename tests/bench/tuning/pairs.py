"""Pairs of questions to learn reading side by side from: the same question, or another one.

None is labelled but the general ones: the same question is one reworded twice, another is one of
its neighbours, or the same with a thing exchanged. A neighbour that the scorer holds for a copy is
left out, for it may be one.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from disguises import Exchanges, Synonyms, disguised
from unlabelled import records

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.features import compare
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import load_scorer
from tracker.matching.signature import signature

SAME, NEAR, EXCHANGED, GENERAL = 17, 15, 7, 9
"""Pairs of each kind in one step; general questions are labelled by people, the same or not."""
APPENDED = 0.12
"""Share of the reworded copies behind which something else is asked as well."""
LEAST_COSINE = 0.5
GENERAL_FROM = 5_000
"""General questions before this row are for measuring only."""

Example = tuple[str, str, bool]
Neighbours = dict[int, list[tuple[int, float]]]


def examples(texts: Sequence[str], chance: random.Random) -> Iterator[list[Example]]:
    """Give the pairs of every step, without end."""
    near, synonyms, exchanges = neighbours(texts), Synonyms(texts), Exchanges()
    general = [
        (as_read(row["q1"]), as_read(row["q2"]), bool(row["label"]))
        for row in records("paraphrase/quora_pairs")[GENERAL_FROM:]
    ]
    drawn, labelled = _in_turn(range(len(texts)), chance), _in_turn(general, chance)

    def reworded(text: str) -> str:
        return as_read(disguised(text, chance.random(), synonyms, chance))

    def same() -> Example:
        text = texts[next(drawn)]
        copy = reworded(text)
        if chance.random() < APPENDED:
            copy = f"{copy.rstrip('. ')}. {reworded(chance.choice(texts))}"
        return reworded(text), copy, True

    def neighbour() -> Example:
        one = next(index for index in drawn if index in near)
        other, _ = max(chance.choices(near[one], k=2), key=lambda found: found[1])
        return reworded(texts[one]), reworded(texts[other]), False

    def exchanged() -> Example:
        while True:
            one = next(drawn)
            beside = chance.choice(near[one])[0] if one in near else chance.randrange(len(texts))
            other = exchanges.another_question(texts[one], texts[beside], chance)
            if other != texts[one]:
                return reworded(texts[one]), reworded(other), False

    while True:
        found = [same() for _ in range(SAME)]
        found += [neighbour() for _ in range(NEAR)]
        found += [exchanged() for _ in range(EXCHANGED)]
        found += [next(labelled) for _ in range(GENERAL)]
        yield [(b, a, label) if chance.random() < 1 / 2 else (a, b, label) for a, b, label in found]


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
