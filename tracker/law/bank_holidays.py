"""The bank holidays of the United Kingdom, as gov.uk publishes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
"""The three parts of the United Kingdom that have bank holidays of their own."""


class BankHolidayDataError(ValueError):
    """Bank-holiday data that cannot be used; the message says where it is wrong."""


class _Event(BaseModel):
    day: date = Field(alias="date")
    title: str = Field(min_length=1)


class _Division(BaseModel):
    events: list[_Event] = Field(min_length=1)


_FEED = TypeAdapter(dict[str, _Division])


@dataclass(frozen=True)
class BankHolidays:
    """Bank holidays by division, then by day, with their titles."""

    by_division: Mapping[str, Mapping[date, str]]

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read a copy of https://www.gov.uk/bank-holidays.json; the shipped one without a path.

        Raises BankHolidayDataError when a division is missing or an entry cannot be read.
        """
        source = files("tracker.data") / "bank-holidays.json" if path is None else path
        return cls.from_json(source.read_bytes())

    @classmethod
    def from_json(cls, feed: bytes) -> Self:
        """Take the feed: `{division: {"events": [{"date": ISO, "title"}, ...]}}`.

        Raises BankHolidayDataError when a division is missing or an entry cannot be read.
        """
        try:
            divisions = _FEED.validate_json(feed)
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"])) or "the whole file"
            raise BankHolidayDataError(f"{where} cannot be read") from error
        missing = [division for division in DIVISIONS if division not in divisions]
        if missing:
            raise BankHolidayDataError(f"no bank holidays for {', '.join(missing)}")
        return cls({name: {e.day: e.title for e in divisions[name].events} for name in DIVISIONS})

    def as_json(self) -> dict[str, Any]:
        """Give the data in the shape of the feed, each division by day."""
        return {
            division: {
                "division": division,
                "events": [
                    {"title": title, "date": day.isoformat()}
                    for day, title in sorted(self.by_division[division].items())
                ],
            }
            for division in DIVISIONS
        }

    @property
    def ends(self) -> date:
        """Give the last day on which every division is still known."""
        return min(self.horizon(division) for division in DIVISIONS)

    def name_on(self, day: date, divisions: Iterable[str]) -> str | None:
        """Name the holiday that any of these divisions has on this day, if there is one."""
        titles = (self.by_division[division].get(day) for division in divisions)
        return " / ".join(dict.fromkeys(title for title in titles if title)) or None

    def start(self, division: str) -> date:
        """Give the first day the data lists for a division; nothing is known before it."""
        return min(self.by_division[division])

    def horizon(self, division: str) -> date:
        """Give the last day the data lists for a division; nothing is known after it."""
        return max(self.by_division[division])
