"""Read the sheets of a workbook; run in the jail, the workbook on its stdin."""

import sys
from collections.abc import Sequence
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from tracker.sources.jail_child import done, enter_jail, grant_time, say
from tracker.sources.limits import MAX_COLUMNS, MAX_ROWS

ROWS_PER_LINE = 100
_FAILURES = (CalamineError, OSError, ValueError)


def main() -> None:
    """Write every sheet: its name, then its rows, counted from the top of the sheet."""
    enter_jail()
    grant_time()
    try:
        with CalamineWorkbook.from_filelike(sys.stdin.buffer) as workbook:
            for name in workbook.sheet_names:
                _write_sheet(workbook, name)
    except PasswordError:
        say({"error": "encrypted"})
    except _FAILURES:
        say({"error": "not-a-sheet"})
    done()


def _write_sheet(workbook: CalamineWorkbook, name: str) -> None:
    sheet = workbook.get_sheet_by_name(name)
    say({"sheet": name})
    if sheet.start is None:
        return
    rows: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS + 1:
            say({"error": "too-many-rows"})
            return
        cells = _cells(row)
        if cells:
            rows.append((number, cells))
        if len(rows) == ROWS_PER_LINE:
            say({"rows": rows})
            grant_time()
            rows = []
    say({"rows": rows})


def _cells(row: Sequence[object]) -> list[str]:
    """Return a row as text without the empty cells at its end."""
    cells = [_text(value) for value in row[:MAX_COLUMNS]]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _text(value: object) -> str:
    """Return a cell as a person would read it; dates as ISO, whole numbers without a point."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    main()
