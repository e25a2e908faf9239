"""Dates as British bodies write them: ISO, day first, month by name, or a spreadsheet's number."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

DATE_FORMATS = frozenset({"iso", "day-first", "named-month", "excel"})
"""What a profile may allow; each also with a time of day behind the date."""

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
"""Dates outside are taken for slips: no freedom-of-information request is older."""

LONDON = ZoneInfo("Europe/London")
_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    "|nov(ember)?|dec(ember)?"
)
_TIME = (
    r"(?:(?:,?\s+at\s+|\s*,\s*|[T\s]\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_SHAPES = tuple(
    (name, re.compile(f"{shape}{_TIME}", re.ASCII | re.IGNORECASE))
    for name, shape in (
        ("iso", r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
        ("iso", r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})"),
        ("iso", r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
        (
            "day-first",
            r"(?P<day>\d{1,2})(?P<gap>[/.\-])(?P<month>\d{1,2})(?P=gap)(?P<year>\d{4}|\d{2})",
        ),
        (
            "named-month",
            _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/]*(?P<month>[a-z]{3,9})"
            r"\.?,?[\s\-/]*(?P<year>\d{4}|\d{2})",
        ),
        (
            "named-month",
            _WEEKDAY
            + r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        ),
    )
)
_SERIAL = re.compile(r"(?P<days>[3-7]\d{4})(?:\.\d+)?", re.ASCII)
_MONTHS_IN_YEAR, _DAYS_IN_MONTH, _FULL_YEAR = 12, 31, 4
_NOON = 12


class DateProblem(Exception):
    """A date that cannot be taken: a short code and the rest of a sentence about the column."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def parse_date(written: str, formats: Collection[str] = DATE_FORMATS) -> date:
    """Read a date; with a time zone, the date that it was in London.

    Raises:
        DateProblem: `impossible-date`, `month-first-date`, `two-digit-year`, `implausible-date`
            or `unreadable-date`.
    """
    written = " ".join(written.split())
    for name, shape in _SHAPES:
        if name in formats and (found := shape.fullmatch(written)):
            return _plausible(_from_parts(found, written))
    if "excel" in formats and (found := _SERIAL.fullmatch(written)):
        return _plausible(_EXCEL_EPOCH + timedelta(days=int(found["days"])))
    raise DateProblem("unreadable-date", "holds no date in a form that this source may use")


def in_london(moment: datetime) -> date:
    """Return the date in London; a moment without a zone is London time already."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(LONDON).date()


def _from_parts(found: re.Match[str], written: str) -> date:
    if len(found["year"]) != _FULL_YEAR:
        raise DateProblem("two-digit-year", "has a year of two digits; write all four")
    year, month, day = int(found["year"]), _month(found["month"]), int(found["day"])
    if "gap" in found.re.groupindex and day <= _MONTHS_IN_YEAR < month <= _DAYS_IN_MONTH:
        raise DateProblem(
            "month-first-date", "has the month first; dates are read day first, as in 31/12/2026"
        )
    shown = written.split(" ", maxsplit=1)[0] if found["month"].isdigit() else "the date"
    try:
        day_written = date(year, month, day)
        moment = _with_time(day_written, found)
        return day_written if moment is None else in_london(moment)
    except (ValueError, OverflowError) as error:
        raise DateProblem(
            "impossible-date", f"holds a date that does not exist ({shown[:10]})"
        ) from error


def _with_time(day: date, found: re.Match[str]) -> datetime | None:
    """Return the moment where the text gives a time with a zone; a wrong time is an error."""
    if not found["hour"]:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"].lower().startswith("p") else 0)
    moment = datetime(  # noqa: DTZ001 -- the zone, if any, is added below
        day.year, day.month, day.day, hour, int(found["minute"]), min(int(found["second"] or 0), 59)
    )
    zone = _zone(found["zone"])
    return None if zone is None else moment.replace(tzinfo=zone)


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written[0] not in "+-":
        return timezone(timedelta(hours=1)) if written.upper() == "BST" else UTC
    digits = written[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    if not _MONTH_NAMES.fullmatch(written.lower()):
        raise DateProblem("unreadable-date", "names no month in English")
    return _MONTHS.index(written.lower()[:3]) + 1


def _plausible(found: date) -> date:
    if not EARLIEST <= found <= LATEST:
        raise DateProblem(
            "implausible-date", f"holds a date outside {EARLIEST.year} to {LATEST.year}"
        )
    return found
