"""`mosaic threshold`: what another threshold would change, before it changes anything."""

import json
from dataclasses import asdict

import click

from tracker.campaigns.what_if import CampaignChange, CannotTell, Side, WhatIf, what_if
from tracker.cli.application import Application
from tracker.cli.running import load_scorer


@click.command()
@click.argument("value", type=click.FloatRange(0, 1))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.pass_obj
def threshold(application: Application, *, value: float, form: str) -> None:
    """Show which campaigns would come, go, meet or fall apart at another threshold.

    Nothing is changed: the threshold in use is the setting MOSAIC_COPY_THRESHOLD, or the scorer's
    own.
    """
    scorer = load_scorer(application.settings)
    try:
        with application.database.reading() as session:
            found = what_if(session, scorer=scorer, settings=application.settings, threshold=value)
    except CannotTell as error:
        raise click.ClickException(str(error)) from error
    if form == "json":
        click.echo(json.dumps(asdict(found), indent=2))
    else:
        _print(found)


def _print(found: WhatIf) -> None:
    click.echo(f"Threshold {found.threshold_tried:g} instead of {found.threshold_now:g}:")
    click.echo(", ".join(f"{kind} {count}" for kind, count in found.counts.items()))
    click.echo(f"Round robins: {found.round_robins_before} now, {found.round_robins_after} then.")
    for change in found.changes:
        _print_change(change)
    if found.not_compared:
        click.echo(
            f"{found.not_compared} wordings were not compared yet; run `mosaic match` first."
        )
    if found.waiting:
        click.echo(
            f"{found.waiting} changes come with the next `mosaic match` in any case, at the "
            "threshold in use; they are among these where this threshold makes them too."
        )
    click.echo(
        "Nothing was changed. To use this threshold, set "
        f"MOSAIC_COPY_THRESHOLD={found.threshold_tried:g} and run `mosaic match`."
    )


def _print_change(change: CampaignChange) -> None:
    click.echo(f"\n{change.kind}")
    for mark, sides in (("-", change.before), ("+", change.after)):
        for side in sides:
            click.echo(f"  {mark} {_one_line(side)}")
    was = {body for side in change.before for body in side.bodies}
    then = {body for side in change.after for body in side.bodies}
    for what, bodies in (("Leaving", was - then), ("Joining", then - was)):
        if bodies and change.before and change.after:
            click.echo(f"    {what}: {', '.join(sorted(bodies))}")


def _one_line(side: Side) -> str:
    kind = "round robin, " if side.round_robin else ""
    code = f"{side.code}  " if side.code else ""
    title = " ".join(side.title.split())
    return f"{code}{title} ({kind}{len(side.bodies)} bodies, {side.requests} requests)"
