"""`mosaic review-queue` and `mosaic review`: what is in doubt, and what people decide of it."""

import json
import re
from dataclasses import asdict
from typing import Any

import click

from tracker.campaigns.judgement import Judgement
from tracker.campaigns.named_questions import question_named
from tracker.campaigns.review import Verdict, decide, named, withdraw
from tracker.campaigns.review_list import Decided, decided_pairs
from tracker.campaigns.review_queue import DoubtfulPair, Side, doubtful_pairs
from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.stored import wordings_not_compared
from tracker.cli.application import Application
from tracker.cli.parts import print_part
from tracker.cli.running import clock, load_scorer
from tracker.cli.saying import BY, REASON, refusals
from tracker.register import Directory
from tracker.runs import day_of

_FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")


@click.command("review-queue")
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True)
@_FORM
@click.pass_obj
def review_queue(application: Application, *, limit: int, form: str) -> None:
    """List the pairs that are most in doubt: nearest the threshold, not yet decided."""
    settings = application.settings
    scorer = load_scorer(settings)
    threshold = copy_threshold(settings, scorer)
    with application.database.reading() as session:
        waiting = wordings_not_compared(session, scorer)
        pairs = doubtful_pairs(
            session,
            scorer=scorer,
            threshold=threshold,
            wave_gap_days=settings.wave_gap_days,
            limit=limit,
        )
    if waiting:
        click.echo(f"{waiting} wordings were not compared yet; run `mosaic match`.", err=True)
    if form == "json":
        _echo_json({"threshold": threshold, "pairs": [asdict(pair) for pair in pairs]})
        return
    if not pairs:
        click.echo("No pair is in doubt.")
    for number, pair in enumerate(pairs, start=1):
        _print_pair(number, pair)


class _Review(click.Group):
    """A group whose first words may be two questions: then they are decided about."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `decide` before anything that is no subcommand."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["decide", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Review)
def review() -> None:
    """Decide whether two questions are the same: mosaic review A B --same --reason ... --by ...

    A question is named BODY/REFERENCE, or BODY/REFERENCE#2 for the second of several; #0 is all
    of a request in one. What is decided counts from the next `mosaic match` on, in every run.
    """


@review.command("decide")
@click.argument("one", metavar="BODY/REFERENCE[#PLACE]")
@click.argument("other", metavar="BODY/REFERENCE[#PLACE]")
@click.option("--same", "verdict", flag_value=Verdict.SAME, type=Verdict, help="They ask the same.")
@click.option("--different", "verdict", flag_value=Verdict.DIFFERENT, type=Verdict)
@REASON
@BY
@click.pass_obj
def decide_command(
    application: Application,
    *,
    one: str,
    other: str,
    verdict: Verdict | None,
    reason: str,
    by: str,
) -> None:
    """Say that two questions are the same, or that they are different."""
    if verdict is None:
        raise click.UsageError("Say --same or --different.")
    now = clock()
    with refusals(), application.database.writing() as session:
        directory = Directory.load(session, day_of(now))
        a, b = (question_named(session, name, directory) for name in (one, other))
        decision = decide(
            session, a.id, b.id, verdict=verdict, judgement=Judgement(reason, by, now)
        )
        said = f"Decision {decision.id}: {named(a)} and {named(b)} are {_words(verdict)}."
    click.echo(f"{said} It counts from the next `mosaic match` on.")


@review.command("withdraw")
@click.argument("decision", type=click.IntRange(1), metavar="NUMBER")
@REASON
@BY
@click.pass_obj
def withdraw_command(application: Application, *, decision: int, reason: str, by: str) -> None:
    """Take a decision back; it stays on record."""
    with refusals(), application.database.writing() as session:
        withdraw(session, decision, judgement=Judgement(reason, by, clock()))
    click.echo(f"Decision {decision} is withdrawn. It counts no more from the next run on.")


@review.command("list")
@click.option("--all", "everything", is_flag=True, help="Withdrawn decisions too.")
@_FORM
@click.pass_obj
def list_command(application: Application, *, everything: bool, form: str) -> None:
    """List the decisions that stand, the oldest first."""
    with application.database.reading() as session:
        found = decided_pairs(session, withdrawn=everything)
    if form == "json":
        _echo_json({"decisions": [asdict(each) for each in found]})
        return
    if not found:
        click.echo("Nothing is decided.")
    for each in found:
        _print_decided(each)


def _words(verdict: str) -> str:
    return "the same" if verdict == Verdict.SAME else "different"


def _echo_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, indent=2, default=lambda moment: moment.isoformat()))


def _print_pair(number: int, pair: DoubtfulPair) -> None:
    now = "copies at present" if pair.copy else "not copies at present"
    click.echo(f"{number}. score {pair.score:.2f}, {now}")
    for side in (pair.a, pair.b):
        _print_side(side)
    for part in pair.parts:
        print_part(part["name"], part["points"], part["label"], part["words"])


def _print_side(side: Side) -> None:
    campaign = f", in {side.campaign}" if side.campaign else ""
    name = f"{side.body}/{side.reference}#{side.position}"
    click.echo(f"   {name}, received {side.received.isoformat()}{campaign}")
    click.echo(f"      {_one_line(side.wording)}")
    if _bare(side.compared) != _bare(side.wording):
        click.echo(f"      compared as: {_one_line(side.compared)}")


def _print_decided(each: Decided) -> None:
    click.echo(f"{each.id}. {each.a.name} and {each.b.name} are {_words(each.verdict)}")
    click.echo(f"   {each.decided_by}, {each.decided_at:%Y-%m-%d}: {_one_line(each.reason)}")
    for side in (each.a, each.b):
        if side.gone:
            click.echo(f"   {side.name} is gone: its request reads otherwise now.")
    if each.withdrawn_at is not None:
        why = _one_line(each.withdrawn_reason or "")
        click.echo(f"   Withdrawn by {each.withdrawn_by}, {each.withdrawn_at:%Y-%m-%d}: {why}")


def _bare(words: str) -> list[str]:
    """Reduce a wording to its words, so that marks alone make no difference."""
    return re.findall(r"\w+", words.casefold())


def _one_line(words: str) -> str:
    return " ".join(words.split())
