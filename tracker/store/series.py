"""Tables of precedent: which campaigns ask the same of another thing, or asked it before."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base


class SeriesLink(Base):
    """Two campaigns that ask alike: of another thing, or the same in another wave.

    A link is precedent and context. It joins nothing and raises nothing.
    """

    __tablename__ = "series_links"
    __table_args__ = (
        UniqueConstraint("campaign_a_id", "campaign_b_id"),
        Index(None, "campaign_b_id"),
        CheckConstraint("campaign_a_id < campaign_b_id", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_a_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    campaign_b_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    differs: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`kind`, `a`, `b`: what the second names in the stead of what the first names; empty where
    both ask the same in different waves."""
    likeness: Mapped[float]
    """Between 0 and 1: the score of their wordings without what says what else is named."""
    scorer: Mapped[str] = mapped_column(String(120))
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    """The run that found it, or found it to be different."""


class SeriesReading(Base):
    """What a campaign was compared with the others by, a row for each place of its questions."""

    __tablename__ = "series_readings"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Of the whole campaign: a hash of its commonest wordings, its days, the scorer and the
    encoder. When it changes the campaign is compared anew."""
    frame: Mapped[str] = mapped_column(String(64))
    """A hash of the commonest wording here without what it names; empty where little is left."""
