import pytest

from tracker.text.asking import PLAINLY, how_it_asks
from tracker.text.prepare import prepare
from tracker.text.recurring import sentence_key

KENT = ("Kent Police", "Kent Constabulary", "Kent")


def comparables(text, names=KENT, subject=""):
    return [q.comparable for q in prepare(text, body_names=names, subject=subject).questions]


def test_numbered_items_are_questions_of_their_own():
    text = """Dear Kent Police,

    Please could you answer the following under the Freedom of Information Act 2000:

    1. How many drones did Kent Police own on 1 January 2024, by make and model?
    2) How much was spent on drone training in each of the last three financial years?
    Q3. Which companies supplied the counter-drone equipment used at public events?

    Yours faithfully,
    Jane Doe"""
    assert comparables(text) == [
        "How many drones did your organisation own on 1 January 2024, by make and model?",
        "How much was spent on drone training in each of the last three financial years?",
        "Which companies supplied the counter-drone equipment used at public events?",
    ]


def test_lettered_parts_keep_their_stem():
    text = """1. For each stop and search of a person under eighteen in 2023, please provide
    (a) the grounds
    (b) the outcome
    2. How many officers were trained in the use of spit hoods during the same year?"""
    found = comparables(text)
    assert len(found) == 4
    assert "stop and search" in found[1]
    assert found[1].endswith("the grounds")
    assert "stop and search" in found[2]
    assert "spit hoods" in found[3]
    assert "stop and search" not in found[3]


def test_items_written_in_one_line_are_parted_when_they_count_from_one():
    text = "1. How many horses does the force stable? 2. What did the stables cost in 2022?"
    assert len(comparables(text)) == 2


def test_quarters_and_inline_letters_do_not_cut_a_sentence():
    text = "How many trains ran late in (a) Q3 and (b) Q4 2024 on the Bedford line"
    assert comparables(text) == [text]


def test_a_further_request_in_prose_is_another_question():
    text = (
        "How many complaints about helicopter noise were recorded in 2023. Please also provide "
        "a list of the fuel suppliers paid by the air support unit since 2019."
    )
    assert len(comparables(text)) == 2


def test_items_may_count_in_roman_numerals():
    text = """Dear Kent Police,

    i. How many drones did the force own on 1 January 2024, by make and model?
    ii. Which companies supplied the counter-drone equipment used at public events?
    iii. What training is given to officers who fly them?

    Yours faithfully,
    Jane Doe"""
    assert len(comparables(text)) == 3


def test_a_question_joined_to_another_in_prose_is_one_of_its_own():
    text = (
        "What steps are taken to improve air quality near schools in the county? And pursuant to "
        "the answer on armoured vehicles, what issues were identified during the pause in their "
        "delivery? Also, how many beagles were bred under licence in the last twelve months?"
    )
    found = comparables(text)
    assert len(found) == 3
    assert "armoured" in found[1]
    assert "beagles" in found[2]


def test_can_you_say_asks_plainly():
    assert how_it_asks("Can you say how much the force spent on this last year.") == PLAINLY


def test_short_items_carry_what_introduces_them():
    text = """Please provide the annual budget of the mounted section for:
    - feed
    - farriers
    - transport"""
    found = comparables(text)
    assert len(found) == 3
    assert all("mounted section" in question for question in found)


def test_the_body_and_ways_to_address_it_are_one_placeholder():
    one = comparables("How many tasers has Kent Police bought since 2019, and at what cost?")
    other = comparables(
        "How many tasers has Essex Police bought since 2019, and at what cost?", ("Essex Police",)
    )
    third = comparables("How many tasers has your force bought since 2019, and at what cost?")
    assert one == other == third


def test_a_place_is_not_the_body():
    text = "How many burglaries were recorded in the county of kent in 2023 by postcode district"
    assert comparables(text) == [text]


def test_a_letter_without_a_question_has_none_and_says_so():
    prepared = prepare("Dear Sir,\n\nYours faithfully,\nJane Doe", body_names=KENT)
    assert prepared.questions == ()
    assert "no-question" in prepared.flags


