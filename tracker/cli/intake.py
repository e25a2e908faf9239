"""`mosaic ingest`: requests from files, taken into the database."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from tracker.cli.application import Application
from tracker.cli.running import clock, only_run
from tracker.cli.terminal import Terminal
from tracker.ingest import FileReport, SourceFile, files_in, ingest_files
from tracker.register import Directory
from tracker.runs import day_of, recorded_run
from tracker.sources import FORMATS
from tracker.store.engine import Database


@click.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH...",
)
@click.option(
    "--format", "shape", type=click.Choice(["auto", *FORMATS]), default="auto", show_default=True
)
@click.option("--body", metavar="SLUG", help="The body that every row is from.")
@click.option("--profile", metavar="NAME", help="Which columns mean what, for a known source.")
@click.pass_obj
def ingest(
    application: Application,
    *,
    paths: tuple[Path, ...],
    shape: str,
    body: str | None,
    profile: str | None,
) -> None:
    """Take in requests from files, or from every file below a folder.

    Rows that cannot be taken are kept aside with the reason, and counted.
    """
    database = application.database
    _check_body(database, body)
    files = [SourceFile(file.path, body) for path in paths for file in files_in(path)]
    with only_run(database), recorded_run(database.writing, "ingest", clock=clock) as run:
        reports = ingest_files(
            database.writing,
            files,
            run=run,
            clock=clock,
            listener=Terminal(),
            format=shape,
            profile=profile,
        )
    tell_of_quarantine(reports)
    if reports and all(report.status == "quarantined" for report in reports):
        raise click.ClickException("Nothing could be taken from what was given.")


def tell_of_quarantine(reports: Iterable[FileReport]) -> None:
    """Count on stderr what could not be taken, by reason; say nothing when all was."""
    codes: Counter[str] = Counter()
    whole = 0
    for report in reports:
        codes.update(report.codes)
        whole += report.status == "quarantined"
    if codes:
        named = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
        click.echo(f"rows quarantined: {codes.total()} ({named})", err=True)
    if whole:
        click.echo(f"files quarantined whole: {whole}", err=True)


def _check_body(database: Database, name: str | None) -> None:
    if name is None:
        return
    with database.reading() as session:
        directory = Directory.load(session, day_of(clock()))
    if directory.find(name) is None:
        nearest = ", ".join(directory.nearest(name, 3))
        hint = f" Nearest: {nearest}." if nearest else ""
        raise click.BadParameter(f"no body has this name.{hint}", param_hint="--body")
