"""Misspelt words are read as what they were meant for, and nothing else is touched."""

import pytest

from tracker.matching.reading import as_read
from tracker.matching.signature import signature
from tracker.matching.spelling import meant_by, respelt


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("constabel", "constable"),
        ("expnditure", "expenditure"),
        ("vehhicles", "vehicles"),
        ("traoning", "training"),
        ("incidetns", "incidents"),
    ],
)
def test_one_slip_in_a_word_is_put_right(written, meant):
    assert respelt(f"how many {written} there were in 2024") == (
        f"how many {meant} there were in 2024"
    )


@pytest.mark.parametrize(
    "text",
    [
        "how many moths, goats and boilers were seized",
        "whether officers may carry a Taser, a baton or PAVA",
        "the neighbourhoods, the color and their organisations",
        "How much did Cranwater pay to Marple Bridge Parish",
        "figures by ethnicity, e.g. through foi@kent.example or AB12-cdefgx",
        "what have you spent, and were four kept",
    ],
)
def test_words_that_any_list_knows_and_names_stay(text):
    assert respelt(text) == text


def test_a_slip_in_the_first_word_of_a_sentence_keeps_its_capital():
    assert respelt("Expnditure on drones. Trianing of pilots.") == (
        "Expenditure on drones. Training of pilots."
    )


def test_both_the_encoder_and_the_words_get_what_was_meant():
    clean, slipped = "how much was spent on drone training", "how much was spnet on drone trainign"
    assert as_read(slipped) == as_read(clean)
    assert signature(slipped).line == signature(clean).line


def test_a_letter_left_out_is_likelier_than_one_that_came_in():
    assert meant_by("listning") == "listening"
    assert meant_by("offficers") == "officers"
