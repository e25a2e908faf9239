"""Records of a CSV text with their line numbers, where a missing quote swallows nothing."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from tracker.sources.incoming import UnreadableFile
from tracker.sources.limits import MAX_CELL_CHARS, MAX_LINE_CHARS

MAX_RECORD_LINES = 50_000
MAX_CHARS_READ_AGAIN = 1_000_000_000
"""How much may be read a second time after missing quotes, before the file is given up."""


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record and the line that it starts on; as many cells as the header has."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines that hold no record of the header's shape, and why."""

    line: int
    code: str
    reason: str


class _Runaway(Exception):
    """A record that does not end within the limits."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One physical line; `giant` when it was cut because it is longer than any line may be."""

    number: int
    text: str
    giant: bool = False


class CsvRecords:
    """Read records one after the other, leaving out those that are blank.

    The first record is the header and sets the number of columns. Where a quote is missing, only
    the line that the record starts on is given up: reading starts again on the next line, so
    that the records behind it survive. Lines that cannot be records, with half the columns or
    fewer, are counted to the broken record before them: they are the rest of its text.
    """

    def __init__(self, file: TextIO, delimiter: str) -> None:
        self._delimiter = delimiter
        self._lines = _physical_lines(file)
        self._again: deque[_Line] = deque()
        self._taken: list[_Line] = []
        self._width = 0
        self._read_again = 0

    def __iter__(self) -> Iterator[Record | Broken]:
        broken: Broken | None = None
        while (found := self._next()) is not None:
            if isinstance(found, Record) and not found.cells:
                continue
            if broken and isinstance(found, Broken) and self._is_remainder():
                continue
            if broken:
                yield broken
            broken = None
            if isinstance(found, Broken) and found.code == "unterminated-quote":
                broken = found
            else:
                yield found
        if broken:
            yield broken

    def _next(self) -> Record | Broken | None:
        """Read one record, or None at the end."""
        self._taken = []
        reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
        try:
            cells = next(reader)
        except StopIteration:
            return None
        except _Runaway:
            return self._unterminated() if len(self._taken) > 1 else self._giant()
        except csv.Error:
            return self._unterminated() if len(self._taken) > 1 else self._stray_quote()
        return self._shaped(cells)

    def _feed(self) -> Iterator[str]:
        """Hand lines to the parser, remembering which it took."""
        size = 0
        while True:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                return
            self._taken.append(line)
            size += len(line.text)
            if line.giant or size > MAX_LINE_CHARS or len(self._taken) > MAX_RECORD_LINES:
                raise _Runaway
            yield line.text

    def _shaped(self, cells: list[str]) -> Record | Broken:
        """Compare a record with the header."""
        line = self._taken[0].number
        blank = not any(cell.strip() for cell in cells)
        if blank or not self._width:
            self._width = self._width or (0 if blank else len(cells))
            return Record(line, [] if blank else cells)
        cells = self._trimmed(cells)
        if len(cells) == self._width:
            return Record(line, cells)
        if self._swallowed():
            return self._unterminated()
        return Broken(
            line,
            "wrong-columns",
            f"The row has {len(cells)} columns where the header has {self._width}.",
        )

    def _swallowed(self) -> bool:
        """Say whether a line inside the record just read would be a record by itself."""
        if len(self._taken) == 1:
            return False
        rest = csv.reader((line.text for line in self._taken[1:]), delimiter=self._delimiter)
        return any(len(self._trimmed(cells)) == self._width for cells in rest)

    def _trimmed(self, cells: list[str]) -> list[str]:
        """Leave out empty cells behind the last column of the header."""
        while len(cells) > self._width and not cells[-1].strip():
            cells = cells[:-1]
        return cells

    def _is_remainder(self) -> bool:
        """Say whether the line just read is the rest of a broken record's text."""
        if len(self._taken) > 1 or self._taken[0].giant:
            return False
        columns = self._taken[0].text.count(self._delimiter) + 1
        return 2 * columns <= self._width

    def _unterminated(self) -> Broken:
        """Give up the first line only, and read the others again."""
        first, *others = self._taken
        self._read_again += sum(len(line.text) for line in others)
        if self._read_again > MAX_CHARS_READ_AGAIN:
            raise UnreadableFile("broken-quotes", "Quotes are missing all over the file.")
        self._again.extendleft(reversed(others))
        return Broken(
            first.number,
            "unterminated-quote",
            "A quote is missing or out of place in the record that starts on this line.",
        )

    def _stray_quote(self) -> Broken:
        return Broken(
            self._taken[0].number,
            "unterminated-quote",
            "A quote is missing or out of place in the record that starts on this line.",
        )

    def _giant(self) -> Broken:
        reason = f"The line holds more than {MAX_CELL_CHARS:,} characters."
        return Broken(self._taken[0].number, "giant-cell", reason)


def csv_records(file: TextIO, delimiter: str) -> CsvRecords:
    """Return the records of a text opened with `newline=""`."""
    csv.field_size_limit(2 * MAX_LINE_CHARS)
    return CsvRecords(file, delimiter)


def _physical_lines(file: TextIO) -> Iterator[_Line]:
    """Yield lines, cutting those that are longer than any line may be."""
    number = 0
    while text := file.readline(MAX_LINE_CHARS + 1):
        number += 1
        giant = len(text) > MAX_LINE_CHARS
        rest = text
        while giant and rest and not rest.endswith(("\n", "\r")):
            rest = file.readline(MAX_LINE_CHARS)
        yield _Line(number, text[:1] if giant else text, giant)
