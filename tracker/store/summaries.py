"""Table of campaigns at a glance: what a list and its filters need, without reading members."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base


class StoredSummary(Base):
    """What is known of one campaign that has not ended, worked out from its members.

    Of the day depends nothing but the risk, which says until when it holds: whether a campaign is
    new, or an answer overdue, is worked out from these dates when it is shown.
    """

    __tablename__ = "campaign_summaries"
    __table_args__ = (
        Index(None, "next_due"),
        Index(None, "refreshed_run_id"),
        Index(None, "dates_by"),
        Index(None, "risk_changes_on"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    body_count: Mapped[int]
    request_count: Mapped[int]
    open_count: Mapped[int]
    """Requests that still have to be answered, paused ones included."""
    paused_count: Mapped[int]
    """Open requests whose body waits for a clarification."""
    first_received: Mapped[date]
    last_received: Mapped[date]
    next_due: Mapped[date | None]
    """Earliest due date of the open requests whose clock runs; it may have passed."""
    outcomes: Mapped[dict[str, int]] = mapped_column(JSON)
    """How many requests have each outcome."""
    conflicts: Mapped[int | None]
    """Inconsistencies between answers that nobody explained; empty until assessed."""
    risk_band: Mapped[str | None] = mapped_column(String(16))
    risk_score: Mapped[float | None]
    risk_changes_on: Mapped[date | None]
    """The first day on which the risk is another one though nobody says anything."""
    dates_by: Mapped[str] = mapped_column(String(64))
    """A hash of what due dates and risk are worked out by: the bank holidays, the bodies of the
    register with their Acts and places, the points, and the version of the program."""
    refreshed_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
