"""Writing down what is owed, in the transaction in which the fact becomes true."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime
from email.utils import parseaddr

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.alerts.facts import ROUND_ROBIN, AlertFacts, RoundRobinFacts
from tracker.alerts.open_copies import still_open
from tracker.holidays import holidays_of
from tracker.register import UnitEntry, give_own_units
from tracker.register.mailboxes import is_mailbox
from tracker.settings import Settings
from tracker.store.alerts import Alert

_AT_A_TIME = 500


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
        for each in still_open(session, chunk, today=today, holidays=holidays):
            key = f"{ROUND_ROBIN}:{each.campaign}:{each.unit.slug}"
            if key not in known:
                facts = RoundRobinFacts(
                    campaign=each.campaign,
                    bodies=each.bodies,
                    other_bodies=each.other_bodies,
                    copies=each.copies,
                )
                alerts.append(owe(key, each.unit, facts, settings))
    return keep(session, alerts, now=now, run_id=run_id)


def owe(key: str, unit: UnitEntry, facts: AlertFacts, settings: Settings) -> Alert:
    """Make the row of an alert, to be kept with `keep`."""
    address = parseaddr(settings.mail_from)[1]
    domain = address.rpartition("@")[2] if is_mailbox(address) else "mosaic.invalid"
    return Alert(
        key=key,
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        kind=facts.kind,
        unit_id=unit.id,
        campaign_id=facts.campaign,
        facts=facts.as_json(),
    )


def keep(session: Session, alerts: Sequence[Alert], *, now: datetime, run_id: int | None) -> int:
    """Write down what is owed from this moment on, by this run if any; return how many."""
    for alert in alerts:
        alert.created_at, alert.run_id = now, run_id
    session.add_all(alerts)
    session.flush()
    return len(alerts)