def test_the_subject_stands_in_for_a_missing_question():
    prepared = prepare(
        "Dear Sir,\n\nRegards", body_names=KENT, subject="Cost of translation services 2023"
    )
    assert [q.comparable for q in prepared.questions] == ["Cost of translation services 2023"]
    assert "title-only" in prepared.flags


@pytest.mark.parametrize("ask", ["My reference is REQ-1598768.", "Re: Cranwater Gardens", ""])
def test_a_letter_of_nothing_but_talk_keeps_no_sentence_of_it(ask):
    text = f"""Hi,

    Can you help with this one under freedom of information:

    {ask}

    No need for anybody's names, only the figures. A spreadsheet is fine. If it is more
    than 18 hours of work tell me which part is causing it and I will drop that part.

    Any unauthorised copying is prohibited. Please consider the environment before printing.

    Jane Doe"""
    assert not any("figures" in found or "copying" in found for found in comparables(text))


def test_a_plain_question_about_requests_is_no_talk():
    text = "Dear Kent Police,\n\nHow many FOI requests were refused under section 12?\n\nJane Doe"
    assert comparables(text) == ["How many FOI requests were refused under section 12?"]


def test_an_item_that_does_not_say_of_what_it_asks_carries_the_first():
    text = """Dear Kent Police,

1. How many electric scooters were seized in 2022?
2. Of these, how many were crushed?
3. What was the cost?
4. How many riders were prosecuted for careless driving?

Yours faithfully"""
    first, second, third, fourth = comparables(text)
    assert first == "How many electric scooters were seized in 2022?"
    assert second == f"{first} Of these, how many were crushed?"
    assert third == f"{first} What was the cost?"
    assert fourth == "How many riders were prosecuted for careless driving?"


@pytest.mark.parametrize("mark", ["", "1. "])
def test_a_first_question_that_does_not_say_of_what_it_asks_has_its_heading(mark):
    text = f"Dear Kent Police,\n\nDrones\n\n{mark}How many does the force own?\n\nYours faithfully"
    assert comparables(text) == ["Drones: How many does your organisation own?"]


def test_a_heading_of_letters_is_no_part_of_a_question():
    text = "Dear Kent Police,\n\nMy questions\n\nHow many does the force own?\n\nYours faithfully"
    assert comparables(text) == ["How many does your organisation own?"]


def test_the_closing_behind_the_last_item_of_a_line_is_no_part_of_it():
    text = (
        "Dear Kent Police, 1. How many drones fell? 2. How many dogs died? Yours faithfully, J Doe"
    )
    assert comparables(text) == ["How many drones fell?", "How many dogs died?"]


BRIEF = (
    "Your policy on tattoos please.",
    "Copies of your latest staff survey.",
    "Could you let me have the social media policy.",
    "May I see the staff survey please",
    "Details of your mobile phone contract",
    "Any information you hold on drones.",
    "Latest structure chart please",
    "Your fleet list.",
    "Minutes of the ethics committee.",
    "Overtime costs",
)


@pytest.mark.parametrize("ask", BRIEF)
def test_a_brief_letter_may_name_what_it_wants_without_asking(ask):
    text = f"Dear Sir or Madam,\n\n{ask}\n\nYours faithfully,\nJane Doe"
    assert len(comparables(text)) == 1
    assert comparables(text, subject="Taser use in 2023") == ["Taser use in 2023"]


@pytest.mark.parametrize(
    "talk",
    [
        "Please acknowledge receipt of this.",
        "My reference is REQ-1598768.",
        "Date: 24 January 2024",
        "Please find the following attached",
        "Another one from us, I'm afraid",
        "Byddwn yn ddiolchgar pe gallech ddarparu'r wybodaeth isod.",
    ],
)
def test_a_brief_letter_of_nothing_but_talk_has_no_question(talk):
    assert not comparables(f"Dear Sir or Madam,\n\n{talk}\n\nYours faithfully,\nJane Doe")


