"""`mosaic nightly`: the whole night in one command."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from tracker.alerts import SmtpMailer
from tracker.campaigns.audit_report import in_words
from tracker.campaigns.scoring import scorer_of
from tracker.cli.application import Application
from tracker.cli.intake import tell_of_quarantine
from tracker.cli.running import clock, only_run
from tracker.cli.terminal import Terminal
from tracker.matching.encoder import SentenceEncoder
from tracker.matching.model_files import ModelProblem
from tracker.matching.scorer import Scorer, ScorerProblem
from tracker.nightly import Night
from tracker.settings import Settings


@click.command()
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to read; MOSAIC_SOURCES_DIR when not given.",
)
@click.pass_obj
def nightly(application: Application, *, sources: Path | None) -> None:
    """Do the whole night: take in new files, match, group, and send the alerts that are owed.

    A file in a folder named for a body, such as kent/log.csv, is taken as that body's.
    """
    folder = sources or application.settings.sources_dir
    if not folder.is_dir():
        raise click.ClickException(f"The folder {folder} is not there.")
    terminal = Terminal()
    application.holidays()
    try:
        with only_run(application.database):
            report = _night(application, terminal).run(folder)
            application.database.tidy()
    except (ModelProblem, ScorerProblem) as error:
        raise click.ClickException(f"The files were taken in but not matched. {error}") from error
    terminal.note(_counts("Matching", asdict(report.matched)))
    if report.audited is not None:
        terminal.note(f"Audit: {in_words(report.audited.counts())}")
    terminal.note(_counts("Alerts", asdict(report.sent)))
    tell_of_quarantine(report.files)


def _night(application: Application, terminal: Terminal) -> Night:
    settings = application.settings
    return Night(
        transaction=application.database.writing,
        settings=settings,
        load_models=partial(_load_models, settings),
        mailer=SmtpMailer.from_settings(settings),
        clock=clock,
        listener=terminal,
    )


def _load_models(settings: Settings) -> tuple[SentenceEncoder, Scorer]:
    """Verify the encoder, and read the scorer, which must have been fitted for it."""
    encoder = SentenceEncoder.load(settings.model_dir)
    return encoder, scorer_of(settings, encoder=encoder.name)


def _counts(what: str, counts: dict[str, Any]) -> str:
    """Put counts in a line, leaving out those that are nought."""
    named = [f"{name.replace('_', ' ')} {value}" for name, value in counts.items() if value]
    return f"{what}: {', '.join(named) or 'nothing to do'}."
