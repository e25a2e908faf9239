"""What a campaign's row says of its members: counts, dates, and whether it is a round robin."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from tracker.campaigns.grouping import AskedQuestion
from tracker.campaigns.round_robin import is_round_robin
from tracker.settings import Settings
from tracker.store.matches import Campaign


class Facts(TypedDict):
    """Columns of a campaign that follow from its members."""

    body_count: int
    request_count: int
    first_received: date
    last_received: date


def facts_of(asked: Sequence[AskedQuestion]) -> Facts:
    """Count bodies and requests, and give the first and last day of receipt."""
    dates = [question.received for question in asked]
    return {
        "body_count": len({question.body for question in asked}),
        "request_count": len({question.request for question in asked}),
        "first_received": min(dates),
        "last_received": max(dates),
    }


def flag(
    campaign: Campaign,
    asked: Sequence[AskedQuestion],
    settings: Settings,
    *,
    now: datetime,
    dismissed: bool,
) -> bool:
    """Set or take the round-robin flag and say whether it is new.

    What people say is not a campaign, `dismissed`, is no round robin whatever its members.
    """
    found = not dismissed and is_round_robin(
        ((question.received, question.body) for question in asked),
        bodies=settings.round_robin_bodies,
        days=settings.round_robin_days,
    )
    fresh = found and not campaign.round_robin
    if fresh:
        campaign.round_robin_since = now
    if found != campaign.round_robin:
        campaign.round_robin = found
    return fresh
