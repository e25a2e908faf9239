"""A paragraph more: two questions in two paragraphs are two, and background is none."""

import pytest

from tracker.text.prepare import prepare

LETTER = """Dear colleague,

I represent a ward in Testminster and residents have raised something that I would like to take
further, so kindly log what follows with your access to information team.

{}

Looking forward to hearing from you in due course, and with thanks to everybody concerned.

Best,

Cllr Oluwaseun O'Testing
"""
STEPS = (
    "What steps you are taking to help improve acceptance of (a) alternative and (b) new methods."
)


def questions(*paragraphs):
    text = LETTER.format("\n\n".join(paragraphs))
    prepared = prepare(text, body_names=("Northshire Police",))
    return [question.comparable for question in prepared.questions]


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(
            "How many days the Union Flag was flown at (a) your headquarters and (b) stations.",
            id="both name parts by letters",
        ),
        pytest.param(
            "How many warrant cards were lost in hotels by departmental visitors",
            id="no full stop, and a word of offices in common",
        ),
        pytest.param(
            "Can you say how many stationery suppliers are manufactured in the UK.",
            id="can you say",
        ),
        pytest.param("what your force used artificial intelligence for in last year.", id="small"),
        pytest.param(
            "Can you tell me what your force has taken to encourage procurement of British-made"
            " office products.",
            id="a verb without its object",
        ),
    ],
)
def test_two_paragraphs_that_ask_are_two_questions(first):
    assert len(questions(first, STEPS)) == 2


@pytest.mark.parametrize(
    "first",
    [
        "A centrally run report travel expenses the Assistant Chief Constable September 2025.",
        "you say how many offences reported on the website in last 12 months.",
        "I to learn how many surgeries have in with retailers in July 2024.",
    ],
)
def test_a_paragraph_that_names_what_is_wanted_is_a_question_in_whatever_words(first):
    assert len(questions(first, STEPS)) == 2


@pytest.mark.parametrize(
    "background",
    [
        "We understand that the college at Ryton closed in 2016. The buildings were sold.",
        "There was a power cut in Harborne on Sunday and the traffic lights there failed.",
        "The traffic lights at Lordswood Road were out of order for most of last Sunday.",
    ],
)
def test_a_paragraph_that_states_something_is_no_question(background):
    (only,) = questions(background, STEPS)
    assert only.startswith("What steps")


def test_a_paragraph_about_what_the_next_one_asks_stays_with_it():
    told = "Last month the Guardian reported that three forces bought IMSI catchers in Sweden."
    (only,) = questions(told, "How many IMSI catchers has the force bought since 2020?")
    assert "Guardian" in only
    assert "since 2020" in only


def test_a_line_that_announces_a_question_is_none():
    assert questions("What we're after:", STEPS) == [STEPS.rstrip(".")]


def test_ways_to_ask_leave_the_same_question():
    plain = "how many drones the force owns"
    for asked in (
        "I am keen to learn how many drones the force owns.",
        "I want to know how many drones the force owns.",
        "Can you say how many drones the force owns.",
        "Please tell me how many drones the force owns.",
    ):
        (found,) = questions(asked)
        (wanted,) = questions(plain)
        assert found == wanted
