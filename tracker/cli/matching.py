"""`mosaic match` and `mosaic who-else`: find copies among what is stored, and of a pasted text."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from tracker.campaigns.build import match_and_group
from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.who_else import Answer, Copy, who_else
from tracker.cli.application import Application
from tracker.cli.parts import print_part
from tracker.cli.running import clock, load_encoder, load_scorer, only_run
from tracker.cli.terminal import Terminal
from tracker.ingest.recurring import known_recurring
from tracker.register import Directory
from tracker.runs import day_of, recorded_run
from tracker.text.prepare import prepare

MAX_PASTED = 200_000
"""Characters of a pasted text that are looked at."""

SHOWN = 10
"""Copies shown for each question on a terminal; JSON has them all."""


@click.command()
@click.pass_obj
def match(application: Application) -> None:
    """Encode what is new, compare it with everything stored, and group it into campaigns."""
    encoder = load_encoder(application.settings)
    scorer = load_scorer(application.settings, encoder=encoder)
    application.holidays()
    terminal = Terminal()
    with (
        only_run(application.database),
        recorded_run(application.database.writing, "match", clock=clock) as run,
        terminal.step("Matching") as progress,
    ):
        now = clock()
        report = match_and_group(
            application.database.writing,
            encoder=encoder,
            scorer=scorer,
            settings=application.settings,
            today=day_of(now),
            now=now,
            run_id=run.id,
            progress=progress,
        )
        run.report["match"] = asdict(report)
    terminal.note(
        f"Encoded {report.texts_encoded} wordings in {report.seconds_encoding} s, scored "
        f"{report.pairs_scored} pairs in {report.seconds_scoring} s, grouped in "
        f"{report.seconds_grouping} s."
    )
    if report.sentences_learned or report.sentences_lapsed:
        terminal.note(
            f"{report.sentences_learned} more sentences are left out as letter talk, "
            f"{report.sentences_lapsed} count again; see `mosaic sentences list`."
        )
    terminal.note(
        f"{report.campaigns} campaigns ({report.campaigns_new} new, {report.campaigns_changed} "
        f"changed, {report.campaigns_dissolved} dissolved), {report.round_robins} round robins "
        f"({report.round_robins_new} new), {report.alerts_owed} alerts owed."
    )


@click.command("who-else")
@click.option("--body", metavar="SLUG", help="The body that received the text, if known.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.pass_obj
def who_else_command(application: Application, *, body: str | None, form: str) -> None:
    """Say who else received the text on standard input. It is not kept."""
    text = sys.stdin.read(MAX_PASTED)
    if not text.strip():
        raise click.UsageError("Give the text of a request on standard input.")
    encoder = load_encoder(application.settings)
    scorer = load_scorer(application.settings, encoder=encoder)
    with application.database.reading() as session:
        today = day_of(clock())
        names = _names(Directory.load(session, today), body)
        known = known_recurring(session)
        prepared = prepare(text, body_names=names, recurring=known, received=today)
        answers = who_else(
            session,
            prepared,
            encoder=encoder,
            scorer=scorer,
            threshold=copy_threshold(application.settings, scorer),
        )
    if form == "json":
        click.echo(json.dumps({"questions": [_as_json(a) for a in answers]}, indent=2))
        return
    if not answers:
        click.echo("There is no question in this text.")
    for number, answer in enumerate(answers, start=1):
        _print(number, answer)


def _names(directory: Directory, body: str | None) -> Sequence[str]:
    """Return the names to put behind the placeholder: the body's, or every unmistakable one."""
    if body is None:
        names = (name for entry in directory.all() for name in entry.names)
        return tuple(name for name in names if len(name.split()) > 1)
    entry = directory.find(body)
    if entry is None:
        near = ", ".join(directory.nearest(body, 3))
        message = f"No body goes by the name given. The nearest are: {near}."
        raise click.BadParameter(message, param_hint="--body")
    return entry.names


def _as_json(answer: Answer) -> dict[str, Any]:
    """Turn an answer into plain values; a campaign's id as everywhere else."""
    plain = asdict(answer)
    for campaign in plain["campaigns"]:
        campaign["id"] = f"C-{campaign['id']}"
        for name in ("first_received", "last_received"):
            campaign[name] = campaign[name].isoformat()
    for copy in [*plain["copies"], *plain["near_misses"]]:
        copy["campaign"] = None if copy["campaign"] is None else f"C-{copy['campaign']}"
        copy["received"] = copy["received"].isoformat()
    return plain


def _print(number: int, answer: Answer) -> None:
    """Print one question's answer with the reasons in words."""
    click.echo(f"Question {number}: {answer.question}")
    if not answer.copies:
        click.echo("  Nobody else has this question, as far as the stored requests go.")
    for campaign in answer.campaigns:
        kind = "round robin" if campaign.round_robin else "campaign"
        click.echo(
            f"  {kind} C-{campaign.id}: {campaign.title}\n    {len(campaign.bodies)} bodies, "
            f"{campaign.first_received} to {campaign.last_received}: {', '.join(campaign.bodies)}"
        )
    for copy in answer.copies[:SHOWN]:
        _print_copy(copy)
    if len(answer.copies) > SHOWN:
        click.echo(f"  and {len(answer.copies) - SHOWN} more copies")
    if answer.near_misses:
        click.echo("  Near misses, below the threshold:")
        for copy in answer.near_misses[:3]:
            _print_copy(copy)


def _print_copy(copy: Copy) -> None:
    """Print a copy and the parts that add up to its score."""
    how = "same wording" if copy.same_wording else f"score {copy.score:.2f}"
    click.echo(f"  {copy.body} {copy.reference}, received {copy.received}: {how}")
    if copy.same_wording:
        return
    for part in copy.parts:
        print_part(part["name"], part["points"], part["label"], part["words"])
