"""What the encoder reads: a comparable text with organisations and pronouns made alike.

A question about one organisation put to it, and the same about another put to that one, are one
question with the body changed; which organisations were named is compared separately.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tracker.matching.spelling import respelt

PLACEHOLDER = "your organisation"
"""The words that tracker.text.placeholder also puts for the addressed body."""

_ROLLED = re.compile(r" \[(day of|\d{1,3} months before) request\]")
"""The mark that tracker.text.rolled puts behind a date that is counted from the day of asking."""

_PRONOUNS = {"he": "you", "she": "you", "his": "your", "her": "your", "him": "you"}
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_REPEATED = re.compile(rf"\b{PLACEHOLDER}(?:(?:,| and| or)? {PLACEHOLDER})+", re.IGNORECASE)


def as_read(comparable: str) -> str:
    """Return the words that the encoder gets for a comparable text."""
    text = respelt(_organisation().sub(PLACEHOLDER, without_marks(comparable)[0]))
    text = _PRONOUN.sub(lambda match: _PRONOUNS[match.group().lower()], text)
    return _REPEATED.sub(PLACEHOLDER, text)


def without_marks(comparable: str) -> tuple[str, dict[int, str]]:
    """Take the marks off rolled dates; return what each said, by the end of its date."""
    if "request]" not in comparable:
        return comparable, {}
    plain, marks, done = "", {}, 0
    for match in _ROLLED.finditer(comparable):
        plain += comparable[done : match.start()]
        marks[len(plain)] = match.group(1)
        done = match.end()
    return plain + comparable[done:], marks


def organisations(comparable: str) -> frozenset[str]:
    """Return the organisations that a text names, in lower case and without article."""
    return frozenset(match.group("name").lower() for match in _organisation().finditer(comparable))


def asks_one_about_itself(comparable: str) -> bool:
    """Say whether one organisation stands where the addressed body would: it does what is asked.

    "How much the Land Registry has spent" asks the same as "how much your organisation has spent"
    of another; "discussions with the Land Registry" does not, nor "how much councils and the Land
    Registry have spent". A police force never stands so: the same of another force is a series.
    """
    found = list(_organisation().finditer(comparable))
    if len(found) != 1 or _acting().force.search(found[0].group("name")):
        return False
    before, behind = comparable[: found[0].start()], comparable[found[0].end() :]
    if _acting().besides.search(before):
        return False
    return bool(_acting().behind.match(behind) or _acting().before.search(before))


def without_organisations(comparable: str) -> str:
    """Return a text with the organisations it names put behind the placeholder."""
    return _organisation().sub(PLACEHOLDER, comparable)


class _Acting(NamedTuple):
    force: re.Pattern[str]
    before: re.Pattern[str]
    besides: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _acting() -> _Acting:
    """Compile from tracker/data/organisations.toml what stands around who does what is asked."""
    data = tomllib.loads((files("tracker.data") / "organisations.toml").read_text("utf-8"))
    forces, before, besides, does = (
        "|".join(data[name].split()) for name in ("forces", "before", "besides", "does")
    )
    return _Acting(
        re.compile(rf"\b(?:{forces})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{before})\W*(?:the )?$", re.IGNORECASE),
        re.compile(rf"\b(?:{besides})\W*(?:the )?$", re.IGNORECASE),
        re.compile(rf"\W*$|\s*\b(?:{does})\b", re.IGNORECASE),
    )


@cache
def _organisation() -> re.Pattern[str]:
    """Compile tracker/data/organisations.toml into one pattern."""
    data = tomllib.loads((files("tracker.data") / "organisations.toml").read_text("utf-8"))
    endings = "|".join(data["endings"].split())
    names = "|".join(re.escape(n.replace("_", " ")) for n in data["names"].split())
    first = r"(?:HM|His Majesty's|Her Majesty's|[A-Z][A-Za-z'&-]*)"
    lead = rf"(?:{first}\s+(?:(?:of|for|and|the|&|on|in)\s+){{0,2}}){{1,7}}?"
    tail = r"(?:\s+for\s+[A-Z][a-z]+(?:(?:,|\s+and|\s+of)?\s+[A-Z][a-z]+){0,4})?"
    return re.compile(rf"\b(?:[Tt]he\s+)?(?P<name>(?:{lead}(?:{endings})|{names})\b{tail})")
