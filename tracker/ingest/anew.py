"""Read stored requests anew: after a sentence was learned or amended, and after an upgrade."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.ingest.recurring import known_recurring
from tracker.ingest.wordings import Asking, Wordings
from tracker.register import Directory
from tracker.runs import Transaction
from tracker.store.tables import Request
from tracker.text.prepare import read_again
from tracker.text.version import text_version

BATCH = 500
"""Requests read between two commits; a killed run goes on where it was."""


def read_outdated(
    transaction: Transaction, *, today: date, progress: Callable[[int], None] | None = None
) -> int:
    """Read the requests that other text rules read, or none since a sentence changed.

    Returns how many there were. Their texts stay; a question that is still the same keeps its row.
    """
    done = 0
    while True:
        with transaction() as session:
            requests = _outdated(session)
            if not requests:
                return done
            _read(session, requests, today)
        done += len(requests)
        if progress is not None:
            progress(len(requests))


def _outdated(session: Session) -> list[Request]:
    """Give the next requests that were not read by the rules as they are."""
    version = text_version()
    other = or_(Request.read_with < version, Request.read_with > version)
    return list(session.scalars(select(Request).where(other).order_by(Request.id).limit(BATCH)))


def _read(session: Session, requests: list[Request], today: date) -> None:
    names = {entry.id: entry.names for entry in Directory.load(session, today).all()}
    known = known_recurring(session)
    wordings = Wordings(session)
    for request in requests:
        found = read_again(
            request.text,
            body_names=names.get(request.body_id, ()),
            subject=request.subject,
            recurring=known,
            received=request.received,
        )
        wordings.replace(Asking(request.id, found.wordings, found.sentences))
        request.read_with = text_version()
    session.flush()
