"""The requests of a campaign as they stand on a day: answered, open, overdue or paused."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.campaigns.deadlines import Deadlines
from tracker.store.queries.campaigns import OPEN_OUTCOMES, PAUSED, MemberRow


@dataclass(frozen=True, slots=True)
class Member:
    """One request of a campaign, with the places of the questions that stand in the campaign."""

    request_id: int
    body: str
    body_name: str
    reference: str
    received: date
    questions: tuple[int, ...]
    texts: tuple[int, ...]
    """The wordings of those questions, in the same order."""
    posture: str
    """The outcome the body gave; `pending` before it gave any."""
    responded: date | None
    due: date | None
    is_open: bool
    overdue: bool
    """Open on a day after its due date; worked out, never stored."""
    paused: bool
    """Open, and waiting for the applicant to say what is meant; it has no due date then."""
    joined_run_id: int
    flags: tuple[str, ...]
    """Remarks on the request, such as `obfuscated`: its text wore a disguise."""


def members_of(
    rows: Iterable[MemberRow], *, today: date, deadlines: Deadlines
) -> tuple[Member, ...]:
    """Give the members of one campaign from the rows of its questions, in their order."""
    by_request: dict[int, list[MemberRow]] = defaultdict(list)
    for row in rows:
        by_request[row.request_id].append(row)
    return tuple(
        _member(questions, today=today, deadlines=deadlines) for questions in by_request.values()
    )


def _member(rows: Sequence[MemberRow], *, today: date, deadlines: Deadlines) -> Member:
    first = rows[0]
    asked = [row for row in rows if row.question > 0] or rows
    is_open = first.outcome in OPEN_OUTCOMES and first.responded is None
    paused = is_open and first.outcome == PAUSED
    due = deadlines.due(first.due, first.received, first.regime, paused=paused)
    return Member(
        request_id=first.request_id,
        body=first.body,
        body_name=first.body_name,
        reference=first.reference,
        received=first.received,
        questions=tuple(row.question for row in asked),
        texts=tuple(row.text_id for row in asked),
        posture=first.outcome,
        responded=first.responded,
        due=due,
        is_open=is_open,
        overdue=is_open and due is not None and due < today,
        paused=paused,
        joined_run_id=min(row.joined_run_id for row in rows),
        flags=tuple(filter(None, first.flags.split(","))),
    )
