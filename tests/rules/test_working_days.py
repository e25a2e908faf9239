from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.law.bank_holidays import DIVISIONS, BankHolidayDataError, BankHolidays
from tracker.law.working_days import due_date, horizon_warning, is_working_day

HOLIDAYS = BankHolidays.load()
COVERED_DAYS = st.dates(date(2012, 1, 2), date(2028, 11, 20))
REGIMES = st.sampled_from(["FOIA", "FOISA"])

# Received, due under FOIA, due under FOISA: counted by hand on a calendar of the holidays that the
# proclamations and the 1971 Act give, not with the shipped data.
BY_HAND = [
    # The traps that the law sets: 2 January, 17 March, 12 July, Easter Monday, August, 30 November.
    ("2026-03-09", "2026-04-09", "2026-04-07"),
    ("2026-03-14", "2026-04-15", "2026-04-13"),
    ("2026-07-06", "2026-08-05", "2026-08-04"),
    ("2026-11-16", "2026-12-15", "2026-12-15"),
    ("2026-12-07", "2027-01-08", "2027-01-08"),
    ("2023-12-15", "2024-01-18", "2024-01-18"),
    ("2024-01-15", "2024-02-12", "2024-02-12"),
    ("2024-02-29", "2024-04-02", "2024-03-28"),
    ("2024-03-01", "2024-04-03", "2024-04-01"),
    ("2024-03-28", "2024-04-29", "2024-04-26"),
    ("2024-04-13", "2024-05-13", "2024-05-13"),
    ("2024-05-05", "2024-06-04", "2024-06-04"),
    ("2024-06-28", "2024-07-29", "2024-07-26"),
    ("2024-07-29", "2024-08-28", "2024-08-27"),
    ("2024-11-11", "2024-12-10", "2024-12-10"),
    ("2024-12-05", "2025-01-08", "2025-01-08"),
    ("2024-12-25", "2025-01-27", "2025-01-27"),
    ("2025-01-02", "2025-01-30", "2025-01-30"),
    ("2025-02-24", "2025-03-25", "2025-03-24"),
    ("2025-03-24", "2025-04-23", "2025-04-22"),
    ("2025-04-18", "2025-05-20", "2025-05-19"),
    ("2025-05-03", "2025-06-03", "2025-06-03"),
    ("2025-06-30", "2025-07-29", "2025-07-28"),
    ("2025-07-21", "2025-08-19", "2025-08-19"),
    ("2025-08-08", "2025-09-08", "2025-09-05"),
    ("2025-11-10", "2025-12-09", "2025-12-09"),
    ("2025-12-12", "2026-01-15", "2026-01-15"),
    ("2026-01-05", "2026-02-02", "2026-02-02"),
    ("2026-02-20", "2026-03-23", "2026-03-20"),
    ("2026-05-18", "2026-06-17", "2026-06-17"),
    ("2026-06-15", "2026-07-14", "2026-07-13"),
    ("2026-06-20", "2026-07-20", "2026-07-17"),
    ("2026-07-31", "2026-09-01", "2026-08-31"),
    ("2026-11-13", "2026-12-14", "2026-12-14"),
    ("2026-12-01", "2026-12-31", "2026-12-31"),
    ("2027-02-26", "2027-03-31", "2027-03-29"),
    ("2027-03-09", "2027-04-09", "2027-04-07"),
    ("2027-05-17", "2027-06-15", "2027-06-15"),
    ("2027-06-21", "2027-07-20", "2027-07-19"),
    ("2027-07-19", "2027-08-17", "2027-08-17"),
    ("2027-11-05", "2027-12-06", "2027-12-06"),
    ("2027-11-27", "2027-12-29", "2027-12-29"),
]


def due(received: str, regime: str) -> str:
    return due_date(date.fromisoformat(received), regime, HOLIDAYS).due.isoformat()


@pytest.mark.parametrize(("received", "foia", "foisa"), BY_HAND)
def test_the_statutory_date_is_the_one_counted_by_hand(received, foia, foisa):
    assert (due(received, "FOIA"), due(received, "FOISA")) == (foia, foisa)


