from datetime import date

import pytest

from tracker.law.bank_holidays import DIVISIONS, BankHolidayDataError, BankHolidays
from tracker.law.holiday_refresh import in_words, refreshed

TODAY = date(2026, 11, 20)
WORLD_CUP = date(2026, 6, 15)
SHIPPED = BankHolidays.load()


def feed(*, add=(), drop=(), since=date.min):
    """Give the shipped data as gov.uk might publish it next: more days, or fewer."""
    return BankHolidays(
        {
            name: {
                day: title
                for day, title in (*days.items(), *((d, t) for n, d, t in add if n == name))
                if (name, day) not in drop and day >= since
            }
            for name, days in SHIPPED.by_division.items()
        }
    )


NEXT_YEAR = [(name, date(2029, 1, 1), "New Year’s Day") for name in DIVISIONS]


def test_the_same_data_changes_nothing():
    found = refreshed(SHIPPED, feed(), today=TODAY)
    assert (found.new, found.gone, found.proclaimed, found.older) == ((), (), (), 0)
    assert found.holidays == SHIPPED


def test_new_days_are_told_once_with_the_divisions_that_have_them():
    more = [*NEXT_YEAR, ("scotland", date(2029, 1, 2), "2nd January")]
    found = refreshed(SHIPPED, feed(add=more), today=TODAY)
    assert in_words(found.new) == [
        "Monday 1 January 2029, New Year’s Day (england-and-wales, northern-ireland, scotland)",
        "Tuesday 2 January 2029, 2nd January (scotland)",
    ]
    assert found.holidays.horizon("scotland") == date(2029, 1, 2)


def test_the_proclaimed_day_stays_while_the_feed_lacks_it():
    found = refreshed(SHIPPED, feed(drop=[("scotland", WORLD_CUP)], add=NEXT_YEAR), today=TODAY)
    assert [note.day for note in found.proclaimed] == [WORLD_CUP]
    assert found.holidays.by_division["scotland"][WORLD_CUP] == "World Cup bank holiday"
    assert WORLD_CUP not in found.holidays.by_division["england-and-wales"]


def test_the_proclaimed_day_comes_back_where_the_data_in_use_lost_it():
    without = feed(drop=[("scotland", WORLD_CUP)])
    found = refreshed(without, without, today=TODAY)
    assert [note.day for note in found.new] == [WORLD_CUP]


def test_the_feeds_own_words_for_the_proclaimed_day_win():
    theirs = feed(drop=[("scotland", WORLD_CUP)]).by_division
    named = theirs["scotland"] | {WORLD_CUP: "Bank holiday for the World Cup"}
    found = refreshed(SHIPPED, BankHolidays(theirs | {"scotland": named}), today=TODAY)
    assert found.proclaimed == ()
    assert found.holidays.by_division["scotland"][WORLD_CUP] == "Bank holiday for the World Cup"


def test_old_years_that_the_feed_dropped_stay():
    found = refreshed(SHIPPED, feed(since=date(2020, 1, 1), add=NEXT_YEAR), today=TODAY)
    assert found.older > 150
    assert found.gone == ()
    assert found.holidays.start("scotland") == SHIPPED.start("scotland")


def test_data_that_ends_sooner_is_refused_in_any_division():
    sooner = feed(
        drop=[("northern-ireland", day) for day in (date(2028, 12, 25), date(2028, 12, 26))]
    )
    with pytest.raises(BankHolidayDataError, match="northern-ireland ends on 2028-08-28, sooner"):
        refreshed(SHIPPED, sooner, today=TODAY)


def test_data_that_lacks_a_known_day_is_refused_by_name_unless_that_is_accepted():
    moved = feed(
        drop=[("england-and-wales", date(2027, 5, 3))],
        add=[("england-and-wales", date(2027, 5, 7), "Early May bank holiday")],
    )
    with pytest.raises(BankHolidayDataError, match=r"Monday 3 May 2027, Early May bank holiday"):
        refreshed(SHIPPED, moved, today=TODAY)
    found = refreshed(SHIPPED, moved, today=TODAY, accept_gone=True)
    assert [note.day for note in found.gone] == [date(2027, 5, 3)]
    assert date(2027, 5, 3) not in found.holidays.by_division["england-and-wales"]
    assert date(2027, 5, 3) in found.holidays.by_division["scotland"]


def test_a_day_no_feed_can_know_is_refused_because_it_would_silence_the_warning():
    far = feed(add=[("scotland", date(2999, 1, 1), "New Year’s Day")])
    with pytest.raises(BankHolidayDataError, match="2999-01-01, further ahead"):
        refreshed(SHIPPED, far, today=TODAY)
