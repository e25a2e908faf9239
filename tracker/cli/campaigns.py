"""`mosaic campaigns` and `mosaic campaign`: what was found, as a table, JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

import click

from tracker.campaigns import detail
from tracker.campaigns.as_json import campaign_as_json, detail_as_json
from tracker.campaigns.detail import CampaignDetail
from tracker.campaigns.overview import CampaignSummary, list_campaigns, parse_code
from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.series_shown import Similar, series_as_json, similar_campaigns
from tracker.cli.application import Application
from tracker.cli.reasons import print_links, print_near_misses, print_nearest, print_wordings
from tracker.cli.running import load_scorer
from tracker.runs import day_of

_COLUMNS = [
    *("id", "title", "state", "round_robin", "bodies", "requests", "answered"),
    *("first_received", "last_received", "next_due"),
]
_LINE = "{:<8} {:<11} {:>6} {:>9}  {:<10}  {:<10}  {}"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.option("--round-robin", is_flag=True, help="Only campaigns that are round robins.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
@click.pass_obj
def campaigns(application: Application, *, round_robin: bool, shape: str) -> None:
    """List campaigns: round robins first, then by the next due date."""
    with application.database.reading() as session:
        found = list_campaigns(
            session,
            today=_today(),
            holidays=application.holidays(),
            round_robin=True if round_robin else None,
        ).campaigns
    match shape:
        case "json":
            _print_json({"campaigns": [campaign_as_json(each) for each in found]})
        case "csv":
            click.echo(_as_csv(found), nl=False)
        case _:
            _print_table(found)


@click.group()
def campaign() -> None:
    """Show one campaign."""


@campaign.command()
@click.argument("code", metavar="ID")
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.pass_obj
def show(application: Application, code: str, shape: str) -> None:
    """Show one campaign, such as C-12: its requests and wordings, its links and its series."""
    number = parse_code(code)
    if number is None:
        raise click.UsageError("A campaign is named like C-12 or 12.")
    settings = application.settings
    holidays = application.holidays()
    with application.database.reading() as session:
        found = detail.campaign(
            session,
            number,
            today=_today(),
            holidays=holidays,
            threshold=copy_threshold(settings, load_scorer(settings)),
        )
        series = similar_campaigns(session, number, today=_today(), holidays=holidays)
    if found is None:
        raise click.ClickException(f"There is no campaign C-{number}.")
    if shape == "json":
        _print_json(detail_as_json(found) | {"series": series_as_json(series)})
    else:
        _print_detail(found)
        _print_series(series)


def _today() -> date:
    return day_of(datetime.now(UTC))


def _print_json(document: dict[str, object]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _print_table(found: Iterable[CampaignSummary]) -> None:
    click.echo(_LINE.format("id", "round robin", "bodies", "answered", "received", "due", "title"))
    for each in found:
        click.echo(
            _LINE.format(
                each.code,
                "yes" if each.round_robin else "no",
                len(each.bodies),
                f"{each.answered}/{len(each.members)}",
                each.last_received.isoformat(),
                each.next_due.isoformat() if each.next_due else "-",
                " ".join(each.title.split()),
            )
        )


def _as_csv(found: Iterable[CampaignSummary]) -> str:
    """Write one row a campaign; a cell that a spreadsheet would run gets an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for each in found:
        cells = (
            each.code,
            each.title,
            each.state,
            "yes" if each.round_robin else "no",
            " ".join(each.bodies),
            len(each.members),
            each.answered,
            each.first_received.isoformat(),
            each.last_received.isoformat(),
            each.next_due.isoformat() if each.next_due else "",
        )
        writer.writerow([_inert(str(cell)) for cell in cells])
    return written.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _print_detail(found: CampaignDetail) -> None:
    summary = found.summary
    click.echo(f"{summary.code}  {' '.join(summary.title.split())}")
    if found.merged_into:
        click.echo(f"Merged into {found.merged_into}.")
    elif found.dissolved_at:
        click.echo("Dissolved: none of its requests belongs to it any more.")
    kind = "Round robin" if summary.round_robin else "Campaign"
    click.echo(f"{kind}, {summary.state}; {summary.answered} of {len(summary.members)} answered")
    for member in summary.members:
        due = member.due.isoformat() if member.due else "paused" if member.paused else "-"
        outcome = "overdue" if member.overdue else member.posture
        disguised = ", text was disguised" if "obfuscated" in member.flags else ""
        click.echo(f"  {member.body:<28} {member.reference:<24} due {due}  {outcome}{disguised}")
        print_nearest(found.nearest.get(member.request_id, ()))
    print_wordings(found)
    print_links(found)
    print_near_misses(found.near_misses)


def _print_series(series: Iterable[Similar]) -> None:
    """Print the earlier and similar campaigns, by date, with what they were answered."""
    for number, one in enumerate(series):
        if not number:
            click.echo("\nEarlier and similar campaigns (the same series, not copies):")
        found = one.summary
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in one.outcomes.items())
        click.echo(f"  {found.code}  {' '.join(found.title.split())}")
        click.echo(
            f"    {one.relation}; {found.first_received} to {found.last_received}, "
            f"{len(found.bodies)} bodies: {outcomes}"
        )
