"""Table of what is owed: one row for each message to one unit about one new fact."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class Alert(Base):
    """A message owed to a disclosure unit, written with the fact and sent later."""

    __tablename__ = "alerts"
    __table_args__ = (
        Index(None, "status", "lease_until"),
        CheckConstraint("status IN ('pending', 'sent', 'failed')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """Says which fact to which unit, so that no fact is owed twice."""
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    """The Message-ID of every attempt."""
    kind: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int] = mapped_column(ForeignKey("disclosure_units.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    """The run that found the fact; none where a person did."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """References, count of bodies, due dates: never wording, tactic or title."""
    status: Mapped[str] = mapped_column(String(10), default="pending")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    """Also the number of the latest claim: an older one no longer decides anything."""
    first_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(Text, default="")
