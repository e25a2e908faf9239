"""What every judgement of a person needs: a reason and a name, and that nobody else judges now."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from tracker.text.clean import clean_display
from tracker.text.redact import redact

MAX_REASON = 2_000
MAX_NAME = 120
"""Characters of a reason, and of who decided."""


class CannotDecide(Exception):
    """A judgement that must not be kept; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who says something, why, and when; `reason` and `by` are required."""

    reason: str
    by: str
    at: datetime
    seen: int | None = None
    """The last event of the campaign that they had before them, 0 for none; None tells nothing."""


def checked(judgement: Judgement) -> Judgement:
    """Give a judgement as it may be kept, its reason redacted; raise CannotDecide without one."""
    reason = kept_words(judgement.reason)
    by = " ".join(clean_display(judgement.by).split())
    if not reason or len(reason) > MAX_REASON:
        raise CannotDecide(f"A decision needs a reason, of at most {MAX_REASON} characters.")
    if not by or len(by) > MAX_NAME:
        raise CannotDecide(f"Say who decides, in at most {MAX_NAME} characters.")
    return replace(judgement, reason=reason, by=by)


def kept_words(words: str) -> str:
    """Give what somebody wrote as it may be kept: cleaned, and without ways to reach anybody."""
    return redact(clean_display(words)).text.strip()


def one_at_a_time(session: Session) -> None:
    """Keep another writer from judging, or grouping, at this moment; SQLite has one writer."""
    if session.get_bind().dialect.name == "postgresql":
        tables = "pair_decisions, campaign_events"
        session.execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))
