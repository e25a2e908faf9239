"""Load what grouping needs and group it: the same for a run, and for asking «what if»."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.campaigns.events import pinned_questions
from tracker.campaigns.grouping import AskedQuestion, Group, group_questions
from tracker.campaigns.linkage import Pair
from tracker.campaigns.review import decisions_in_force
from tracker.campaigns.scoring import linking_of
from tracker.campaigns.titles import title_for
from tracker.matching.scorer import Scorer
from tracker.matching.signature import signature
from tracker.settings import Settings
from tracker.store.tables import (
    CampaignQuestion,
    Match,
    Question,
    QuestionText,
    QuestionVector,
    Request,
)

_IN_CLAUSE = 900


@dataclass(frozen=True, slots=True)
class Grouped:
    """Every stored question by its number, and the groups that the rules make of them."""

    questions: dict[int, AskedQuestion]
    groups: list[Group]


def group_stored(
    session: Session, *, scorer: Scorer, settings: Settings, threshold: float
) -> Grouped:
    """Group all stored questions by their stored matches and people's decisions; write nothing.

    A pair below the threshold still lowers an average, so every match kept is loaded. Matches are
    kept from the scorer's near-miss score on: below it, no threshold finds more.
    """
    questions = _questions(session)
    pinned = pinned_questions(session, asked=((q.id, q.request, q.text) for q in questions))
    pins = {question: pin.label for question, pin in pinned.items()}
    groups = group_questions(
        questions,
        _scores(session, scorer, threshold),
        threshold=threshold,
        wave_gap_days=settings.wave_gap_days,
        unspecific=_unspecific(session, scorer, questions),
        decisions=replace(decisions_in_force(session), pins=pins),
        linking=linking_of(scorer),
    )
    return Grouped({question.id: question for question in questions}, groups)


def places(session: Session) -> dict[int, int]:
    """Give for each question that stands in a campaign the number of that campaign."""
    placed = select(CampaignQuestion.question_id, CampaignQuestion.campaign_id)
    return dict(session.execute(placed).all())


def wordings_not_compared(session: Session, scorer: Scorer) -> int:
    """Count the wordings that this scorer has not compared with all others yet."""
    done = select(QuestionVector.id).where(
        QuestionVector.text_id == QuestionText.id, QuestionVector.compared_with == scorer.version
    )
    return session.scalars(
        select(func.count()).select_from(QuestionText).where(~done.exists())
    ).one()


def title_of(session: Session, asked: Sequence[AskedQuestion]) -> str:
    """Name a campaign after the question that most of its requests ask."""
    counts = Counter(question.text for question in asked)
    wordings = _comparables(session, sorted(counts))
    return title_for([wordings[text] for text in sorted(counts) for _ in range(counts[text])])


def _questions(session: Session) -> list[AskedQuestion]:
    """Load every question with what grouping needs, in an order that arrival has no part in."""
    query = (
        select(
            Question.id, Question.text_id, Question.request_id, Request.body_id, Request.received
        )
        .join(Request, Request.id == Question.request_id)
        .join(QuestionText, QuestionText.id == Question.text_id)
        .order_by(QuestionText.sha256, Request.received, Request.reference_key, Question.position)
    )
    return [AskedQuestion(*row) for row in session.execute(query)]


def _scores(session: Session, scorer: Scorer, threshold: float) -> dict[Pair, float]:
    """Load the matches of this scorer that can take part in a group or lower its average."""
    floor = min(threshold, scorer.near_miss)
    query = select(Match.text_a_id, Match.text_b_id, Match.score).where(
        Match.scorer == scorer.version, Match.score >= floor
    )
    return {(a, b): score for a, b, score in session.execute(query)}


def _unspecific(
    session: Session, scorer: Scorer, questions: Sequence[AskedQuestion]
) -> frozenset[int]:
    """Find the repeated wordings that say too little; the scorer kept the others from matches."""
    repeated = sorted(text for text, n in Counter(q.text for q in questions).items() if n > 1)
    wordings = _comparables(session, repeated)
    return frozenset(t for t, words in wordings.items() if not scorer.is_specific(signature(words)))


def _comparables(session: Session, texts: Sequence[int]) -> dict[int, str]:
    """Load the comparable wordings of these texts."""
    found: dict[int, str] = {}
    for start in range(0, len(texts), _IN_CLAUSE):
        part = list(texts[start : start + _IN_CLAUSE])
        query = select(QuestionText.id, QuestionText.comparable).where(QuestionText.id.in_(part))
        found.update(session.execute(query).all())
    return found
