"""Which units still have to answer a copy of a campaign, and by when."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.alerts.facts import OpenCopy
from tracker.law.bank_holidays import BankHolidays
from tracker.law.working_days import CALENDARS, due_date
from tracker.register import UnitEntry, units_for
from tracker.store.matches import CampaignQuestion
from tracker.store.queries.campaigns import OPEN_OUTCOMES, PAUSED
from tracker.store.register import Body
from tracker.store.requests import Question, Request

_Copies = list[tuple[Request, Body]]


@dataclass(frozen=True, kw_only=True)
class StillOpen:
    """What one unit still has to answer of one campaign."""

    campaign: int
    unit: UnitEntry
    bodies: int
    """Bodies that received the campaign, those of this unit included."""
    other_bodies: int
    """Bodies of other units that received it."""
    copies: tuple[OpenCopy, ...]


def still_open(
    session: Session, campaign_ids: list[int], *, today: date, holidays: BankHolidays
) -> Iterator[StillOpen]:
    """Give each campaign's units that hold an open copy, with those copies."""
    for campaign_id, copies in _copies(session, campaign_ids).items():
        units = units_for(session, {body.id for _, body in copies}, today)
        yield from _by_unit(campaign_id, copies, units, holidays)


def _copies(session: Session, campaign_ids: list[int]) -> dict[int, _Copies]:
    rows = session.execute(
        select(CampaignQuestion.campaign_id, Request, Body)
        .join(Question, Question.id == CampaignQuestion.question_id)
        .join(Request, Request.id == Question.request_id)
        .join(Body, Body.id == Request.body_id)
        .where(CampaignQuestion.campaign_id.in_(campaign_ids))
        .order_by(CampaignQuestion.campaign_id, Body.name, Request.received, Request.id)
    )
    copies: dict[int, _Copies] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for campaign_id, request, body in rows:
        if (campaign_id, request.id) not in seen:
            seen.add((campaign_id, request.id))
            copies[campaign_id].append((request, body))
    return copies


def _by_unit(
    campaign_id: int, copies: _Copies, units: dict[int, UnitEntry], holidays: BankHolidays
) -> Iterator[StillOpen]:
    bodies: dict[UnitEntry, set[int]] = defaultdict(set)
    found: dict[UnitEntry, list[OpenCopy]] = defaultdict(list)
    for request, body in copies:
        unit = units.get(body.id)
        if unit is None:
            continue
        bodies[unit].add(body.id)
        if request.outcome in OPEN_OUTCOMES and request.responded is None:
            found[unit].append(_open_copy(request, body, holidays))
    count = len({body.id for _, body in copies})
    for unit, open_copies in found.items():
        yield StillOpen(
            campaign=campaign_id,
            unit=unit,
            bodies=count,
            other_bodies=count - len(bodies[unit]),
            copies=tuple(open_copies),
        )


def _open_copy(request: Request, body: Body, holidays: BankHolidays) -> OpenCopy:
    copy = OpenCopy(
        body=body.name,
        reference=request.reference,
        received=request.received,
        due=request.due,
        due_basis="recorded" if request.due else "unknown",
    )
    if request.outcome == PAUSED:
        return copy.model_copy(update={"due": None, "due_basis": "paused"})
    regime = request.regime if request.regime in CALENDARS else body.regime
    if request.due or regime not in CALENDARS:
        return copy
    found = due_date(request.received, regime, holidays)
    basis = "provisional" if found.beyond_horizon else "computed"
    return copy.model_copy(update={"due": found.due, "due_basis": basis})
