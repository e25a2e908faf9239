"""Read the answers of campaigns from the store, as the rules of mapping risk take them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.risk.answers import Answer, Earlier, RegisteredBody
from tracker.law.citations import parse_exemptions
from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture, Reveals, Stance, stance
from tracker.law.working_days import CALENDARS, BankHolidays
from tracker.register.units import units_for
from tracker.runs import day_of
from tracker.store.queries import answers as store
from tracker.store.queries.answer_history import AnswerRow as StateRow
from tracker.store.queries.answer_history import answers_that_changed
from tracker.store.queries.answers import AnswerRow, BodyRow

_UNKNOWN = Stance(Posture.UNKNOWN, Reveals.UNCLEAR)
"""An answer was given, and nobody knows which."""


class AnswerReader:
    """Turns what bodies wrote into stances; the same words once."""

    def __init__(self, holidays: BankHolidays) -> None:
        self._deadlines = Deadlines(holidays)
        self._read = cache(_read)

    def answer(
        self, rows: Sequence[AnswerRow], body: RegisteredBody, earlier: tuple[Earlier, ...] = ()
    ) -> Answer:
        """Make the answer to one request from the rows of its questions in one campaign."""
        first = rows[0]
        said, exemptions = self._read(first.outcome, first.exemptions, first.regime)
        if first.responded is not None and said.posture is Posture.PENDING:
            said = _UNKNOWN
        return Answer(
            body=body,
            reference=first.reference,
            received=first.received,
            due=self._deadlines.due(first.due, first.received, first.regime),
            responded=first.responded,
            stance=said,
            exemptions=exemptions,
            questions=tuple(row.question for row in rows if row.question > 0),
            earlier=earlier,
            published_url=first.published_url,
        )

    def earlier(self, states: Sequence[StateRow], regime: str) -> tuple[Earlier, ...]:
        """Give what a body answered before its last word; a pending state is no answer."""
        return tuple(
            Earlier(state.responded or day_of(state.noted_at), said, exemptions)
            for state in states[:-1]
            for said, exemptions in (self._read(state.outcome, state.exemptions, regime),)
            if said.posture is not Posture.PENDING
        )


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
    changed = answers_that_changed(session)
    found: dict[int, list[Answer]] = defaultdict(list)
    for (campaign, request), rows in by_request.items():
        body = bodies[rows[0].body_id]
        earlier = reader.earlier(changed.get(request, ()), rows[0].regime)
        found[campaign].append(reader.answer(rows, body, earlier))
    return found


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
