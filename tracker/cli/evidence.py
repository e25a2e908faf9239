"""`mosaic campaign evidence`: one document for a public-interest test."""

import json
from datetime import datetime
from pathlib import Path

import click

from tracker.campaigns.evidence import Evidence
from tracker.campaigns.evidence_as_json import evidence_as_json
from tracker.campaigns.evidence_document import document
from tracker.campaigns.evidence_gathered import NothingAsked, gather
from tracker.campaigns.evidence_html import as_html
from tracker.campaigns.scoring import copy_threshold
from tracker.cli.application import Application
from tracker.cli.campaign_code import CampaignCode
from tracker.cli.running import clock, load_scorer
from tracker.runs import day_of

READ_IT_FIRST = (
    "Read it before it goes out: who asked is not in it, but people whom a question is about are."
)


@click.command()
@click.argument("number", metavar="ID", type=CampaignCode())
@click.option(
    "--format", "shape", type=click.Choice(["html", "json"]), default="html", show_default=True
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The answers as they stood on this day; today by default.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Write it there; to standard output by default.",
)
@click.pass_obj
def evidence(
    application: Application,
    *,
    number: int,
    shape: str,
    as_of: datetime | None,
    output: Path | None,
) -> None:
    """Write what is known of a campaign, both ways, as one document for a public-interest test."""
    settings = application.settings
    scorer = load_scorer(settings)
    try:
        with application.database.reading() as session:
            found = gather(
                session,
                number,
                today=day_of(clock()),
                holidays=application.holidays(),
                threshold=copy_threshold(settings, scorer),
                marking=settings.marking,
                as_of=as_of.date() if as_of else None,
            )
    except NothingAsked as error:
        raise click.ClickException(str(error)) from error
    click.echo(READ_IT_FIRST, err=True)
    written = _written(found, shape)
    if output is None:
        click.echo(written, nl=False)
        return
    try:
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"It cannot be written there: {error.strerror}.") from error
    click.echo(f"Written to {output}. Marking: {found.marking}.", err=True)


def _written(found: Evidence, shape: str) -> str:
    if shape == "json":
        return json.dumps(evidence_as_json(found), ensure_ascii=False, indent=2) + "\n"
    return as_html(document(found))
