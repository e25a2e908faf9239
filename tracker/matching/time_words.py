"""Read single expressions of time: a date, a month, a financial year, `last five years`."""

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MONTH = (
    r"(?:(?i:january|february|april|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?|\b(?:March|MARCH|Mar|May|MAY)\b\.?)"
)
"""A month alone: `march` and `may` in small letters are other words."""

_MONTH_BY_NUMBER = rf"(?:{_MONTH}|\b(?i:march|mar|may)\b\.?)"
"""A month beside a day or a year: no doubt about `march` and `may` there."""

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?i:st|nd|rd|th))?"
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_SHORT_YEAR = r"'\d\d\b"
_FY = r"(?:\b(?i:fy|financial years?|fiscal years?|tax years?|academic years?)\s*)?"
_UNIT = (
    r"(?i:days?|weeks?|months?|quarters?|(?:calendar|financial|fiscal|tax|academic) years?|years?)"
)
_SPELLED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "thirty": 30,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,3}}|(?i:{'|'.join(_SPELLED)}|twenty[ -]four|thirty[ -]six))"
_BEGINS = (
    r"\b(?=\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fy|financial|fiscal|tax|academic|"
    r"q[1-4]|quarter|last|past|previous|preceding|prior)\b|(?i:janu|febr|marc|apri|june|july|augu|sept|"
    r"octo|nove|dece|fys?))"
)
"""How any time begins, looked for first: most words are none."""

_TIME = re.compile(
    _BEGINS
    + "(?:"
    + "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in (
            ("iso", rf"\b{_YEAR}-[01]?\d-[0-3]?\d\b(?!-)"),
            ("numeric", rf"(?<![\d/.-])[0-3]?\d[/.-][0-3]?\d[/.-](?:{_YEAR}|\d\d)\b(?![/.-]\d)"),
            (
                "days_month",
                (
                    rf"\b{_DAY}(?:\s*(?:-|\bto\b|\buntil\b)\s*{_DAY})?\s+(?:(?:day )?of\s+)?"
                    rf"{_MONTH_BY_NUMBER}(?:,?\s*{_YEAR}\b|,?\s+{_SHORT_YEAR})?"
                ),
            ),
            (
                "month_days",
                (
                    rf"{_MONTH_BY_NUMBER}\s+{_DAY}\b(?:\s*(?:-|\bto\b)\s*{_DAY}\b)?"
                    rf"(?!\s?%)(?:,?\s+{_YEAR}\b)?"
                ),
            ),
            (
                "financial",
                (
                    rf"{_FY}(?:(?<![\d/.-])|(?<=/\d\d-)){_YEAR}\s?[/-]\s?(?:{_YEAR}|\d\d)\b"
                    rf"(?!/\d|-\d(?!\d{{3}}/\d\d\b))"
                ),
            ),
            ("short_financial", rf"{_FY}(?<![\d/.-])[0-3]\d\s?/\s?[0-3]\d\b(?![/-]\d)"),
            ("quarter", rf"\b(?i:q|quarter )[1-4](?:\s+(?:of\s+)?|,\s*|/|-){_YEAR}\b"),
            (
                "month_year",
                (
                    rf"{_MONTH_BY_NUMBER}(?:,?\s+(?:of\s+)?|-|/)(?:{_YEAR}\b|{_SHORT_YEAR})|"
                    rf"{_MONTH_BY_NUMBER}-\d\d\b"
                ),
            ),
            ("year", rf"(?<![\d/£$.,-])\b{_YEAR}\b(?!\s?%|[,.]\d|/\d|-\d)"),
            ("month", _MONTH),
            (
                "relative",
                (
                    rf"\b(?i:last|past|previous|preceding|prior)\s+(?:(?i:full|complete)\s+)?"
                    rf"(?:{_COUNT}\s*(?:\(\w{{1,8}}\)\s*)?)?(?:(?i:full|complete)\s+)?{_UNIT}\b"
                ),
            ),
        )
    )
    + ")"
)
_ENDS_IN_YEAR = re.compile(rf"{_YEAR}$|{_SHORT_YEAR}$")
_LAW = re.compile(r"\b(?:Acts?|Order|Regulations|Rules|Bill|Directive|Measure)\s*$")
_BEFORE = 24
"""Letters looked at before an expression."""

MONTHS = 12
LONGEST_RANGE = 60
"""Years from the first to the last of a range: two numbers further apart are no years."""


@dataclass(slots=True)
class Expression:
    """One expression of time as it stands in a text; `unit` says how exact it is."""

    start: int
    end: int
    unit: str
    year: int | None = None
    month: int | None = None
    day: int = 0
    last_day: int = 0
    name: str = ""
    """The name of what is no span of days."""


