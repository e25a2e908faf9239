"""From the named values of one row to a request, or to the reason why it is none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from tracker.sources.columns import Column, ColumnCounts, sort_column
from tracker.sources.dates import DateProblem, parse_date
from tracker.sources.incoming import Incoming, Rejected
from tracker.sources.limits import MAX_CELL_CHARS, MAX_NAME_CHARS
from tracker.sources.profiles import Profile

MAX_KEPT_CHARS = 10_000
"""How much of a value a rejected row keeps; the file has the rest."""
MAX_OUTCOME_CHARS = 200
MAX_STATUS_CHARS = 80
MAX_REGIME_CHARS = 8
_MAX_COLUMNS_KNOWN = 5_000
_TRUNCATION_SLACK = 10
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row and the column it came from."""

    rank: int
    column: str
    written: str


class RowProblem(Exception):
    """Why a row is no request: a short code and a sentence."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Recorder:
    """Turn rows into requests with one profile, counting what is not taken."""

    profile: Profile
    body: str | None
    counts: ColumnCounts
    _columns: dict[str, Column] = field(default_factory=dict)

    def record(self, line: int, pairs: Iterable[tuple[str, str]]) -> Incoming | Rejected:
        """Make a request of one row, given as values with the names of their columns."""
        row = Row(self.profile, self.body)
        for name, written in pairs:
            if written and not written.isspace():
                self._add(row, name, written)
        return row.finish(line)

    def takes(self, name: str) -> bool:
        """Say whether a field is filled from the column of this name."""
        return bool(self._column(name).fills)

    def _add(self, row: "Row", name: str, written: str) -> None:
        column = self._column(name)
        if column.applicant:
            self.counts.drop(name)
        elif not column.fills:
            self.counts.ignore(name)
        row.add(column, name, written.strip())

    def _column(self, name: str) -> Column:
        """Look a column up, by its name, once for the whole file."""
        if name not in self._columns:
            if len(self._columns) >= _MAX_COLUMNS_KNOWN:
                self._columns.clear()
            self._columns[name] = sort_column(self.profile.columns, self.profile.applicant, name)
        return self._columns[name]


@dataclass(slots=True)
class Row:
    """The values of one row by field, and what they add up to."""

    profile: Profile
    body: str | None
    values: dict[str, Value] = field(default_factory=dict)
    outcomes: list[Value] = field(default_factory=list)
    refused: bool = False

    def add(self, column: Column, name: str, written: str) -> None:
        """Take one value into every field that its column fills."""
        beginnings = self.profile.refused.get(name, ())
        self.refused = self.refused or written.casefold().startswith(
            tuple(beginning.casefold() for beginning in beginnings)
        )
        for field_name, rank in column.fills:
            value = Value(rank, name, written)
            if field_name == "outcome":
                self.outcomes.append(value)
            if field_name not in self.values or rank < self.values[field_name].rank:
                self.values[field_name] = value

    def finish(self, line: int) -> Incoming | Rejected:
        """Return the request, or the reason why there is none."""
        if self.refused:
            reason = "The row is no freedom-of-information request; its words were not kept."
            return Rejected(line=line, code="not-a-request", reason=reason)
        try:
            self._check_characters()
            return self._incoming(line)
        except RowProblem as problem:
            return Rejected(
                line=line, code=problem.code, reason=problem.reason, fields=self._legible()
            )

    def _incoming(self, line: int) -> Incoming:
        text = self._required("text")
        outcome, outcome_flags = self._outcome()
        return Incoming(
            line=line,
            body=self.body or self._name("body"),
            claimed_body=self._optional("body")[:MAX_NAME_CHARS] if self.body else "",
            reference=self._reference(),
            received=self._date("received"),
            text=text,
            subject=self._optional("subject"),
            status=self._optional("status")[:MAX_STATUS_CHARS],
            outcome=outcome,
            outcome_as_written=self._outcome_as_written(),
            exemptions=self._optional("exemptions"),
            responded=self._date_or_none("responded"),
            due=self._date_or_none("due"),
            regime=self._optional("regime").upper()[:MAX_REGIME_CHARS],
            published_url=web_address(self._optional("published_url")),
            flags=self.profile.flags | outcome_flags | self._text_flags(text),
        )

    def _optional(self, name: str) -> str:
        value = self.values.get(name)
        return value.written if value else ""

    def _required(self, name: str) -> str:
        written = self._optional(name)
        if not written:
            column = self.profile.columns.get(name, (name,))[0]
            hint = " Say with --body whose requests these are." if name == "body" else ""
            raise RowProblem(f"no-{name}", f"The column {column} is empty.{hint}")
        return written

    def _name(self, name: str) -> str:
        written = " ".join(self._required(name).split())
        if len(written) > MAX_NAME_CHARS:
            column = self.values[name].column
            raise RowProblem(
                f"long-{name}", f"The column {column} holds more than {MAX_NAME_CHARS} characters."
            )
        return written

    def _reference(self) -> str:
        written = self._name("reference")
        patterns = self.profile.reference_patterns
        found = next((hit for hit in (p.search(written) for p in patterns) if hit), None)
        if patterns and not found:
            column = self.values["reference"].column
            raise RowProblem("no-reference", f"The column {column} holds no reference.")
        return found[1] if found else written

    def _date(self, name: str) -> date:
        written = self._required(name)
        try:
            return parse_date(written, self.profile.date_formats)
        except DateProblem as problem:
            column = self.values[name].column
            raise RowProblem(problem.code, f"The column {column} {problem.reason}.") from problem

    def _date_or_none(self, name: str) -> date | None:
        return self._date(name) if self._optional(name) else None

    def _outcome(self) -> tuple[str, frozenset[str]]:
        """Return our word for the outcome, from the best column that says something."""
        said = [self.profile.outcome(v.written) for v in sorted(self.outcomes, key=by_rank)]
        known = next((word for word in said if word), "")
        unknown = not known and None in said
        return known, frozenset({"outcome-unknown"} if unknown else ())

    def _outcome_as_written(self) -> str:
        written = "; ".join(v.written for v in sorted(self.outcomes, key=by_rank))
        return written[:MAX_OUTCOME_CHARS]

    def _text_flags(self, text: str) -> frozenset[str]:
        limit = self.profile.truncated_at
        cut = limit is not None and len(text) >= limit - _TRUNCATION_SLACK
        return frozenset({"truncated"} if cut else ())

    def _check_characters(self) -> None:
        """Refuse what cannot be stored: broken characters, and cells beyond all measure."""
        for value in self.values.values():
            if len(value.written) > MAX_CELL_CHARS:
                raise RowProblem(
                    "giant-cell",
                    f"The column {value.column} holds more than {MAX_CELL_CHARS:,} characters.",
                )
            check_characters(value.column, value.written)

    def _legible(self) -> dict[str, str]:
        """Return what can be shown of a rejected row, in columns of ours only."""
        return {name: legible(value.written) for name, value in self.values.items()}


def by_rank(value: Value) -> int:
    """Return the rank of a value among the alternatives for its field."""
    return value.rank


def check_characters(column: str, written: str) -> None:
    """Refuse a text that no store can hold.

    Raises:
        RowProblem: `wrong-encoding`, `lone-surrogate` or `nul-character`.
    """
    if "\0" in written:
        raise RowProblem("nul-character", f"The column {column} holds a NUL character.")
    if written.isascii():
        return
    if _BROKEN_BYTE.search(written):
        raise RowProblem(
            "wrong-encoding", f"The column {column} holds bytes that the file's encoding has not."
        )
    if _SURROGATE.search(written):
        raise RowProblem("lone-surrogate", f"The column {column} holds half a character.")


def legible(written: str) -> str:
    """Return a text that can be stored, cut to what a rejected row keeps."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", written[:MAX_KEPT_CHARS]).replace("\0", "")


def web_address(written: str) -> str:
    """Return an http address without its fragment, or nothing if it is none."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in written:
        return ""
    return parts._replace(fragment="").geturl()
