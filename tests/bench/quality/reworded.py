"""Round robins that every sender worded anew, among thousands of other requests, in letters.

The clusters are parted in two halves by seed: one is measured, on the other thresholds of peers
are frozen. Nothing is parted by row, so no text of a measured round robin is seen before.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import datasets
from letters import in_letters
from measuring_set import MeasuringSet, clusters
from noise import LEVELS, reword

from tracker.evaluation.labelled import LabelledRequest
from tracker.evaluation.metrics import ENOUGH_BODIES

SHARES = (15, 20, 40, 25)
"""Of a hundred copies, how many are worded anew at each level of noise.LEVELS."""

OTHERS = 4_000
"""Questions of parliament that are copies of nothing, drawn for each half of each seed."""

APPENDED = 0.5
"""Share of the heavily reworded copies that ask something else as well, in a paragraph more."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What one seed draws: the clusters and other requests of each half, and spare texts."""

    clusters: dict[str, frozenset[str]]
    others: dict[str, list[LabelledRequest]]
    spare: list[str]


def reworded(
    seed: int, *, half: str = "measured", parliament: bool = True, letters: bool = True
) -> MeasuringSet:
    """Build the set of one seed; the two of HALVES (measuring_set.py) share no round robin.

    British Columbia's other requests stand in both halves: there are too few to part them. Every
    labelled copy is reworded, those of two bodies too.
    """
    rows = list(datasets.labelled(datasets.BRITISH_COLUMBIA))
    questions = list(datasets.parliament_plain()) if parliament else []
    drawn = _draw(rows, questions, seed)
    large = drawn.clusters["measured"] | drawn.clusters["dev"]
    mine = [
        request
        for request in (*rows, *(q for q in questions if q.cluster is not None))
        if request.cluster not in large or request.cluster in drawn.clusters[half]
    ]
    chance = random.Random(f"reworded:{seed}:{half}")
    found = [*_reworded(mine, drawn.spare, chance), *drawn.others[half]]
    return MeasuringSet(
        name="reworded",
        requests=list(in_letters(found, seed)) if letters else found,
        left_out=datasets.unjudged(),
    )


def _draw(rows: list[LabelledRequest], questions: list[LabelledRequest], seed: int) -> _Drawn:
    """Part round robins and questions that are copies of nothing between the halves."""
    chance = random.Random(f"halves:{seed}")
    of_cluster = clusters([*rows, *questions])
    bodies = {name: {r.body for r in members} for name, members in of_cluster.items()}
    large = sorted(name for name, found in bodies.items() if len(found) >= ENOUGH_BODIES)
    chance.shuffle(large)
    middle = len(large) // 2
    alone = [question for question in datasets.parliament_plain() if question.cluster is None]
    chance.shuffle(alone)
    taken = OTHERS if questions else 0
    return _Drawn(
        clusters={"measured": frozenset(large[:middle]), "dev": frozenset(large[middle:])},
        others={"measured": alone[:taken], "dev": alone[taken : 2 * taken]},
        spare=[question.text for question in alone[2 * taken :]],
    )


def _reworded(
    requests: Sequence[LabelledRequest], spare: list[str], chance: random.Random
) -> Iterator[LabelledRequest]:
    """Yield each labelled copy in words of its own, and the others as they are."""
    further = iter(spare)
    for request in requests:
        if request.cluster is None:
            yield request
            continue
        (level,) = chance.choices(LEVELS, SHARES)
        text = reword(request.text, level, chance)
        if level == "heavy" and chance.random() < APPENDED:
            text = f"{text}\n\n{next(further)}"
        yield replace(request, text=text)
