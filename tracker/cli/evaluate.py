"""`mosaic evaluate`: measure quality on labelled requests, or on labelled pairs of texts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import make_url

from tracker.campaigns.scoring import copy_threshold
from tracker.cli.application import Application
from tracker.cli.running import load_encoder, load_scorer
from tracker.cli.terminal import Terminal
from tracker.evaluation import LabelledFileError, Quality, measure, predict, read_labelled
from tracker.evaluation.labelled import read_left_out
from tracker.evaluation.labelled_pairs import read_pairs, require_both_labels
from tracker.evaluation.pairs import PairQuality, measure_pairs, score_wordings, wordings
from tracker.register import Directory
from tracker.store.schema import SchemaState, schema_state

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_EXISTING, required=False)
@click.option(
    "--pairs",
    type=_EXISTING,
    metavar="FILE",
    help="Measure on labelled pairs instead: JSON Lines with text_a, text_b, label (0 or 1).",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--leave-out",
    type=_EXISTING,
    metavar="PAIRS",
    help="Pairs of ids (two columns) that nobody has judged: neither right nor wrong.",
)
@click.pass_obj
def evaluate(
    application: Application,
    *,
    file: Path | None,
    pairs: Path | None,
    form: str,
    leave_out: Path | None,
) -> None:
    """Measure on labelled JSON Lines: body, reference, received, text, cluster.

    Counts copies only: the same question in the same wave. With --pairs, measures how well scores
    rank and how far they can be believed. Nothing is stored.
    """
    if pairs is not None and leave_out is not None:
        raise click.UsageError("--leave-out goes with FILE, not with --pairs.")
    try:
        if file is not None and pairs is None:
            _show(asdict(_on_requests(application, file, leave_out)), form)
        elif pairs is not None and file is None:
            _show(asdict(_on_pairs(application, pairs)), form)
        else:
            raise click.UsageError("Give either FILE or --pairs FILE.")
    except LabelledFileError as error:
        raise click.ClickException(str(error)) from error


def _on_requests(application: Application, file: Path, leave_out: Path | None) -> Quality:
    """Group labelled requests as a run would, and compare with their clusters."""
    requests = read_labelled(file)
    left_out = read_left_out(leave_out) if leave_out else frozenset()
    encoder = load_encoder(application.settings)
    with Terminal().step("Encoding") as progress:
        predicted = predict(
            requests,
            encoder=encoder,
            scorer=load_scorer(application.settings, encoder=encoder),
            settings=application.settings,
            names_of=names_of(application),
            progress=progress,
        )
    return measure(requests, predicted.campaigns, predicted.main, left_out)


def _on_pairs(application: Application, file: Path) -> PairQuality:
    """Score labelled pairs as a run would, and compare with their labels."""
    pairs = read_pairs(file)
    require_both_labels(pairs, file.name)
    encoder = load_encoder(application.settings)
    scorer = load_scorer(application.settings, encoder=encoder)
    names = names_of(application)
    with Terminal().step("Encoding") as progress:
        scored = score_wordings(
            [wordings(pair, names) for pair in pairs],
            encoder=encoder,
            scorer=scorer,
            progress=progress,
        )
    return measure_pairs(
        [pair.label for pair in pairs],
        scored,
        scorer=scorer,
        threshold=copy_threshold(application.settings, scorer),
        encoder_name=encoder.name,
    )


def names_of(application: Application) -> Callable[[str], Sequence[str]]:
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


def _show(measured: dict[str, Any], form: str) -> None:
    """Print figures with four places, as JSON or one a line."""
    figures = {k: round(v, 4) if isinstance(v, float) else v for k, v in measured.items()}
    if form == "json":
        click.echo(json.dumps(figures, indent=2))
        return
    width = max(map(len, figures))
    for name, value in figures.items():
        shown = "none" if value is None else value
        click.echo(f"{name.replace('_', ' '):<{width}}  {shown}")
