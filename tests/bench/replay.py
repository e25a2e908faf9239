"""How early is a round robin seen? Replay the labelled sets copy by copy, in the order of receipt.

Run as `python tests/bench/replay.py`. A true round robin is a labelled cluster that reached three
bodies within 60 days. For each, its copies come in one after another, with everything else of the
set that had come in by then, and everything is grouped anew each time by the rules of a run:
prepare, score, group, flag. Only what could touch the cluster is grouped: all requests that hang
together with it by copies, equal wordings or being asked in one request; grouping never looks
further. Sentences are not learned here, so letters are met at first sight.

Two moments, each counted in the copies that came in before the one that brought it:
- linked: two copies of the cluster first stand in one campaign (at best 1 came before);
- flagged: its copies in one campaign first make that a round robin (at best 2 came before).
One that is never linked or flagged counts as never, and stands at the far end of the quantiles.
Nights are the days of receipt; late nights are those between the night that brought the third body
and the night that flagged.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from quality.datasets import BRITISH_COLUMBIA, DATA, PARLIAMENT, labelled
from quality.vectors import KeptVectors

from tracker.campaigns.grouping import AskedQuestion, Linking, group_questions
from tracker.campaigns.linkage import Pair, components
from tracker.campaigns.round_robin import is_round_robin
from tracker.campaigns.scoring import copy_threshold, linking_of, scorer_of
from tracker.evaluation.labelled import LabelledRequest
from tracker.evaluation.run import score_candidates
from tracker.matching.encoder import Encoder
from tracker.matching.scorer import Scorer
from tracker.settings import Settings
from tracker.text.prepare import prepare

NEVER = math.inf
MEDIAN, NINTH = 0.5, 0.9
GOAL = {MEDIAN: 2, NINTH: 3}


@dataclass(frozen=True, slots=True)
class Seen:
    """When one true round robin was seen."""

    cluster: str
    copies: int
    linked: float
    flagged: float
    late_nights: float


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides of campaigns: the settings, and what they take from the scorer."""

    settings: Settings
    threshold: float
    linking: Linking

    @classmethod
    def of(cls, settings: Settings, scorer: Scorer) -> "Rules":
        """Take from the scorer what grouping needs."""
        return cls(settings, copy_threshold(settings, scorer), linking_of(scorer))


@dataclass(frozen=True, slots=True)
class Scored:
    """A set prepared and scored: its questions in the order of grouping, and their scores."""

    questions: list[AskedQuestion]
    scores: dict[Pair, float]
    unspecific: frozenset[int]
    arrivals: list[tuple[date, int]]
    """Day and body of each request."""


@click.command()
@click.option(
    "--vectors",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/bench-quality"),
    show_default=True,
    help="Folder in which vectors are kept from run to run.",
)
@click.option("--late", is_flag=True, help="Name the clusters that were seen late or never.")
def main(*, vectors: Path, late: bool) -> None:
    """Print how many copies came in before a round robin was linked and flagged."""
    if not DATA.is_dir():
        raise click.ClickException("../shared/data is not there; nothing can be measured.")
    encoder, settings = KeptVectors(vectors), Settings()
    scorer = scorer_of(settings)
    click.echo("| set | round robins | moment | median | ninth decile | most | never | passes |")
    click.echo("|" + " --- |" * 8)
    everything: list[Seen] = []
    for name in (BRITISH_COLUMBIA, PARLIAMENT):
        requests = sorted(labelled(name), key=lambda r: (r.received, r.id))
        scored = score(requests, encoder, scorer)
        found = list(replay(requests, scored, Rules.of(settings, scorer)))
        everything += found
        show(name, found)
    show("both", everything)
    for one in everything if late else ():
        if one.flagged > GOAL[MEDIAN]:
            click.echo(
                f"{one.cluster}: {one.copies} copies, {one.linked:g} before linked, "
                f"{one.flagged:g} before flagged, {one.late_nights:g} nights late"
            )


