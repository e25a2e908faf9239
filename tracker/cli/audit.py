"""`mosaic audit-recall`: does the tracker find every copy that an exhaustive search finds?"""

import json
import secrets
from dataclasses import asdict

import click

from tracker.campaigns.audit import BELOW_FLOOR, audit_recall
from tracker.campaigns.audit_report import AuditReport, Place
from tracker.campaigns.scoring import copy_threshold
from tracker.cli.application import Application
from tracker.cli.running import load_scorer
from tracker.cli.terminal import Terminal

SAMPLE = 25
"""Wordings drawn where nothing else is asked."""

SHOWN = 20
"""Missing links named on a terminal; JSON has them all."""

NOTHING = (
    "Nothing to audit: no wording has been compared by the present scorer. "
    "Run `mosaic match` first."
)


@click.command("audit-recall")
@click.option(
    "--sample", type=click.IntRange(min=1), default=SAMPLE, show_default=True, metavar="N"
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="S",
    help="Draw the sample of an earlier audit again; another one each time when not given.",
)
@click.option(
    "--every-pair", is_flag=True, help="Score every pair, also all below the cosine floor: slow."
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
)
@click.pass_obj
def audit(
    application: Application, *, sample: int, seed: int | None, every_pair: bool, shape: str
) -> None:
    """Compare a random sample of wordings with all others, and see which links are missing.

    Exits with 1 when a link is missing: that is a defect of the tracker, to be reported.
    """
    scorer = load_scorer(application.settings)
    chosen = seed if seed is not None else secrets.randbelow(2**32)
    with (
        application.database.reading() as session,
        Terminal().step("Comparing") as progress,
    ):
        report = audit_recall(
            session,
            scorer=scorer,
            threshold=copy_threshold(application.settings, scorer),
            sample=sample,
            seed=chosen,
            progress=progress,
            below_floor=None if every_pair else BELOW_FLOOR,
        )
    _show(report, shape)
    if report.missing:
        raise click.ClickException(
            f"The run lacks {len(report.missing)} of {report.links_exhaustive} links. "
            "This is a defect: please report it with the seed."
        )


def _show(report: AuditReport, shape: str) -> None:
    """Print the report; a sentence where there was nothing to audit."""
    if shape == "json":
        click.echo(json.dumps(asdict(report), indent=2, ensure_ascii=False))
    if not report.wordings:
        click.echo(NOTHING, err=shape == "json")
    elif shape == "table":
        _print_table(report)


def _print_table(report: AuditReport) -> None:
    lines = {
        "sample": f"{report.sample:,} of {report.wordings:,} wordings, seed {report.seed}",
        "waiting": f"{report.waiting:,} wordings no run has compared yet" if report.waiting else "",
        "pairs looked at": f"{report.pairs:,}, {report.pairs_below_floor:,} below the floor",
        "pairs scored": f"{report.pairs_scored:,}",
        "links, exhaustively": f"{report.links_exhaustive:,}",
        "links, by the run": f"{report.links_found:,}",
        "recall": _recall(report),
        "beyond the floor": f"{report.beyond_floor:,} of {report.below_floor_scored:,} scored",
        "scorer": f"{report.scorer}, threshold {report.threshold:g}",
        "encoder": report.encoder,
    }
    width = max(map(len, lines))
    for name, value in lines.items():
        if value:
            click.echo(f"{name:<{width}}  {value}")
    for link in report.missing[:SHOWN]:
        click.echo(f"missing: {_place(link.one)} and {_place(link.other)}, score {link.score:.3f}")


def _recall(report: AuditReport) -> str:
    if not report.links_exhaustive:
        return "not known: the sample has no link"
    return f"{report.recall:.4f}, with 95 % confidence at least {report.recall_lower_95:.4f}"


def _place(place: Place | None) -> str:
    return f"{place.body} {place.reference}" if place else "a wording no request has any more"
