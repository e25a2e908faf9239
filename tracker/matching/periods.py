"""Read the days, months, years and spans of time that a wording names, in one spelling each."""

import re
from calendar import month_name, monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from tracker.matching.reading import without_marks
from tracker.matching.time_words import MONTHS, Expression, expressions

_TO = re.compile(
    r"^[\s\])(]*(?:-+|,?\s*(?:and\s+)?(?:up\s+)?(?:to|till|until|thru|through)\b"
    r"(?:\s+and\s+including|\s+the\s+end\s+of|\s+the|\s+end\s+of|\s+end)?)[\s\[(]*$",
    re.IGNORECASE,
)
_AND = re.compile(r"^[\s\])]*,?\s*(?:and|&)\s*(?:the\s+)?[\s\[(]*$", re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[,;/&]|,?\s*(?:and|or)\b)?\s*(?:\(\w{1,3}\)\s*)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+(?:\w+\s+){0,2})?[\[(]?$", re.IGNORECASE)
_BEFORE = 24
"""Letters looked at before an expression."""

_FINANCIAL_START = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days: its first and last day, and the names it goes by."""

    first: date
    last: date
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Periods:
    """The times that a wording names, and the wording without them."""

    names: frozenset[str]
    """`2024`, `2024-03`, `2024-03-01`, `--03` (a March), `2024/25`, `2024-Q1`, `last 36 months`."""
    spans: tuple[Span, ...]
    """Days, months, years and ranges of them, those that follow each other put together."""
    rest: str
    rolled: dict[str, str] = field(default_factory=dict)
    """Dates counted from the day of asking, by name: `day of`, or `12 months before`."""


def periods(marked: str) -> Periods:
    """Read the times out of a wording; a year that belongs to the name of a law is none."""
    text, marks = without_marks(marked)
    found = list(expressions(text))
    if not found:
        return Periods(frozenset(), (), text)
    joints = [text[a.end : b.start] for a, b in pairwise(found)]
    ranged = [_is_range(text, found[i], joint) for i, joint in enumerate(joints)]
    for i in range(len(found) - 2, -1, -1):
        if ranged[i] or _LIST.match(joints[i]):
            _inherit_year(found[i], found[i + 1], ranged=ranged[i])
    names: set[str] = set()
    spans: list[Span] = []
    i = 0
    while i < len(found):
        last = i + 1 if i < len(ranged) and ranged[i] else i
        mine = _names(found[i], found[last])
        first_day, last_day = _first(found[i]), _last(found[last])
        if first_day and last_day and first_day <= last_day:
            spans.append(Span(first_day, last_day, mine))
        names |= mine
        i = last + 1
    rest = [text[: found[0].start], *joints, text[found[-1].end :]]
    rolled = {_name(f, f.day): marks[f.end] for f in found if f.end in marks}
    return Periods(frozenset(names), _joined(spans), " ".join(rest), rolled)


def in_words(name: str) -> str:
    """Put the name of a time into words for people."""
    if name.startswith("last "):
        count, unit = int(name.split()[1]), name.split(" ", 2)[2]
        if unit == "months" and count % MONTHS == 0:
            count, unit = count // MONTHS, "years"
        return f"last {count} {unit}" if count > 1 else f"last {unit.removesuffix('s')}"
    year, _, rest = name.partition("-")
    rest = rest.removeprefix("-")
    month, _, day = rest.partition("-")
    if not month.isdigit() or not (year.isdigit() or not year):
        return f"{rest} of {year}" if rest.startswith("Q") else name
    words = [day.lstrip("0"), month_name[int(month)], year]
    return " ".join(word for word in words if word)


def span_in_words(span: Span) -> str:
    """Put a span of days into words: a year, a month, or from one day to another."""
    if len(span.names) == 1:
        return in_words(next(iter(span.names)))
    after = span.last + timedelta(days=1)
    if (span.first.day, after.day) != (1, 1):
        return f"{_day(span.first)} to {_day(span.last)}"
    if (span.first.month, after.month) == (1, 1):
        ends = [str(span.first.year), str(span.last.year)]
    else:
        ends = [f"{month_name[day.month]} {day.year}" for day in (span.first, span.last)]
    return " to ".join(dict.fromkeys(ends))


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _is_range(text: str, named: Expression, joint: str) -> bool:
    """Say whether the words between two times make them the two ends of one."""
    if named.unit == "relative":
        return False
    if _TO.match(joint):
        return True
    before = text[max(0, named.start - _BEFORE) : named.start]
    return bool(_AND.match(joint) and _BETWEEN.search(before))


def _inherit_year(named: Expression, after: Expression, *, ranged: bool) -> None:
    """Give `January` its year in `January and March 2024`; a range may begin the year before."""
    if named.year is None and named.month and after.year is not None and after.month:
        begins_before = ranged and named.month > after.month
        named.year = after.year - 1 if begins_before else after.year


def _first(named: Expression) -> date | None:
    """Return the first day of an expression that is a span of days."""
    if named.year is None:
        return None
    if named.unit == "financial":
        return date(named.year, _FINANCIAL_START, 1)
    if named.unit == "quarter":
        return date(named.year, 3 * int(named.name[-1]) - 2, 1)
    return date(named.year, named.month or 1, named.day or 1)


def _last(named: Expression) -> date | None:
    """Return the last day of an expression that is a span of days."""
    if named.year is None:
        return None
    if named.unit == "financial":
        return date(named.year + 1, _FINANCIAL_START, 1) - timedelta(days=1)
    if named.unit == "years":
        return date(named.last_day, MONTHS, 31)
    month = 3 * int(named.name[-1]) if named.unit == "quarter" else named.month or MONTHS
    return date(named.year, month, named.last_day or monthrange(named.year, month)[1])


def _names(first: Expression, last: Expression) -> frozenset[str]:
    """Name the two ends of a range, or the one time where both are the same."""
    names = {_name(first, first.day)}
    if last is not first or (last.last_day and last.last_day != last.day):
        names.add(_name(last, last.last_day))
    return frozenset(names)


def _name(named: Expression, day: int) -> str:
    if named.name:
        return named.name
    if named.unit == "financial" and named.year:
        return f"{named.year}/{(named.year + 1) % 100:02d}"
    if named.unit == "years":
        return str(day or named.year)
    parts = [str(named.year or "-")]
    parts += [f"{number:02d}" for number in (named.month, day) if number]
    return "-".join(parts)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Put spans together that touch, so that `2022, 2023` and `2022 to 2023` are one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        if found and span.first <= found[-1].last + timedelta(days=1):
            before = found[-1]
            last = max(before.last, span.last)
            found[-1] = Span(before.first, last, before.names | span.names)
        else:
            found.append(span)
    return tuple(found)


def spelt_out(times: frozenset[str], other: frozenset[str]) -> set[str]:
    """Return `2019/20` where the other names 2019 and 2020, and the other way round."""
    found: set[str] = set()
    for mine, theirs, is_mine in ((times, other, True), (other, times, False)):
        for name in mine:
            if "/" in name:
                years = {name[:4], str(int(name[:4]) + 1)}
                if years <= theirs:
                    found |= {name} if is_mine else years
    return found


def is_counted(time: str) -> bool:
    """Say whether a time is counted back from the day of asking, as the last five years are."""
    return time.startswith("last")


def same_time(x: str, y: str) -> bool:
    """Say whether one time is part of the other; of two months the years may be unsaid."""
    if x.startswith("--") != y.startswith("--"):
        return x.lstrip("-") == y[5:] or y.lstrip("-") == x[5:]
    return x.startswith(f"{y}-") or y.startswith(f"{x}-")
