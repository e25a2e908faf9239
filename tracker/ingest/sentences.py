"""What people say of the sentences that recur: dismissed, restored or added, and kept for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.register import Directory
from tracker.store.tables import AskingSentence, RecurringSentence, Request, Run, SentenceChange
from tracker.text.clean import clean_display, fold
from tracker.text.disguise import uncover
from tracker.text.recurring import Sentence, sentence_of, sets_scope
from tracker.text.redact import redact
from tracker.text.segments import segments

MAX_REASON, MAX_NAME, MAX_SENTENCE = 2_000, 120, 2_000
"""Characters of a reason, of who says so, and of a sentence that people add."""

_IN_CLAUSE = 500


class CannotChange(Exception):
    """A change that must not be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something of a sentence, why, and when; `reason` and `by` are required."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What a person said of a sentence."""

    change: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A sentence that recurs, or of which people said something."""

    id: int
    words: str
    """Empty for one that an older version learned, until the next run."""
    state: str
    """`letter`: left out of the questions; `question`: people said so; `lapsed`: recurs no more."""
    learned: bool
    added: bool
    waiting: bool
    """Whether what people said counts only from the next run on."""
    requests: int
    bodies: int
    since: datetime | None
    """When it was found, or added."""
    changes: tuple[Change, ...]

    @property
    def code(self) -> str:
        """Return what the sentence is called by."""
        return f"S-{self.id}"


def list_sentences(session: Session) -> list[Listed]:
    """Give every sentence that was found or added, the most frequent first."""
    rows = session.execute(
        select(RecurringSentence, Run.started_at).outerjoin(
            Run, Run.id == RecurringSentence.found_run_id
        )
    ).all()
    seen = _seen(session, [row.key for row, _ in rows])
    changes = _changes(session)
    listed = []
    for row, found_at in rows:
        said = tuple(changes.get(row.id, ()))
        requests, bodies = seen.get(row.key, (0, 0))
        listed.append(
            Listed(
                id=row.id,
                words=row.words,
                state=_state(row),
                learned=row.learned,
                added=row.added,
                waiting=row.in_force != _counts(row),
                requests=requests,
                bodies=bodies,
                since=found_at or (said[0].at if said else None),
                changes=said,
            )
        )
    return sorted(listed, key=lambda one: (-one.requests, one.id))


def dismiss(session: Session, sentence_id: int, *, said: Said) -> int:
    """Say that a sentence is a question; return how many requests are to be read anew.

    Raises CannotChange where there is no such sentence, or it was dismissed before.
    """
    row = _named(session, sentence_id)
    if row.dismissed:
        raise CannotChange(f"S-{sentence_id} was dismissed before; it counts as a question.")
    row.dismissed = True
    return _keep(session, row, "dismissed", said)


def restore(session: Session, sentence_id: int, *, said: Said) -> int:
    """Take a dismissal back; return how many requests are to be read anew.

    Raises CannotChange where there is no such sentence, or it is not dismissed.
    """
    row = _named(session, sentence_id)
    if not row.dismissed:
        raise CannotChange(f"S-{sentence_id} is not dismissed.")
    row.dismissed = False
    return _keep(session, row, "restored", said)


def add(session: Session, text: str, *, said: Said, directory: Directory) -> tuple[int, int]:
    """Say that a sentence belongs to letters; return its number, and the requests to read anew.

    Raises CannotChange for what is not one sentence, for one that names a number or a month,
    which sets what a question covers, and for one that counts as letter talk already.
    """
    sentence = _one_sentence(text, directory)
    row = session.scalar(select(RecurringSentence).where(RecurringSentence.key == sentence.key))
    if row is None:
        row = RecurringSentence(
            key=sentence.key, words=sentence.words, learned=False, found_run_id=None
        )
        session.add(row)
    elif row.dismissed:
        raise CannotChange(
            f"S-{row.id} is this sentence, and it was dismissed. "
            f"To take that back: mosaic sentences restore S-{row.id}"
        )
    elif row.added or row.learned:
        raise CannotChange(f"S-{row.id} is this sentence; it counts as letter talk already.")
    row.added = True
    requests = _keep(session, row, "added", said)
    return row.id, requests


def _named(session: Session, sentence_id: int) -> RecurringSentence:
    row = session.get(RecurringSentence, sentence_id)
    if row is None:
        raise CannotChange(f"There is no sentence S-{sentence_id}.")
    return row


def _keep(session: Session, row: RecurringSentence, change: str, said: Said) -> int:
    """Write down who said it and why; return how many requests it touches."""
    reason = redact(clean_display(said.reason)).text.strip()
    by = " ".join(clean_display(said.by).split())
    if not reason or len(reason) > MAX_REASON:
        raise CannotChange(f"A change needs a reason, of at most {MAX_REASON} characters.")
    if not by or len(by) > MAX_NAME:
        raise CannotChange(f"Say who changes it, in at most {MAX_NAME} characters.")
    session.flush()
    session.add(
        SentenceChange(
            sentence_id=row.id, change=change, reason=reason, changed_by=by, changed_at=said.at
        )
    )
    session.flush()
    if row.in_force == _counts(row):
        return 0
    return _seen(session, [row.key]).get(row.key, (0, 0))[0]


def _one_sentence(text: str, directory: Directory) -> Sentence:
    """Read a sentence as it is read in a request, whichever body it is put to."""
    if len(text) > MAX_SENTENCE:
        raise CannotChange(f"A sentence has at most {MAX_SENTENCE} characters.")
    found = segments(fold(redact(uncover(text).text).text))
    if len(found) != 1 or found[0].label is not None:
        raise CannotChange("Give one sentence, as it stands in the letters, without a number.")
    names = [name for entry in directory.all() for name in entry.names if " " in name]
    sentence = sentence_of(found[0].text, names)
    if sets_scope(sentence.key):
        raise CannotChange(
            "This names a number or a month: that may set what a question covers, and it is "
            "never left out."
        )
    return sentence


def _counts(row: RecurringSentence) -> bool:
    """Say whether a sentence counts as letter talk by what is found and what people say."""
    return not row.dismissed and (row.learned or row.added)


def _state(row: RecurringSentence) -> str:
    if row.dismissed:
        return "question"
    return "letter" if _counts(row) else "lapsed"


def _seen(session: Session, keys: list[str]) -> dict[str, tuple[int, int]]:
    """Count the requests and the bodies that each sentence stands in."""
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(keys), _IN_CLAUSE):
        query = (
            select(
                AskingSentence.key,
                func.count(Request.id.distinct()),
                func.count(Request.body_id.distinct()),
            )
            .join(Request, Request.id == AskingSentence.request_id)
            .where(AskingSentence.key.in_(keys[start : start + _IN_CLAUSE]))
            .group_by(AskingSentence.key)
        )
        found.update((key, (requests, bodies)) for key, requests, bodies in session.execute(query))
    return found


def _changes(session: Session) -> dict[int, list[Change]]:
    """Give what people said of each sentence, the first first."""
    columns = (
        SentenceChange.sentence_id,
        SentenceChange.change,
        SentenceChange.reason,
        SentenceChange.changed_by,
        SentenceChange.changed_at,
    )
    said: dict[int, list[Change]] = {}
    query = select(*columns).order_by(SentenceChange.id)
    for sentence_id, change, reason, by, at in session.execute(query):
        said.setdefault(sentence_id, []).append(Change(change, reason, by, at))
    return said
