"""The lower bound of a share, against values worked out elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.campaigns.confidence import lower_bound


@pytest.mark.parametrize(
    ("found", "of", "confidence", "bound"),
    [
        (5, 10, 0.975, 0.1871),  # Clopper and Pearson 1934: 5 of 10, two-sided 95 %
        (8, 10, 0.975, 0.4439),
        (5, 10, 0.95, 0.2224),
        (10, 10, 0.95, 0.7411),  # all found: 0.05 to the power of 1/n
        (100, 100, 0.95, 0.9705),
        (1, 1, 0.95, 0.05),
        (0, 20, 0.95, 0.0),
        (0, 0, 0.95, 0.0),
    ],
)
def test_the_bound_is_that_of_the_tables(found, of, confidence, bound):
    assert lower_bound(found, of, confidence=confidence) == pytest.approx(bound, abs=5e-5)


@given(st.integers(1, 400), st.data())
def test_it_lies_below_the_share_and_rises_with_what_was_found(of, data):
    found = data.draw(st.integers(0, of - 1))
    assert lower_bound(found, of) <= found / of
    assert lower_bound(found, of) < lower_bound(found + 1, of) < 1


@pytest.mark.parametrize(("found", "of", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0)])
def test_counts_that_cannot_be_are_refused(found, of, confidence):
    with pytest.raises(ValueError, match="no share"):
        lower_bound(found, of, confidence=confidence)
