"""Tables of what letters say: sentences that ask, by key, and those found to recur."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base


class AskingSentence(Base):
    """A sentence of a request that was taken to ask, known by a key and not by its words."""

    __tablename__ = "asking_sentences"
    __table_args__ = (Index(None, "request_id"), Index(None, "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    key: Mapped[str] = mapped_column(String(40))


class RecurringSentence(Base):
    """A sentence that recurs in unrelated requests and so counts as part of a letter."""

    __tablename__ = "recurring_sentences"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    dismissed: Mapped[bool] = mapped_column(default=False)
    """Set by a person for whom it is a question after all; no later run sets it back."""
    found_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
