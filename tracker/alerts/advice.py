"""Owing what is to be said about advice: to each unit that still has to answer."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.alerts.facts import ADVICE, AdviceFacts
from tracker.alerts.open_copies import still_open
from tracker.alerts.owed import keep, owe, raise_round_robin_alerts
from tracker.holidays import holidays_of
from tracker.register import give_own_units
from tracker.settings import Settings
from tracker.store.advice import Advice
from tracker.store.alerts import Alert


def raise_advice_alerts(
    session: Session,
    advice: Advice,
    *,
    now: datetime,
    today: date,
    settings: Settings,
    run_id: int | None = None,
) -> int:
    """Owe each unit that holds an open copy one alert about this version as it stands.

    That is: issued, changed where it is not the first, or withdrawn. Called again it adds only
    what is missing, so a unit whose body joins later is told then. Returns how many were added.
    """
    give_own_units(session)
    change = _change(advice)
    prefix = advice_key(advice.campaign_id, advice.version, change=change)
    known = set(session.scalars(select(Alert.key).where(Alert.campaign_id == advice.campaign_id)))
    alerts = []
    holidays = holidays_of(settings)
    for each in still_open(session, [advice.campaign_id], today=today, holidays=holidays):
        key = f"{prefix}{each.unit.slug}"
        if key not in known:
            facts = AdviceFacts(
                campaign=each.campaign, version=advice.version, change=change, copies=each.copies
            )
            alerts.append(owe(key, each.unit, facts, settings))
    return keep(session, alerts, now=now, run_id=run_id)


def raise_run_alerts(
    session: Session,
    round_robins: Collection[int],
    *,
    run_id: int,
    now: datetime,
    today: date,
    settings: Settings,
) -> int:
    """Owe what a run finds missing: about these round robins, and about every advice in force.

    Advice is told to units whose bodies joined since it was issued. Returns how many were added.
    """
    standing = session.scalars(select(Advice).where(Advice.status == "issued").order_by(Advice.id))
    return raise_round_robin_alerts(
        session, round_robins, run_id=run_id, now=now, today=today, settings=settings
    ) + sum(
        raise_advice_alerts(session, advice, now=now, today=today, settings=settings, run_id=run_id)
        for advice in list(standing)
    )


def advice_key(campaign: int, version: int, *, change: str = "issued") -> str:
    """Give what the keys of the alerts about a version begin with; the unit's slug follows."""
    said = f"{ADVICE}-withdrawn" if change == "withdrawn" else ADVICE
    return f"{said}:{campaign}:{version}:"


def _change(advice: Advice) -> Literal["issued", "changed", "withdrawn"]:
    if advice.status == "withdrawn":
        return "withdrawn"
    return "issued" if advice.version == 1 else "changed"
