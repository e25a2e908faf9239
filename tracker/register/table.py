"""A CSV file of the register as rows of clean text, each with the line where it begins."""

import codecs
import csv
import io
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from tracker.register.names import visible
from tracker.register.report import Problem, RegisterError

_LARGEST_FILE = 20_000_000
_T = TypeVar("_T")


@dataclass
class Row:
    """One row: its known columns as text, and what was found wrong with it."""

    line: int
    values: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def has(self, column: str) -> bool:
        """Say whether the file has this column at all."""
        return column in self.values

    def text(self, column: str, longest: int) -> str:
        """Give a cell; a text too long to keep is a problem."""
        value = self.values.get(column, "")
        if len(value) > longest:
            self.refuse(f"{column} is longer than {longest} characters")
        return value

    def names(self, column: str) -> list[str]:
        """Give the parts of a cell that holds several names separated by semicolons."""
        parts = (part.strip() for part in self.values.get(column, "").split(";"))
        return [part for part in parts if part]

    def day(self, column: str) -> date | None:
        """Give a date; None when the cell is empty or, as a problem, not an ISO date."""
        return self._parsed(column, date.fromisoformat, "a date such as 2026-04-01")

    def number(self, column: str) -> int | None:
        """Give a whole number from 0; None when the cell is empty or, as a problem, no number."""
        return self._parsed(column, _whole_number, "a whole number from 0 to 999")

    def refuse(self, reason: str) -> None:
        """Note a problem of this row."""
        self.problems.append(Problem(self.line, reason))

    def _parsed(self, column: str, parse: Callable[[str], _T], wanted: str) -> _T | None:
        value = self.values.get(column, "")
        if not value:
            return None
        try:
            return parse(value)
        except ValueError:
            self.refuse(f"{column} must be {wanted}")
            return None


def read_table(path: Path, *, required: Collection[str], known: Collection[str]) -> list[Row]:
    """Read the known columns of a CSV file; other columns are ignored, blank rows skipped.

    Raises RegisterError when the file cannot be read, lacks a required column, or is no CSV.
    """
    records = _records(_text(path))
    _, header = next(records, (1, []))
    columns = [visible(name).casefold() for name in header]
    missing = [name for name in required if name not in columns]
    if missing:
        raise RegisterError([Problem(1, f"the file needs a column named {' and '.join(missing)}")])
    repeated = [name for name in known if columns.count(name) > 1]
    if repeated:
        raise RegisterError([Problem(1, f"two columns are named {' and '.join(repeated)}")])
    return [_row(line, cells, columns, known) for line, cells in records if any(cells)]


def _row(line: int, cells: list[str], columns: list[str], known: Collection[str]) -> Row:
    padded = cells + [""] * (len(columns) - len(cells))
    pairs = zip(columns, padded, strict=False)
    row = Row(line, {name: visible(cell) for name, cell in pairs if name in known})
    if len(cells) > len(columns):
        row.refuse("more cells than the header has columns: a comma inside a name needs quotes")
    return row


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RegisterError([Problem(line, f"not readable as CSV: {error}")]) from None
        yield line, [cell.strip() for cell in cells]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise RegisterError([Problem(1, "the file is too large to be a register")])
        content = path.read_bytes()
    except OSError as error:
        raise RegisterError([Problem(1, f"cannot be opened: {error.strerror}")]) from error
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterError([Problem(1, "neither UTF-8, UTF-16 nor Windows-1252 text")])


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("999")):
        raise ValueError
    return int(text)
