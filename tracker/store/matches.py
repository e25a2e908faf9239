"""Tables of what was found: matches between wordings, campaigns and their members."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class Match(Base):
    """A scored pair of question wordings with the parts that add up to its score.

    Questions of one wording are the same by identity and need no row; a row stands for every
    pair of questions that have these two wordings.
    """

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("text_a_id", "text_b_id"),
        Index(None, "text_b_id"),
        Index(None, "scorer", "score"),
        CheckConstraint("text_a_id < text_b_id", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_a_id: Mapped[int] = mapped_column(ForeignKey("question_texts.id"))
    text_b_id: Mapped[int] = mapped_column(ForeignKey("question_texts.id"))
    score: Mapped[float]
    """Between 0 and 1."""
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`name`, `value`, `points`, `words`: the points are log-odds and sum to the score's."""
    scorer: Mapped[str] = mapped_column(String(120))
    model: Mapped[str] = mapped_column(String(120))


class Campaign(Base):
    """The same question or set of questions put to several bodies in one wave."""

    __tablename__ = "campaigns"
    __table_args__ = (Index(None, "round_robin", "last_received"), Index(None, "changed_run_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    round_robin: Mapped[bool] = mapped_column(default=False)
    round_robin_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    body_count: Mapped[int]
    request_count: Mapped[int]
    first_received: Mapped[date]
    last_received: Mapped[date]
    weakest_score: Mapped[float]
    """Lowest average score that still holds a member: how firm the campaign is."""
    created_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    changed_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    dissolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))


class CampaignQuestion(Base):
    """A question's place in a campaign; a request with several may stand in several."""

    __tablename__ = "campaign_questions"
    __table_args__ = (Index(None, "campaign_id"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    joined_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
