"""Read the answers of campaigns from the store, as the rules of mapping risk take them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.risk.answers import (
    OPEN,
    Answer,
    Earlier,
    PartAnswer,
    RegisteredBody,
    is_given,
)
from tracker.campaigns.risk.course import State, course
from tracker.law.citations import parse_exemptions
from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture, Reveals, Stance, stance
from tracker.law.working_days import CALENDARS, BankHolidays
from tracker.register.units import units_for
from tracker.runs import day_of
from tracker.store.queries import answers as store
from tracker.store.queries.answer_history import AnswerRow as StateRow
from tracker.store.queries.answer_history import several_states
from tracker.store.queries.answers import AnswerRow, BodyRow
from tracker.store.queries.campaigns import PAUSED

_UNKNOWN = Stance(Posture.UNKNOWN, Reveals.UNCLEAR)
"""An answer was given, and nobody knows which."""


class AnswerReader:
    """Turns what bodies wrote into stances; the same words once."""

    def __init__(self, holidays: BankHolidays) -> None:
        self._deadlines = Deadlines(holidays)
        self._read = cache(_read)

    def answer(
        self, rows: Sequence[AnswerRow], body: RegisteredBody, states: Sequence[StateRow] = ()
    ) -> Answer:
        """Make the answer to one request from the rows of its questions in one campaign.

        `states` are those of the request's answers where there are several, the oldest first.
        """
        first = rows[0]
        questions = tuple(row.question for row in rows if row.question > 0)
        whole, parts = self._told(first, states)
        *before, last = course(whole, parts, questions)
        earlier = _earlier(before, last)
        paused = first.outcome == PAUSED and first.responded is None
        return Answer(
            body=body,
            reference=first.reference,
            received=first.received,
            due=self._deadlines.due(first.due, first.received, first.regime, paused=paused),
            responded=last.responded,
            stance=last.stance,
            exemptions=last.exemptions,
            questions=questions,
            earlier=earlier,
            noted=last.noted if earlier and is_given(last.stance) else None,
            parts=tuple(
                PartAnswer(question, told[-1].stance, told[-1].responded, told[-1].exemptions)
                for question, told in sorted(parts.items())
            ),
            published_url=first.published_url,
        )

    def _told(
        self, request: AnswerRow, states: Iterable[StateRow]
    ) -> tuple[list[State], dict[int, list[State]]]:
        """Sort the states by what they are of: the whole request, the present one last, or parts.

        What the request says now is taken from the request itself.
        """
        told: dict[int | None, list[State]] = defaultdict(list)
        for row in states:
            day = day_of(row.noted_at)
            told[row.position].append(self._state(row, request.regime, row.noted_run_id, day))
        whole = told.pop(None, [])
        run, noted = (whole[-1].run, whole[-1].noted) if whole else (0, None)
        now = self._state(request, request.regime, run, noted)
        return [*whole[:-1], now], {place: own for place, own in told.items() if place is not None}

    def _state(self, row: AnswerRow | StateRow, regime: str, run: int, noted: date | None) -> State:
        said, exemptions = self._read(row.outcome, row.exemptions, regime)
        if row.responded is not None and said.posture is Posture.PENDING:
            said = _UNKNOWN
        return State(run, noted, row.responded, said, exemptions)


def registered_bodies(session: Session, *, on: date | None = None) -> dict[int, RegisteredBody]:
    """Give every body of the register by its number; with a day, with the unit of that day.

    One statement, two with a day.
    """
    rows = store.register(session)
    units = units_for(session, [row.id for row in rows], on) if on else {}
    return {row.id: _registered(row, units[row.id].slug if row.id in units else "") for row in rows}


def stored_answers(
    session: Session,
    campaigns: Collection[int] | None,
    bodies: Mapping[int, RegisteredBody],
    *,
    holidays: BankHolidays,
) -> dict[int, list[Answer]]:
    """Give the answers of these campaigns, of all when none are named, in two statements."""
    reader = AnswerReader(holidays)
    by_request: dict[tuple[int, int], list[AnswerRow]] = defaultdict(list)
    for row in store.answers(session, campaigns):
        by_request[row.campaign_id, row.request_id].append(row)
    states = several_states(session, campaigns)
    found: dict[int, list[Answer]] = defaultdict(list)
    for (campaign, request), rows in by_request.items():
        body = bodies[rows[0].body_id]
        found[campaign].append(reader.answer(rows, body, states.get(request, ())))
    return found


def _earlier(before: Sequence[State], last: State) -> tuple[Earlier, ...]:
    """Give the answers that another took the place of, each dated no later than the next.

    One without a day of its own counts from the day on which it was taken in.
    """
    found: list[Earlier] = []
    following = last.responded or last.noted or date.max
    for state in reversed(before):
        if state.stance.posture in OPEN:
            continue
        day = state.responded or state.noted
        following = min(day or following, following)
        found.append(Earlier(day and following, state.stance, state.exemptions))
    return tuple(reversed(found))


def _read(outcome: str, exemptions: str, regime: str) -> tuple[Stance, tuple[Exemption, ...]]:
    cited = parse_exemptions(exemptions, regime if regime in CALENDARS else "FOIA")
    return stance(outcome, cited), cited.exemptions


def _registered(row: BodyRow, unit: str) -> RegisteredBody:
    placed = row.tile_row is not None and row.tile_col is not None
    return RegisteredBody(
        slug=row.slug,
        name=row.name,
        nation=row.nation,
        region=row.region,
        tile=(row.tile_row or 0, row.tile_col or 0) if placed else None,
        unit=unit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        reaches_us=row.reaches_us,
    )
