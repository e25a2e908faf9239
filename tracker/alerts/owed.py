"""Writing down what is owed, in the transaction in which the fact becomes true."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from email.utils import parseaddr

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.alerts.facts import ROUND_ROBIN, OpenCopy, RoundRobinFacts
from tracker.holidays import holidays_of
from tracker.law.bank_holidays import BankHolidays
from tracker.law.working_days import CALENDARS, due_date
from tracker.register import UnitEntry, give_own_units, units_for
from tracker.register.mailboxes import is_mailbox
from tracker.settings import Settings
from tracker.store.alerts import Alert
from tracker.store.matches import CampaignQuestion
from tracker.store.queries.campaigns import OPEN_OUTCOMES, PAUSED
from tracker.store.register import Body
from tracker.store.requests import Question, Request

_AT_A_TIME = 500

_Copies = list[tuple[Request, Body]]


def raise_round_robin_alerts(
    session: Session,
    campaign_ids: Collection[int],
    *,
    run_id: int | None,
    now: datetime,
    today: date,
    settings: Settings,
) -> int:
    """Owe one alert to each unit that holds an open copy of these round robins.

    Called again with the same campaigns, it adds only what is missing: a unit whose body joined
    later gets its alert then, nobody gets a second one. Returns how many were added. The campaigns
    are taken to be round robins.
    """
    wanted = sorted(set(campaign_ids))
    if not wanted:
        return 0
    give_own_units(session)
    holidays = holidays_of(settings)
    alerts = []
    for start in range(0, len(wanted), _AT_A_TIME):
        chunk = wanted[start : start + _AT_A_TIME]
        known = set(session.scalars(select(Alert.key).where(Alert.campaign_id.in_(chunk))))
        for campaign_id, copies in _copies(session, chunk).items():
            units = units_for(session, {body.id for _, body in copies}, today)
            for unit, facts in _facts(campaign_id, copies, units, holidays):
                key = f"{ROUND_ROBIN}:{campaign_id}:{unit.slug}"
                if key not in known:
                    alerts.append(_alert(key, unit, facts, settings))
    for alert in alerts:
        alert.created_at, alert.run_id = now, run_id
    session.add_all(alerts)
    session.flush()
    return len(alerts)


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


def _facts(
    campaign_id: int, copies: _Copies, units: dict[int, UnitEntry], holidays: BankHolidays
) -> Iterator[tuple[UnitEntry, RoundRobinFacts]]:
    bodies: dict[UnitEntry, set[int]] = defaultdict(set)
    still_open: dict[UnitEntry, list[OpenCopy]] = defaultdict(list)
    for request, body in copies:
        unit = units.get(body.id)
        if unit is None:
            continue
        bodies[unit].add(body.id)
        if request.outcome in OPEN_OUTCOMES and request.responded is None:
            still_open[unit].append(_open_copy(request, body, holidays))
    count = len({body.id for _, body in copies})
    for unit, open_copies in still_open.items():
        yield (
            unit,
            RoundRobinFacts(
                campaign=campaign_id,
                bodies=count,
                other_bodies=count - len(bodies[unit]),
                copies=tuple(open_copies),
            ),
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


def _alert(key: str, unit: UnitEntry, facts: RoundRobinFacts, settings: Settings) -> Alert:
    address = parseaddr(settings.mail_from)[1]
    domain = address.rpartition("@")[2] if is_mailbox(address) else "mosaic.invalid"
    return Alert(
        key=key,
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        kind=ROUND_ROBIN,
        unit_id=unit.id,
        campaign_id=facts.campaign,
        facts=facts.as_json(),
    )
