"""`mosaic campaign advise` and its like: a line to the units of a campaign, and what they say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO

import click

from tracker.campaigns.advice import issue, withdraw
from tracker.campaigns.advice_answers import Response, acknowledge
from tracker.campaigns.advice_as_json import advice_as_json
from tracker.campaigns.advice_draft import CannotAdvise, Draft
from tracker.campaigns.advice_shown import advice_of
from tracker.campaigns.advice_words import DISCLOSABLE
from tracker.campaigns.judgement import Judgement
from tracker.cli.advice_printed import print_advice, print_always
from tracker.cli.application import Application
from tracker.cli.campaign_code import CampaignCode
from tracker.cli.running import clock
from tracker.runs import day_of
from tracker.store.queries.campaigns import campaign_row

_CODE = click.argument("number", metavar="ID", type=CampaignCode())
_BY = click.option("--by", required=True, metavar="NAME", help="Who speaks: a role or a person.")
_SEEN = click.option(
    "--seen",
    type=click.IntRange(0),
    metavar="VERSION",
    help="The newest version you know, 0 for none; refused where there is a newer one.",
)


@click.command(epilog=DISCLOSABLE)
@_CODE
@click.option("--line", metavar="TEXT", help="The line itself.")
@click.option("--line-file", type=click.File("r", encoding="utf-8"), help="A file with the line.")
@click.option("--foisa-line", default="", metavar="TEXT", help="The line for bodies under FOISA.")
@click.option(
    "--exemptions", default="", metavar="TEXT", help="Sections with their limb: s.31(3), s.24(2)."
)
@click.option(
    "--for",
    "factors_for",
    multiple=True,
    metavar="TEXT",
    help="A factor for disclosure; at least one, may be repeated.",
)
@click.option(
    "--against",
    "factors_against",
    multiple=True,
    metavar="TEXT",
    help="A factor against disclosure; at least one, may be repeated.",
)
@click.option("--already-public", default="", metavar="TEXT", help="What is public already.")
@click.option("--review-on", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
@_BY
@_SEEN
@click.pass_obj
def advise(
    application: Application,
    *,
    number: int,
    line: str | None,
    line_file: IO[str] | None,
    foisa_line: str,
    exemptions: str,
    factors_for: tuple[str, ...],
    factors_against: tuple[str, ...],
    already_public: str,
    review_on: datetime,
    by: str,
    seen: int | None,
) -> None:
    """Issue advice on a campaign, or a new version that supersedes the one in force."""
    draft = Draft(
        line=_line(line, line_file),
        foisa_line=foisa_line,
        exemptions=exemptions,
        factors_for=factors_for,
        factors_against=factors_against,
        already_public=already_public,
        review_on=review_on.date(),
    )
    settings = application.settings
    application.holidays()
    with _refusals(), application.database.writing() as session:
        advice = issue(session, number, draft, by=by, now=clock(), settings=settings, seen=seen)
        version = advice.version
        asked = sum(
            unit.asked for unit in advice_of(session, number, today=_today()).versions[0].units
        )
    click.echo(f"Version {version} of the advice on C-{number} is issued; {asked} units are told.")
    print_always()
    click.echo(DISCLOSABLE, err=True)


@click.command("withdraw-advice", epilog=DISCLOSABLE)
@_CODE
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept for good.")
@_BY
@_SEEN
@click.pass_obj
def withdraw_advice(
    application: Application, *, number: int, reason: str, by: str, seen: int | None
) -> None:
    """Withdraw the advice in force; it stays on record."""
    judgement = Judgement(reason, by, clock())
    settings = application.settings
    application.holidays()
    with _refusals(), application.database.writing() as session:
        advice = withdraw(session, number, judgement=judgement, settings=settings, seen=seen)
        version = advice.version
    click.echo(f"Version {version} of the advice on C-{number} is withdrawn.")
    click.echo(DISCLOSABLE, err=True)


@click.command()
@_CODE
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.pass_obj
def advice(application: Application, *, number: int, shape: str) -> None:
    """Show every version of the advice on a campaign, and what units said to it."""
    with application.database.reading() as session:
        there = campaign_row(session, number) is not None
        found = advice_of(session, number, today=_today())
    if not there:
        raise click.ClickException(f"There is no campaign C-{number}.")
    if shape == "json":
        click.echo(json.dumps(advice_as_json(found), ensure_ascii=False, indent=2))
    else:
        print_advice(found)


@click.command("acknowledge", epilog=DISCLOSABLE)
@_CODE
@click.option("--unit", required=True, metavar="SLUG", help="The disclosure unit that speaks.")
@click.option("--response", required=True, type=click.Choice([each.value for each in Response]))
@click.option("--reason", default="", metavar="TEXT", help="Why; needed to vary or decline.")
@_BY
@_SEEN
@click.pass_obj
def acknowledge_command(
    application: Application,
    *,
    number: int,
    unit: str,
    response: str,
    reason: str,
    by: str,
    seen: int | None,
) -> None:
    """Say for a unit that it adopts, varies or declines the advice in force."""
    judgement = Judgement(reason, by, clock())
    with _refusals(), application.database.writing() as session:
        said = acknowledge(
            session, number, unit, Response(response), judgement=judgement, seen=seen
        )
    click.echo(
        f"Kept: {said.unit} says {said.response} to version {said.version} of the advice on "
        f"C-{number}."
    )
    click.echo(DISCLOSABLE, err=True)


COMMANDS = (advise, withdraw_advice, advice, acknowledge_command)


def _line(line: str | None, file: IO[str] | None) -> str:
    if (line is None) == (file is None):
        raise click.UsageError("Give the line with --line, or a file with --line-file.")
    if file is None:
        return line or ""
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise click.ClickException("The file of the line is not UTF-8 text.") from error


def _today() -> date:
    return day_of(clock())


@contextmanager
def _refusals() -> Iterator[None]:
    """End the command with the reason where advice cannot be kept."""
    try:
        yield
    except CannotAdvise as error:
        raise click.ClickException(str(error)) from error
