"""`mosaic due`: the statutory date, and what was skipped on the way to it."""

import json
from datetime import date, datetime
from typing import Any

import click

from tracker.law.bank_holidays import BankHolidays
from tracker.law.working_days import CALENDARS, Due, due_date


@click.command()
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DATE")
@click.option("--regime", type=click.Choice(list(CALENDARS), case_sensitive=False), required=True)
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def due(received: datetime, regime: str, shape: str) -> None:
    """Work out by when a request must be answered.

    DATE is the day the request arrived, such as 2026-03-09; the 20 working days begin after it.
    """
    try:
        found = due_date(received.date(), regime, BankHolidays.load())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if shape == "json":
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
        return
    click.echo(f"Due {_written(found.due)}.")
    for day, name in found.skipped:
        click.echo(f"Not counted: {_written(day)}, {name}")
    click.echo(f"Not counted: {found.weekend_days} days of weekends")
    if found.beyond_horizon:
        click.echo(
            "Provisional: the bank-holiday data does not reach that far, so only Christmas Day "
            "and Good Friday are sure to be counted.",
            err=True,
        )


def _as_json(found: Due) -> dict[str, Any]:
    return {
        "due": found.due.isoformat(),
        "skipped": [{"date": day.isoformat(), "name": name} for day, name in found.skipped],
        "weekend_days": found.weekend_days,
        "beyond_horizon": found.beyond_horizon,
    }


def _written(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
