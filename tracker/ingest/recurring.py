"""Learn which sentences recur in unrelated requests, and have their requests read anew."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from tracker.store.tables import AskingSentence, RecurringSentence, Request
from tracker.text.recurring import Keys, recurring

_IN_CLAUSE = 500


@dataclass(frozen=True, slots=True)
class Learned:
    """What one run made of the sentences."""

    sentences: int
    """Sentences that requests are read without from now on ..."""
    lapsed: int
    """... and those that count again: they recur no more, or people said so."""


def known_recurring(session: Session) -> frozenset[str]:
    """Return the keys of the sentences that requests are read without."""
    query = select(RecurringSentence.key).where(RecurringSentence.in_force)
    return frozenset(session.scalars(query))


def learn_recurring(session: Session, *, run_id: int) -> Learned:
    """Find what recurs in all that is stored; requests that hold what changed are to be read anew.

    What is found depends on the stored requests alone, and not on what was found before; what
    people said of a sentence stands above it. The text of a request is never changed.
    """
    found = recurring(_requests(session), lambda keys: _words(session, keys))
    known = {row.key: row for row in session.scalars(select(RecurringSentence))}
    new = sorted(found - known.keys())
    if new:
        words = _words(session, new)
        rows = [{"key": key, "words": words[key], "found_run_id": run_id} for key in new]
        flags = {"learned": True, "added": False, "dismissed": False, "in_force": True}
        session.execute(insert(RecurringSentence), [row | flags for row in rows])
    began, ended = new, list[str]()
    words = _words(session, [key for key, row in known.items() if not row.words])
    for key, row in known.items():
        row.words = words.get(key) or row.words
        row.learned = key in found
        counts = not row.dismissed and (row.learned or row.added)
        if counts != row.in_force:
            row.in_force = counts
            (began if counts else ended).append(key)
    session.flush()
    _read_later(session, [*began, *ended])
    return Learned(len(began), len(ended))


def _requests(session: Session) -> list[tuple[int, Keys]]:
    """Give each request's body and the keys of the sentences that ask in it."""
    query = select(Request.id, Request.body_id, AskingSentence.key).join(
        AskingSentence, AskingSentence.request_id == Request.id
    )
    keys: dict[tuple[int, int], set[str]] = defaultdict(set)
    for request_id, body_id, key in session.execute(query):
        keys[request_id, body_id].add(key)
    return [(body_id, frozenset(found)) for (_, body_id), found in keys.items()]


def _words(session: Session, keys: Collection[str]) -> dict[str, str]:
    """Give the words of sentences; where several read alike, always the same one's."""
    words: dict[str, str] = {}
    for part in _parts(keys):
        query = (
            select(AskingSentence.key, func.min(AskingSentence.words))
            .where(AskingSentence.key.in_(part))
            .group_by(AskingSentence.key)
        )
        words.update((key, found) for key, found in session.execute(query))
    return words


def _read_later(session: Session, keys: Collection[str]) -> None:
    """Mark the requests that hold any of these sentences as not read yet."""
    for part in _parts(keys):
        holders = select(AskingSentence.request_id).where(AskingSentence.key.in_(part))
        session.execute(update(Request).where(Request.id.in_(holders)).values(read_with=""))


def _parts(keys: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _IN_CLAUSE):
        yield ordered[start : start + _IN_CLAUSE]
