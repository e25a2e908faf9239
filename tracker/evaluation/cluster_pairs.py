"""Labelled pairs out of labelled requests: copies, and what looks like a copy and is none."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

from tracker.evaluation.labelled import LabelledRequest, Pairs
from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.evaluation.pairs import wording
from tracker.matching.encoder import Encoder, Progress
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates

MOST_OF_A_CLUSTER = 20
"""Pairs of copies taken from one cluster; a large one would outweigh all others."""

MOST_ALIKE = 20_000
"""Pairs taken that are alike and no copies."""

MONTH_DAYS = 31
"""Pairs further apart say nothing about wording: the same words a year later are no copy."""


def pairs_of_clusters(
    requests: Sequence[LabelledRequest],
    *,
    encoder: Encoder,
    floor: float,
    names_of: Callable[[str], Sequence[str]],
    left_out: Pairs = frozenset(),
    seed: int,
    progress: Progress | None = None,
) -> list[LabelledPair]:
    """Pair the comparable wordings of requests to different bodies within a month.

    Copies are pairs of one cluster. The others are pairs whose cosine reaches `floor` and that
    are of no common cluster, without those in `left_out`. Equal wordings are the same without a
    scorer and are not paired. The same seed gives the same pairs.
    """
    worded = [(r, text) for r in requests if (text := wording(r.text, names_of(r.body)))]
    texts = sorted({text for _, text in worded})
    place = {text: index for index, text in enumerate(texts)}
    holders: dict[int, list[LabelledRequest]] = defaultdict(list)
    clusters: dict[str, set[int]] = defaultdict(set)
    for request, text in worded:
        holders[place[text]].append(request)
        if request.cluster is not None:
            clusters[request.cluster].add(place[text])
    drawn = random.Random(seed)  # noqa: S311
    same: set[tuple[int, int]] = set()
    for cluster in sorted(clusters):
        pairs = [
            (a, b)
            for a, b in combinations(sorted(clusters[cluster]), 2)
            if _met(holders[a], holders[b])
        ]
        same.update(drawn.sample(pairs, min(len(pairs), MOST_OF_A_CLUSTER)))
    vectors = encoder.encode([as_read(text) for text in texts], progress)
    alike = [
        (a, b)
        for b, a, _ in candidates(vectors, 0, len(texts), floor=floor)
        if _differ(holders[a], holders[b], left_out)
    ]
    different = drawn.sample(alike, min(len(alike), MOST_ALIKE))
    return [
        *(LabelledPair(texts[a], texts[b], label=True) for a, b in sorted(same)),
        *(LabelledPair(texts[a], texts[b], label=False) for a, b in sorted(different)),
    ]


def _met(ones: Sequence[LabelledRequest], others: Sequence[LabelledRequest]) -> bool:
    """Say whether two wordings reached different bodies within a month."""
    return any(_near(one, other) for one in ones for other in others)


def _differ(
    ones: Sequence[LabelledRequest], others: Sequence[LabelledRequest], left_out: Pairs
) -> bool:
    """Say whether two wordings met, and no request has one that is a copy of the other's."""
    if any(
        (one.cluster is not None and one.cluster == other.cluster)
        or frozenset((one.id, other.id)) in left_out
        for one in ones
        for other in others
    ):
        return False
    return _met(ones, others)


def _near(one: LabelledRequest, other: LabelledRequest) -> bool:
    days = abs((one.received - other.received).days)
    return one.body != other.body and days <= MONTH_DAYS
