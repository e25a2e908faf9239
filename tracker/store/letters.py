"""Tables of what letters say: sentences that ask, those found to recur, and what people say."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class AskingSentence(Base):
    """A sentence of a request that was taken to ask, before anything learned is left out."""

    __tablename__ = "asking_sentences"
    __table_args__ = (Index(None, "request_id"), Index(None, "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    key: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, default="")
    """As it reads, redacted, with the body's name hidden."""


class RecurringSentence(Base):
    """A sentence that recurs in unrelated requests, or of which people said that it is a letter's.

    It counts as part of a letter when nobody dismissed it and learning finds it or people added it.
    """

    __tablename__ = "recurring_sentences"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    words: Mapped[str] = mapped_column(Text, default="")
    learned: Mapped[bool] = mapped_column(default=True)
    """Whether the last run found it by what is stored."""
    added: Mapped[bool] = mapped_column(default=False)
    """Set by a person for whom it is part of letters, whatever is found."""
    dismissed: Mapped[bool] = mapped_column(default=False)
    """Set by a person for whom it is a question after all; no later run sets it back."""
    in_force: Mapped[bool] = mapped_column(default=False)
    """Whether requests are read without it now: what people say counts from the next run on."""
    found_run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    """The run that found it first; none found one that people added."""


class SentenceChange(Base):
    """What a person said of a sentence, when and why; never changed afterwards."""

    __tablename__ = "sentence_changes"
    __table_args__ = (Index(None, "sentence_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sentence_id: Mapped[int] = mapped_column(ForeignKey("recurring_sentences.id"))
    change: Mapped[str] = mapped_column(String(16))
    """`added`, `dismissed` or `restored`."""
    reason: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
