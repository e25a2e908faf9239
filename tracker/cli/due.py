"""`mosaic due`: the statutory date, and what was skipped on the way to it."""

import json
from datetime import UTC, date, datetime
from typing import Any

import click

from tracker.cli.application import Application
from tracker.law.bank_holidays import BankHolidays
from tracker.law.deadlines import Clarification, Deadline, ImpossibleDates, deadline
from tracker.law.working_days import horizon_warning
from tracker.runs import day_of

REGIMES = ("FOIA", "FOISA")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--received", type=_DAY, required=True, metavar="DATE")
@click.option("--regime", type=click.Choice(REGIMES, case_sensitive=False), required=True)
@click.option(
    "--extended", is_flag=True, help="The public interest in a qualified exemption is weighed."
)
@click.option(
    "--clarification-asked",
    type=_DAY,
    metavar="DATE",
    help="The day on which the applicant was asked what is meant.",
)
@click.option(
    "--clarification-received",
    type=_DAY,
    metavar="DATE",
    help="The day on which the applicant said so; the time runs anew from it.",
)
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_obj
def due(
    application: Application,
    *,
    received: datetime,
    regime: str,
    extended: bool,
    clarification_asked: datetime | None,
    clarification_received: datetime | None,
    shape: str,
) -> None:
    """Work out by when a request must be answered.

    DATE is the day the request arrived, such as 2026-03-09; the 20 working days begin after it.
    """
    holidays = application.holidays()
    clarification = _clarification(clarification_asked, clarification_received)
    try:
        found = deadline(
            received.date(), regime, holidays, extended=extended, clarification=clarification
        )
    except ImpossibleDates as error:
        raise click.UsageError(_sentence(str(error))) from error
    except ValueError as error:
        raise click.ClickException(_sentence(str(error))) from error
    if shape == "json":
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        _print(found)
    _warn(found, holidays)


def _clarification(asked: datetime | None, received: datetime | None) -> Clarification | None:
    if asked is None and received is None:
        return None
    if asked is None:
        raise click.UsageError(
            "--clarification-received needs --clarification-asked: say when it was asked for."
        )
    return Clarification(asked=asked.date(), received=received.date() if received else None)


def _print(found: Deadline) -> None:
    if found.found is None:
        click.echo(
            "Paused: no answer is due until the clarification arrives; "
            f"then {found.working_days} working days begin."
        )
        return
    click.echo(f"Due {_written(found.found.due)}.")
    if found.counted_from is not None:
        click.echo(f"{found.working_days} working days after {_written(found.counted_from)}")
    for day, name in found.found.skipped:
        click.echo(f"Not counted: {_written(day)}, {name}")
    click.echo(f"Not counted: {found.found.weekend_days} days of weekends")


def _warn(found: Deadline, holidays: BankHolidays) -> None:
    """Say on stderr what makes the date doubtful."""
    if found.found is not None and found.found.beyond_horizon:
        click.echo(
            "Provisional: the bank-holiday data does not reach that far, so only Christmas Day "
            "and Good Friday are sure to be counted.",
            err=True,
        )
    for remark in found.remarks:
        click.echo(remark, err=True)
    if warning := horizon_warning(holidays, day_of(datetime.now(UTC))):
        click.echo(warning, err=True)


def _as_json(deadline: Deadline) -> dict[str, Any]:
    found, day = deadline.found, deadline.counted_from
    skipped = found.skipped if found else ()
    return {
        "due": found.due.isoformat() if found else None,
        "skipped": [{"date": each.isoformat(), "name": name} for each, name in skipped],
        "weekend_days": found.weekend_days if found else 0,
        "beyond_horizon": found.beyond_horizon if found else False,
        "working_days": deadline.working_days,
        "counted_from": day.isoformat() if day else None,
        "paused": deadline.paused,
        "remarks": list(deadline.remarks),
    }


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _written(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
