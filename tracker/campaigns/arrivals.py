"""When the requests of a campaign came in, counted by day, by week or by month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
_DAYS_SHOWN = 35
_WEEKS_SHOWN = 60


class Arrived(Protocol):
    """A request as far as its arrival goes."""

    @property
    def received(self) -> date:
        """The day it was received."""
        ...

    @property
    def body(self) -> str:
        """The body that received it."""
        ...


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in during one day, week (from Monday) or month."""

    start: date
    requests: int
    bodies_so_far: int
    """Different bodies reached by its end."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Arrivals one after the other without a gap, each for one `unit`: day, week or month."""

    unit: str
    arrivals: tuple[Arrivals, ...]

    @property
    def highest(self) -> int:
        """Give the most requests of any one unit."""
        return max((arrived.requests for arrived in self.arrivals), default=0)


def timeline(members: Sequence[Arrived]) -> Timeline:
    """Count arrivals by the finest unit that still makes a picture one can read."""
    if not members:
        return Timeline("day", ())
    days = [member.received for member in members]
    span = max(days) - min(days)
    if span <= _DAYS_SHOWN * DAY:
        return _count(members, "day")
    return _count(members, "week" if span <= _WEEKS_SHOWN * WEEK else "month")


def weekly(days: Iterable[date], *, weeks: int) -> tuple[date, tuple[int, ...]]:
    """Give the first Monday and the arrivals per week, over the last weeks up to the last arrival.

    At least one day must be given.
    """
    mondays = [_start(day, "week") for day in days]
    last = max(mondays)
    first = max(min(mondays), last - (weeks - 1) * WEEK)
    counts = [mondays.count(first + n * WEEK) for n in range((last - first) // WEEK + 1)]
    return first, tuple(counts)


def _count(members: Sequence[Arrived], unit: str) -> Timeline:
    starts = [_start(member.received, unit) for member in members]
    reached: set[str] = set()
    found = []
    for start in _units(min(starts), max(starts), unit):
        now = [member for member, own in zip(members, starts, strict=True) if own == start]
        reached.update(member.body for member in now)
        found.append(Arrivals(start, len(now), len(reached)))
    return Timeline(unit, tuple(found))


def _start(day: date, unit: str) -> date:
    match unit:
        case "week":
            return day - day.weekday() * DAY
        case "month":
            return day.replace(day=1)
        case _:
            return day


def _units(first: date, last: date, unit: str) -> Iterator[date]:
    while first <= last:
        yield first
        step = 31 * DAY if unit == "month" else WEEK if unit == "week" else DAY
        first = _start(first + step, unit)
