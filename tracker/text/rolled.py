"""Mark dates that roll: the end of a period that is the day of asking, and its beginning.

A template that goes round for some days often says "in the 12 months to 3 March 2025" to the first
body and "to 10 March 2025" to the next. Both mean the day of the request. The date stays as it
is written; a mark behind it tells comparison what it means: `3 March 2025 [day of request]`.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 31
"""Days before receipt within which the end of a period is taken for the day of the request.

Long enough for late logging and for a template that goes out with the day it was drafted on. It
matters only between two wordings that both name such a date and are otherwise alike."""

DAYS_ALONE = 14
"""The same for a beginning without an end ("since 3 March 2024"), which may well be an event."""

MOST_YEARS = 10
"""Anniversaries of receipt that a beginning is compared with."""

_MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in month_name[1:]) + "|Sept"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
_DATE = re.compile(
    rf"\b(?:(?P<d>[0-3]?\d){_ORDINAL}\s+(?:of\s+)?(?P<m>{_MONTH_NAMES})\.?,?\s+(?P<y>20\d\d)"
    rf"|(?P<m2>{_MONTH_NAMES})\.?\s+(?P<d2>[0-3]?\d){_ORDINAL},?\s+(?P<y2>20\d\d)"
    r"|(?P<d3>[0-3]?\d)[/.](?P<m3>[01]?\d)[/.](?P<y3>20\d\d)"
    r"|(?P<y4>20\d\d)-(?P<m4>[01]\d)-(?P<d4>[0-3]\d))\b",
    re.IGNORECASE,
)
_DATELIKE = rf"(?:20\d\d|(?:{_MONTH_NAMES})\.?)[\])]?"
_AN_END = re.compile(
    r"(?:\b(?:up\s+(?:to|until)|until|till|as\s+(?:of|at)|ending(?:\s+on)?|to\s+date|present(?:\s+day)?|"
    r"today(?:'s\s+date)?|date\s+of\s+(?:this|the|my)\s+(?:request|letter|e-?mail))\b"
    r"(?:\s+and\s+including)?|"
    rf"(?:\b(?:days?|weeks?|months?|years?|quarters?|periods?)|{_DATELIKE})"
    rf"\s*(?:,?\s+up)?\s+to|{_DATELIKE}\s*-|\bbetween\s.{{4,40}}?\sand)"
    r"\s*(?:[(,:]|i\.e\.|being|the|today(?:'s\s+date)?|which\s+is)?[\s(,:]*$",
    re.IGNORECASE,
)
_A_START = re.compile(
    r"\b(?:since|from|between|after|starting(?:\s+(?:on|from))?|beginning(?:\s+on)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"^[\s,]*(?:-|(?:up\s+)?to|until|till|and)\s[^.;?]{0,40}$", re.IGNORECASE)
_BEFORE = 64
_TAX_YEAR = {(4, 5), (4, 6)}


@dataclass(frozen=True, slots=True)
class _Dated:
    """A full date and where it stands."""

    start: int
    end: int
    day: date


def mark_rolled(text: str, received: date) -> str:
    """Put a mark behind each date that means the day of the request, or months before it.

    Only the ends and beginnings of periods roll ("up to", "as of", "since"), never a day that is
    asked about ("on 5 December 2023"). Days on which months or tax years begin or end are no
    rolled dates: they say what they mean.
    """
    dates = [found for match in _DATE.finditer(text) if (found := _dated(match)) is not None]
    marks: dict[int, str] = {}
    for found in dates:
        if _is_end(text, found, received):
            marks[found.end] = " [day of request]"
    for i, found in enumerate(dates):
        before = text[max(0, found.start - _BEFORE) : found.start]
        if found.end in marks or not _A_START.search(before):
            continue
        months = _months_before(text, dates[i : i + 2], marks, received)
        if months:
            marks[found.end] = f" [{months} months before request]"
    for end in sorted(marks, reverse=True):
        text = text[:end] + marks[end] + text[end:]
    return text


def _dated(match: re.Match[str]) -> _Dated | None:
    """Read a full date, the day first in figures; None for an impossible one."""
    part = {name[0]: value for name, value in match.groupdict().items() if value}
    month = part["m"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        return _Dated(match.start(), match.end(), date(int(part["y"]), number, int(part["d"])))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Give the number of a month by the first letters of its name."""
    short = name[:3].lower()
    return next(n for n in range(1, 13) if month_name[n].lower().startswith(short))


def _is_end(text: str, found: _Dated, received: date) -> bool:
    """Say whether a date ends a period on the day of the request."""
    late = (received - found.day).days
    if not 0 <= late <= DAYS or _is_boundary(found.day):
        return False
    return bool(_AN_END.search(text[max(0, found.start - _BEFORE) : found.start]))


def _months_before(
    text: str, dates: Sequence[_Dated], marks: Mapping[int, str], received: date
) -> int:
    """Return how many months before the request a period begins; 0 where that is not the sense.

    `dates` is the beginning and the date that follows it, if any. With a rolled end, the
    beginning rolls with it when it falls on the same day of a month. Without any end, it rolls
    when it is an anniversary of the days before receipt.
    """
    found, *following = dates
    for end in following:
        if _TO.match(text[found.end : end.start]):
            return _months_apart(found.day, end.day) if end.end in marks else 0
    if _is_boundary(found.day):
        return 0
    for years in range(1, MOST_YEARS + 1):
        anniversary = _years_after(found.day, years)
        if 0 <= (received - anniversary).days <= DAYS_ALONE:
            return 12 * years
    return 0


def _months_apart(first: date, last: date) -> int:
    """Return whole months from one day to the same day of a later month, or to the day before."""
    for slack in (0, 1):
        day = last + timedelta(days=slack)
        if day.day == first.day:
            return (day.year - first.year) * 12 + day.month - first.month
    return 0


def _years_after(day: date, years: int) -> date:
    """Return the anniversary of a day; that of 29 February is the 28th."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _is_boundary(day: date) -> bool:
    """Say whether a month or tax year begins or ends on this day."""
    return day.day == 1 or (day + timedelta(days=1)).day == 1 or (day.month, day.day) in _TAX_YEAR
