"""Count how well predicted campaigns agree with true clusters."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tracker.evaluation.labelled import LabelledRequest, Pairs

ENOUGH_BODIES = 3
"""Bodies a true cluster needs to count as one to recover."""
COVERED = PURE = 0.8
"""Share of a true cluster inside one campaign, and of that campaign inside the cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What was measured; shares are between 0 and 1."""

    requests: int
    true_clusters: int
    campaigns: int
    pair_precision: float
    pair_recall: float
    pair_f1: float
    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float
    largest_predicted: int
    largest_true: int
    clusters_of_three: int
    recovered: int
    recovered_share: float
    false_pairs: int
    falsely_linked_requests: int
    falsely_linked_share: float
    pairs_left_out: int


def measure(
    requests: Sequence[LabelledRequest],
    campaigns: Sequence[Sequence[int]],
    main: Mapping[int, int],
    left_out: Pairs = frozenset(),
) -> Quality:
    """Compare campaigns, given as indexes of requests, with the labels.

    A pair of requests is linked when any campaign holds both. `main` gives each request the one
    campaign that most of its questions stand in, for B-cubed. Pairs in `left_out` count as
    neither right nor wrong.
    """
    truth: dict[str, list[int]] = defaultdict(list)
    for index, request in enumerate(requests):
        if request.cluster is not None:
            truth[request.cluster].append(index)
    true_pairs = {p for members in truth.values() for p in combinations(members, 2)}
    linked = {p for members in campaigns for p in combinations(sorted(set(members)), 2)}
    unjudged = {
        (a, b) for a, b in linked if frozenset((requests[a].id, requests[b].id)) in left_out
    } - true_pairs
    false = linked - true_pairs - unjudged
    right = len(linked & true_pairs)
    precision, recall = _share(right, right + len(false)), _share(right, len(true_pairs))
    b_precision, b_recall = _bcubed(requests, main, truth)
    recoverable = [m for m in truth.values() if len({requests[i].body for i in m}) >= ENOUGH_BODIES]
    recovered = sum(_is_recovered(members, campaigns) for members in recoverable)
    wrong = {index for pair in false for index in pair}
    return Quality(
        requests=len(requests),
        true_clusters=len(truth),
        campaigns=len(campaigns),
        pair_precision=precision,
        pair_recall=recall,
        pair_f1=_f1(precision, recall),
        bcubed_precision=b_precision,
        bcubed_recall=b_recall,
        bcubed_f1=_f1(b_precision, b_recall),
        largest_predicted=max((len(set(members)) for members in campaigns), default=0),
        largest_true=max((len(members) for members in truth.values()), default=0),
        clusters_of_three=len(recoverable),
        recovered=recovered,
        recovered_share=_share(recovered, len(recoverable)),
        false_pairs=len(false),
        falsely_linked_requests=len(wrong),
        falsely_linked_share=_share(len(wrong), len(requests)),
        pairs_left_out=len(unjudged),
    )


def _is_recovered(members: Sequence[int], campaigns: Sequence[Sequence[int]]) -> bool:
    """Say whether one campaign covers enough of a true cluster and little else."""
    wanted = set(members)
    for campaign in campaigns:
        inside = wanted & set(campaign)
        if len(inside) >= COVERED * len(wanted) and len(inside) >= PURE * len(set(campaign)):
            return True
    return False


def _bcubed(
    requests: Sequence[LabelledRequest], main: Mapping[int, int], truth: Mapping[str, list[int]]
) -> tuple[float, float]:
    """Return B-cubed precision and recall over all requests (Bagga and Baldwin 1998)."""
    predicted: dict[int, list[int]] = defaultdict(list)
    for index, campaign in main.items():
        predicted[campaign].append(index)
    precision = recall = 0.0
    for index, request in enumerate(requests):
        mine = predicted[main[index]] if index in main else [index]
        cluster = truth[request.cluster] if request.cluster is not None else [index]
        both = len(set(mine) & set(cluster))
        precision += both / len(mine)
        recall += both / len(cluster)
    return _share(precision, len(requests)), _share(recall, len(requests))


def _share(part: float, whole: float) -> float:
    """Divide; nothing of nothing is all of it."""
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
