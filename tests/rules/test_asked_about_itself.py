"""Another organisation that does what is asked is the body changed; any other is not."""

import pytest

from tracker.matching.features import ITSELF, NAMES, compare
from tracker.matching.reading import asks_one_about_itself
from tracker.matching.scorer import load_scorer
from tracker.matching.signature import signature

PLACE = NAMES.index("other_organisation")
SPENT = "How much {} has spent on translation in each of the last five years"
HELD = "What discussions you have had with {} on translation in the last five years"


@pytest.mark.parametrize(
    "text",
    [
        "How much the Land Registry has spent on translation",
        "How many interpreters are employed by the Serious Fraud Office",
        "How many interpreters there are in the Legal Aid Agency in 2025",
        "How many diversity staff are employed HM Land Registry",
    ],
)
def test_one_that_does_what_is_asked_stands_for_the_addressed_body(text):
    assert asks_one_about_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "What discussions you have had with the Land Registry on translation",
        "Whether the Land Registry has written to the Legal Aid Agency",
        "How much each of the 42 care boards and the Land Registry has spent",
        "Which agency will train officers following the abolition of the Legal Aid Agency",
        "How many interpreters Kent Police has employed since 2020",
        "How many interpreters your organisation has employed since 2020",
    ],
)
def test_others_do_not(text):
    assert not asks_one_about_itself(text)


def compared(sentence, *names):
    one, other = (signature(sentence.format(name)) for name in names)
    return compare(one, other, 1.0)


def test_the_same_of_two_organisations_about_themselves_counts_half_and_is_a_copy():
    asked = compared(SPENT, "the Land Registry", "the Legal Aid Agency")
    about = compared(HELD, "the Land Registry", "the Legal Aid Agency")
    assert (asked.values[PLACE], about.values[PLACE]) == (ITSELF, 1.0)
    scorer = load_scorer()
    assert scorer.probability(asked) > scorer.threshold > scorer.probability(about)


def test_one_organisation_named_by_both_makes_no_difference():
    assert compared(SPENT, "the Land Registry", "the Land Registry").values[PLACE] == 0.0


def test_the_same_of_two_forces_is_a_series():
    assert compared(SPENT, "Kent Police", "Surrey Police").values[PLACE] == 1.0
