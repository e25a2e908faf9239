"""Audit a run: compare a random sample with everything stored, and see which links are missing.

The audit has nothing of the run's way of finding pairs: no batches, no memory of what was compared
before, vectors multiplied in double precision. It shares the scorer, whose judgement it does not
question, except for its floor: what that cuts off is counted apart.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.campaigns.audit_report import AuditReport, MissingLink, Place
from tracker.campaigns.confidence import lower_bound
from tracker.campaigns.exhaustive import Exhaustive, Found, Wordings
from tracker.campaigns.linkage import Pair
from tracker.matching.scorer import Scorer
from tracker.store.tables import Body, Match, Question, QuestionText, QuestionVector, Request

BELOW_FLOOR = 300_000
"""Pairs below the cosine floor that are scored as well: about half a minute's work."""

ROUNDING = 1e-5
"""By how much scores and cosines may differ: a run multiplies in 32 bits, the audit in 64."""

_BLOCK = 8_192
_IN_CLAUSE = 900

Progress = Callable[[int], None]

Missing = tuple[Found, float | None]
"""A link that is missing, and the score that was kept for it, if any."""


def audit_recall(
    session: Session,
    *,
    scorer: Scorer,
    threshold: float,
    sample: int,
    seed: int,
    below_floor: int | None = BELOW_FLOOR,
    progress: Progress | None = None,
) -> AuditReport:
    """Find the links of a random sample exhaustively and compare them with those stored.

    Every pair of the sample at or above the floor is scored: below it no pair is a copy, by the
    rule. What that rule costs is seen by scoring pairs below the floor too: all where there are no
    more than `below_floor` or where it is None, else about so many, those with wordings drawn at
    random. `progress` is told how many wordings were just gone through. Nothing is written.
    """
    model = _model(session, scorer)
    ids = _compared(session, scorer, model)
    drawn = sorted(random.Random(seed).sample(ids, min(sample, len(ids))))  # noqa: S311
    pairs = len(drawn) * (len(ids) - 1) - len(drawn) * (len(drawn) - 1) // 2
    always = 1.0 if below_floor is None else min(1.0, below_floor / max(pairs, 1))
    search = _search(scorer, threshold, _read(session, drawn, model), seed)
    for start in range(0, len(ids), _BLOCK):
        block = _read(session, ids[start : start + _BLOCK], model)
        search.look_through(block, always=always)
        if progress is not None:
            progress(len(block.ids))
    stored = _stored(session, drawn, scorer, model)
    links, beyond, missing = _judge(search.found, stored, threshold, scorer.cosine_floor)
    found = links - len(missing)
    return AuditReport(
        sample=len(drawn),
        wordings=len(ids),
        waiting=_all(session) - len(ids),
        pairs=pairs,
        pairs_scored=search.scored,
        pairs_below_floor=search.below,
        below_floor_scored=search.scored_below,
        links_exhaustive=links,
        links_found=found,
        recall=found / links if links else 1.0,
        recall_lower_95=round(lower_bound(found, links), 6),
        beyond_floor=beyond,
        seed=seed,
        scorer=scorer.version,
        encoder=model,
        threshold=threshold,
        missing=_named(session, missing),
    )


def _search(scorer: Scorer, threshold: float, sample: Wordings, seed: int) -> Exhaustive:
    """Make a search that scores below the floor too, and knows where it lies."""
    bare = replace(scorer, cosine_floor=-1.0)
    return Exhaustive(bare, threshold, sample, seed=seed, floor=scorer.cosine_floor)


def _judge(
    found: Sequence[Found], stored: Mapping[Pair, float], threshold: float, floor: float
) -> tuple[int, int, list[Missing]]:
    """Count the links and the pairs that only the floor keeps from being one; list the missing."""
    links = beyond = 0
    missing: list[Missing] = []
    for one in found:
        kept = stored.get(one.pair)
        if kept is None and one.cosine < floor + ROUNDING:
            beyond += 1
            continue
        links += 1
        if kept is None or (kept < threshold and abs(kept - one.score) > ROUNDING):
            missing.append((one, kept))
    return links, beyond, missing


def _model(session: Session, scorer: Scorer) -> str:
    """Name the encoder of the stored matches, else of the newest vector compared; else nothing."""
    matched = session.scalar(select(Match.model).where(Match.scorer == scorer.version).limit(1))
    newest = (
        select(QuestionVector.model)
        .where(QuestionVector.compared_with == scorer.version)
        .order_by(QuestionVector.id.desc())
        .limit(1)
    )
    return matched or session.scalar(newest) or ""


def _compared(session: Session, scorer: Scorer, model: str) -> list[int]:
    """List the wordings that a run has compared with one another, in the order of their ids."""
    query = select(QuestionVector.text_id).where(
        QuestionVector.model == model, QuestionVector.compared_with == scorer.version
    )
    return list(session.scalars(query.order_by(QuestionVector.text_id)))


def _all(session: Session) -> int:
    """Count the stored wordings."""
    return session.scalar(select(func.count()).select_from(QuestionText)) or 0


def _read(session: Session, ids: Sequence[int], model: str) -> Wordings:
    """Load wordings with their vectors."""
    rows: list[tuple[int, str, bytes]] = []
    for part in _parts(ids):
        query = (
            select(QuestionText.id, QuestionText.comparable, QuestionVector.vector)
            .join(QuestionVector, QuestionVector.text_id == QuestionText.id)
            .where(QuestionVector.model == model, QuestionText.id.in_(part))
            .order_by(QuestionText.id)
        )
        rows += [(text_id, words, vector) for text_id, words, vector in session.execute(query)]
    joined = np.frombuffer(b"".join(vector for _, _, vector in rows), dtype="<f4")
    return Wordings(
        ids=[text_id for text_id, _, _ in rows],
        comparables=[words for _, words, _ in rows],
        vectors=joined.reshape(len(rows), -1 if rows else 1).astype(np.float64),
    )


def _stored(
    session: Session, drawn: Sequence[int], scorer: Scorer, model: str
) -> dict[Pair, float]:
    """Load the score of every match that the run kept for a wording of the sample."""
    found: dict[Pair, float] = {}
    for part in _parts(drawn):
        query = select(Match.text_a_id, Match.text_b_id, Match.score).where(
            Match.scorer == scorer.version,
            Match.model == model,
            or_(Match.text_a_id.in_(part), Match.text_b_id.in_(part)),
        )
        found.update({(a, b): score for a, b, score in session.execute(query)})
    return found


def _named(session: Session, missing: Sequence[Missing]) -> tuple[MissingLink, ...]:
    """Say where the wordings of missing links stand, the clearest link first."""
    texts = sorted({text_id for one, _ in missing for text_id in one.pair})
    places: dict[int, Place] = {}
    for part in _parts(texts):
        query = (
            select(Question.text_id, Body.slug, Request.reference)
            .join(Request, Request.id == Question.request_id)
            .join(Body, Body.id == Request.body_id)
            .where(Question.text_id.in_(part))
            .order_by(Request.received.desc(), Request.id.desc())
        )
        places.update({text: Place(body, ref) for text, body, ref in session.execute(query)})
    return tuple(
        MissingLink(places.get(one.pair[0]), places.get(one.pair[1]), one.score, kept)
        for one, kept in sorted(missing, key=lambda each: (-each[0].score, each[0].pair))
    )


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut a list of ids into pieces that a query can name."""
    for start in range(0, len(ids), _IN_CLAUSE):
        yield ids[start : start + _IN_CLAUSE]
