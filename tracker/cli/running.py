"""What commands that run share: the clock, the model, and the lock that keeps another run out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from tracker.campaigns.scoring import scorer_of
from tracker.cli.application import AnotherRun
from tracker.matching.encoder import SentenceEncoder
from tracker.matching.model_files import ModelProblem
from tracker.matching.scorer import Scorer, ScorerProblem
from tracker.run_lock import AnotherRunIsUnderWay, run_lock
from tracker.settings import Settings
from tracker.store.engine import Database


def clock() -> datetime:
    """Give the present moment."""
    return datetime.now(tz=UTC)


@contextmanager
def only_run(database: Database) -> Iterator[None]:
    """Hold the run lock, or exit with 75 because another run does."""
    try:
        with run_lock(database):
            yield
    except AnotherRunIsUnderWay as error:
        raise AnotherRun("Another run is under way; nothing was done.") from error


def load_encoder(settings: Settings) -> SentenceEncoder:
    """Verify and return the encoder, or end the command saying how to mend it."""
    try:
        return SentenceEncoder.load(settings.model_dir)
    except ModelProblem as error:
        raise click.ClickException(str(error)) from error


def load_scorer(settings: Settings, *, encoder: SentenceEncoder | None = None) -> Scorer:
    """Read the scorer in use, or end the command saying how to mend it.

    Where an encoder is given, the scorer must have been fitted for it.
    """
    try:
        return scorer_of(settings, encoder=encoder.name if encoder else None)
    except (ScorerProblem, ModelProblem) as error:
        raise click.ClickException(str(error)) from error
