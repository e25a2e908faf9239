"""`mosaic models`: which models score a pair, and fitting the scorer to what people say."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tracker.campaigns.scoring import copy_threshold
from tracker.cli.application import Application
from tracker.cli.evaluate import names_of
from tracker.cli.running import load_encoder, load_scorer
from tracker.cli.terminal import Terminal
from tracker.evaluation import LabelledFileError, read_labelled
from tracker.evaluation.cluster_pairs import pairs_of_clusters
from tracker.evaluation.decided import labelled_pairs
from tracker.evaluation.labelled import Pairs, read_left_out
from tracker.evaluation.labelled_pairs import LabelledPair, read_pairs
from tracker.evaluation.pairs import wordings
from tracker.evaluation.refit import Refitted, TooFewPairs, refit
from tracker.evaluation.remembered import RememberingEncoder
from tracker.matching.encoder import Encoder

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DEFAULT_OUT = Path("scorer.toml")
"""Where a fitted scorer goes when nothing else is said: here, never over the shipped one."""
SEED = 11
_FIGURES = (
    *("auc", "average_precision", "calibration_error", "threshold"),
    *("precision", "recall", "f1", "accuracy", "share_right_at_090"),
)


@click.group()
def models() -> None:
    """Say which models score a pair, or fit the scorer anew."""


@models.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.pass_obj
def show(application: Application, form: str) -> None:
    """Show the encoder, the scorer and the thresholds in use."""
    settings = application.settings
    encoder = load_encoder(settings)
    scorer = load_scorer(settings, encoder=encoder)
    facts = {
        "encoder": encoder.name,
        "scorer": scorer.version,
        "reader": scorer.side_by_side or "none",
        "scorer_file": str(settings.scorer_file) if settings.scorer_file else "shipped",
        "threshold": copy_threshold(settings, scorer),
        "threshold_of_scorer": scorer.threshold,
        "near_miss": scorer.near_miss,
        "cosine_floor": scorer.cosine_floor,
    }
    if form == "json":
        click.echo(json.dumps(facts, indent=2))
        return
    for name, value in facts.items():
        click.echo(f"{name.replace('_', ' '):<19}  {value}")


@models.command()
@click.option(
    "--pairs",
    "pair_files",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Labelled pairs, as for `mosaic evaluate --pairs`; may be given several times.",
)
@click.option(
    "--labelled",
    "labelled_files",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Labelled requests, as for `mosaic evaluate`; may be given several times.",
)
@click.option(
    "--leave-out", type=_FILE, metavar="PAIRS", help="Pairs of ids that nobody has judged."
)
@click.option("--decisions", is_flag=True, help="What people decided with `mosaic review`.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write; scorer.toml in this folder when not given, and then never over a file.",
)
@click.pass_obj
def fit(
    application: Application,
    *,
    pair_files: Sequence[Path],
    labelled_files: Sequence[Path],
    leave_out: Path | None,
    decisions: bool,
    seed: int,
    out: Path | None,
) -> None:
    """Fit the scorer to labelled pairs, and show the figures before and after.

    A quarter of the pairs is held out to measure on. The scorer in use is not changed.
    """
    if not (pair_files or labelled_files or decisions):
        raise click.UsageError("Give something to learn from: --pairs, --labelled or --decisions.")
    if out is None and DEFAULT_OUT.exists():
        raise click.UsageError(f"{DEFAULT_OUT} is here already; say with --out where to write.")
    from tracker.evaluation.fit import fit_scorer  # noqa: PLC0415

    encoder = RememberingEncoder(load_encoder(application.settings))
    base = load_scorer(application.settings)
    try:
        pairs = [
            *_of_pairs(application, pair_files),
            *_of_requests(
                application,
                labelled_files,
                left_out=read_left_out(leave_out) if leave_out else frozenset(),
                encoder=encoder,
                floor=base.cosine_floor,
                seed=seed,
            ),
            *(_of_decisions(application) if decisions else ()),
        ]
        with Terminal().step("Fitting"):
            fitted = refit(pairs, fit=fit_scorer, encoder=encoder, base=base, seed=seed)
    except (LabelledFileError, TooFewPairs) as error:
        raise click.ClickException(str(error)) from error
    target = out or DEFAULT_OUT
    fitted.fitted.write(target)
    _print(fitted, target)


def _of_pairs(application: Application, files: Sequence[Path]) -> list[LabelledPair]:
    """Read pairs of texts and reduce each to what it asks; a text that asks nothing drops out."""
    names = names_of(application)
    found = []
    for file in files:
        for pair in read_pairs(file):
            a, b = wordings(pair, names)
            if a is not None and b is not None:
                found.append(LabelledPair(a, b, label=pair.label, id=pair.id))
    return found


def _of_requests(
    application: Application,
    files: Sequence[Path],
    *,
    left_out: Pairs,
    encoder: Encoder,
    floor: float,
    seed: int,
) -> list[LabelledPair]:
    """Pair the requests of each labelled file."""
    found = []
    for file in files:
        with Terminal().step("Encoding") as progress:
            found += pairs_of_clusters(
                read_labelled(file),
                encoder=encoder,
                floor=floor,
                names_of=names_of(application),
                left_out=left_out,
                seed=seed,
                progress=progress,
            )
    return found


def _of_decisions(application: Application) -> list[LabelledPair]:
    """Take what people decided."""
    with application.database.reading() as session:
        return labelled_pairs(session)


def _print(found: Refitted, target: Path) -> None:
    """Print both figures side by side, and how to use the new scorer."""
    before, after = asdict(found.before), asdict(found.after)
    click.echo(
        f"Learned from {found.learned_from} pairs, measured on {found.before.pairs} held out:"
    )
    click.echo(f"{'':<19}  {'before':>8}  {'after':>8}")
    for name in _FIGURES:
        row = [f"{x:.4f}" if x is not None else "none" for x in (before[name], after[name])]
        click.echo(f"{name.replace('_', ' '):<19}  {row[0]:>8}  {row[1]:>8}")
    click.echo(
        f"Written to {target}. To use it, set MOSAIC_SCORER_FILE={target} and run `mosaic match`: "
        "every pair is scored anew."
    )
