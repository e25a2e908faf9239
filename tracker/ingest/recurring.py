"""Learn which sentences recur in unrelated requests, and take them out of the questions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.ingest.wordings import Asking, Wordings
from tracker.register import Directory
from tracker.store.tables import AskingSentence, RecurringSentence, Request
from tracker.text.prepare import prepare
from tracker.text.recurring import recurring

_IN_CLAUSE = 500


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned in one run."""

    sentences: int
    requests: int
    """Requests whose questions were read anew for it."""


def known_recurring(session: Session) -> frozenset[str]:
    """Return the keys of the sentences that recur and that nobody dismissed."""
    query = select(RecurringSentence.key).where(RecurringSentence.dismissed.is_(False))
    return frozenset(session.scalars(query))


def learn_recurring(session: Session, *, run_id: int, today: date) -> Learned:
    """Find sentences that recur by now, and read the requests that hold them anew.

    What is learned stays learned: a sentence once found is left out of later requests as they
    come in. The text of a request is never changed.
    """
    judged = set(session.scalars(select(RecurringSentence.key)))
    new = sorted(recurring(_requests(session)) - judged)
    if not new:
        return Learned(0, 0)
    session.execute(
        insert(RecurringSentence),
        [{"key": key, "dismissed": False, "found_run_id": run_id} for key in new],
    )
    return Learned(len(new), _read_anew(session, new, today))


def _requests(session: Session) -> Iterator[tuple[int, frozenset[str]]]:
    """Give each request's body and the keys of the sentences that ask in it."""
    query = select(Request.id, Request.body_id, AskingSentence.key).join(
        AskingSentence, AskingSentence.request_id == Request.id
    )
    keys: dict[tuple[int, int], set[str]] = defaultdict(set)
    for request_id, body_id, key in session.execute(query):
        keys[request_id, body_id].add(key)
    for (_, body_id), found in keys.items():
        yield body_id, frozenset(found)


def _read_anew(session: Session, keys: Sequence[str], today: date) -> int:
    """Split the requests that hold any of these sentences again; return how many there are."""
    holders: set[int] = set()
    for start in range(0, len(keys), _IN_CLAUSE):
        part = keys[start : start + _IN_CLAUSE]
        query = select(AskingSentence.request_id).where(AskingSentence.key.in_(part))
        holders.update(session.scalars(query))
    names = {entry.id: entry.names for entry in Directory.load(session, today).all()}
    known = known_recurring(session)
    wordings = Wordings(session)
    for request_id in sorted(holders):
        columns = (Request.text, Request.subject, Request.body_id)
        text, subject, body = session.execute(
            select(*columns).where(Request.id == request_id)
        ).one()
        prepared = prepare(text, body_names=names.get(body, ()), subject=subject, recurring=known)
        wordings.replace(Asking(request_id, prepared.wordings, prepared.sentences))
    return len(holders)
