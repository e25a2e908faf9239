from datetime import date

import pytest

from tracker.campaigns.titles import title_for
from tracker.matching.reading import as_read
from tracker.matching.signature import signature
from tracker.matching.things import things
from tracker.matching.variation import rolled_apart, variations
from tracker.text.prepare import prepare
from tracker.text.rolled import mark_rolled

RECEIVED = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("in the 12 months to 3 March 2025", "in the 12 months to 3 March 2025 [day of request]"),
        ("up to and including 11/03/2025", "up to and including 11/03/2025 [day of request]"),
        ("as of 2025-03-12, how many", "as of 2025-03-12 [day of request], how many"),
        (
            "from 3 March 2024 to 3 March 2025",
            "from 3 March 2024 [12 months before request] to 3 March 2025 [day of request]",
        ),
        (
            "between September 10th, 2024 and March 9th, 2025",
            (
                "between September 10th, 2024 [6 months before request] "
                "and March 9th, 2025 [day of request]"
            ),
        ),
        ("since 10 March 2022", "since 10 March 2022 [36 months before request]"),
        (
            "1 January 2024 to date (12 March 2025)",
            "1 January 2024 to date (12 March 2025 [day of request])",
        ),
    ],
)
def test_ends_and_beginnings_of_periods_near_the_day_of_receipt_are_marked(text, marked):
    assert mark_rolled(text, RECEIVED) == marked


@pytest.mark.parametrize(
    "text",
    [
        "how many arrests were made on 3 March 2025",
        "the report published on 3 March 2025",
        "pursuant to the Answer of 3 March 2025",
        "in relation to 3 March 2025",
        "in the year to 28 February 2025",
        "up to 1 March 2025",
        "in the 12 months to 3 January 2025",
        "up to 13 March 2025",
        "from 10 March 2020 to 31 December 2023",
        "since 10 January 2022",
        "from 3 March to 31 March 2024",
        "up to 31 February 2025",
    ],
)
def test_days_asked_about_month_ends_and_far_days_stay_as_they_are(text):
    assert mark_rolled(text, RECEIVED) == text


def comparable(text, received):
    (question,) = prepare(text, body_names=("Kent Police",), received=received).questions
    return question


ASKED = "How many Tasers were lost from {} to {}?"


def test_copies_with_rolled_dates_differ_in_no_period_and_it_is_said():
    a = comparable(ASKED.format("3 March 2024", "3 March 2025"), date(2025, 3, 5))
    b = comparable(ASKED.format("10 March 2024", "10 March 2025"), date(2025, 3, 12))
    assert a.display == ASKED.format("3 March 2024", "3 March 2025")
    one, other = things(a.comparable), things(b.comparable)
    assert variations(one, other) == ()
    assert rolled_apart(one, other) == (
        "3 March 2024, 3 March 2025 and 10 March 2024, 10 March 2025"
    )


def test_the_same_date_received_late_by_one_body_is_still_the_same_date():
    words = ASKED.format("3 January 2024", "3 March 2025")
    soon, late = comparable(words, date(2025, 3, 5)), comparable(words, date(2025, 5, 30))
    assert soon.comparable != late.comparable
    assert as_read(soon.comparable) == as_read(late.comparable)
    assert signature(soon.comparable).line == signature(late.comparable).line
    one, other = things(soon.comparable), things(late.comparable)
    assert variations(one, other) == ()
    assert rolled_apart(one, other) == ""


def test_rolled_dates_of_periods_of_another_length_differ():
    a = comparable(ASKED.format("3 March 2024", "3 March 2025"), date(2025, 3, 5))
    b = comparable(ASKED.format("10 March 2023", "10 March 2025"), date(2025, 3, 12))
    (found,) = variations(things(a.comparable), things(b.comparable))
    assert found.kind == "period"


def test_no_mark_stands_in_a_title():
    asked = comparable(ASKED.format("3 March 2024", "3 March 2025"), date(2025, 3, 5))
    assert title_for([asked.comparable]) == (
        "How many Tasers were lost from 3 March 2024 to 3 March 2025"
    )
