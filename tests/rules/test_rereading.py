"""Which stored question a newly read one still is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ingest.rereading import Reading, carried_over

DRONES = "How many drones did your organisation own on 1 March 2024, by make?"
DOGS = "What does your organisation feed its search dogs, and who delivers it?"


def carried(stored, read, *, amended=True):
    """Give what goes on as what, for questions given as (place, text number, words)."""
    return carried_over(
        [Reading(*each) for each in stored], [Reading(*each) for each in read], amended=amended
    )


def test_the_same_wording_is_the_same_question_wherever_it_stands():
    stored = [(1, 7, DRONES), (2, 8, DOGS)]
    assert carried(stored, [(1, 8, DOGS), (2, 7, DRONES)]) == {0: 1, 1: 0}
    assert carried(stored, [(5, 7, DRONES)]) == {0: 0}


def test_of_equal_wordings_the_nearest_goes_on():
    stored = [(1, 7, DRONES), (2, 8, DOGS), (3, 7, DRONES)]
    assert carried(stored, [(3, 7, DRONES)]) == {0: 2}
    assert carried(stored, [(1, 7, DRONES), (2, 7, DRONES)]) == {0: 0, 1: 2}


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (DRONES.replace("own", "hold"), True),
        (DRONES.replace("make", "make and model"), True),
        (DRONES.replace("2024", "2023"), False),
        (f"{DRONES} And how many of them were lost over water, and where was that?", False),
        (DOGS, False),
    ],
)
def test_an_amended_wording_goes_on_while_it_asks_the_same(words, same):
    assert carried([(1, 7, DRONES)], [(1, 9, words)]) == ({0: 0} if same else {})


def test_a_text_read_anew_goes_on_with_what_is_left_of_each_wording():
    tale = "My late wife kept bees behind the old station for years"
    stored = [(1, 1, f"{tale}. {DRONES}"), (2, 2, tale), (3, 3, DOGS)]
    read = [(1, 7, DRONES), (2, 3, DOGS)]
    assert carried(stored, read, amended=False) == {0: 0, 1: 2}
    assert carried(stored, read, amended=True) == {1: 2}
    assert carried(read, stored, amended=False) == {0: 0, 2: 1}


def test_a_text_read_anew_into_as_many_questions_goes_on_by_place():
    stored = [(1, 1, "how many in the last three years"), (2, 2, DOGS)]
    read = [(1, 7, "how many [2023 to 2026]"), (2, 2, DOGS)]
    assert carried(stored, read, amended=False) == {0: 0, 1: 1}
    assert carried(stored, read[:1], amended=False) == {}
    assert carried(stored, read, amended=True) == {1: 1}


def test_all_in_one_never_goes_on_as_a_single_question():
    whole = f"{DRONES} {DOGS}"
    assert carried([(0, 1, whole)], [(1, 7, DRONES)], amended=False) == {}
    assert carried([(0, 1, whole)], [(0, 2, DRONES)], amended=False) == {0: 0}


@given(st.randoms(use_true_random=False))
def test_each_question_goes_on_once_and_equal_ones_always_do(rng: random.Random):
    texts = [rng.randrange(6) for _ in range(8)]
    stored = [(n, text, f"word{text} of the {text}") for n, text in enumerate(texts[:4], 1)]
    read = [(n, text, f"word{text} of the {text}") for n, text in enumerate(texts[4:], 1)]
    found = carried(stored, read)
    assert len(set(found.values())) == len(found)
    for text in set(texts):
        both = min(texts[:4].count(text), texts[4:].count(text))
        assert sum(read[i][1] == stored[j][1] == text for i, j in found.items()) == both
