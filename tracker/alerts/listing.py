"""Reading the outbox for people: what is owed, what went out, what waits and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.alerts import Alert
from tracker.store.register import DisclosureUnit


@dataclass(frozen=True, kw_only=True)
class AlertLine:
    """One alert in a list."""

    id: int
    kind: str
    unit: str
    campaign: int
    status: str
    note: str
    """Why it waits or failed: `no mailbox`, or the last error."""
    created_at: datetime
    attempts: int
    next_attempt_at: datetime | None
    sent_at: datetime | None


def list_alerts(session: Session, *, status: str | None = None) -> list[AlertLine]:
    """List alerts, the newest first; only those of one status where it is given."""
    query = (
        select(Alert, DisclosureUnit)
        .join(DisclosureUnit, DisclosureUnit.id == Alert.unit_id)
        .order_by(Alert.id.desc())
    )
    if status:
        query = query.where(Alert.status == status)
    return [_line(alert, unit) for alert, unit in session.execute(query)]


def _line(alert: Alert, unit: DisclosureUnit) -> AlertLine:
    waits_for_mailbox = alert.status == "pending" and not unit.mailbox
    return AlertLine(
        id=alert.id,
        kind=alert.kind,
        unit=unit.slug,
        campaign=alert.campaign_id,
        status=alert.status,
        note="no mailbox" if waits_for_mailbox else alert.last_error,
        created_at=alert.created_at,
        attempts=alert.attempts,
        next_attempt_at=alert.next_attempt_at,
        sent_at=alert.sent_at,
    )
