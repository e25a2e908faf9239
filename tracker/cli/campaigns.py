"""`mosaic campaigns` and `mosaic campaign`: what was found, as a table, JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

import click

from tracker.campaigns import detail
from tracker.campaigns.advice_as_json import advice_as_json
from tracker.campaigns.advice_shown import advice_of
from tracker.campaigns.as_json import campaign_as_json, detail_as_json
from tracker.campaigns.assessment import Assessment, assess, risks
from tracker.campaigns.detail import CampaignDetail
from tracker.campaigns.events import explained_by_campaign, explained_in
from tracker.campaigns.overview import CampaignSummary, list_campaigns, parse_code
from tracker.campaigns.precedents import precedents
from tracker.campaigns.precedents_as_json import precedents_as_json
from tracker.campaigns.risk_as_json import assessment_as_json
from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.series_shown import Similar, series_as_json, similar_campaigns
from tracker.campaigns.summaries import risk_bands
from tracker.cli import advice, judgement
from tracker.cli.advice_printed import print_advice
from tracker.cli.application import Application
from tracker.cli.evidence import evidence
from tracker.cli.precedents import print_precedents
from tracker.cli.reasons import print_links, print_near_misses, print_nearest, print_wordings
from tracker.cli.risk import print_assessment
from tracker.cli.running import load_scorer
from tracker.runs import day_of

_COLUMNS = [
    *("id", "title", "state", "round_robin", "bodies", "requests", "answered"),
    *("first_received", "last_received", "next_due", "mapping_risk"),
]
_LINE = "{:<8} {:<11} {:>6} {:>9}  {:<10}  {:<10}  {:<9}  {}"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.option("--round-robin", is_flag=True, help="Only campaigns that are round robins.")
@click.option("--all", "everything", is_flag=True, help="Those that people put away, too.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
@click.pass_obj
def campaigns(application: Application, *, round_robin: bool, everything: bool, shape: str) -> None:
    """List campaigns: round robins first, then by the next due date."""
    today, holidays = _today(), application.holidays()
    with application.database.reading() as session:
        found = list_campaigns(
            session,
            today=today,
            holidays=holidays,
            round_robin=True if round_robin else None,
            everything=everything,
        ).campaigns
        numbers = [each.id for each in found]
        if shape == "json":
            explained = explained_by_campaign(session)
            assessed = risks(session, numbers, today=today, holidays=holidays, explained=explained)
        else:
            bands = risk_bands(session, numbers, today=today, holidays=holidays)
    match shape:
        case "json":
            _print_json(
                {"campaigns": [campaign_as_json(each, assessed[each.id]) for each in found]}
            )
        case "csv":
            click.echo(_as_csv(found, bands), nl=False)
        case _:
            _print_table(found, bands)


@click.group()
def campaign() -> None:
    """Show one campaign, judge it, give evidence about it, and advise who has to answer it."""


for each in (*judgement.COMMANDS, *advice.COMMANDS, evidence):
    campaign.add_command(each)


@campaign.command()
@click.argument("code", metavar="ID")
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Show what the answers given by this day let an outsider map.",
)
@click.pass_obj
def show(application: Application, code: str, *, shape: str, as_of: datetime | None) -> None:
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
        assessed = assess(
            session,
            number,
            today=_today(),
            holidays=holidays,
            as_of=as_of.date() if as_of else None,
            explained=explained_in(session, number),
        )
        before = precedents(
            session,
            number,
            today=_today(),
            holidays=holidays,
            as_of=assessed.as_of,
            near=found.near_misses if found else (),
        )
        advised = advice_of(session, number, today=_today())
    if found is None:
        raise click.ClickException(f"There is no campaign C-{number}.")
    if shape == "json":
        document = detail_as_json(found) | {"series": series_as_json(series)}
        document |= {"precedents": precedents_as_json(before), "advice": advice_as_json(advised)}
        _print_json(document | assessment_as_json(assessed))
    else:
        _print_detail(found, assessed)
        _print_series(series)
        print_precedents(before)
        if advised.versions or advised.merged:
            print_advice(advised)


def _today() -> date:
    return day_of(datetime.now(UTC))


def _print_json(document: dict[str, object]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _print_table(found: Iterable[CampaignSummary], bands: Mapping[int, str]) -> None:
    heads = ("id", "round robin", "bodies", "answered", "received", "due", "risk", "title")
    click.echo(_LINE.format(*heads))
    for each in found:
        click.echo(
            _LINE.format(
                each.code,
                "yes" if each.round_robin else "no",
                len(each.bodies),
                f"{each.answered}/{len(each.members)}",
                each.last_received.isoformat(),
                each.next_due.isoformat() if each.next_due else "-",
                bands[each.id],
                " ".join(each.title.split()),
            )
        )


def _as_csv(found: Iterable[CampaignSummary], bands: Mapping[int, str]) -> str:
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
            bands[each.id],
        )
        writer.writerow([_inert(str(cell)) for cell in cells])
    return written.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _print_detail(found: CampaignDetail, assessed: Assessment) -> None:
    summary = found.summary
    click.echo(f"{summary.code}  {' '.join(summary.title.split())}")
    if found.merged_into:
        click.echo(f"Merged into {found.merged_into}.")
    elif found.dissolved_at:
        click.echo("Dissolved: none of its requests belongs to it any more.")
    kind = "Round robin" if summary.round_robin else "Campaign"
    click.echo(f"{kind}, {summary.state}; {summary.answered} of {len(summary.members)} answered")
    if summary.decision:
        said = summary.decision
        click.echo(f"{said.kind.capitalize()} by {said.by} on {said.at:%Y-%m-%d}: {said.reason}")
    if summary.last_event:
        click.echo(f"Last event: E-{summary.last_event} (see `mosaic campaign history`)")
    for member in summary.members:
        due = member.due.isoformat() if member.due else "paused" if member.paused else "-"
        outcome = "overdue" if member.overdue else member.posture
        disguised = ", text was disguised or misspelt" if "obfuscated" in member.flags else ""
        click.echo(f"  {member.body:<28} {member.reference:<24} due {due}  {outcome}{disguised}")
        print_nearest(found.nearest.get(member.request_id, ()))
    print_assessment(assessed)
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
