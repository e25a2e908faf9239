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


STOLEN = "How many bicycles were reported stolen in Canterbury in 2024?"


@pytest.mark.parametrize(
    "beside",
    [
        "https://www.bbc.co.uk/news/uk-england-kent-65432109",
        "Source: HMICFRS PEEL 2023/25 assessment, page 14.",
        "The Casey Review found widespread failings in the Metropolitan Police.",
        "Parliament debated the matter at length before the summer recess.",
        "Heavy haulage firms complain that escorts are hard to come by.",
    ],
)
def test_links_and_news_in_either_place_are_no_questions(beside):
    assert questions(STOLEN, beside) == questions(beside, STOLEN) == [STOLEN]


@pytest.mark.parametrize(
    "further",
    [
        "For the purposes of this request a year runs from 1 September to 31 August.",
        "'Bicycle' means any pedal cycle, electric or not.",
        "If the bicycle was found again, please say where.",
        "How many of the bicycles were electric and how many were folding ones?",
        "How many arrests for handling followed each bicycle?",
    ],
)
def test_definitions_and_what_asks_more_of_it_stay_with_a_question(further):
    (only,) = questions(STOLEN, further)
    assert further.rstrip(".")[-15:] in only


def test_a_period_that_comes_first_belongs_to_the_question():
    (only,) = questions("My request covers the period from 1 January 2020 to 31 March.", STOLEN)
    assert "1 January 2020" in only


@pytest.mark.parametrize(
    "short",
    [
        "How many Tasers do you own?",
        "Do you have a nuclear bunker?",
        "Please supply your drone policy.",
        "Please name the contractor that runs your canteen.",
    ],
)
def test_a_short_question_is_one_of_its_own_in_either_place(short):
    assert len(questions(STOLEN, short)) == len(questions(short, STOLEN)) == 2


def test_a_paragraph_behind_a_list_is_no_part_of_its_last_item():
    listed = "1. How many police cars are electric?\n2. How many charging points do you have?"
    further = "I would also like a copy of the force's mobile phone extraction policy."
    assert len(questions(listed, further)) == 3


def test_a_heading_stays_with_the_question_below_it():
    first, second = questions(
        "Part A: Domestic abuse\nHow many domestic abuse crimes were recorded in 2024?",
        "Part B: Stalking\nHow many stalking protection orders were granted in 2024?",
    )
    assert "domestic abuse" in first
    assert second.startswith("Part B")


@pytest.mark.parametrize(
    "asked",
    ["Details of any contracts held with Palantir.", "Contracts with Palantir."],
)
def test_what_names_somebody_that_letters_never_name_is_no_letter_talk(asked):
    assert questions(asked) == [asked.rstrip(".")]
    assert questions("Details of your complaints procedure and of this request.") == []
