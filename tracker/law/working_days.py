"""Working days, and the statutory date from receipt, under each Act and its regulations.

Day 1 is the working day after receipt, whatever day the request arrives. Under FOIA a bank
holiday in any part of the United Kingdom is no working day (section 10(6)); under FOISA only one
in Scotland is not (section 73). The EIR 2004 and the EI(S)R 2004 count like the Act of their
nation. Christmas Day and Good Friday never are working days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tracker.law.bank_holidays import DIVISIONS, BankHolidays

__all__ = ["CALENDARS", "BankHolidays", "Due", "SkippedDay", "due_date", "horizon_warning"]

CALENDARS = {
    "FOIA": DIVISIONS,
    "FOISA": ("scotland",),
    "EIR": DIVISIONS,
    "EISR": ("scotland",),
}
"""Regime to the divisions whose bank holidays it skips; a request is under FOIA or FOISA, and may
be answered under the regulations on environmental information of the same nation."""

STATUTORY_DAYS = 20
_HORIZON_DAYS = 60
_SATURDAY = 5
_LAST_DATES_KEPT = timedelta(days=3650)


class SkippedDay(NamedTuple):
    """A weekday that does not count, and the holiday it is."""

    day: date
    name: str


@dataclass(frozen=True)
class Due:
    """The last day for an answer, and what was passed over on the way to it."""

    due: date
    skipped: tuple[SkippedDay, ...]
    """Holidays that fall on a weekday, in order."""
    weekend_days: int
    beyond_horizon: bool
    """True when the bank-holiday data does not reach from receipt to the due date: provisional."""


def due_date(
    received: date, regime: str, holidays: BankHolidays, working_days: int = STATUTORY_DAYS
) -> Due:
    """Count working days from the day after receipt.

    Raises ValueError for a regime that is not known, for fewer than one working day, and for a
    date near the end of the calendar.
    """
    divisions = _divisions(regime)
    if working_days < 1 or received > date.max - _LAST_DATES_KEPT:
        raise ValueError(
            "a statutory date needs a day to count and a date that can be counted from"
        )
    day, counted, weekend_days, skipped = received, 0, 0, list[SkippedDay]()
    while counted < working_days:
        day += timedelta(days=1)
        if day.weekday() >= _SATURDAY:
            weekend_days += 1
        elif name := _holiday(day, divisions, holidays):
            skipped.append(SkippedDay(day, name))
        else:
            counted += 1
    return Due(day, tuple(skipped), weekend_days, not _covers(holidays, divisions, received, day))


def is_working_day(day: date, regime: str, holidays: BankHolidays) -> bool:
    """Say whether a day counts under this regime."""
    return day.weekday() < _SATURDAY and _holiday(day, _divisions(regime), holidays) is None


def horizon_warning(holidays: BankHolidays, today: date) -> str | None:
    """Warn when a division's data ends within 60 working days of today; None while it does not."""
    reach = due_date(today, "FOIA", holidays, _HORIZON_DAYS).due
    if holidays.ends >= reach:
        return None
    return (
        f"The bank-holiday data ends on {holidays.ends.isoformat()}, less than {_HORIZON_DAYS} "
        "working days ahead: later statutory dates are provisional. Refresh it: "
        "`curl https://www.gov.uk/bank-holidays.json | mosaic holidays refresh -`."
    )


def _divisions(regime: str) -> tuple[str, ...]:
    if regime not in CALENDARS:
        raise ValueError(f"a statutory date is known under {', '.join(CALENDARS)} only")
    return CALENDARS[regime]


def _holiday(day: date, divisions: tuple[str, ...], holidays: BankHolidays) -> str | None:
    if (day.month, day.day) == (12, 25):
        return "Christmas Day"
    if day == _easter_sunday(day.year) - timedelta(days=2):
        return "Good Friday"
    return holidays.name_on(day, divisions)


def _covers(holidays: BankHolidays, divisions: tuple[str, ...], received: date, due: date) -> bool:
    return all(
        holidays.start(division) <= received and due <= holidays.horizon(division)
        for division in divisions
    )


@lru_cache(maxsize=256)
def _easter_sunday(year: int) -> date:
    """Compute Easter Sunday (Meeus, Jones and Butcher; Gregorian calendar)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
