"""What the store knows of the topics of campaigns, and which campaigns wait to be looked at."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.store.matches import Campaign
from tracker.store.topics import CampaignTopics


def waiting(session: Session, read_with: str) -> list[int]:
    """Give the live campaigns that changed since they were looked at, or never were."""
    statement = (
        select(Campaign.id)
        .outerjoin(CampaignTopics, CampaignTopics.campaign_id == Campaign.id)
        .where(Campaign.dissolved_at.is_(None))
        .where(
            or_(
                CampaignTopics.campaign_id.is_(None),
                CampaignTopics.read_with != read_with,
                CampaignTopics.run_id < Campaign.changed_run_id,
            )
        )
        .order_by(Campaign.id)
    )
    return list(session.scalars(statement))


def topics_found(
    session: Session, campaigns: Collection[int] | None = None
) -> dict[int, list[dict[str, Any]]]:
    """Give the stored topics of these campaigns, of all when none are named."""
    statement = select(CampaignTopics.campaign_id, CampaignTopics.topics)
    if campaigns is not None:
        statement = statement.where(CampaignTopics.campaign_id.in_(campaigns))
    return dict(session.execute(statement).all())