def test_what_a_long_letter_names_without_asking_is_no_question():
    talk = "I look forward to hearing from you within twenty working days of receipt. " * 3
    text = f"Dear Sir or Madam,\n\nOverheads.\n\n{talk}\n\nYours faithfully,\nJane Doe"
    assert not comparables(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Dear Sir, how many drones did you buy?", "how many drones did you buy?"),
        ("Hi - can I have your drone policy? Thanks", "your drone policy?"),
        ("Hi can I have your drone policy?", "your drone policy?"),
        ("Dear Kent Police, How many drones fell? Yours, J Doe", "How many drones fell?"),
        ("Dear Dogs, Horses and Drones Unit, how many drones fell?", "how many drones fell?"),
        ("Dear Sir. Please send the drone policy. Regards", "the drone policy"),
        ("To whom it may concern, under the FOI Act please send the drone policy",
         "the drone policy"),
        ("Hello, foi request for Kent Police - A list of all drones owned and their makers.",
         "A list of all drones owned and their makers"),
        ("Dear Sir,\nI would like the drone policy.\nMany thanks, and please send the drone log",
         "please send the drone log"),
    ],
)  # fmt: skip
def test_what_is_asked_behind_a_greeting_or_thanks_on_one_line_is_found(text, asked):
    assert any(found.endswith(asked) for found in comparables(text)), comparables(text)


def test_a_greeting_is_not_parted_within_a_long_name():
    text = "Dear Labour, Citizens' Services and Open Government,\n\nHow many drones fell?"
    assert comparables(text) == ["How many drones fell?"]


def test_what_is_known_to_recur_leaves_a_request_without_a_question():
    said = "My dissertation compares amphitheatres with velodromes in Ruritanian provinces"
    key = sentence_key(said, KENT)
    text = f"Dear Kent Police,\n\n{said}.\n\nYours faithfully,\nJane Doe"
    assert prepare(text, body_names=KENT).questions
    assert not prepare(text, body_names=KENT, recurring={key}).questions


def test_a_plain_question_stays_though_it_is_known_to_recur():
    asked = "How many drones did you own in each of the last three years?"
    key = sentence_key(asked, KENT).removeprefix("#")
    text = f"Dear Kent Police,\n\n{asked}\n\nYours faithfully,\nJane Doe"
    assert prepare(text, body_names=KENT, recurring={key, f"#{key}"}).questions


def test_lines_broken_by_a_mail_program_are_joined():
    text = (
        "> Please tell me how many working dogs were retired by the force in the\n"
        "> last five years, and how many of them were rehomed with their handlers."
    )
    assert len(comparables(text)) == 1
    assert "in the last five years" in comparables(text)[0]


def test_masks_of_any_spelling_are_one_mask():
    found = {
        comparables(f"A copy of the licensing file for {mask}, with all inspection notes")[0]
        for mask in ("{name removed}", "[an individual]", "(a specified address)", "[name]")
    }
    assert found == {"A copy of the licensing file for [withheld], with all inspection notes"}


def test_more_items_than_the_limit_lose_nothing():
    text = "\n".join(
        f"{n}. How many kennels numbered {n} were inspected by vets" for n in range(1, 90)
    )
    prepared = prepare(text, body_names=KENT)
    assert len(prepared.questions) == 60
    assert "numbered 89" in prepared.questions[-1].display


def test_a_further_question_that_leans_on_the_first_carries_it():
    text = (
        "How many thefts of hearing aids were recorded in 2023. "
        "Please also give totals by quarter and how many ended in a caution."
    )
    found = comparables(text)
    assert len(found) == 2
    assert "hearing aids" in found[1]


def test_what_names_the_subject_before_a_colon_stays():
    text = (
        "Good afternoon\n\nI am looking for statistics on thefts of manhole covers: totals by "
        "quarter and how many ended in a caution.\n\nBest wishes\nJane Doe"
    )
    assert "manhole covers" in comparables(text)[0]


def test_the_earlier_answer_that_a_question_follows_is_no_part_of_it():
    question = "how many lines of activity were considered in the zero based review of spending"
    before = "pursuant to the Answer of 3 March 2025 to Question 4711 on"
    for title in ("Government Departments: Reviews", "Culture, Media and Sport: Expenditure"):
        assert comparables(f"{before} {title}, {question}") == [question]


def test_a_question_that_needs_the_earlier_answer_keeps_its_subject():
    before = "Pursuant to the Answer of 3 March 2025 to Question 4711 on Police Dogs,"
    for rest in ("how many were bought", "how many of those were trained at the kennels in Kent"):
        assert "Police Dogs" in comparables(f"{before} {rest}")[0]
