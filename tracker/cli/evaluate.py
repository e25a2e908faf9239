"""`mosaic evaluate`: measure quality on labelled requests."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import make_url

from tracker.cli.application import Application
from tracker.cli.running import load_encoder
from tracker.cli.terminal import Terminal
from tracker.evaluation import LabelledFileError, Quality, measure, predict, read_labelled
from tracker.evaluation.labelled import read_left_out
from tracker.matching.scorer import load_scorer
from tracker.register import Directory
from tracker.store.schema import SchemaState, schema_state

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_EXISTING)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--leave-out",
    type=_EXISTING,
    metavar="PAIRS",
    help="Pairs of ids (two columns) that nobody has judged: neither right nor wrong.",
)
@click.pass_obj
def evaluate(application: Application, *, file: Path, form: str, leave_out: Path | None) -> None:
    """Measure on labelled JSON Lines: body, reference, received, text, cluster.

    Counts copies only: the same question in the same wave. Nothing is stored.
    """
    try:
        requests = read_labelled(file)
    except LabelledFileError as error:
        raise click.ClickException(str(error)) from error
    encoder = load_encoder(application.settings)
    with Terminal().step("Encoding") as progress:
        predicted = predict(
            requests,
            encoder=encoder,
            scorer=load_scorer(),
            settings=application.settings,
            names_of=_names_of(application),
            progress=progress,
        )
    left_out = read_left_out(leave_out) if leave_out else frozenset()
    _show(measure(requests, predicted.campaigns, predicted.main, left_out), form)


def _names_of(application: Application) -> Callable[[str], Sequence[str]]:
    """Look a body's names up in the register where there is one; else it has the name given."""
    url = make_url(application.settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return lambda body: (body,)
    database = application.unchecked_database
    if schema_state(database) is not SchemaState.CURRENT:
        return lambda body: (body,)
    with database.reading() as session:
        directory = Directory.load(session, datetime.now(tz=UTC).date())

    def names(body: str) -> Sequence[str]:
        entry = directory.find(body)
        return (body, *entry.names) if entry else (body,)

    return names


def _show(quality: Quality, form: str) -> None:
    figures = {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(quality).items()}
    if form == "json":
        click.echo(json.dumps(figures, indent=2))
        return
    width = max(map(len, figures))
    for name, value in figures.items():
        click.echo(f"{name.replace('_', ' '):<{width}}  {value}")
