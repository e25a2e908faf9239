"""What the store knows of campaigns as precedent: their commonest wordings, and their links."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.store.matches import Campaign, CampaignQuestion
from tracker.store.requests import Question, QuestionText, QuestionVector
from tracker.store.series import SeriesLink, SeriesReading

IN_CLAUSE = 450
"""Numbers that one statement names at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The wording that most requests of a campaign have at one place."""

    campaign_id: int
    place: int
    text_id: int
    sha256: str


def waves(session: Session) -> dict[int, tuple[date, date]]:
    """Give the first and last day of receipt of every campaign that has not ended."""
    query = select(Campaign.id, Campaign.first_received, Campaign.last_received).where(
        Campaign.dissolved_at.is_(None)
    )
    return {campaign: (first, last) for campaign, first, last in session.execute(query)}


def commonest(session: Session) -> list[Asked]:
    """Give the commonest wording at each place of each campaign, in the order of both.

    Of wordings that are as common as each other, the one of the lower hash counts.
    """
    requests = func.count(Question.request_id.distinct())
    query = (
        select(CampaignQuestion.campaign_id, Question.position, Question.text_id)
        .add_columns(QuestionText.sha256)
        .join(Question, Question.id == CampaignQuestion.question_id)
        .join(QuestionText, QuestionText.id == Question.text_id)
        .group_by(
            CampaignQuestion.campaign_id,
            Question.position,
            Question.text_id,
            QuestionText.sha256,
        )
        .order_by(
            CampaignQuestion.campaign_id, Question.position, requests.desc(), QuestionText.sha256
        )
    )
    found: dict[tuple[int, int], Asked] = {}
    for row in session.execute(query):
        asked = Asked(*row)
        found.setdefault((asked.campaign_id, asked.place), asked)
    return list(found.values())


def vectors(session: Session, texts: Collection[int], model: str) -> dict[int, bytes]:
    """Give the stored vectors of these wordings."""
    found: dict[int, bytes] = {}
    for part in _parts(sorted(texts)):
        query = select(QuestionVector.text_id, QuestionVector.vector).where(
            QuestionVector.model == model, QuestionVector.text_id.in_(part)
        )
        found.update((text, vector) for text, vector in session.execute(query))
    return found


def comparables(session: Session, texts: Collection[int]) -> dict[int, str]:
    """Give the comparable words of these wordings."""
    found: dict[int, str] = {}
    for part in _parts(sorted(texts)):
        query = select(QuestionText.id, QuestionText.comparable).where(QuestionText.id.in_(part))
        found.update((text, comparable) for text, comparable in session.execute(query))
    return found


def fingerprints(session: Session) -> dict[int, str]:
    """Give by what each campaign was last compared with the others."""
    query = select(SeriesReading.campaign_id, SeriesReading.fingerprint).distinct()
    return dict(session.execute(query).all())


def frames(session: Session) -> dict[tuple[int, int], str]:
    """Give the frame of each campaign's question at each place, as it was last compared."""
    query = select(SeriesReading.campaign_id, SeriesReading.place, SeriesReading.frame)
    return {(campaign, place): frame for campaign, place, frame in session.execute(query)}


def links_of(session: Session, campaigns: Collection[int]) -> list[SeriesLink]:
    """Give every link that one of these campaigns has."""
    found: dict[int, SeriesLink] = {}
    for part in _parts(sorted(campaigns)):
        query = select(SeriesLink).where(
            or_(SeriesLink.campaign_a_id.in_(part), SeriesLink.campaign_b_id.in_(part))
        )
        found.update((link.id, link) for link in session.scalars(query))
    return [found[number] for number in sorted(found)]


def pairs(session: Session) -> list[tuple[int, int]]:
    """Give every two campaigns that are linked."""
    query = select(SeriesLink.campaign_a_id, SeriesLink.campaign_b_id)
    return [(a, b) for a, b in session.execute(query)]


def _parts(numbers: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), IN_CLAUSE):
        yield list(numbers[start : start + IN_CLAUSE])
