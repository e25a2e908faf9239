"""XLSX: every sheet whose header fits the profile, read in a jail."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.sources.choices import Choices
from tracker.sources.columns import ColumnCounts
from tracker.sources.incoming import Incoming, Reading, Rejected, UnreadableFile
from tracker.sources.jail import JailDied, jailed
from tracker.sources.limits import (
    MAX_ARCHIVE_ENTRIES,
    MAX_ARCHIVE_RATIO,
    MAX_FILE_BYTES,
    MAX_ROWS,
    RATIO_FREE_BYTES,
)
from tracker.sources.opened import Opened
from tracker.sources.profiles import Profile, choose_profile, fits_a_profile
from tracker.sources.records import Recorder

HEADER_ROWS = 10
"""How far down a sheet its header may stand, below a title."""
_CHILD = "tracker.sources.workbook_child"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 1
_REASONS = {
    "encrypted": "The workbook is protected by a password.",
    "not-a-sheet": "The file cannot be read as a workbook (.xlsx).",
    "too-many-rows": f"A sheet has more than {MAX_ROWS:,} rows.",
    "bomb": "The workbook needs more memory or time to read than any workbook should.",
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not empty; `row` counts from the top of its sheet."""

    sheet: str
    row: int
    cells: list[str]


def read_xlsx(opened: Opened, choices: Choices) -> Reading:
    """Read the sheets whose header fits one profile; the others are counted as ignored.

    Raises:
        UnreadableFile: when it is no workbook, a bomb, or has no fitting sheet.
    """
    check_archive(opened)
    rows = _sheet_rows(opened)
    header, above = _find_header(rows, choices)
    profile = choose_profile(
        header.cells, wanted=choices.profile, body_given=choices.body is not None
    )
    counts = ColumnCounts()
    for sheet in above:
        counts.ignore(f"sheet {sheet}")
    table = _Table(profile, header, Recorder(profile, choices.body, counts))
    return Reading(
        format="xlsx",
        profile=profile.name,
        rows=table.requests(rows),
        dropped=counts.dropped,
        ignored=counts.ignored,
    )


def check_archive(opened: Opened) -> None:
    """Refuse an archive by its table of contents, before any of it is unpacked.

    Raises:
        UnreadableFile: `encrypted`, `bomb` or `not-a-sheet`.
    """
    if opened.head.startswith(_OLE):
        with opened.reader() as file:
            locked = "EncryptedPackage".encode("utf-16-le") in file.read()
        raise _unreadable("encrypted" if locked else "not-a-sheet")
    try:
        with opened.reader() as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise _unreadable("not-a-sheet") from error
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _unreadable("encrypted")
    if len(entries) > MAX_ARCHIVE_ENTRIES or sum(e.file_size for e in entries) > MAX_FILE_BYTES:
        raise _unreadable("bomb")
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > RATIO_FREE_BYTES and ratio > MAX_ARCHIVE_RATIO:
            raise _unreadable("bomb")


def _unreadable(code: str) -> UnreadableFile:
    return UnreadableFile(code, _REASONS[code])


def _sheet_rows(opened: Opened) -> Iterator[SheetRow]:
    """Yield the rows of all sheets, one sheet after the other."""
    sheet = ""
    try:
        opened.rewind()
        for found in jailed(_CHILD, (), descriptor=opened.descriptor):
            if "error" in found:
                raise _unreadable(found["error"])
            sheet = found.get("sheet", sheet)
            for number, cells in found.get("rows", ()):
                yield SheetRow(sheet, number, cells)
    except JailDied as error:
        raise _unreadable("bomb") from error


def _find_header(rows: Iterator[SheetRow], choices: Choices) -> tuple[SheetRow, list[str]]:
    """Return the first row that fits a profile, or the very first row; and sheets passed over."""
    first: SheetRow | None = None
    passed: dict[str, int] = {}
    for row in rows:
        first = first or row
        passed[row.sheet] = passed.get(row.sheet, 0) + 1
        if passed[row.sheet] <= HEADER_ROWS and fits_a_profile(row.cells, wanted=choices.profile):
            return row, [sheet for sheet in passed if sheet != row.sheet]
    if first is None:
        raise UnreadableFile("empty-file", "The workbook holds nothing.")
    return first, []


@dataclass(slots=True)
class _Table:
    """The requests below the header, and below the header of every later sheet that fits."""

    profile: Profile
    header: SheetRow
    recorder: Recorder
    _seen: dict[str, int] = field(default_factory=dict)

    def requests(self, rows: Iterator[SheetRow]) -> Iterator[Incoming | Rejected]:
        """Yield one request or rejection for each row."""
        count = 0
        for row in rows:
            if row.sheet != self.header.sheet:
                self._look_for_header(row)
                continue
            count += 1
            if count > MAX_ROWS:
                raise _unreadable("too-many-rows")
            yield self._request(row)

    def _look_for_header(self, row: SheetRow) -> None:
        """Take a row of another sheet as header when it fits."""
        if row.sheet not in self._seen:
            self.recorder.counts.ignore(f"sheet {row.sheet}")
        self._seen[row.sheet] = self._seen.get(row.sheet, 0) + 1
        body_given = self.recorder.body is not None
        if self._seen[row.sheet] <= HEADER_ROWS and not self.profile.missing(
            row.cells, body_given=body_given
        ):
            self.header = row
            self.recorder.counts.unignore(f"sheet {row.sheet}")

    def _request(self, row: SheetRow) -> Incoming | Rejected:
        names = self.header.cells
        if len(row.cells) > len(names):
            reason = f"The row has {len(row.cells)} columns where the header has {len(names)}."
            return Rejected(line=row.row, code="wrong-columns", reason=reason)
        return self.recorder.record(row.row, zip(names, row.cells, strict=False))
