"""Show that neither the order of arrival nor the split into nights changes the campaigns.

Run as `python tests/bench/orders.py`. Each set is taken in and matched in one night, then again
and again in random order over several nights, each time in a new database, through the same
services as `mosaic nightly`. The memberships are compared with those of the one night by the
adjusted Rand index (Hubert and Arabie 1985), a question in no campaign standing alone. From night
to night, a campaign that nothing joined and nothing left must keep its id.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from nights import Arrival, Key, Nights
from quality.datasets import BRITISH_COLUMBIA, DATA, PARLIAMENT, labelled
from quality.vectors import KeptVectors

from tracker.demo.tale import tell_story
from tracker.evaluation.labelled import LabelledRequest
from tracker.log import configure
from tracker.matching.encoder import Encoder

MOST_NIGHTS = 6
PASSES = 0.99
COLUMNS = (
    "set", "shuffle", "nights", "campaigns", "adjusted Rand", "same partition", "untouched",
    "renamed", "sentences learned",
)  # fmt: skip
STORY_DAY = date(2026, 11, 20)

Campaigns = Mapping[int, frozenset[Key]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one shuffle came out beside the one night."""

    nights: int
    campaigns: int
    rand: float
    equal: bool
    untouched: int
    """Campaigns that stayed the same from one night to the next, over all nights ..."""
    renamed: int
    """... and those of them whose id changed."""
    learned: int


@click.command()
@click.option("--shuffles", default=20, show_default=True)
@click.option("--set", "names", multiple=True, type=click.Choice(["bc", "story"]))
@click.option(
    "--vectors",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/bench-quality"),
    show_default=True,
    help="Folder in which vectors are kept from run to run.",
)
def main(*, shuffles: int, names: tuple[str, ...], vectors: Path) -> None:
    """Print a row for each set and shuffle."""
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    configure("WARNING")
    encoder = KeptVectors(vectors)
    click.echo("| " + " | ".join(COLUMNS) + " |")
    click.echo("|" + " --- |" * len(COLUMNS))
    for name in names or ("bc", "story"):
        arrivals = british_columbia() if name == "bc" else story_and_parliament()
        one, learned = one_night(arrivals, encoder)
        click.echo(f"| {name} | none | 1 | {len(one)} |  |  |  |  | {learned} |")
        outcomes = []
        for seed in range(shuffles):
            out = shuffled(arrivals, encoder, seed, one)
            outcomes.append(out)
            click.echo(
                f"| {name} | {seed} | {out.nights} | {out.campaigns} | {out.rand:.5f} | "
                f"{'yes' if out.equal else 'no'} | {out.untouched} | {out.renamed} | "
                f"{out.learned} |"
            )
        least = min(out.rand for out in outcomes)
        renamed = sum(out.renamed for out in outcomes)
        equal = sum(out.equal for out in outcomes)
        passes = "passes" if least >= PASSES and not renamed else "FAILS"
        click.echo(f"{name}: adjusted Rand at least {least:.5f}; {equal} of {len(outcomes)} "
                   f"partitions exactly the same; {renamed} renamed: {passes}.\n")  # fmt: skip


def british_columbia() -> list[Arrival]:
    """Return every request of British Columbia."""
    return [_arrival(row) for row in labelled(BRITISH_COLUMBIA)]


def story_and_parliament() -> list[Arrival]:
    """Return the demonstration's story, in letters, and parliament's rows that have a cluster."""
    story = [
        Arrival(one.force.name, one.reference, one.received.isoformat(), one.text)
        for one in tell_story(STORY_DAY)
    ]
    return story + [_arrival(row) for row in labelled(PARLIAMENT) if row.cluster is not None]


def _arrival(row: LabelledRequest) -> Arrival:
    return Arrival(row.body, row.reference, row.received.isoformat(), row.text)


def one_night(arrivals: Sequence[Arrival], encoder: Encoder) -> tuple[Campaigns, int]:
    """Take everything in at once; return the campaigns and how many sentences were learned."""
    with TemporaryDirectory(prefix="mosaic-orders-") as folder:
        nights = Nights(Path(folder), {one.body for one in arrivals}, encoder)
        nights.take_in(arrivals)
        learned = nights.match().sentences_learned
        found = nights.campaigns()
        nights.close()
        return found, learned


def shuffled(arrivals: Sequence[Arrival], encoder: Encoder, seed: int, one: Campaigns) -> Outcome:
    """Take everything in shuffled, over several nights of random length."""
    chance = random.Random(seed)
    order = list(arrivals)
    chance.shuffle(order)
    cuts = sorted(chance.sample(range(1, len(order)), chance.randint(1, MOST_NIGHTS - 1)))
    untouched = renamed = learned = 0
    before: Campaigns = {}
    with TemporaryDirectory(prefix="mosaic-orders-") as folder:
        nights = Nights(Path(folder), {each.body for each in arrivals}, encoder)
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            nights.take_in(order[start:end])
            learned += nights.match().sentences_learned
            found = nights.campaigns()
            now = {keys: campaign for campaign, keys in found.items()}
            same = [(campaign, now[keys]) for campaign, keys in before.items() if keys in now]
            untouched += len(same)
            renamed += sum(old != new for old, new in same)
            before = found
        nights.close()
    return Outcome(
        nights=len(cuts) + 1,
        campaigns=len(before),
        rand=adjusted_rand(one.values(), before.values()),
        equal=set(one.values()) == set(before.values()),
        untouched=untouched,
        renamed=renamed,
        learned=learned,
    )


def adjusted_rand(ones: Iterable[frozenset[Key]], others: Iterable[frozenset[Key]]) -> float:
    """Return how alike two partitions are, 1 for equal ones and about 0 by chance.

    Questions in no group stand alone; as pairs they count for nothing, and how many there are
    hardly matters, so those in some group of either are taken for all.
    """
    ones, others = list(ones), list(others)
    place = {key: number for number, group in enumerate(others) for key in group}
    both = Counter(
        (number, place[key]) for number, group in enumerate(ones) for key in group if key in place
    )
    shared = sum(comb(count, 2) for count in both.values())
    first, second = (sum(comb(len(g), 2) for g in groups) for groups in (ones, others))
    items = len({key for group in [*ones, *others] for key in group})
    expected = first * second / comb(items, 2) if items > 1 else 0.0
    most = (first + second) / 2
    return 1.0 if most == expected else (shared - expected) / (most - expected)


if __name__ == "__main__":
    main()
