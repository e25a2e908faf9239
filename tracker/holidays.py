"""The bank holidays that an installation uses: the file it refreshes, or those that ship."""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from tracker.law.bank_holidays import DIVISIONS, BankHolidayDataError, BankHolidays
from tracker.settings import Settings

_SHIPPED = "the data that ships with Mosaic"
_READABLE_BY_ALL = 0o644


@dataclass(frozen=True, slots=True)
class HolidaySource:
    """The bank holidays in use, and where they come from."""

    holidays: BankHolidays
    name: str
    """The file, or that they ship with the program."""
    remark: str
    """What a person should know of the choice; empty where there is nothing to say."""


def holidays_of(settings: Settings) -> BankHolidays:
    """Give the bank holidays in use; every command, page and service takes them from here.

    Raises BankHolidayDataError when the file of the settings cannot be read.
    """
    return holiday_source(settings).holidays


def holiday_source(settings: Settings) -> HolidaySource:
    """Give the bank holidays in use with their source; a changed file is read again.

    Raises BankHolidayDataError when the file of the settings cannot be read.
    """
    path = settings.holidays_file
    if path is None:
        return HolidaySource(_shipped(), _SHIPPED, "")
    try:
        state = path.stat()
    except FileNotFoundError:
        return HolidaySource(_shipped(), _SHIPPED, f"There is no file {path} yet.")
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    found = _read(path, state.st_mtime_ns, state.st_size)
    return HolidaySource(found, str(path), _overtaken(found))


def write_holidays(path: Path, holidays: BankHolidays) -> None:
    """Replace the file by these holidays, whole or not at all.

    Raises OSError where the folder cannot be written to.
    """
    text = json.dumps(holidays.as_json(), ensure_ascii=False, indent=1) + "\n"
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        fresh = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            fresh.chmod(_READABLE_BY_ALL)
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


@lru_cache(maxsize=1)
def _shipped() -> BankHolidays:
    return BankHolidays.load()


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> BankHolidays:
    """Read a file once for each state it is in."""
    try:
        return BankHolidays.load(path)
    except BankHolidayDataError as error:
        raise _unusable(path, str(error)) from error
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error


def _unusable(path: Path, why: str) -> BankHolidayDataError:
    return BankHolidayDataError(
        f"The bank-holiday data in {path} cannot be used: {why}. "
        "Refresh it, or unset MOSAIC_HOLIDAYS_FILE."
    )


def _overtaken(found: BankHolidays) -> str:
    """Say that the shipped data knows later days, as after an upgrade."""
    ahead = [d for d in DIVISIONS if _shipped().horizon(d) > found.horizon(d)]
    return f"The shipped data reaches further for {', '.join(ahead)}." if ahead else ""
