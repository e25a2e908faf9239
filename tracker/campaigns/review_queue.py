"""The pairs that a person's word would help most: nearest the threshold, and not yet decided."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.matching.explanation import label
from tracker.matching.scorer import Scorer
from tracker.store.queries import decisions as store
from tracker.store.queries.decisions import QuestionRow
from tracker.store.tables import CampaignQuestion, Match

_BLOCK = 200
"""Matches looked at together, the most doubtful first."""


@dataclass(frozen=True, slots=True)
class Side:
    """One question of a doubtful pair, as the request put it."""

    question: int
    body: str
    reference: str
    position: int
    received: date
    wording: str
    compared: str
    """The wording as it was compared: body hidden, with what it leans on."""
    campaign: str | None
    """The campaign it stands in now, such as `C-12`."""


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two wordings that may or may not ask the same, in the requests that came closest."""

    score: float
    copy: bool
    """Whether the score makes them copies at present."""
    a: Side
    b: Side
    parts: tuple[dict[str, Any], ...]
    """`name`, `label`, `points` and `words`; the points add up to the log-odds of the score."""


def doubtful_pairs(
    session: Session, *, scorer: Scorer, threshold: float, wave_gap_days: int, limit: int
) -> list[DoubtfulPair]:
    """Give the matches whose score lies nearest the threshold on either side, nearest first.

    Only pairs between different bodies and at most `wave_gap_days` apart count, each distinct
    pair of wordings once, and none of which anybody has decided.
    """
    decided = _decided(session)
    found: list[tuple[Match, QuestionRow, QuestionRow]] = []
    for block in _by_doubt(session, scorer.version, threshold):
        fresh = [m for m in block if frozenset((m.text_a_id, m.text_b_id)) not in decided]
        asked = _asked(session, {t for m in fresh for t in (m.text_a_id, m.text_b_id)})
        for match in fresh:
            pair = _closest(asked[match.text_a_id], asked[match.text_b_id], wave_gap_days)
            if pair is not None:
                found.append((match, *pair))
            if len(found) == limit:
                return _shown(session, found, threshold)
    return _shown(session, found, threshold)


def _decided(session: Session) -> set[frozenset[int]]:
    """Give the pairs of wordings that people decided about, as read then and as they read now."""
    pairs: set[frozenset[int]] = set()
    for row in store.decisions(session):
        pairs.add(frozenset((row.decision.text_a_id, row.decision.text_b_id)))
        if row.a is not None and row.b is not None:
            pairs.add(frozenset((row.a.text_id, row.b.text_id)))
    return pairs


def _by_doubt(session: Session, version: str, threshold: float) -> Iterator[Sequence[Match]]:
    """Give the matches of this scorer in blocks, those nearest the threshold first."""
    query = (
        select(Match)
        .where(Match.scorer == version)
        .order_by(func.abs(Match.score - threshold), Match.text_a_id, Match.text_b_id)
        .execution_options(yield_per=_BLOCK)
    )
    yield from session.scalars(query).partitions(_BLOCK)


def _asked(session: Session, texts: set[int]) -> Mapping[int, list[QuestionRow]]:
    """Give the questions that have these wordings, the earliest first."""
    asked: dict[int, list[QuestionRow]] = defaultdict(list)
    rows = store.questions_worded(session, texts)
    for row in sorted(rows, key=lambda r: (r.received, r.body, r.reference, r.position)):
        asked[row.text_id].append(row)
    return asked


def _closest(
    ones: Sequence[QuestionRow], others: Sequence[QuestionRow], days: int
) -> tuple[QuestionRow, QuestionRow] | None:
    """Find the two questions of different bodies that came closest, at most so many days apart."""
    dates = [row.received for row in others]
    best: tuple[int, QuestionRow, QuestionRow] | None = None
    for one in ones:
        place = bisect_left(dates, one.received)
        for side in (others[place:], others[:place][::-1]):
            other = next((row for row in side if row.body != one.body), None)
            if other is None:
                continue
            apart = abs((other.received - one.received).days)
            if apart <= days and (best is None or apart < best[0]):
                best = (apart, one, other)
    return None if best is None else best[1:]


def _shown(
    session: Session, found: Sequence[tuple[Match, QuestionRow, QuestionRow]], threshold: float
) -> list[DoubtfulPair]:
    """Put the pairs found as people read them."""
    ids = [row.id for _, a, b in found for row in (a, b)]
    places = select(CampaignQuestion.question_id, CampaignQuestion.campaign_id)
    campaigns = dict(session.execute(places.where(CampaignQuestion.question_id.in_(ids))).all())
    compared = store.wordings_named(session, {row.text_id for _, a, b in found for row in (a, b)})
    return [
        DoubtfulPair(
            score=match.score,
            copy=match.score >= threshold,
            a=_side(a, compared, campaigns),
            b=_side(b, compared, campaigns),
            parts=tuple(
                {
                    "name": str(part["name"]),
                    "label": label(str(part["name"])),
                    "points": float(part["points"]),
                    "words": str(part.get("words") or ""),
                }
                for part in match.parts
            ),
        )
        for match, a, b in found
    ]


def _side(row: QuestionRow, compared: Mapping[int, str], campaigns: Mapping[int, int]) -> Side:
    return Side(
        question=row.id,
        body=row.body,
        reference=row.reference,
        position=row.position,
        received=row.received,
        wording=row.display,
        compared=compared[row.text_id],
        campaign=f"C-{campaigns[row.id]}" if row.id in campaigns else None,
    )
