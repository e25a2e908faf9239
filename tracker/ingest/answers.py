"""Keep every state of an answer that a body sent, when it was noted, and by which run."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker.sources.incoming import PartAnswer
from tracker.store.queries.answer_history import latest_parts
from tracker.store.tables import Answer, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an answer says at one moment."""

    outcome: str = "pending"
    outcome_as_written: str = ""
    exemptions: str = ""
    responded: date | None = None
    published_url: str = ""

    @property
    def is_answer(self) -> bool:
        """Say whether there is an answer at all."""
        return self.outcome != "pending" or self.responded is not None or bool(self.exemptions)


NOTHING = Said()
_FIELDS = tuple(Said.__slots__)


def said_in(request: Request) -> Said:
    """Give what a stored request says of its answer."""
    return Said(**{name: getattr(request, name) for name in _FIELDS})


def said_by(values: Mapping[str, Any]) -> Said:
    """Give what a row of the requests table, as it is written, says of its answer."""
    return Said(**{name: values[name] for name in _FIELDS})


class AnswerHistory:
    """Collects new states of answers, and adds them to the table in bulk."""

    def __init__(self, session: Session, *, run_id: int, now: datetime) -> None:
        self._session = session
        self._noted = {"noted_run_id": run_id, "noted_at": now}
        self._parts: dict[tuple[int, int], Said] = {}
        self._new: list[dict[str, Any]] = []

    def know_parts(self, request_ids: Iterable[int]) -> None:
        """Look up what is known of the single questions of these requests."""
        if wanted := set(request_ids):
            for row in latest_parts(self._session, wanted):
                if row.position is not None:
                    said = Said(**{name: getattr(row, name) for name in _FIELDS})
                    self._parts[row.request_id, row.position] = said

    def add(self, request_id: int, said: Said, *, before: Said = NOTHING) -> None:
        """Note what the answer to a request says now, where that is new.

        What is no answer is noted only when it takes one back.
        """
        if said != before and (said.is_answer or before.is_answer):
            self._note(request_id, None, said)

    def add_parts(self, request_id: int, answers: Iterable[PartAnswer]) -> bool:
        """Note what is said of single questions, where that is new; say whether anything was."""
        changed = False
        for answer in answers:
            said = Said(
                outcome=answer.outcome,
                outcome_as_written=answer.outcome_as_written,
                exemptions=answer.exemptions,
                responded=answer.responded,
            )
            if said != self._parts.get((request_id, answer.position)):
                self._parts[request_id, answer.position] = said
                self._note(request_id, answer.position, said)
                changed = True
        return changed

    def write(self) -> None:
        """Add what was noted, in one statement."""
        if self._new:
            self._session.execute(insert(Answer), self._new)
            self._new = []

    def _note(self, request_id: int, position: int | None, said: Said) -> None:
        row = {"request_id": request_id, "position": position, **asdict(said)}
        self._new.append(row | self._noted)
