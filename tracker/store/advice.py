"""Tables of advice: the lines that coordinators issued, and how units answered them."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime

_IN_FORCE = text("status = 'issued'")


class Advice(Base):
    """One version of the line on a campaign; its words never change and it is never deleted.

    At most one version of a campaign is in force. A new version supersedes it, or it is withdrawn.
    """

    __tablename__ = "advice"
    __table_args__ = (
        UniqueConstraint("campaign_id", "version"),
        Index(
            "uq_advice_in_force",
            "campaign_id",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("status IN ('issued', 'superseded', 'withdrawn')", name="status"),
        CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_at IS NOT NULL) "
            "AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL) "
            "AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name="withdrawn",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    version: Mapped[int]
    """1, 2, 3 ... within the campaign."""
    status: Mapped[str] = mapped_column(String(10))
    author: Mapped[str] = mapped_column(String(120))
    """A role or a member of staff; never an applicant."""
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    review_on: Mapped[date]
    line: Mapped[str] = mapped_column(Text)
    foisa_line: Mapped[str] = mapped_column(Text)
    """The line for bodies under the Scottish Act; empty where the campaign has none."""
    exemptions: Mapped[str] = mapped_column(Text)
    """As the author wrote them; empty where the advice is to disclose."""
    factors_for: Mapped[list[str]] = mapped_column(JSON)
    """What speaks for disclosure in the public interest; never empty."""
    factors_against: Mapped[list[str]] = mapped_column(JSON)
    """What speaks against it; never empty."""
    already_public: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(120))
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)


class AdviceAcknowledgement(Base):
    """What one unit said to one version; never changed, and the latest of a unit counts."""

    __tablename__ = "advice_acknowledgements"
    __table_args__ = (
        Index(None, "advice_id"),
        CheckConstraint("response IN ('adopt', 'vary', 'decline')", name="response"),
        CheckConstraint("response = 'adopt' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    advice_id: Mapped[int] = mapped_column(ForeignKey("advice.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("disclosure_units.id"))
    response: Mapped[str] = mapped_column(String(7))
    reason: Mapped[str] = mapped_column(Text)
    said_by: Mapped[str] = mapped_column(String(120))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
