"""Encode what is new and compare it with everything stored: exact, resumable, never twice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from tracker.matching.encoder import Encoder, Vectors
from tracker.matching.explanation import explain
from tracker.matching.reading import as_read
from tracker.matching.retrieval import Candidates, candidates
from tracker.matching.scorer import Scorer
from tracker.matching.signature import Signature, signature
from tracker.runs import Transaction
from tracker.store.tables import Match, QuestionText, QuestionVector

ENCODE_BATCH = 1_024
"""Texts encoded between two commits; a killed run loses at most these."""

COMPARE_BATCH = 1_024
"""New texts compared with everything between two commits."""

MAX_SIGNATURES = 200_000
"""Texts kept taken apart in memory at once."""

_IN_CLAUSE = 900

Progress = Callable[[int], None]


@dataclass(slots=True)
class _Comparer:
    """Scores candidate pairs, taking texts apart when they are first needed."""

    scorer: Scorer
    model: str
    known: dict[int, Signature] = field(default_factory=dict)

    def rows(
        self, session: Session, ids: NDArray[np.int64], found: Candidates
    ) -> tuple[list[dict[str, object]], int]:
        """Return the match rows worth keeping, and how many pairs were scored."""
        pairs = [(int(ids[a]), int(ids[b]), cosine) for a, b, cosine in found]
        self._fetch(session, [text_id for a, b, _ in pairs for text_id in (a, b)])
        specific = [
            (min(one, other), max(one, other), cosine)
            for one, other, cosine in pairs
            if self._is_specific(one) and self._is_specific(other)
        ]
        compared = self.scorer.compared((self.known[a], self.known[b], c) for a, b, c in specific)
        rows: list[dict[str, object]] = []
        for (a, b, _), comparison in zip(specific, compared, strict=True):
            if self.scorer.probability(comparison) >= self.scorer.near_miss:
                score = self.scorer.score(comparison)
                rows.append(
                    {
                        "text_a_id": a,
                        "text_b_id": b,
                        "score": score.probability,
                        "parts": explain(score),
                        "scorer": self.scorer.version,
                        "model": self.model,
                    }
                )
        return rows, len(specific)

    def _is_specific(self, text_id: int) -> bool:
        """Say whether a wording says enough to be the same as another."""
        return self.scorer.is_specific(self.known[text_id])

    def _fetch(self, session: Session, ids: Sequence[int]) -> None:
        """Load and take apart what is not yet known."""
        missing = sorted(set(ids) - self.known.keys())
        if len(self.known) + len(missing) > MAX_SIGNATURES:
            self.known.clear()
            missing = sorted(set(ids))
        for start in range(0, len(missing), _IN_CLAUSE):
            part = missing[start : start + _IN_CLAUSE]
            rows = session.execute(
                select(QuestionText.id, QuestionText.comparable).where(QuestionText.id.in_(part))
            )
            self.known.update((text_id, signature(comparable)) for text_id, comparable in rows)


def encode_missing(
    transaction: Transaction, encoder: Encoder, progress: Progress | None = None
) -> int:
    """Give every distinct wording its vector under this encoder; return how many were new."""
    done = 0
    while True:
        with transaction() as session:
            rows = _without_vector(session, encoder.name)
        if not rows:
            return done
        vectors = encoder.encode([as_read(comparable) for _, comparable in rows], progress)
        with transaction() as session:
            session.execute(
                insert(QuestionVector),
                [
                    {"text_id": text_id, "model": encoder.name, "vector": _pack(vector)}
                    for (text_id, _), vector in zip(rows, vectors, strict=True)
                ],
            )
        done += len(rows)


def compare_new(
    transaction: Transaction, scorer: Scorer, model: str, progress: Progress | None = None
) -> tuple[int, int]:
    """Score every wording not yet compared against all others; return pairs scored and kept.

    A pair is kept from the scorer's near-miss score on. Matches of another scorer or model are
    removed first: scores of two versions are never mixed.
    """
    with transaction() as session:
        session.execute(
            delete(Match).where(or_(Match.scorer != scorer.version, Match.model != model))
        )
        ids, vectors, compared = _load_vectors(session, model, scorer.version)
    comparer = _Comparer(scorer, model)
    scored = kept = 0
    for start, end in _batches(compared, len(ids)):
        found = candidates(vectors, start, end, floor=scorer.cosine_floor)
        with transaction() as session:
            rows, tried = comparer.rows(session, ids, found)
            if rows:
                session.execute(insert(Match), rows)
            for part in range(start, end, _IN_CLAUSE):
                batch = [int(i) for i in ids[part : min(part + _IN_CLAUSE, end)]]
                session.execute(
                    update(QuestionVector)
                    .where(QuestionVector.model == model, QuestionVector.text_id.in_(batch))
                    .values(compared_with=scorer.version)
                )
        scored, kept = scored + tried, kept + len(rows)
        if progress is not None:
            progress(end - start)
    return scored, kept


def _without_vector(session: Session, model: str) -> list[tuple[int, str]]:
    """Return the next wordings that have no vector of this model, texts of one length together."""
    has_vector = select(QuestionVector.id).where(
        QuestionVector.text_id == QuestionText.id, QuestionVector.model == model
    )
    query = (
        select(QuestionText.id, QuestionText.comparable)
        .where(~has_vector.exists())
        .order_by(func.length(QuestionText.comparable), QuestionText.id)
        .limit(ENCODE_BATCH)
    )
    return [(text_id, comparable) for text_id, comparable in session.execute(query)]


def _load_vectors(
    session: Session, model: str, version: str
) -> tuple[NDArray[np.int64], Vectors, int]:
    """Load all vectors of a model, those already compared first; return how many those are."""
    query = (
        select(QuestionVector.text_id, QuestionVector.vector, QuestionVector.compared_with)
        .where(QuestionVector.model == model)
        .order_by(QuestionVector.text_id)
    )
    old: list[tuple[int, bytes]] = []
    new: list[tuple[int, bytes]] = []
    for text_id, vector, compared_with in session.execute(query):
        (old if compared_with == version else new).append((text_id, vector))
    rows = [*old, *new] if new else []
    ids = np.array([text_id for text_id, _ in rows], dtype=np.int64)
    joined = np.frombuffer(b"".join(vector for _, vector in rows), dtype="<f4")
    return ids, joined.reshape(len(rows), -1) if rows else joined.reshape(0, 1), len(old)


def _batches(compared: int, total: int) -> Iterator[tuple[int, int]]:
    """Cut the new wordings, which lie behind the compared ones, into batches."""
    for start in range(compared, total, COMPARE_BATCH):
        yield start, min(start + COMPARE_BATCH, total)


def _pack(vector: NDArray[np.float32]) -> bytes:
    """Turn a vector into the bytes that are stored."""
    return np.asarray(vector, dtype="<f4").tobytes()
