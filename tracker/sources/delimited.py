"""CSV: comma, semicolon, tab or bar, with real line numbers and no swallowed records."""

from collections.abc import Iterator

from tracker.sources.choices import Choices
from tracker.sources.columns import ColumnCounts
from tracker.sources.csv_records import Broken, Record, csv_records
from tracker.sources.encoding import text_of
from tracker.sources.incoming import Incoming, Reading, Rejected, UnreadableFile
from tracker.sources.limits import MAX_COLUMNS, MAX_ROWS
from tracker.sources.opened import Opened
from tracker.sources.profiles import choose_profile, fits_a_profile
from tracker.sources.records import Recorder

DELIMITERS = ",;\t|"


def read_csv(opened: Opened, choices: Choices) -> Reading:
    """Read a file of delimited columns whose first row names them.

    Raises:
        UnreadableFile: when there is no header, or no profile fits it.
    """
    delimiter, header = _header(opened, choices)
    profile = choose_profile(header, wanted=choices.profile, body_given=choices.body is not None)
    counts = ColumnCounts()
    return Reading(
        format="csv",
        profile=profile.name,
        rows=_rows(opened, delimiter, Recorder(profile, choices.body, counts)),
        dropped=counts.dropped,
        ignored=counts.ignored,
    )


def _header(opened: Opened, choices: Choices) -> tuple[str, list[str]]:
    """Find the delimiter under which the first row fits a profile, or gives most columns."""
    best: tuple[bool, int, str, list[str]] = (False, 0, DELIMITERS[0], [])
    for delimiter in DELIMITERS:
        header = _first_row(opened, delimiter)
        fits = fits_a_profile(header, wanted=choices.profile)
        if (fits, len(header)) > best[:2]:
            best = (fits, len(header), delimiter, header)
    if not best[3]:
        raise UnreadableFile("no-header", "The first row cannot be read as names of columns.")
    if len(best[3]) > MAX_COLUMNS:
        raise UnreadableFile("too-large", f"The file has more than {MAX_COLUMNS:,} columns.")
    return best[2], best[3]


def _first_row(opened: Opened, delimiter: str) -> list[str]:
    """Read the header with one delimiter; nothing when it is broken."""
    with text_of(opened) as file:
        for record in csv_records(file, delimiter):
            if isinstance(record, Broken):
                return []
            return [name.strip() for name in record.cells]
    return []


def _rows(opened: Opened, delimiter: str, recorder: Recorder) -> Iterator[Incoming | Rejected]:
    """Yield every record below the header."""
    with text_of(opened) as file:
        header: list[str] = []
        count = 0
        for record in csv_records(file, delimiter):
            if isinstance(record, Record) and not header:
                header = [name.strip() for name in record.cells]
                continue
            count += 1
            if count > MAX_ROWS:
                raise UnreadableFile("too-many-rows", f"The file has more than {MAX_ROWS:,} rows.")
            if isinstance(record, Broken):
                yield Rejected(line=record.line, code=record.code, reason=record.reason)
            else:
                yield recorder.record(record.line, zip(header, record.cells, strict=True))
