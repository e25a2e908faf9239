from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.law.bank_holidays import BankHolidays
from tracker.law.deadlines import Clarification, ImpossibleDates, deadline
from tracker.law.working_days import is_working_day

HOLIDAYS = BankHolidays.load()
DAYS = st.dates(date(2012, 1, 2), date(2028, 3, 1))
RECEIVED = date(2026, 3, 9)


def asked(on, received=None):
    return Clarification(asked=on, received=received)


def test_without_more_it_is_twenty_working_days_from_receipt():
    found = deadline(RECEIVED, "FOIA", HOLIDAYS)
    assert (found.found.due, found.working_days) == (date(2026, 4, 9), 20)
    assert (found.counted_from, found.paused, found.remarks) == (RECEIVED, False, ())


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-03-09", "2026-05-08"), ("2026-07-06", "2026-09-03"), ("2026-12-07", "2027-02-05")],
)
def test_an_extension_makes_it_forty_from_receipt_in_all(received, due):
    found = deadline(date.fromisoformat(received), "FOIA", HOLIDAYS, extended=True)
    assert (found.found.due, found.working_days) == (date.fromisoformat(due), 40)


@given(received=DAYS, regime=st.sampled_from(["FOIA", "EIR", "EISR"]))
def test_an_extension_adds_twenty_working_days_to_the_first_twenty(received, regime):
    first, extended = (
        deadline(received, regime, HOLIDAYS, extended=extended).found.due
        for extended in (False, True)
    )
    days = (first + timedelta(days=n) for n in range(1, (extended - first).days + 1))
    assert sum(is_working_day(day, regime, HOLIDAYS) for day in days) == 20


def test_scottish_law_has_no_extension_for_the_public_interest():
    with pytest.raises(ImpossibleDates, match="FOISA has no extension"):
        deadline(RECEIVED, "FOISA", HOLIDAYS, extended=True)


@pytest.mark.parametrize("regime", ["FOIA", "FOISA"])
def test_the_clock_is_paused_until_a_clarification_arrives(regime):
    found = deadline(RECEIVED, regime, HOLIDAYS, clarification=asked(date(2026, 3, 11)))
    assert found.paused
    assert (found.found, found.counted_from, found.working_days) == (None, None, 20)


# Counted by hand: day 1 is the working day after the clarification arrives.
@pytest.mark.parametrize(
    ("regime", "arrived", "due"),
    [
        ("FOIA", "2026-03-16", "2026-04-16"),
        ("FOISA", "2026-03-16", "2026-04-14"),
        ("FOIA", "2026-04-03", "2026-05-05"),
        ("FOISA", "2026-04-03", "2026-05-01"),
        ("FOIA", "2026-04-05", "2026-05-05"),
        ("FOISA", "2026-04-05", "2026-05-01"),
    ],
)
def test_twenty_days_start_anew_on_the_working_day_after_it_arrives(regime, arrived, due):
    day = date.fromisoformat(arrived)
    found = deadline(RECEIVED, regime, HOLIDAYS, clarification=asked(date(2026, 3, 11), day))
    assert (found.found.due, found.counted_from) == (date.fromisoformat(due), day)
    assert all(skipped > day for skipped, _ in found.found.skipped)


@given(received=DAYS, wait=st.integers(0, 200), reply=st.integers(0, 200), longer=st.booleans())
def test_a_clarification_counts_like_a_request_received_when_it_arrived(
    received, wait, reply, longer
):
    on = received + timedelta(days=wait)
    arrived = on + timedelta(days=reply)
    found = deadline(received, "FOIA", HOLIDAYS, extended=longer, clarification=asked(on, arrived))
    assert found.found == deadline(arrived, "FOIA", HOLIDAYS, extended=longer).found
    assert found.working_days == (40 if longer else 20)


def test_a_clarification_asked_for_on_the_last_day_is_in_time_and_a_day_later_is_remarked():
    last = date(2026, 4, 9)
    in_time = deadline(RECEIVED, "FOIA", HOLIDAYS, clarification=asked(last))
    late = deadline(RECEIVED, "FOIA", HOLIDAYS, clarification=asked(last + timedelta(days=1)))
    assert in_time.remarks == ()
    assert "2026-04-09" in late.remarks[0]
    assert late.paused


@pytest.mark.parametrize(
    ("on", "arrived", "words"),
    [
        ("2026-03-08", None, "before the request was received"),
        ("2026-03-08", "2026-03-20", "before the request was received"),
        ("2026-03-11", "2026-03-10", "before it was asked for"),
        ("2026-03-11", "2026-03-01", "before it was asked for"),
    ],
)
def test_dates_in_an_impossible_order_are_refused(on, arrived, words):
    clarification = asked(date.fromisoformat(on), date.fromisoformat(arrived) if arrived else None)
    with pytest.raises(ImpossibleDates, match=words):
        deadline(RECEIVED, "FOIA", HOLIDAYS, clarification=clarification)


def test_everything_may_happen_on_one_day():
    found = deadline(RECEIVED, "FOIA", HOLIDAYS, clarification=asked(RECEIVED, RECEIVED))
    assert found.found == deadline(RECEIVED, "FOIA", HOLIDAYS).found
