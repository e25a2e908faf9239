"""What every command gets: settings, the opened database, and one way to fail."""

from functools import cached_property

import click

from tracker.holidays import holidays_of
from tracker.law.bank_holidays import BankHolidayDataError, BankHolidays
from tracker.settings import Settings
from tracker.store.engine import Database, open_database
from tracker.store.schema import SchemaMismatch, require_current

ANOTHER_RUN = 75
"""Exit code when another run holds the lock (EX_TEMPFAIL of sysexits.h)."""


class AnotherRun(click.ClickException):
    """Say that another run holds the lock, and exit with 75."""

    exit_code = ANOTHER_RUN


class Application:
    """Hold the settings and open the database when a command first asks for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> Database:
        """Open the database; refuse one that is empty, behind, or newer than the program."""
        database = self.unchecked_database
        try:
            require_current(database)
        except SchemaMismatch as error:
            raise click.ClickException(str(error)) from error
        return database

    @cached_property
    def unchecked_database(self) -> Database:
        """Open the database whatever its schema, for commands that mend it."""
        return open_database(self.settings.database_url)

    def holidays(self) -> BankHolidays:
        """Give the bank holidays in use; where they cannot be read, end the command saying why."""
        try:
            return holidays_of(self.settings)
        except BankHolidayDataError as error:
            raise click.ClickException(str(error)) from error

    def close(self) -> None:
        """Close the database if a command opened it."""
        if "unchecked_database" in self.__dict__:
            self.unchecked_database.dispose()