def expressions(text: str) -> Iterator[Expression]:
    """Yield the expressions of time in a text; a year in the name of a law is none."""
    for match in _TIME.finditer(text):
        found = _read(match, text)
        if found is not None:
            yield found


def _read(match: re.Match[str], text: str) -> Expression | None:
    """Turn a match into numbers; None for what cannot be a time."""
    kind = match.lastgroup or ""
    if kind == "year" and _LAW.search(text[max(0, match.start() - _BEFORE) : match.start()]):
        return None
    named = Expression(match.start(), match.end(), kind)
    made = _READERS[kind](named, match.group())
    if not made or (named.month is not None and not 1 <= named.month <= MONTHS):
        return None
    if named.day and named.year and named.month:
        longest = monthrange(named.year, named.month)[1]
        named.day, named.last_day = min(named.day, longest), min(named.last_day, longest)
    return named


def _iso(named: Expression, words: str) -> bool:
    named.year, named.month, named.day = (int(part) for part in words.split("-"))
    named.last_day = named.day
    return named.day > 0


def _numeric(named: Expression, words: str) -> bool:
    """Read a date in figures, the day first unless that cannot be."""
    day, month, year = (int(part) for part in re.findall(r"\d+", words))
    if month > MONTHS:
        day, month = month, day
    named.year, named.month, named.day, named.last_day = _full_year(year), month, day, day
    return day > 0


def _in_month(named: Expression, words: str) -> bool:
    """Read a day of a month, or days of one month, with or without a year."""
    named.month = _month(words)
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    if named.unit == "month_year" or (numbers and _ENDS_IN_YEAR.search(words)):
        named.year = _full_year(numbers.pop())
    named.day, named.last_day = (numbers[0], numbers[-1]) if numbers else (0, 0)
    return True


def _financial(named: Expression, words: str) -> bool:
    """Read `2023/24`; years that do not follow each other are a range.

    `2019-23` is one as well, and `2019-12` none: that may be a month.
    """
    first, second = (int(n) for n in re.findall(r"\d+", words))
    named.year = _full_year(first)
    if second % 100 == (named.year + 1) % 100:
        named.unit = "financial"
        return True
    short = second < 100  # noqa: PLR2004
    named.unit = "years"
    named.last_day = named.year - named.year % 100 + second if short else second
    if short and ("-" not in words or second <= MONTHS):
        return False
    return named.year < named.last_day <= named.year + LONGEST_RANGE


def _short_financial(named: Expression, words: str) -> bool:
    first, second = (int(n) for n in re.findall(r"\d+", words))
    named.year, named.unit = _full_year(first), "financial"
    return second == first + 1


def _quarter(named: Expression, words: str) -> bool:
    quarter, named.year = (int(n) for n in re.findall(r"\d+", words))
    named.name = f"{named.year}-Q{quarter}"
    return True


def _year(named: Expression, words: str) -> bool:
    named.year = int(words)
    return True


def _relative(named: Expression, words: str) -> bool:
    """Read `last five years` as months, so that 12 months and a year are one."""
    lower = words.lower().replace("-", " ")
    number = next((int(n) for n in re.findall(r"\d+", lower)), 0)
    spelled = [n for word, n in _SPELLED.items() if re.search(rf"\b{word}\b", lower)]
    number = number or sum(spelled) or (24 if "twenty four" in lower else 1)
    unit = lower.split()[-1].rstrip("s")
    if unit in _MONTHS_IN and "financial" not in lower and "fiscal" not in lower:
        number, unit = number * _MONTHS_IN[unit], "month"
    elif unit == "year":
        unit = "financial year"
    named.name = f"last {number} {unit}s"
    return True


_MONTHS_IN = {"year": 12, "quarter": 3, "month": 1}
_READERS: dict[str, Callable[[Expression, str], bool]] = {
    "iso": _iso,
    "numeric": _numeric,
    "days_month": _in_month,
    "month_days": _in_month,
    "month_year": _in_month,
    "month": _in_month,
    "financial": _financial,
    "short_financial": _short_financial,
    "quarter": _quarter,
    "year": _year,
    "relative": _relative,
}


def _month(words: str) -> int:
    """Give the number of the month that the words name."""
    for word in re.findall(r"[a-z]{3,}", words.lower()):
        for number in range(1, MONTHS + 1):
            if month_name[number].lower().startswith(word[:3]):
                return number
    return 0


def _full_year(year: int) -> int:
    return year if year >= 100 else 2000 + year  # noqa: PLR2004
