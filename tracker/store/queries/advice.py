"""What the store knows of advice: its versions, what units said, and whom it concerns."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.advice import Advice, AdviceAcknowledgement
from tracker.store.alerts import Alert
from tracker.store.matches import Campaign, CampaignQuestion
from tracker.store.queries.campaigns import OPEN_OUTCOMES, regime_of_request
from tracker.store.register import Body, DisclosureUnit
from tracker.store.requests import Question, Request


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One request of a campaign, as far as advice is about it."""

    body_id: int
    body: str
    body_name: str
    regime: str
    reference: str
    received: date
    outcome: str
    responded: date | None

    @property
    def is_open(self) -> bool:
        """Say whether it still has to be answered."""
        return self.outcome in OPEN_OUTCOMES and self.responded is None


def versions(session: Session, campaign_id: int) -> list[Advice]:
    """Give every version of a campaign's advice, the newest first."""
    query = select(Advice).where(Advice.campaign_id == campaign_id).order_by(Advice.version.desc())
    return list(session.scalars(query))


def acknowledgements(
    session: Session, advice_ids: Collection[int]
) -> list[tuple[AdviceAcknowledgement, DisclosureUnit]]:
    """Give what units said to these versions, the oldest first."""
    query = (
        select(AdviceAcknowledgement, DisclosureUnit)
        .join(DisclosureUnit, DisclosureUnit.id == AdviceAcknowledgement.unit_id)
        .where(AdviceAcknowledgement.advice_id.in_(advice_ids))
        .order_by(AdviceAcknowledgement.id)
    )
    return [(said, unit) for said, unit in session.execute(query)]


def copies(session: Session, campaign_id: int) -> list[CopyRow]:
    """Give the requests of a campaign, each once, by name of the body and day of receipt."""
    asked = (
        select(Question.request_id)
        .join(CampaignQuestion, CampaignQuestion.question_id == Question.id)
        .where(CampaignQuestion.campaign_id == campaign_id)
    )
    query = (
        select(
            Body.id,
            Body.slug,
            Body.name,
            regime_of_request(),
            Request.reference,
            Request.received,
            Request.outcome,
            Request.responded,
        )
        .join(Body, Body.id == Request.body_id)
        .where(Request.id.in_(asked))
        .order_by(Body.name, Request.received, Request.id)
    )
    return [CopyRow(*row) for row in session.execute(query)]


def alert_keys(session: Session, campaign_id: int, kind: str) -> list[str]:
    """Give the keys of the alerts of one kind that are or were owed about a campaign."""
    query = select(Alert.key).where(Alert.campaign_id == campaign_id, Alert.kind == kind)
    return list(session.scalars(query.order_by(Alert.id)))


def units_named(session: Session, slugs: Collection[str]) -> dict[str, DisclosureUnit]:
    """Give the units with these slugs."""
    query = select(DisclosureUnit).where(DisclosureUnit.slug.in_(slugs))
    return {unit.slug: unit for unit in session.scalars(query)}


def advised_and_merged(session: Session, campaign_id: int) -> list[int]:
    """Give the campaigns that went over into this one and have advice of their own."""
    query = (
        select(Campaign.id)
        .where(Campaign.merged_into_id == campaign_id)
        .where(Campaign.id.in_(select(Advice.campaign_id)))
        .order_by(Campaign.id)
    )
    return list(session.scalars(query))
