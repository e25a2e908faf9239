"""Score labelled pairs of requests the way a run would, and measure how good the scores are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.evaluation.ranking import auc, average_precision, calibration_error
from tracker.matching.encoder import Encoder, Progress
from tracker.matching.reading import as_read
from tracker.matching.scorer import Scorer
from tracker.matching.signature import signature
from tracker.text.prepare import prepare

Wordings = tuple[str | None, str | None]
"""What each text of a pair asks, as it is compared; None for a text that asks nothing."""

SURE = 0.9
"""Score from which a pair counts as sure."""


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A pair's score and cosine; 0.0 both where a text asks nothing."""

    score: float
    cosine: float
    asks: bool
    """Whether both texts hold a question that says enough to be the same as another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairQuality:
    """What was measured over labelled pairs; shares are between 0 and 1, None of nothing."""

    pairs: int
    positives: int
    auc: float
    average_precision: float
    calibration_error: float
    threshold: float
    precision: float | None
    recall: float
    f1: float
    accuracy: float
    share_right_at_090: float | None
    pairs_at_090: int
    pairs_without_question: int
    cosine_auc: float
    scorer: str
    encoder: str


def wordings(pair: LabelledPair, names_of: Callable[[str], Sequence[str]]) -> Wordings:
    """Take both texts the way of a request; the whole stands for a request of several questions.

    Whole against whole ranks copies better than the best of their questions, or the mean of each
    question's best, which take a request that shares one question of four for a copy.
    """
    return (
        wording(pair.text_a, names_of(pair.body_a) if pair.body_a else ()),
        wording(pair.text_b, names_of(pair.body_b) if pair.body_b else ()),
    )


def score_wordings(
    pairs: Sequence[Wordings],
    *,
    encoder: Encoder,
    scorer: Scorer,
    progress: Progress | None = None,
) -> list[ScoredPair]:
    """Score each pair, also those below the scorer's floor, and in the same order.

    Equal wordings are the same without a scorer, as in a run: 1.0. A pair in which a text asks
    nothing, or too little to be the same as another, has the score 0.0.
    """
    texts = sorted({text for pair in pairs for text in pair if text is not None})
    vectors = dict(
        zip(texts, encoder.encode([as_read(text) for text in texts], progress), strict=True)
    )
    parts = {text: signature(text) for text in texts}
    asked = [(a, b) for a, b in pairs if a is not None and b is not None]
    cosines = [float(vectors[a] @ vectors[b]) for a, b in asked]
    compared = scorer.compared(
        (parts[a], parts[b], cosine) for (a, b), cosine in zip(asked, cosines, strict=True)
    )
    known = iter(zip(cosines, compared, strict=True))
    found = []
    for a, b in pairs:
        if a is None or b is None:
            found.append(ScoredPair(0.0, 0.0, asks=False))
            continue
        cosine, comparison = next(known)
        asks = scorer.is_specific(parts[a]) and scorer.is_specific(parts[b])
        same = 1.0 if a == b else scorer.probability(comparison)
        found.append(ScoredPair(same if asks else 0.0, cosine, asks))
    return found


def measure_pairs(
    labels: Sequence[bool],
    scored: Sequence[ScoredPair],
    *,
    scorer: Scorer,
    threshold: float,
    encoder_name: str,
) -> PairQuality:
    """Compare scores with labels; both labels must occur.

    A pair is linked from the threshold on, and never below the scorer's floor on the cosine.
    """
    scores = [pair.score for pair in scored]
    linked = [p.score >= threshold and p.cosine >= scorer.cosine_floor for p in scored]
    right = sum(label and link for label, link in zip(labels, linked, strict=True))
    positives, links = sum(labels), sum(linked)
    sure = [label for label, score in zip(labels, scores, strict=True) if score >= SURE]
    return PairQuality(
        pairs=len(scored),
        positives=positives,
        auc=auc(labels, scores),
        average_precision=average_precision(labels, scores),
        calibration_error=calibration_error(labels, scores),
        threshold=threshold,
        precision=right / links if links else None,
        recall=right / positives,
        f1=2 * right / (links + positives),
        accuracy=sum(x == y for x, y in zip(labels, linked, strict=True)) / len(scored),
        share_right_at_090=sum(sure) / len(sure) if sure else None,
        pairs_at_090=len(sure),
        pairs_without_question=sum(not pair.asks for pair in scored),
        cosine_auc=auc(labels, [pair.cosine for pair in scored]),
        scorer=scorer.version,
        encoder=encoder_name,
    )


def wording(text: str, names: Sequence[str]) -> str | None:
    """Return what a text asks as a whole, as it is compared; None where it asks nothing."""
    asked = prepare(text, body_names=names).wordings
    return asked[0].comparable if asked else None
