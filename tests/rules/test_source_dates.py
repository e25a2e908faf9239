from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sources.dates import DateProblem, parse_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("2026/03/09", date(2026, 3, 9)),
        ("20260309", date(2026, 3, 9)),
        ("09/03/2026", date(2026, 3, 9)),
        ("9.3.2026", date(2026, 3, 9)),
        ("09-03-2026", date(2026, 3, 9)),
        ("9 March 2026", date(2026, 3, 9)),
        ("Monday, 9th Mar 2026", date(2026, 3, 9)),
        ("09-Mar-2026", date(2026, 3, 9)),
        ("March 9, 2026", date(2026, 3, 9)),
        ("  9   Sept  2026 ", date(2026, 9, 9)),
        ("46090", date(2026, 3, 9)),
        ("46090.75", date(2026, 3, 9)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_day_first_in_every_form_that_bodies_use(written, expected):
    assert parse_date(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-06-24T23:30:00Z", date(2026, 6, 25)),
        ("2026-06-24T23:30:00+01:00", date(2026, 6, 24)),
        ("2026-01-24T23:30:00Z", date(2026, 1, 24)),
        ("2026-06-25T00:15:12.345+01:00", date(2026, 6, 25)),
        ("2026-06-24 23:59:59", date(2026, 6, 24)),
        ("24/06/2026 09:15", date(2026, 6, 24)),
        ("24 June 2026 at 9:15 pm", date(2026, 6, 24)),
        ("24 June 2026, 00:30 BST", date(2026, 6, 24)),
    ],
)
def test_a_moment_with_a_zone_becomes_the_date_in_london(written, expected):
    assert parse_date(written) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/2026", "impossible-date"),
        ("29/02/2026", "impossible-date"),
        ("2026-13-01", "impossible-date"),
        ("31 June 2026", "impossible-date"),
        ("00/01/2026", "impossible-date"),
        ("01/01/2026 25:00", "impossible-date"),
        ("12/31/2026", "month-first-date"),
        ("9999-12-31T23:59:59-01:00", "impossible-date"),
        ("01/02/26", "two-digit-year"),
        ("1 March 26", "two-digit-year"),
        ("1301-01-01", "implausible-date"),
        ("2201-01-01", "implausible-date"),
        ("soon", "unreadable-date"),
        ("5 Marsh 2026", "unreadable-date"),
        ("2026-03", "unreadable-date"),
        ("٠٩/٠٣/٢٠٢٦", "unreadable-date"),
        ("", "unreadable-date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(written, code):
    with pytest.raises(DateProblem) as refusal:
        parse_date(written)
    assert refusal.value.code == code


def test_the_reason_for_an_impossible_date_says_that_it_does_not_exist():
    with pytest.raises(DateProblem, match=r"does not exist \(31/02/2026\)"):
        parse_date("31/02/2026")


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_date_survives_being_written_in_each_form(day):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d-%b-%Y"):
        assert parse_date(day.strftime(form)) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_date_reader(written):
    try:
        found = parse_date(written)
    except DateProblem:
        return
    assert isinstance(found, date)
