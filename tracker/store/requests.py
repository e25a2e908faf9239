"""Tables of what was asked: requests, their earlier wordings, questions, texts, vectors."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base, UtcDateTime


class Request(Base):
    """One FOI request as one body received it, without anything that says who asked."""

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("body_id", "reference_key"),
        Index(None, "received"),
        Index(None, "read_with"),
        Index(None, "last_run_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    reference: Mapped[str] = mapped_column(String(200))
    reference_key: Mapped[str] = mapped_column(String(200))
    """The reference without spaces, dashes, slashes or case: what makes two the same."""
    received: Mapped[date]
    subject: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    """As received, personal data removed; shown to people."""
    status: Mapped[str] = mapped_column(String(80), default="")
    outcome: Mapped[str] = mapped_column(String(24), default="pending")
    outcome_as_written: Mapped[str] = mapped_column(String(200), default="")
    exemptions: Mapped[str] = mapped_column(Text, default="")
    responded: Mapped[date | None]
    due: Mapped[date | None]
    regime: Mapped[str] = mapped_column(String(8), default="")
    published_url: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(String(64))
    flags: Mapped[str] = mapped_column(String(200), default="")
    """Remarks on the text, comma separated, such as `title-only` or `truncated`."""
    read_with: Mapped[str] = mapped_column(String(40), default="")
    """The version of the text rules that its questions were read by; empty when they have to be
    read anew."""
    revision: Mapped[int] = mapped_column(default=1)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    first_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    last_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))


class RequestRevision(Base):
    """What a request said before its body sent the same reference again with other words."""

    __tablename__ = "request_revisions"
    __table_args__ = (UniqueConstraint("request_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    revision: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    received: Mapped[date]
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))


class QuestionText(Base):
    """A distinct wording, cleaned for comparison; equal questions share one."""

    __tablename__ = "question_texts"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    comparable: Mapped[str] = mapped_column(Text)


class Question(Base):
    """One separate ask inside a request, or the whole of it, with the wording people see.

    Its number is never given to another question, also when this one is gone: people's decisions
    name questions by number.
    """

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        Index(None, "text_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    position: Mapped[int]
    """From 1, in the order of the request; at 0 all its questions in one, where it has several."""
    label: Mapped[str] = mapped_column(String(20), default="")
    """As the applicant numbered it: `1`, `2(b)`, or nothing."""
    display: Mapped[str] = mapped_column(Text)
    text_id: Mapped[int] = mapped_column(ForeignKey("question_texts.id"))


class QuestionVector(Base):
    """The meaning of a wording as one model sees it: float32, little-endian, unit length."""

    __tablename__ = "question_vectors"
    __table_args__ = (UniqueConstraint("text_id", "model"), Index(None, "model", "compared_with"))

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("question_texts.id"))
    model: Mapped[str] = mapped_column(String(120))
    """Name and revision of the encoder, as models/manifest.toml gives them."""
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    compared_with: Mapped[str] = mapped_column(String(120), default="")
    """The scorer version with which this text was compared to every other; empty before."""
