from datetime import date

from tracker.evaluation.labelled import LabelledRequest
from tracker.evaluation.metrics import measure


def labelled(*clusters):
    return [
        LabelledRequest(str(i), f"body {i}", str(i), date(2026, 1, 1), "text", cluster)
        for i, cluster in enumerate(clusters)
    ]


def main_of(campaigns):
    return {request: number for number, c in enumerate(campaigns) for request in c}


def test_a_perfect_grouping_scores_one():
    requests = labelled("a", "a", "a", "b", "b", None)
    campaigns = [[0, 1, 2], [3, 4]]
    quality = measure(requests, campaigns, main_of(campaigns))
    assert quality.pair_f1 == quality.bcubed_f1 == quality.recovered_share == 1.0
    assert quality.clusters_of_three == 1


def test_figures_can_be_checked_by_hand():
    requests = labelled("a", "a", "a", None, None)
    campaigns = [[0, 1, 3]]
    quality = measure(requests, campaigns, main_of(campaigns))
    assert quality.pair_precision == 1 / 3
    assert quality.pair_recall == 1 / 3
    assert quality.recovered == 0
    assert quality.falsely_linked_requests == 3
    assert quality.bcubed_precision == (2 / 3 + 2 / 3 + 1 + 1 / 3 + 1) / 5
    assert quality.bcubed_recall == (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5


def test_pairs_left_out_are_neither_right_nor_wrong():
    requests = labelled("a", "a", None)
    campaigns = [[0, 1, 2]]
    left_out = frozenset({frozenset({"0", "2"}), frozenset({"1", "2"})})
    quality = measure(requests, campaigns, main_of(campaigns), left_out)
    assert (quality.pair_precision, quality.pairs_left_out) == (1.0, 2)


def test_a_cluster_is_recovered_when_mostly_covered_and_mostly_pure():
    requests = labelled(*"aaaaa", None, None)
    assert measure(requests, [[0, 1, 2, 3]], {}).recovered == 1
    assert measure(requests, [[0, 1, 2]], {}).recovered == 0
    assert measure(requests, [[0, 1, 2, 3, 4, 5, 6]], {}).recovered == 0
