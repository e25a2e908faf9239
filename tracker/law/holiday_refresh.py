"""Take a newer copy of the bank-holiday feed: what it adds, what it lacks, and what is kept. Pure.

A statutory date is only as good as the days it skips, so a copy that forgets a day or ends sooner
than what is known is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.law.bank_holidays import DIVISIONS, BankHolidayDataError, BankHolidays

PROCLAIMED: Mapping[str, Mapping[date, str]] = {
    "scotland": {date(2026, 6, 15): "World Cup bank holiday"}
}
"""Days known from their proclamation, kept also while gov.uk's feed lacks them."""

_FURTHEST = timedelta(days=3660)
"""No feed knows days further ahead; one that lists such a day is not to be trusted."""


@dataclass(frozen=True, slots=True, order=True)
class HolidayNote:
    """One bank holiday of one division."""

    day: date
    division: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """The data to use from now on, and how it differs from what was used."""

    holidays: BankHolidays
    new: tuple[HolidayNote, ...]
    gone: tuple[HolidayNote, ...]
    """Days that the new data no longer holds; only where the caller accepted that."""
    proclaimed: tuple[HolidayNote, ...]
    """Days that the new data lacks and that stay, because they are known by proclamation."""
    older: int
    """How many days stay because they lie before the new data begins."""


def refreshed(
    current: BankHolidays, incoming: BankHolidays, *, today: date, accept_gone: bool = False
) -> Refreshed:
    """Compare a copy of the feed with what is in use, and put the two together.

    Days before the copy begins stay, because the feed drops old years. Raises
    BankHolidayDataError when the copy ends sooner, lacks known days, or lists days too far ahead;
    `accept_gone` takes a copy that lacks known days, as when a holiday was moved.
    """
    _check_ends(current, incoming, today)
    known = _all(current)
    lacking = {
        note
        for note in known | _all(BankHolidays(PROCLAIMED))
        if note.day not in incoming.by_division[note.division]
    }
    older = {note for note in lacking if note.day < incoming.start(note.division)}
    proclaimed = {n for n in lacking - older if n.day in PROCLAIMED.get(n.division, {})}
    gone = lacking - older - proclaimed
    if gone and not accept_gone:
        raise BankHolidayDataError(
            f"the new data lacks days that are known: {'; '.join(in_words(sorted(gone)))}"
        )
    found = _with(incoming, older | proclaimed)
    days_known = {(note.division, note.day) for note in known}
    return Refreshed(
        holidays=found,
        new=tuple(sorted(n for n in _all(found) if (n.division, n.day) not in days_known)),
        gone=tuple(sorted(gone)),
        proclaimed=tuple(sorted(proclaimed)),
        older=len(older),
    )


def in_words(notes: Iterable[HolidayNote]) -> list[str]:
    """Give one line a day and title, with the divisions that have it."""
    divisions: dict[tuple[date, str], list[str]] = {}
    for note in notes:
        divisions.setdefault((note.day, note.title), []).append(note.division)
    return [
        f"{day:%A} {day.day} {day:%B %Y}, {title} ({', '.join(found)})"
        for (day, title), found in divisions.items()
    ]


def _check_ends(current: BankHolidays, incoming: BankHolidays, today: date) -> None:
    for division in DIVISIONS:
        ends, known = incoming.horizon(division), current.horizon(division)
        if ends < known:
            raise BankHolidayDataError(
                f"the new data for {division} ends on {ends.isoformat()}, sooner than the data in "
                f"use, which ends on {known.isoformat()}"
            )
        if ends > today + _FURTHEST:
            raise BankHolidayDataError(
                f"the new data for {division} lists {ends.isoformat()}, further ahead than any feed"
            )


def _all(holidays: BankHolidays) -> set[HolidayNote]:
    return {
        HolidayNote(day, division, title)
        for division, days in holidays.by_division.items()
        for day, title in days.items()
    }


def _with(incoming: BankHolidays, kept: set[HolidayNote]) -> BankHolidays:
    return BankHolidays(
        {
            division: dict(days)
            | {note.day: note.title for note in kept if note.division == division}
            for division, days in incoming.by_division.items()
        }
    )
