"""`mosaic holidays`: the bank holidays in use, and a newer copy of gov.uk's data."""

import json
from datetime import UTC, datetime
from typing import BinaryIO

import click

from tracker.cli.application import Application
from tracker.holidays import holiday_source, holidays_of, write_holidays
from tracker.law.bank_holidays import DIVISIONS, BankHolidayDataError, BankHolidays
from tracker.law.holiday_refresh import HolidayNote, Refreshed, in_words, refreshed
from tracker.law.working_days import horizon_warning
from tracker.runs import day_of
from tracker.settings import Settings

MOST_BYTES = 5_000_000
"""The feed has some 30,000 bytes; what is far larger is something else."""
_LINE = "{:<18} {:<11} {:<11} {:>5}"


@click.group()
def holidays() -> None:
    """Show the bank holidays in use, and take in a newer copy of gov.uk's data."""


@holidays.command()
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.pass_obj
def show(application: Application, shape: str) -> None:
    """Show for each part of the United Kingdom the first and the last day that is known."""
    found = application.holidays()
    source = holiday_source(application.settings)
    warning = horizon_warning(found, day_of(datetime.now(UTC)))
    if shape == "json":
        document = {
            "source": source.name,
            "ends": found.ends.isoformat(),
            "divisions": [_division(found, name) for name in DIVISIONS],
            "remark": source.remark or None,
            "warning": warning,
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        click.echo(f"Source: {source.name}")
        click.echo(_LINE.format("division", "first", "last", "days"))
        for name in DIVISIONS:
            click.echo(_LINE.format(*map(str, _division(found, name).values())))
    for remark in filter(None, (source.remark, warning)):
        click.echo(remark, err=True)


@holidays.command()
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@click.option(
    "--accept-gone",
    is_flag=True,
    help="Take the data although it lacks days that are known, as when a holiday was moved.",
)
@click.pass_obj
def refresh(application: Application, file: BinaryIO, *, accept_gone: bool) -> None:
    """Take in a copy of https://www.gov.uk/bank-holidays.json, from a file or standard input.

    It is written to the file that MOSAIC_HOLIDAYS_FILE names. Mosaic downloads nothing itself.
    """
    path = application.settings.holidays_file
    if path is None:
        raise click.ClickException(
            "Set MOSAIC_HOLIDAYS_FILE to the file that shall hold the data, for every command."
        )
    current = _current(application.settings)
    try:
        found = refreshed(
            current, _read(file), today=day_of(datetime.now(UTC)), accept_gone=accept_gone
        )
        write_holidays(path, found.holidays)
    except BankHolidayDataError as error:
        raise click.ClickException(f"Nothing was changed: {error}.") from error
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error
    _print(found)


def _current(settings: Settings) -> BankHolidays:
    """Give what the new data is held against: a file that cannot be read is no measure."""
    try:
        return holidays_of(settings)
    except BankHolidayDataError as error:
        click.echo(f"{error} The new data is held against the shipped one.", err=True)
        return BankHolidays.load()


def _read(file: BinaryIO) -> BankHolidays:
    feed = file.read(MOST_BYTES + 1)
    if len(feed) > MOST_BYTES:
        raise BankHolidayDataError(f"the new data has more than {MOST_BYTES:,} bytes")
    return BankHolidays.from_json(feed)


def _division(found: BankHolidays, name: str) -> dict[str, str | int]:
    return {
        "division": name,
        "first": found.start(name).isoformat(),
        "last": found.horizon(name).isoformat(),
        "days": len(found.by_division[name]),
    }


def _print(found: Refreshed) -> None:
    _list("New", found.new)
    _list("Gone", found.gone)
    _list("Kept, known from its proclamation", found.proclaimed)
    if found.older:
        click.echo(f"Kept: {found.older} days before the new data begins.")
    if not found.new and not found.gone:
        click.echo("No day is new and none is gone.")
    click.echo(f"The bank holidays are known to {found.holidays.ends.isoformat()}.")


def _list(what: str, notes: tuple[HolidayNote, ...]) -> None:
    for line in in_words(notes):
        click.echo(f"{what}: {line}")
