"""Run text, matching and grouping over labelled requests in memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import tee

from tracker.campaigns.grouping import AskedQuestion, group_questions
from tracker.campaigns.linkage import Pair
from tracker.campaigns.scoring import copy_threshold, linking_of
from tracker.evaluation.labelled import LabelledRequest
from tracker.matching.encoder import Encoder
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import Scorer
from tracker.matching.signature import signature
from tracker.settings import Settings
from tracker.text.prepare import PreparedText, prepare
from tracker.text.recurring import recurring


@dataclass(frozen=True, slots=True)
class Predicted:
    """The campaigns found: request indexes of each, and each request's main campaign."""

    campaigns: list[list[int]]
    main: dict[int, int]
    wordings: list[frozenset[int]]
    """For each request, which of the distinct wordings it holds."""
    scores: dict[Pair, float]
    """The scored pairs of wordings, smaller first, from the scorer's near-miss score on."""
    unspecific: frozenset[int]
    """Wordings that say too little to be the same as anything."""


def predict(
    requests: Sequence[LabelledRequest],
    *,
    encoder: Encoder,
    scorer: Scorer,
    settings: Settings,
    names_of: Callable[[str], Sequence[str]],
    progress: Callable[[int], None] | None = None,
) -> Predicted:
    """Group the requests as a run would; `names_of` gives the names a body goes by."""
    bodies = {name: number for number, name in enumerate(sorted({r.body for r in requests}))}
    texts: dict[str, int] = {}
    questions: list[AskedQuestion] = []
    for index, (request, prepared) in enumerate(_prepare(requests, bodies, names_of)):
        for question in prepared.wordings:
            text = texts.setdefault(question.comparable, len(texts))
            questions.append(
                AskedQuestion(len(questions), text, index, bodies[request.body], request.received)
            )
    wordings = list(texts)
    scores, unspecific = score_candidates(wordings, encoder, scorer, progress)
    groups = group_questions(
        sorted(questions, key=lambda q: (wordings[q.text], q.received, q.id)),
        scores,
        threshold=copy_threshold(settings, scorer),
        wave_gap_days=settings.wave_gap_days,
        unspecific=unspecific,
        linking=linking_of(scorer),
    )
    held: list[set[int]] = [set() for _ in requests]
    for each in questions:
        held[each.request].add(each.text)
    stands_in: dict[int, Counter[int]] = defaultdict(Counter)
    for number, group in enumerate(groups):
        for asked in group.questions:
            stands_in[questions[asked].request][number] += 1
    return Predicted(
        campaigns=[sorted({questions[q].request for q in group.questions}) for group in groups],
        main={r: min(c, key=lambda n: (-c[n], n)) for r, c in stands_in.items()},
        wordings=[frozenset(found) for found in held],
        scores=scores,
        unspecific=unspecific,
    )


def _prepare(
    requests: Sequence[LabelledRequest],
    bodies: Mapping[str, int],
    names_of: Callable[[str], Sequence[str]],
) -> Iterator[tuple[LabelledRequest, PreparedText]]:
    """Prepare every text, and again those with sentences that turn out to recur."""
    first = [prepare(r.text, body_names=names_of(r.body), received=r.received) for r in requests]
    words = {s.key: s.words for prepared in first for s in prepared.sentences}
    known = recurring(
        [
            (bodies[request.body], frozenset(s.key for s in prepared.sentences))
            for request, prepared in zip(requests, first, strict=True)
        ],
        lambda keys: {key: words[key] for key in keys},
    )
    for request, prepared in zip(requests, first, strict=True):
        if known.isdisjoint(s.key for s in prepared.sentences):
            yield request, prepared
        else:
            names = names_of(request.body)
            yield (
                request,
                prepare(request.text, body_names=names, recurring=known, received=request.received),
            )


def score_candidates(
    texts: Sequence[str],
    encoder: Encoder,
    scorer: Scorer,
    progress: Callable[[int], None] | None = None,
) -> tuple[dict[Pair, float], frozenset[int]]:
    """Score every pair of wordings that retrieval finds; name those that say too little.

    Pairs have the smaller place first, and are kept from the scorer's near-miss score on.
    """
    vectors = encoder.encode([as_read(text) for text in texts], progress)
    parts = [signature(text) for text in texts]
    unspecific = frozenset(i for i, part in enumerate(parts) if not scorer.is_specific(part))
    found, again = tee(
        (a, b, cosine)
        for b, a, cosine in candidates(vectors, 0, len(texts), floor=scorer.cosine_floor)
        if not (a in unspecific or b in unspecific)
    )
    compared = scorer.compared((parts[a], parts[b], cosine) for a, b, cosine in again)
    scores: dict[Pair, float] = {}
    for (a, b, _), comparison in zip(found, compared, strict=True):
        probability = scorer.probability(comparison)
        if probability >= scorer.near_miss:
            scores[a, b] = probability
    return scores, unspecific
