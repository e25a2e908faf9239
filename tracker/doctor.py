"""What an installation needs, checked one by one, each with a sentence on what to do."""

import shutil
import sqlite3
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import func, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from tracker.campaigns.scoring import scorer_of
from tracker.holidays import holiday_source
from tracker.law.bank_holidays import BankHolidayDataError
from tracker.law.working_days import horizon_warning
from tracker.matching.model_files import ModelProblem, locate_model
from tracker.matching.scorer import ScorerProblem
from tracker.settings import Settings
from tracker.store.engine import Database, open_database
from tracker.store.schema import SchemaMismatch, require_current
from tracker.store.sqlite import WAL_RESET_FIXED, needs_write_lock, sqlite_file
from tracker.store.tables import Body, DisclosureUnit

State = Literal["ok", "warn", "fail"]

HEADER_FIX = {(3, 11): 10, (3, 12): 5}
"""By version of Python, the release whose mail library refuses line breaks in a header."""
LITTLE_ROOM = 1_000_000_000
NO_ROOM = 100_000_000
"""Bytes free beside the database from which the doctor warns, and fails."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, how it stands, and a sentence for people."""

    name: str
    state: State
    sentence: str


def examine(settings: Settings, *, today: date) -> list[Check]:
    """Check everything; a check that cannot be made says so and the others go on."""
    return [
        _python(sys.version_info[:3]),
        _sqlite(),
        *_database(settings),
        _model(settings),
        _bank_holidays(settings, today),
        _disk(settings),
        _sources(settings),
    ]


def _python(version: tuple[int, int, int]) -> Check:
    found = ".".join(map(str, version))
    fixed = HEADER_FIX.get(version[:2])
    if fixed is not None and version[2] < fixed:
        newer = f"{version[0]}.{version[1]}.{fixed}"
        return Check("Python", "warn", f"{found}; {newer} or later mends faults of its library.")
    return Check("Python", "ok", f"{found}.")


def _sqlite() -> Check:
    found = sqlite3.sqlite_version
    if not needs_write_lock():
        return Check("SQLite", "ok", f"{found}.")
    fixed = ".".join(map(str, WAL_RESET_FIXED))
    sentence = f"{found} is older than {fixed}, so every write holds a lock between processes."
    return Check("SQLite", "ok", sentence)


def _database(settings: Settings) -> list[Check]:
    try:
        url = make_url(settings.database_url)
        if url.get_backend_name() == "sqlite" and not sqlite_file(url).exists():
            return [Check("Database", "fail", "There is none yet. Run `mosaic init`.")]
        database = open_database(settings.database_url)
    except (SQLAlchemyError, ValueError, OSError) as error:
        return [Check("Database", "fail", f"It cannot be opened ({type(error).__name__}).")]
    try:
        return _opened(database)
    finally:
        database.dispose()


def _opened(database: Database) -> list[Check]:
    try:
        require_current(database)
        return [_integrity(database), _bodies(database), _units(database)]
    except SchemaMismatch as error:
        return [Check("Database", "fail", str(error))]
    except SQLAlchemyError as error:
        return [Check("Database", "fail", f"It cannot be read ({type(error).__name__}).")]


def _integrity(database: Database) -> Check:
    if not database.is_sqlite:
        with database.reading() as session:
            version = session.scalar(text("SHOW server_version"))
        return Check("Database", "ok", f"PostgreSQL {version}, tables up to date.")
    with database.reading() as session:
        found = session.scalar(text("PRAGMA quick_check(1)"))
    if found != "ok":
        return Check("Database", "fail", "The file is damaged. Restore the last good backup.")
    return Check("Database", "ok", "SQLite file sound, tables up to date.")


def _bodies(database: Database) -> Check:
    with database.reading() as session:
        count = session.scalar(select(func.count()).select_from(Body)) or 0
    if not count:
        return Check("Bodies", "fail", "The register is empty. Run `mosaic init`.")
    return Check("Bodies", "ok", f"{count} in the register.")


def _units(database: Database) -> Check:
    with database.reading() as session:
        units = session.scalar(select(func.count()).select_from(DisclosureUnit)) or 0
        reached = session.scalar(select(func.count(DisclosureUnit.mailbox))) or 0
    state: State = "ok" if reached == units else "warn"
    return Check("Disclosure units", state, f"{reached} of {units} have a mailbox for alerts.")


def _model(settings: Settings) -> Check:
    try:
        files = locate_model(settings.model_dir)
    except (ModelProblem, OSError) as error:
        return Check("Model", "fail", str(error))
    try:
        scorer = scorer_of(settings, encoder=files.name)
    except (ScorerProblem, ModelProblem) as error:
        return Check("Model", "fail", str(error))
    return Check(
        "Model", "ok", f"{files.name}, files as in models/manifest.toml; {scorer.version}."
    )


def _bank_holidays(settings: Settings, today: date) -> Check:
    try:
        source = holiday_source(settings)
    except BankHolidayDataError as error:
        return Check("Bank holidays", "fail", str(error))
    doubts = filter(None, (horizon_warning(source.holidays, today), source.remark))
    if said := " ".join(doubts):
        return Check("Bank holidays", "warn", said)
    return Check(
        "Bank holidays", "ok", f"Known to {source.holidays.ends.isoformat()}, from {source.name}."
    )


def _disk(settings: Settings) -> Check:
    folder = _data_folder(settings)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state: State = "fail" if free < NO_ROOM else "warn" if free < LITTLE_ROOM else "ok"
    return Check("Disk", state, f"{free / 1e9:.1f} GB free beside the database.")


def _sources(settings: Settings) -> Check:
    if settings.sources_dir.is_dir():
        return Check("Sources", "ok", "The folder for `mosaic nightly` is there.")
    return Check("Sources", "warn", "The folder MOSAIC_SOURCES_DIR names is not there.")


def _data_folder(settings: Settings) -> Path:
    try:
        return sqlite_file(make_url(settings.database_url)).absolute().parent
    except (SQLAlchemyError, ValueError):
        return Path.cwd()
