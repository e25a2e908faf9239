"""Figures over labelled scores, against values worked out by hand and by brute force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evaluation.ranking import auc, average_precision, calibration_error

ranked = st.lists(
    st.tuples(st.booleans(), st.integers(0, 6).map(lambda n: n / 6)), min_size=2, max_size=30
).filter(lambda rows: len({label for label, _ in rows}) == 2)


def test_known_values():
    labels, scores = [False, False, True, True], [0.1, 0.4, 0.35, 0.8]
    assert auc(labels, scores) == 0.75
    assert average_precision(labels, scores) == pytest.approx(0.8333333)


@pytest.mark.parametrize(
    ("scores", "area", "precision"),
    [([0.9, 0.8, 0.1], 1.0, 1.0), ([0.1, 0.2, 0.9], 0.0, 0.5833333), ([0.5, 0.5, 0.5], 0.5, 2 / 3)],
)
def test_the_best_the_worst_and_a_tie(scores, area, precision):
    labels = [True, True, False]
    assert auc(labels, scores) == area
    assert average_precision(labels, scores) == pytest.approx(precision)


@given(ranked)
def test_the_area_is_the_share_of_pairs_in_order(rows):
    labels, scores = [label for label, _ in rows], [score for _, score in rows]
    right = [score for label, score in rows if label]
    wrong = [score for label, score in rows if not label]
    wins = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    assert auc(labels, scores) == pytest.approx(wins / (len(right) * len(wrong)))


@given(ranked, st.randoms())
def test_the_order_of_the_pairs_changes_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    figures = [
        (auc(labels, scores), average_precision(labels, scores), calibration_error(labels, scores))
        for labels, scores in (zip(*rows, strict=True), zip(*shuffled, strict=True))
    ]
    assert figures[0] == pytest.approx(figures[1])


@given(ranked)
def test_average_precision_falls_when_the_scores_are_turned_round(rows):
    labels, scores = [label for label, _ in rows], [score for _, score in rows]
    best = average_precision(labels, [float(label) for label in labels])
    assert best == 1.0
    assert average_precision(labels, scores) <= best


def test_one_kind_of_pair_cannot_be_ranked():
    with pytest.raises(ValueError, match="negatives"):
        auc([True, True], [0.1, 0.2])
    with pytest.raises(ValueError, match="positives"):
        average_precision([False], [0.3])


def test_scores_that_can_be_believed_have_no_calibration_error():
    assert calibration_error([True, False], [1.0, 0.0]) == 0.0
    assert calibration_error([True, False, False, False], [0.25] * 4) == 0.0
    assert calibration_error([], []) == 0.0


def test_the_calibration_error_counts_each_bin_by_its_pairs():
    labels = [True, True, False, False]
    scores = [0.95, 0.95, 0.95, 0.05]
    assert calibration_error(labels, scores) == pytest.approx(0.75 * (0.95 - 2 / 3) + 0.25 * 0.05)
