"""`mosaic demo`: an invented story, to see what Mosaic does before any real data is taken in."""

import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from tracker.campaigns.assessment import risks
from tracker.campaigns.overview import CampaignSummary, list_campaigns
from tracker.campaigns.risk.score import Risk
from tracker.cli.application import Application
from tracker.cli.running import clock, load_encoder, load_scorer, only_run
from tracker.cli.terminal import Terminal
from tracker.demo.run import Demo, DemoOutcome, NotForDemo
from tracker.law.bank_holidays import BankHolidays
from tracker.runs import day_of
from tracker.store.engine import Database
from tracker.store.queries.runs import rejected_rows
from tracker.store.schema import upgrade

DEMO_URL = "sqlite:///mosaic-demo.db"
_LINE = "{:<6} {:>6}  {:<10}  {:<10}  {:<10}  {:>8}  {}"
_MOST_REFUSED = 50
_LONGEST_TITLE = 70


class _Quiet(Terminal):
    """Shows the steps and leaves out what became of each of the story's many files."""

    def note(self, line: str) -> None:
        """Say nothing."""


@click.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("mosaic-demo"),
    show_default=True,
    metavar="DIR",
    help="Where the invented files are written.",
)
@click.pass_obj
def demo(application: Application, *, folder: Path) -> None:
    """Invent ten weeks of requests to 48 forces, take them in, and show what was found.

    Uses a database of its own, mosaic-demo.db, unless MOSAIC_DATABASE_URL is set.
    """
    settings = application.settings
    chosen = "database_url" in settings.model_fields_set
    if not chosen:
        settings = settings.model_copy(update={"database_url": DEMO_URL})
    database = Application(settings).unchecked_database
    shown = database.engine.url.render_as_string(hide_password=True)
    click.echo(f"The demo uses the database {shown} and writes its files to {folder}.")
    try:
        holidays = application.holidays()
        encoder = load_encoder(settings)
        scorer = load_scorer(settings, encoder=encoder)
        with only_run(database):
            upgrade(database)
            outcome = Demo(
                transaction=database.writing,
                settings=settings,
                encoder=encoder,
                scorer=scorer,
                clock=clock,
                listener=_Quiet(),
            ).run(folder)
    except NotForDemo as error:
        message = "This database holds other requests. Nothing was changed; choose an empty one."
        raise click.ClickException(message) from error
    _show(database, outcome, holidays)
    prefix = "" if chosen else f"MOSAIC_DATABASE_URL={DEMO_URL} "
    program = "mosaic" if shutil.which("mosaic") else sys.argv[0]
    click.echo(f"\nTo see it: {prefix}{program} serve, then open {settings.public_url}")


def _show(database: Database, outcome: DemoOutcome, holidays: BankHolidays) -> None:
    files = outcome.files
    taken = sum(report.stored + report.changed + report.unchanged for report in files)
    removed = sum(report.removed.total() + report.dropped.total() for report in files)
    click.echo(f"{len(files)} files read, {taken} requests taken in.")
    click.echo(f"{removed} pieces of personal data removed; none of them is stored.")
    with database.reading() as session:
        found = list_campaigns(
            session, today=day_of(clock()), holidays=holidays, round_robin=True
        ).campaigns
        refused = rejected_rows(session, outcome.run_id, limit=_MOST_REFUSED)
        assessed = risks(
            session, [each.id for each in found], today=day_of(clock()), holidays=holidays
        )
    _print_round_robins(found)
    _print_riskiest(assessed)
    total = sum(report.quarantined for report in files)
    click.echo(f"\nNot taken: {total} rows")
    for row in refused:
        click.echo(f"  {row.file} line {row.line}: {row.reason}")


def _print_riskiest(assessed: Mapping[int, Risk]) -> None:
    """Say which campaign a newcomer should look at first, and the weightiest reason."""
    if not assessed:
        return
    number, risk = max(assessed.items(), key=lambda each: each[1].score)
    weightiest = max(risk.factors, key=lambda factor: factor.points)
    click.echo(
        f"\nLook first at C-{number}, with `mosaic campaign show C-{number}`: its mapping risk is "
        f"{risk.band}. {weightiest.why}"
    )


def _print_round_robins(found: Iterable[CampaignSummary]) -> None:
    click.echo("\nRound robins")
    click.echo(_LINE.format("id", "bodies", "first", "last", "next due", "answered", "title"))
    for each in found:
        click.echo(
            _LINE.format(
                each.code,
                len(each.bodies),
                each.first_received.isoformat(),
                each.last_received.isoformat(),
                each.next_due.isoformat() if each.next_due else "-",
                f"{each.answered}/{len(each.members)}",
                " ".join(each.title.split())[:_LONGEST_TITLE],
            )
        )