def test_a_holiday_in_any_part_of_the_uk_is_skipped_under_foia_and_named():
    found = due_date(date(2026, 3, 9), "FOIA", HOLIDAYS)
    assert found.skipped == (
        (date(2026, 3, 17), "St Patrick’s Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
    )
    assert found.weekend_days == 8


def test_only_scottish_holidays_are_skipped_under_foisa():
    found = due_date(date(2026, 3, 9), "FOISA", HOLIDAYS)
    assert [name for _, name in found.skipped] == ["Good Friday"]


def test_a_holiday_proclaimed_once_counts_like_any_other():
    skipped = due_date(date(2026, 6, 1), "FOISA", HOLIDAYS).skipped
    assert (date(2026, 6, 15), "World Cup bank holiday") in skipped


def test_a_holiday_at_the_weekend_is_no_skipped_holiday():
    # Christmas Day 2027 is a Saturday; its substitute is the Monday.
    days = [day for day, _ in due_date(date(2027, 12, 10), "FOIA", HOLIDAYS).skipped]
    assert days == [date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3), date(2028, 1, 4)]


def test_good_friday_is_computed_as_gov_uk_publishes_it():
    published = {
        day
        for day, title in HOLIDAYS.by_division["england-and-wales"].items()
        if title == "Good Friday"
    }
    without_data = BankHolidays({division: {date(2000, 1, 3): "x"} for division in DIVISIONS})
    assert len(published) == 17
    assert not any(is_working_day(day, "FOISA", without_data) for day in published)


@given(received=COVERED_DAYS, regime=REGIMES)
def test_the_due_date_is_a_working_day_with_twenty_counted_since_receipt(received, regime):
    found = due_date(received, regime, HOLIDAYS)
    days = [received + timedelta(days=n + 1) for n in range((found.due - received).days)]
    assert sum(is_working_day(day, regime, HOLIDAYS) for day in days) == 20
    assert is_working_day(found.due, regime, HOLIDAYS)
    assert len(days) == 20 + found.weekend_days + len(found.skipped)
    assert not found.beyond_horizon


@given(received=COVERED_DAYS, later=st.integers(0, 40), regime=REGIMES)
def test_a_request_received_later_is_never_due_earlier(received, later, regime):
    second = received + timedelta(days=later)
    first_due = due_date(received, regime, HOLIDAYS).due
    assert first_due <= due_date(second, regime, HOLIDAYS).due


@given(received=COVERED_DAYS)
def test_foia_never_gives_less_time_than_foisa(received):
    foia, foisa = (due_date(received, regime, HOLIDAYS).due for regime in ("FOIA", "FOISA"))
    assert foia >= foisa


@pytest.mark.parametrize("received", ["2011-12-01", "2028-12-08", "2031-06-02"])
def test_a_date_that_the_data_does_not_reach_is_given_as_provisional(received):
    found = due_date(date.fromisoformat(received), "FOIA", HOLIDAYS)
    assert found.beyond_horizon
    assert found.due > date.fromisoformat(received) + timedelta(days=27)


def test_christmas_and_good_friday_are_known_beyond_the_data():
    skipped = due_date(date(2030, 4, 10), "FOIA", HOLIDAYS).skipped
    assert skipped == ((date(2030, 4, 19), "Good Friday"),)


def test_a_warning_comes_when_the_data_ends_within_sixty_working_days():
    assert horizon_warning(HOLIDAYS, date(2028, 9, 1)) is None
    assert "2028-12-26" in (horizon_warning(HOLIDAYS, date(2028, 10, 15)) or "")


@pytest.mark.parametrize("regime", ["GDPR", "none", "", "foia"])
def test_another_regime_is_refused(regime):
    with pytest.raises(ValueError, match="FOIA, FOISA, EIR, EISR only"):
        due_date(date(2026, 3, 9), regime, HOLIDAYS)


@pytest.mark.parametrize("received", [date.max, date.max - timedelta(days=10)])
def test_a_date_at_the_end_of_the_calendar_is_refused(received):
    with pytest.raises(ValueError, match="counted from"):
        due_date(received, "FOIA", HOLIDAYS)


@pytest.mark.parametrize(
    ("feed", "where"),
    [
        ("{", "the whole file"),
        ("[]", "the whole file"),
        ('{"scotland": {"events": []}}', "scotland"),
        ('{"scotland": {"events": [{"date": "2026-02-30", "title": "x"}]}}', "scotland"),
        ('{"scotland": {"events": [{"date": "2026-01-01", "title": "x"}]}}', "england-and-wales"),
    ],
)
def test_bank_holiday_data_that_cannot_be_used_says_where(tmp_path: Path, feed, where):
    path = tmp_path / "bank-holidays.json"
    path.write_text(feed)
    with pytest.raises(BankHolidayDataError, match=where):
        BankHolidays.load(path)
