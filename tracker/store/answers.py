"""Table of what bodies answered: a row for each state of an answer that a body sent."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class Answer(Base):
    """An answer as it stood from one moment on; rows are added and never changed.

    The last row without a position says what the row of the request says.
    """

    __tablename__ = "answers"
    __table_args__ = (Index(None, "request_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    position: Mapped[int | None]
    """The question answered, from 1 as the request numbers them; empty for the whole request."""
    outcome: Mapped[str] = mapped_column(String(24))
    outcome_as_written: Mapped[str] = mapped_column(String(200), default="")
    exemptions: Mapped[str] = mapped_column(Text, default="")
    responded: Mapped[date | None]
    published_url: Mapped[str] = mapped_column(Text, default="")
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it was taken in; for answers older than this table, when the request was."""
    noted_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
