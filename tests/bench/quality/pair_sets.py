"""Labelled pairs of texts: how well scores rank the same question above others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import datasets
import numpy as np
from rapidfuzz import fuzz, utils

from tracker.campaigns.scoring import scorer_of
from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.evaluation.pairs import score_wordings, wordings
from tracker.evaluation.ranking import auc
from tracker.matching.encoder import Encoder
from tracker.settings import Settings

SAME, OTHER = frozenset("SB"), frozenset("D")
"""Labels of the hard pairs: reworded, or with the body changed; and different. Those of the same
core and another scope, P, are neither."""

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PairSet:
    """Labelled pairs under a name."""

    name: str
    pairs: Sequence[LabelledPair]


def hard_pairs() -> PairSet:
    """Return the pairs of parliament's questions that were read one by one."""
    return PairSet(
        "hard pairs",
        [
            LabelledPair(
                r["text_a"], r["text_b"], r["label"] in SAME, body_a=r["body_a"], body_b=r["body_b"]
            )
            for r in datasets.records("parliament_hard_pairs")
            if r["label"] in SAME | OTHER
        ],
    )


def general_pairs() -> PairSet:
    """Return the labelled pairs of general questions."""
    records = datasets.records("paraphrase/quora_pairs")
    return PairSet(
        "general questions", [LabelledPair(r["q1"], r["q2"], bool(r["label"])) for r in records]
    )


def areas(pair_set: PairSet, encoder: Encoder) -> Figures:
    """Return the area under the curve of each way to score a pair."""
    labels = [pair.label for pair in pair_set.pairs]
    scored = score_wordings(
        [wordings(pair, lambda body: (body,)) for pair in pair_set.pairs],
        encoder=encoder,
        scorer=scorer_of(Settings()),
    )
    one = encoder.encode([pair.text_a for pair in pair_set.pairs])
    other = encoder.encode([pair.text_b for pair in pair_set.pairs])
    ratios = [
        fuzz.token_set_ratio(pair.text_a, pair.text_b, processor=utils.default_process)
        for pair in pair_set.pairs
    ]
    return {
        "pairs": len(labels),
        "same": sum(labels),
        "Mosaic": auc(labels, [pair.score for pair in scored]),
        "cosine of what Mosaic reads": auc(labels, [pair.cosine for pair in scored]),
        "cosine of the texts as they are": auc(labels, np.sum(one * other, axis=1).tolist()),
        "token_set_ratio": auc(labels, ratios),
    }
