"""What a measuring set is: labelled requests, and which pairs of them count how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tracker.evaluation.labelled import LabelledRequest, Pairs

NO_PAIRS: Pairs = frozenset()

HALVES = ("measured", "dev")
"""Every set comes in two halves that share no cluster: one is measured, and on the other the
thresholds of peers are frozen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuringSet:
    """Labelled requests as received. Pairs are pairs of request ids."""

    name: str
    requests: Sequence[LabelledRequest]
    left_out: Pairs = NO_PAIRS
    """Pairs that count as neither right nor wrong."""
    same: Pairs | None = None
    """The true pairs, where clusters cannot say them; by default the pairs of each cluster."""
    series: Mapping[str, Pairs] = field(default_factory=dict)
    """By kind, the pairs that ask the same of another period, place or thing: never copies."""

    @property
    def true_pairs(self) -> Pairs:
        """Return every pair that ought to be linked."""
        return self.same if self.same is not None else pairs_of_clusters(self.requests)


def pairs_of_clusters(requests: Sequence[LabelledRequest]) -> Pairs:
    """Return every pair of requests of one cluster."""
    return frozenset(
        frozenset((a.id, b.id))
        for members in clusters(requests).values()
        for a, b in combinations(members, 2)
    )


def clusters(requests: Sequence[LabelledRequest]) -> dict[str, list[LabelledRequest]]:
    """Return the requests of each cluster, in order."""
    found: dict[str, list[LabelledRequest]] = {}
    for request in requests:
        if request.cluster is not None:
            found.setdefault(request.cluster, []).append(request)
    return found
