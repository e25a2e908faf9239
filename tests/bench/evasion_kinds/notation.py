"""Disguises by other notations of numbers and dates."""

import random
import re
from datetime import date

from evasion_kinds.kind import Kind

MONTHS = (
    "January February March April May June July August September October November December".split()
)
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_NAMED = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{'|'.join(MONTHS)})|"
    rf"(?P<m2>{'|'.join(MONTHS)}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?),? (?P<y>\d{{4}})\b"
)
_NUMBER = re.compile(r"(?<![\d/.,-])\d{1,4}(?![\d/.,-]\d|\d|st|nd|rd|th)")
_SMALL = re.compile(rf"\b(?:{'|'.join(ONES[2:13])})\b")
_ONE_WORD_UNDER = 20


def in_words(number: int) -> str:
    """Write a number under 10,000 in English words."""
    if number < _ONE_WORD_UNDER:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000 or (number % 1000 == 0 and number < 10_000):
        base, unit = (1000, "thousand") if number >= 1000 else (100, "hundred")
        rest = f" and {in_words(number % base)}" if number % base else ""
        return f"{in_words(number // base)} {unit}{rest}"
    rest = number % 1000
    link = " and " if rest < 100 else " "
    return f"{in_words(number // 1000)} thousand{link}{in_words(rest)}"


def numbers_in_words(text: str, _: random.Random) -> str:
    """Write whole numbers in words, years and parts of dates apart."""

    def one(match: re.Match[str]) -> str:
        number = int(match.group())
        return (
            match.group() if 1900 <= number <= 2100 or match.group()[0] == "0" else in_words(number)
        )

    kept = [(m.start(), m.end()) for m in _NAMED.finditer(text)]
    return _NUMBER.sub(
        lambda m: m.group() if any(a <= m.start() < b for a, b in kept) else one(m), text
    )


def words_in_digits(text: str, _: random.Random) -> str:
    """Write numbers from two to twelve in digits."""
    return _SMALL.sub(lambda m: str(ONES.index(m.group())), text)


def dates(text: str, chance: random.Random) -> str:
    """Write every full date in one other notation; give a text without one the same treatment."""
    shape = chance.randrange(7)

    def one(match: re.Match[str]) -> str:
        day = int(match.group("d1") or match.group("d2"))
        month = MONTHS.index(match.group("m1") or match.group("m2")) + 1
        try:
            return written(date(int(match.group("y")), month, day), shape)
        except ValueError:
            return match.group()

    return _NAMED.sub(one, text)


def written(day: date, shape: int) -> str:
    """Write a date in one of seven notations."""
    month = MONTHS[day.month - 1]
    ending = (
        "th" if 10 <= day.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    )
    return (
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day.day}{ending} {month} {day.year}",
        f"{month} {day.day}{ending} {day.year}",
        f"the {day.day}{ending} of {month}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
    )[shape]


def with_dates(text: str, chance: random.Random) -> str:
    """Append a period with two full dates, as many requests have, in the plain notation."""
    year, month, day = chance.randint(2018, 2022), chance.randint(1, 12), chance.randint(1, 28)
    first, last = f"{day} {MONTHS[month - 1]} {year}", f"{31} {MONTHS[11]} {year + 2}"
    return f"{text.rstrip(' .?')}, from {first} to {last}."


def with_numbers(text: str, chance: random.Random) -> str:
    """Append a condition with two whole numbers."""
    amount, count = chance.choice((250, 500, 750, 1000, 2500, 5000)), chance.randint(13, 95)
    return f"{text.rstrip(' .?')}, where over {amount} pounds or {count} hours were spent."


def with_small_numbers(text: str, chance: random.Random) -> str:
    """Append a condition with a small number in words."""
    return f"{text.rstrip(' .?')}, in each of the last {ONES[chance.randint(2, 12)]} years."


KINDS = (
    Kind("numbers in words", numbers_in_words, inside=True, before=with_numbers),
    Kind("numbers in digits", words_in_digits, inside=True, before=with_small_numbers),
    Kind("dates", dates, inside=True, before=with_dates),
)
