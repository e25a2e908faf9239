"""A misspelt word is the word of the other wording that it was meant for; names are careful."""

import pytest

from tracker.matching.explanation import explain
from tracker.matching.features import NAMES, compare
from tracker.matching.scorer import load_scorer
from tracker.matching.signature import signature
from tracker.matching.slips import LEAST_COSINE, spelt_alike


def alike(one, other, cosine=0.9):
    a, b, _ = spelt_alike(signature(one), signature(other), cosine)
    return a.text, b.text


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("How mnay drones were bought", "How many drones were bought"),
        ("Whta was spent on kennels", "What was spent on kennels"),
        ("searches in Great Yarmuoth", "searches in Great Yarmouth"),
        ("responses to the consulttaoin", "responses to the consultation"),
        ("staff of HM Ladn Registry", "staff of HM Land Registry"),
        ("thefts in Camridgeshire", "thefts in Cambridgeshire"),
    ],
)
def test_a_misspelt_word_is_read_as_the_others(misspelt, right):
    assert alike(misspelt, right) == (right, right)
    assert alike(right, misspelt) == (right, right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("complaints about Fanshaw Lane", "complaints about Fanshew Lane"),
        ("letters from Mr Brandreth", "letters from Mr Brandeth"),
        ("how many officers were heard", "how many officers were hired"),
        ("the cost of Operation Zarvil", "the cost of Operation Zarvin"),
        ("the drnes of the force", "the fences of the force"),
    ],
)
def test_other_names_and_words_stay_as_they_are(one, other):
    assert alike(one, other) == (one, other)


def test_a_word_that_the_wording_has_itself_is_not_what_another_of_its_words_means():
    text = "officers and oficcers"
    assert alike(text, "officers and staff") == (text, "officers and staff")


def test_two_forms_that_nobody_knows_become_one_whichever_comes_first():
    one, other = "reports by Vexilar", "reports by Vexialr"
    assert len(set(alike(one, other))) == 1
    assert alike(one, other) == alike(other, one)


def test_wordings_too_far_apart_are_left_alone():
    one, other = "How mnay drones", "How many drones"
    assert alike(one, other, LEAST_COSINE - 0.01) == (one, other)


def test_a_misspelt_organisation_is_no_other_one():
    one, other = signature("staff of HM Ladn Registry"), signature("staff of HM Land Registry")
    place = NAMES.index("other_organisation")
    assert compare(one, other, 0.9).values[place] > 0.0
    assert compare(*spelt_alike(one, other, 0.9)).values[place] == 0.0


def test_the_explanation_says_what_was_read_as_what():
    scorer = load_scorer()
    one, other = signature("staff of HM Ladn Registry"), signature("staff of HM Land Registry")
    (found,) = scorer.compared([(one, other, 0.9)])
    words = {part["name"]: part["words"] for part in explain(scorer.score(found))}
    assert words["wording"] == "ladn read as Land"
    (plain,) = scorer.compared([(other, other, 1.0)])
    assert not {part["name"]: part["words"] for part in explain(scorer.score(plain))}["wording"]
