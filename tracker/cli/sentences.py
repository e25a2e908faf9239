"""`mosaic sentences`: the sentences that recur in letters, for coordinators to read and amend."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click

from tracker.cli.application import Application
from tracker.cli.running import clock
from tracker.ingest.sentences import (
    CannotChange,
    Listed,
    Said,
    add,
    dismiss,
    list_sentences,
    restore,
)
from tracker.register import Directory
from tracker.runs import day_of

_REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; kept for good.")
_BY = click.option("--by", required=True, metavar="NAME", help="Who says so: a role or a person.")
_STATES = {
    "letter": "letter talk",
    "question": "a question, as people said",
    "lapsed": "recurs no more; it counts as part of the question",
}


def _number(_context: click.Context, _parameter: click.Parameter, value: str) -> int:
    """Read the number of a sentence, written as `S-12` or `12`."""
    found = re.fullmatch(r"(?:S-)?([1-9]\d{0,8})", value, re.IGNORECASE | re.ASCII)
    if found is None:
        raise click.BadParameter("A sentence is named like S-12 or 12.")
    return int(found.group(1))


_ID = click.argument("number", metavar="ID", callback=_number)


@click.group()
def sentences() -> None:
    """Read and amend the list of sentences that are left out of what is compared.

    A sentence that recurs in unrelated requests says nothing about what is asked. What people say
    of one lasts: no later run overrules it. It counts from the next `mosaic match` on.
    """


@sentences.command("list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.pass_obj
def list_command(application: Application, *, form: str) -> None:
    """Show every sentence: its words, where it was seen, since when, and who changed it."""
    with application.database.reading() as session:
        found = list_sentences(session)
    if form == "json":
        click.echo(json.dumps({"sentences": [_as_json(one) for one in found]}, indent=2))
        return
    if not found:
        click.echo("No sentence recurs in unrelated requests so far.")
    for one in found:
        _print(one)


@sentences.command("dismiss")
@_ID
@_REASON
@_BY
@click.pass_obj
def dismiss_command(application: Application, *, number: int, reason: str, by: str) -> None:
    """Say that a sentence is a question and no letter talk."""
    with _refusals(), application.database.writing() as session:
        requests = dismiss(session, number, said=Said(reason, by, clock()))
    click.echo(f"S-{number} counts as a question. {_later(requests)}")


@sentences.command("restore")
@_ID
@_REASON
@_BY
@click.pass_obj
def restore_command(application: Application, *, number: int, reason: str, by: str) -> None:
    """Take a dismissal back: the sentence is letter talk as long as it recurs, or was added."""
    with _refusals(), application.database.writing() as session:
        requests = restore(session, number, said=Said(reason, by, clock()))
    click.echo(f"S-{number} is not dismissed any more. {_later(requests)}")


@sentences.command("add")
@click.argument("text", metavar="TEXT")
@_REASON
@_BY
@click.pass_obj
def add_command(application: Application, *, text: str, reason: str, by: str) -> None:
    """Say that a sentence, given as it stands in the letters, is letter talk."""
    now = clock()
    with _refusals(), application.database.writing() as session:
        directory = Directory.load(session, day_of(now))
        number, requests = add(session, text, said=Said(reason, by, now), directory=directory)
    click.echo(f"S-{number} counts as letter talk. {_later(requests)}")


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn a refused change into a message."""
    try:
        yield
    except CannotChange as error:
        raise click.ClickException(str(error)) from error


def _later(requests: int) -> str:
    """Say what the next run will do."""
    if not requests:
        return "No stored request is read otherwise for it."
    many = "1 request is" if requests == 1 else f"{requests} requests are"
    return f"{many} read anew at the next `mosaic match`."


def _as_json(one: Listed) -> dict[str, Any]:
    plain = asdict(one) | {"id": one.code}
    plain["since"] = one.since.isoformat() if one.since else None
    for change in plain["changes"]:
        change["at"] = change["at"].isoformat()
    return plain


def _print(one: Listed) -> None:
    words = " ".join(one.words.split()) or "(its words come with the next `mosaic match`)"
    click.echo(f"{one.code:<6} {words}")
    since = f", since {one.since:%Y-%m-%d}" if one.since else ""
    origin = "added by people" if one.added else "found in what is stored"
    click.echo(
        f"       {_STATES[one.state]}; in {one.requests} requests at {one.bodies} bodies; "
        f"{origin}{since}"
    )
    for change in one.changes:
        click.echo(f"       {change.change} {change.at:%Y-%m-%d} by {change.by}: {change.reason}")
    if one.waiting:
        click.echo("       counts so from the next `mosaic match` on")
