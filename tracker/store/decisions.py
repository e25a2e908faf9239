"""The table of what people decided about pairs of questions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime

_STANDING = text("withdrawn_at IS NULL")


class PairDecision(Base):
    """A person's word that two questions are the same, or that they are not; it is never deleted.

    It names the questions by number, without a foreign key: a question may go when its request is
    sent with other words, and its number is never given to another. Request and wording of each
    side, as the person read them, find the question again when it comes back.
    """

    __tablename__ = "pair_decisions"
    __table_args__ = (
        Index(
            "uq_pair_decisions_standing",
            "question_a_id",
            "question_b_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        CheckConstraint("question_a_id < question_b_id", name="order"),
        CheckConstraint("verdict IN ('same', 'different')", name="verdict"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) "
            "AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name="withdrawn",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_a_id: Mapped[int]
    question_b_id: Mapped[int]
    request_a_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    request_b_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    text_a_id: Mapped[int] = mapped_column(ForeignKey("question_texts.id"))
    """The wording as it was when the decision was made."""
    text_b_id: Mapped[int] = mapped_column(ForeignKey("question_texts.id"))
    verdict: Mapped[str] = mapped_column(String(9))
    """`same` or `different`."""
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(120))
    """A role or a member of staff; never an applicant."""
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str | None] = mapped_column(String(120))
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)
