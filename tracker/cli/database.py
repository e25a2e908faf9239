"""`mosaic init`, `bodies` and `doctor`: a database that fits, and the register in it."""

import csv
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tracker.cli.application import Application
from tracker.cli.running import clock, only_run
from tracker.doctor import Check, examine
from tracker.register import (
    RegisterError,
    RegisterReport,
    import_bodies,
    import_units,
    load_shipped_register,
)
from tracker.runs import day_of
from tracker.store.engine import Database
from tracker.store.schema import SchemaMismatch, SchemaState, schema_state, upgrade
from tracker.store.tables import Body

_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.pass_obj
def init(application: Application) -> None:
    """Create the database, or upgrade it; load the register that ships when it has none."""
    database = application.unchecked_database
    try:
        with only_run(database):
            before = schema_state(database)
            upgrade(database)
            report = _first_register(database)
    except SchemaMismatch as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        raise click.ClickException("The database cannot be reached or is in use.") from error
    done = {SchemaState.EMPTY: "created", SchemaState.BEHIND: "upgraded"}
    click.echo(f"Database {done.get(before, 'already up to date')}.")
    if report is not None:
        click.echo(f"Register: {report.added} bodies that ship with Mosaic were loaded.")


def _first_register(database: Database) -> RegisterReport | None:
    with database.writing() as session:
        if session.scalar(select(Body.id).limit(1)) is not None:
            return None
        return load_shipped_register(session)


@click.group()
def bodies() -> None:
    """Keep the register of bodies and of the units that answer for them."""


@bodies.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_file(application: Application, file: Path) -> None:
    """Load or update bodies from a CSV file, or units from one with a column `bodies`."""
    load = import_units if _lists_units(file) else import_bodies
    try:
        with application.database.writing() as session:
            report = load(session, file)
    except RegisterError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{file.name}: {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged."
    )


def _lists_units(file: Path) -> bool:
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        header = {name.strip().casefold() for name in next(csv.reader(lines), [])}
    return bool(header & {"bodies", "mailbox"}) and "regime" not in header


@click.command()
@click.pass_obj
def doctor(application: Application) -> None:
    """Check what this installation needs; exit with 1 when something must be mended."""
    checks = examine(application.settings, today=day_of(clock()))
    for check in checks:
        click.echo(_line(check))
    failed = sum(check.state == "fail" for check in checks)
    if failed:
        raise click.ClickException(f"{failed} of {len(checks)} checks failed.")


def _line(check: Check) -> str:
    state = click.style(f"{check.state:<5}", fg=_COLOURS[check.state])
    return f"{state} {check.name:<17} {check.sentence}"