def show(name: str, found: Sequence[Seen]) -> None:
    """Print the distribution of each moment."""
    for moment, values in (
        ("copies before linked", [one.linked for one in found]),
        ("copies before flagged", [one.flagged for one in found]),
        ("late nights", [one.late_nights for one in found]),
    ):
        middle, ninth = quantile(values, MEDIAN), quantile(values, NINTH)
        most = max((value for value in values if value < NEVER), default=NEVER)
        never = sum(value == NEVER for value in values)
        passes = "yes" if middle <= GOAL[MEDIAN] and ninth <= GOAL[NINTH] else "NO"
        click.echo(f"| {name} | {len(found)} | {moment} | {middle:g} | {ninth:g} | {most:g} | "
                   f"{never} | {passes if moment != 'late nights' else ''} |")  # fmt: skip


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def score(requests: Sequence[LabelledRequest], encoder: Encoder, scorer: Scorer) -> Scored:
    """Prepare and score all requests as `mosaic evaluate` does, without learning sentences."""
    bodies = {name: number for number, name in enumerate(sorted({r.body for r in requests}))}
    texts: dict[str, int] = {}
    questions: list[AskedQuestion] = []
    for index, request in enumerate(requests):
        prepared = prepare(request.text, body_names=(request.body,), received=request.received)
        for question in prepared.wordings:
            text = texts.setdefault(question.comparable, len(texts))
            body = bodies[request.body]
            questions.append(AskedQuestion(len(questions), text, index, body, request.received))
    wordings = list(texts)
    scores, unspecific = score_candidates(wordings, encoder, scorer)
    ordered = sorted(questions, key=lambda q: (wordings[q.text], q.received, q.id))
    arrivals = [(r.received, bodies[r.body]) for r in requests]
    return Scored(ordered, scores, unspecific, arrivals)


def replay(requests: Sequence[LabelledRequest], scored: Scored, rules: Rules) -> Iterator[Seen]:
    """Replay every true round robin; `requests` are in the order of receipt."""
    clusters: dict[str, list[int]] = defaultdict(list)
    for index, request in enumerate(requests):
        if request.cluster is not None:
            clusters[request.cluster].append(index)
    component = hanging_together(scored, rules.threshold)
    for cluster, members in clusters.items():
        if round_robin(scored, members, rules.settings):
            near = {component[member] for member in members}
            asked = [q for q in scored.questions if component[q.request] in near]
            yield _replayed(cluster, members, asked=asked, scored=scored, rules=rules)


def hanging_together(scored: Scored, threshold: float) -> dict[int, int]:
    """Number the groups of requests between which no rule of grouping ever looks."""
    holders: dict[int, list[int]] = defaultdict(list)
    for question in scored.questions:
        holders[question.text].append(question.request)
    ties = [(held[0], other) for held in holders.values() for other in held]
    ties += [
        (holders[a][0], holders[b][0]) for (a, b), s in scored.scores.items() if s >= threshold
    ]
    return {request: number for number, group in enumerate(components(ties)) for request in group}


def round_robin(scored: Scored, indexes: Iterable[int], settings: Settings) -> bool:
    """Say whether these requests make a round robin."""
    return is_round_robin(
        (scored.arrivals[index] for index in indexes),
        bodies=settings.round_robin_bodies,
        days=settings.round_robin_days,
    )


def _replayed(
    cluster: str,
    members: Sequence[int],
    *,
    asked: Sequence[AskedQuestion],
    scored: Scored,
    rules: Rules,
) -> Seen:
    """Let the copies of one cluster come in one after another until it is flagged."""
    texts = {question.text for question in asked}
    scores = {p: s for p, s in scored.scores.items() if p[0] in texts and p[1] in texts}
    request_of = {question.id: question.request for question in asked}
    linked = flagged = due = NEVER
    for before, arrived in enumerate(members):
        so_far = members[: before + 1]
        if due == NEVER and round_robin(scored, so_far, rules.settings):
            due = before
        groups = group_questions(
            [question for question in asked if question.request <= arrived],
            scores,
            threshold=rules.threshold,
            wave_gap_days=rules.settings.wave_gap_days,
            unspecific=scored.unspecific,
            linking=rules.linking,
        )
        for group in groups:
            copies = {request_of[q] for q in group.questions}.intersection(so_far)
            if len(copies) > 1:
                linked = min(linked, before)
            if round_robin(scored, copies, rules.settings):
                flagged = min(flagged, before)
        if flagged < NEVER:
            break
    if flagged == NEVER:
        return Seen(cluster, len(members), linked, NEVER, NEVER)
    nights = {scored.arrivals[i][0] for i in members[int(due) : int(flagged) + 1]}
    return Seen(cluster, len(members), linked, flagged, len(nights) - 1)


if __name__ == "__main__":
    main()
