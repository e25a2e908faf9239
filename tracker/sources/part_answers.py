"""What a source says of single questions: the field `answers` of a JSON record.

Each entry is `{"question": 2, "outcome": "refused", "exemptions": "...", "responded": "..."}`;
nothing else of it is taken, so nothing else can slip in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.sources.columns import ColumnCounts, fold_name
from tracker.sources.dates import DateProblem, parse_date
from tracker.sources.incoming import PartAnswer
from tracker.sources.json_text import JsonObject
from tracker.sources.profiles import Profile
from tracker.sources.records import (
    MAX_KEPT_CHARS,
    MAX_OUTCOME_CHARS,
    RowProblem,
    check_characters,
)

FIELD = "answers"
MAX_ANSWERS = 200
"""Entries of one request that are taken; a list that is longer is refused."""

_KEYS = ("question", "outcome", "exemptions", "responded")
_MOST_DIGITS = 4


def part_field(item: JsonObject) -> str | None:
    """Name the field that is ours: `answers` with a list of objects; others may use the name."""
    for name, value in item.items():
        if fold_name(name) == FIELD and isinstance(value, list):
            return name if any(isinstance(entry, JsonObject) for entry in value) else None
    return None


@dataclass(frozen=True, slots=True)
class PartReader:
    """Reads entries as one profile names outcomes and writes dates."""

    profile: Profile
    counts: ColumnCounts

    def read(self, field: object) -> tuple[PartAnswer, ...]:
        """Give the answers, in the order of the questions.

        Raises RowProblem, mostly `bad-answers`, for any other shape; it never quotes what is there.
        """
        if not isinstance(field, list) or len(field) > MAX_ANSWERS:
            raise _bad(f"is no list of at most {MAX_ANSWERS} objects")
        found = sorted(map(self._one, field), key=lambda answer: answer.position)
        if len({answer.position for answer in found}) < len(found):
            raise _bad("has two entries for one question")
        return tuple(found)

    def _one(self, entry: object) -> PartAnswer:
        if not isinstance(entry, JsonObject) or entry.doubled is not None:
            raise _bad("has an entry that is no object, or that has one key twice")
        values = dict(self._taken(entry))
        position = _position(values.get("question", ""))
        written = values.get("outcome", "")
        if not written:
            raise _bad(f"has no outcome for question {position}")
        outcome = self.profile.outcome(written)
        return PartAnswer(
            position=position,
            outcome=outcome or "pending",
            outcome_as_written=written[:MAX_OUTCOME_CHARS],
            exemptions=values.get("exemptions", "")[:MAX_KEPT_CHARS],
            responded=self._date(values.get("responded", ""), position),
            unknown=outcome is None,
        )

    def _taken(self, entry: JsonObject) -> Iterator[tuple[str, str]]:
        """Give the values of the keys that are ours, and count the others."""
        for name, value in entry.items():
            key = fold_name(name)
            if key in _KEYS:
                written = _as_text(value)
                check_characters(f"{FIELD}.{key}", written)
                yield key, written
            elif name in self.profile.applicant:
                self.counts.drop(f"{FIELD}.{name}")
            else:
                self.counts.ignore(f"{FIELD}.{name}")

    def _date(self, written: str, position: int) -> date | None:
        if not written:
            return None
        try:
            return parse_date(written, self.profile.date_formats)
        except DateProblem as problem:
            raise _bad(f"{problem.reason}, for question {position}") from problem


def _position(written: str) -> int:
    plain = written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS
    if not plain or not int(written):
        raise _bad("has an entry whose question is no number from 1 on")
    return int(written)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    raise _bad("has a value that is neither text nor a list of texts")


def _bad(what: str) -> RowProblem:
    return RowProblem("bad-answers", f"The field {FIELD} {what}.")
