"""Fit the scorer to labelled pairs, and measure before and after on pairs it did not see."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from tracker.campaigns.linkage import components
from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.evaluation.pairs import PairQuality, measure_pairs, score_wordings
from tracker.matching.encoder import Encoder
from tracker.matching.scorer import Scorer, parse_scorer

HELD_OUT = 0.25
"""Share of the pairs that is kept from fitting, to measure on."""


class Fitted(Protocol):
    """A scorer that was fitted, as the text of its file."""

    @property
    def toml(self) -> str:
        """Return the text of the file."""
        ...

    def write(self, path: Path) -> None:
        """Write the scorer's file."""
        ...


class Fit(Protocol):
    """A way to fit a scorer, as `tracker.evaluation.fit.fit_scorer`."""

    def __call__(
        self, pairs: Sequence[LabelledPair], *, encoder: Encoder, base: Scorer, seed: int
    ) -> Fitted:
        """Fit a scorer to pairs of comparable wordings."""
        ...


class TooFewPairs(Exception):
    """Pairs that cannot be divided into some to learn from and some to measure on."""


@dataclass(frozen=True, slots=True)
class Refitted:
    """A fitted scorer, with the figures of the one before and its own on pairs held out."""

    fitted: Fitted
    learned_from: int
    before: PairQuality
    after: PairQuality
    """Both on the pairs held out."""


def refit(
    pairs: Sequence[LabelledPair], *, fit: Fit, encoder: Encoder, base: Scorer, seed: int
) -> Refitted:
    """Fit on three quarters of the pairs of comparable wordings, and measure on the rest.

    Pairs that share a wording, directly or through others, stay on one side. What is measured is
    the scorer that is given back, each at its own threshold. Raises TooFewPairs.
    """
    learned, held = split(pairs, seed=seed)
    fitted = fit(learned, encoder=encoder, base=base, seed=seed)
    after = replace(parse_scorer(fitted.toml.encode("utf-8")), reader=base.reader)
    figures = [_measured(held, encoder=encoder, scorer=scorer) for scorer in (base, after)]
    return Refitted(fitted, len(learned), *figures)


def split(
    pairs: Sequence[LabelledPair], *, seed: int
) -> tuple[list[LabelledPair], list[LabelledPair]]:
    """Divide pairs into those to learn from and those held out; no wording is on both sides.

    A wording that hangs together with more than may be held out is learned from. Raises
    TooFewPairs unless both sides have pairs of both labels.
    """
    distinct = list({(p.text_a, p.text_b): p for p in pairs if p.text_a != p.text_b}.values())
    place: dict[str, int] = {}
    for pair in distinct:
        for text in (pair.text_a, pair.text_b):
            place.setdefault(text, len(place))
    groups = components((place[pair.text_a], place[pair.text_b]) for pair in distinct)
    group_of = {text: number for number, group in enumerate(groups) for text in group}
    grouped: dict[int, list[LabelledPair]] = defaultdict(list)
    for pair in distinct:
        grouped[group_of[place[pair.text_a]]].append(pair)
    shuffled = random.Random(seed).sample(list(grouped.values()), len(grouped))  # noqa: S311
    learned: list[LabelledPair] = []
    held: list[LabelledPair] = []
    for group in shuffled:
        room = HELD_OUT * len(distinct) - len(held)
        (held if len(group) <= room else learned).extend(group)
    if any(len({pair.label for pair in side}) < 2 for side in (learned, held)):  # noqa: PLR2004
        raise TooFewPairs(
            f"{len(distinct)} distinct pairs are too few, or of too few different wordings: both "
            "labels are needed to learn from, and both to measure on."
        )
    return learned, held


def _measured(pairs: Sequence[LabelledPair], *, encoder: Encoder, scorer: Scorer) -> PairQuality:
    scored = score_wordings(
        [(pair.text_a, pair.text_b) for pair in pairs], encoder=encoder, scorer=scorer
    )
    return measure_pairs(
        [pair.label for pair in pairs],
        scored,
        scorer=scorer,
        threshold=scorer.threshold,
        encoder_name=encoder.name,
    )
