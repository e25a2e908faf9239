"""The table of what people did with campaigns: a line for each judgement, never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class CampaignEvent(Base):
    """One judgement of a person about a campaign; taking one back is another line.

    `data` names questions by number, without a foreign key, each with its request and its wording
    as the person saw it, so that it is found again when its request is read anew.
    """

    __tablename__ = "campaign_events"
    __table_args__ = (
        Index(None, "campaign_id"),
        UniqueConstraint("undoes_id"),
        CheckConstraint(
            "kind IN ('confirm', 'archive', 'not-a-campaign', 'reopen', 'split', 'merge', 'move', "
            "'remove', 'retitle', 'explain', 'undo')",
            name="kind",
        ),
        CheckConstraint("(kind = 'undo') = (undoes_id IS NOT NULL)", name="undoes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    """The campaign it is about first: the one that goes on, or that its requests came from."""
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(120))
    """A role or a member of staff; never an applicant."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What is needed to replay it and to take it back; see `tracker.campaigns.replay`."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_events.id"))
