"""`mosaic campaign history`: what people did with a campaign."""

import json
from dataclasses import asdict
from typing import Any

import click

from tracker.campaigns.history import Done, history
from tracker.campaigns.overview import parse_code
from tracker.cli.application import Application

FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")


@click.command("history")
@click.argument("code", metavar="ID")
@FORM
@click.pass_obj
def history_command(application: Application, *, code: str, form: str) -> None:
    """List what people did with a campaign, the newest first."""
    campaign = parse_code(code)
    if campaign is None:
        raise click.UsageError("A campaign is named like C-12 or 12.")
    with application.database.reading() as session:
        found = history(session, campaign)
    if found is None:
        raise click.ClickException(f"There is no campaign C-{campaign}.")
    if form == "json":
        echo_json({"campaign": f"C-{campaign}", "events": [asdict(done) for done in found]})
        return
    if not found:
        click.echo("Nobody has judged this campaign.")
    for done in found:
        _print_done(done)


def echo_json(document: dict[str, Any]) -> None:
    """Print a document, its moments as ISO dates."""
    words = json.dumps(document, ensure_ascii=False, indent=2, default=lambda at: at.isoformat())
    click.echo(words)


def _print_done(done: Done) -> None:
    about = f" of {done.undoes}" if done.undoes else ""
    click.echo(f"{done.id}  {done.at:%Y-%m-%d %H:%M}  {done.kind}{about} by {done.by}")
    click.echo(f"    {' '.join(done.reason.split())}")
    if done.title or done.explained:
        click.echo(f"    {done.title or done.explained}")
    if done.members:
        click.echo(f"    {', '.join(done.campaigns)}: {', '.join(done.members)}")
    if done.undone_by:
        click.echo(f"    Undone by {done.undone_by}.")
    if done.blocked_by:
        click.echo(f"    To undo it, undo first: {', '.join(done.blocked_by)}.")
