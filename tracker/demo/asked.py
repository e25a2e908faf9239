"""What the story is made of: bodies that are asked, senders, and requests."""

import csv
import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Force:
    """A police force of the register that the story asks."""

    slug: str
    name: str
    region: str
    regime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One invented request, with who asked: that part must never reach the database."""

    force: Force
    reference: str
    received: date
    subject: str
    text: str
    requester: str
    requester_email: str
    outcome: str = "pending"
    exemptions: str = ""
    responded: date | None = None
    campaign: str = ""
    """The campaign of the story it belongs to; empty for a request of its own."""


def forces() -> list[Force]:
    """List the territorial and special forces of the register that ships."""
    lines = files("tracker.data").joinpath("bodies.csv").read_text(encoding="utf-8").splitlines()
    return [
        Force(row["slug"], row["name"], row["region"], row["regime"])
        for row in csv.DictReader(lines)
        if row["kind"] in {"territorial", "special"}
    ]


def working_day(last: date, days_back: int) -> date:
    """Give the day so many days back, or the Friday before it on a weekend."""
    day = last - timedelta(days=days_back)
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


@cache
def story_data(name: str) -> dict[str, Any]:
    """Read one of the story's TOML files."""
    return tomllib.loads(files("tracker.demo").joinpath(name).read_text(encoding="utf-8"))


def story_lines(name: str) -> list[str]:
    """Read one of the story's text files, line by line, without remarks."""
    text = files("tracker.demo").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def invent_sender(chance: random.Random) -> dict[str, str]:
    """Invent whoever asks: name, address, telephone, organisation."""
    data = story_data("letters.toml")
    first, last = chance.choice(data["first_names"]), chance.choice(data["surnames"])
    plain = "".join(letter for letter in f"{first}.{last}".lower() if letter.isascii())
    unit = chance.choice("ABDEFGHJ") + chance.choice("LNPQRSTUW")
    return {
        "name": f"{first} {last}",
        "first": first,
        "email": plain.replace("'", "") + f"{chance.randint(1, 99)}@mail.example",
        "phone": f"07700 900{chance.randint(100, 999)}",
        "street": f"{chance.randint(1, 190)} {chance.choice(data['streets'])}",
        "town": chance.choice(data["towns"]),
        "postcode": f"CR{chance.randint(1, 9)} {chance.randint(1, 9)}{unit}",
        "organisation": chance.choice(data["organisations"]),
    }


class References:
    """Number each force's requests the way forces do, each in one of several styles."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._last: dict[str, int] = {}

    def next(self, force: Force) -> str:
        """Give the next reference of this force."""
        style = sum(map(ord, force.slug)) % 5
        number = self._last.get(force.slug, 100 + 37 * style) + 1 + style
        self._last[force.slug] = number
        short = self._year % 100
        return (
            f"{number}-{short}",
            f"FOI/{short}/{number:05d}",
            f"{number:04d}-{self._year}/{short + 1}",
            f"01.FOI.{short}.{number:06d}",
            f"{number}/{self._year}",
        )[style]
