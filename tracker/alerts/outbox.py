"""The outbox: alerts claimed with a lease, sent, then marked, so that none is lost.

A claim is one conditional UPDATE; `attempts` numbers it. Whoever holds the lease sends. After a
crash the lease runs out and the next sender repeats the same message with the same Message-ID.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, func, or_, select, update
from sqlalchemy.orm import Session

from tracker.alerts.message import Envelope
from tracker.settings import Settings
from tracker.store.alerts import Alert
from tracker.store.register import DisclosureUnit

GIVE_UP_AFTER = timedelta(hours=72)
"""From the first attempt; then an alert is failed, and shown as such."""
_LONGEST_PAUSE_MINUTES = 60
_COMMANDS_PER_MESSAGE = 20


@dataclass(frozen=True, kw_only=True)
class OwedAlert:
    """An alert as it is sent: what it says, to whom, and the number of its latest attempt."""

    id: int
    attempt: int
    first_attempt_at: datetime | None
    kind: str
    facts: Mapping[str, Any]
    """As the row has them; `read_facts` reads them."""
    envelope: Envelope


def due_alert_ids(session: Session, now: datetime) -> list[int]:
    """List the alerts that can be sent now, those never tried first."""
    query = (
        select(Alert.id)
        .where(_sendable(now))
        .order_by(Alert.next_attempt_at.is_not(None), Alert.next_attempt_at, Alert.id)
    )
    return list(session.scalars(query))


def waiting_for_mailbox(session: Session) -> dict[str, int]:
    """Count pending alerts by the slug of their unit, where nobody has given it a mailbox."""
    query = (
        select(DisclosureUnit.slug, func.count())
        .join(Alert, Alert.unit_id == DisclosureUnit.id)
        .where(Alert.status == "pending", ~_has_mailbox())
        .group_by(DisclosureUnit.slug)
        .order_by(DisclosureUnit.slug)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def read_alert(session: Session, alert_id: int, settings: Settings) -> OwedAlert | None:
    """Give one alert as it would be sent, whatever its state; None when there is none."""
    row = session.execute(
        select(Alert, DisclosureUnit)
        .join(DisclosureUnit, DisclosureUnit.id == Alert.unit_id)
        .where(Alert.id == alert_id)
    ).one_or_none()
    if row is None:
        return None
    alert, unit = row
    return OwedAlert(
        id=alert.id,
        attempt=alert.attempts,
        first_attempt_at=alert.first_attempt_at,
        kind=alert.kind,
        facts=alert.facts,
        envelope=Envelope(
            message_id=alert.message_id,
            created_at=alert.created_at,
            unit_name=unit.name,
            mailbox=unit.mailbox or None,
            sender=settings.mail_from,
            public_url=settings.public_url,
            marking=settings.marking,
        ),
    )


def claim(
    session: Session, alert_id: int, *, now: datetime, settings: Settings
) -> OwedAlert | None:
    """Take an alert for sending; None when another sender has it or it is no longer due."""
    lease = timedelta(seconds=_COMMANDS_PER_MESSAGE * settings.smtp_timeout_seconds + 60)
    taken = _update(
        session,
        and_(Alert.id == alert_id, _sendable(now)),
        lease_until=now + lease,
        attempts=Alert.attempts + 1,
        first_attempt_at=func.coalesce(Alert.first_attempt_at, now),
    )
    return read_alert(session, alert_id, settings) if taken else None


def mark_sent(session: Session, alert: OwedAlert, *, now: datetime) -> None:
    """Note that a server took the message; true whoever holds the lease by now."""
    _update(
        session,
        and_(Alert.id == alert.id, Alert.status != "sent"),
        status="sent",
        sent_at=now,
        lease_until=None,
        next_attempt_at=None,
        last_error="",
    )


def mark_failed(session: Session, alert: OwedAlert, reason: str) -> None:
    """Note that the message will not be tried again, unless a person asks for it."""
    _update(
        session,
        _still_ours(alert),
        status="failed",
        lease_until=None,
        next_attempt_at=None,
        last_error=reason,
    )


def mark_for_later(
    session: Session, alert: OwedAlert, reason: str, *, now: datetime, rng: random.Random
) -> bool:
    """Note a failed attempt and when to try again; failed after 72 hours. Return if it waits."""
    if alert.first_attempt_at and now - alert.first_attempt_at >= GIVE_UP_AFTER:
        mark_failed(session, alert, reason)
        return False
    _update(
        session,
        _still_ours(alert),
        lease_until=None,
        next_attempt_at=now + pause_before(alert.attempt + 1, rng),
        last_error=reason,
    )
    return True


def try_failed_again(session: Session) -> int:
    """Make every failed alert pending, as if it had never been tried; return how many."""
    return _update(
        session,
        Alert.status == "failed",
        status="pending",
        first_attempt_at=None,
        next_attempt_at=None,
        lease_until=None,
    )


def pause_before(attempt: int, rng: random.Random) -> timedelta:
    """Give the pause before the second, third ... attempt: 1, 2, 4 ... 60 minutes.

    Up to half of it is taken off by chance, so that many do not come back at once.
    """
    minutes = min(2 ** min(attempt - 2, 10), _LONGEST_PAUSE_MINUTES)
    return timedelta(minutes=minutes * rng.uniform(0.5, 1.0))


def _sendable(now: datetime) -> ColumnElement[bool]:
    return and_(
        Alert.status == "pending",
        or_(Alert.lease_until.is_(None), Alert.lease_until <= now),
        or_(Alert.next_attempt_at.is_(None), Alert.next_attempt_at <= now),
        Alert.unit_id.in_(select(DisclosureUnit.id).where(_has_mailbox())),
    )


def _has_mailbox() -> ColumnElement[bool]:
    return func.coalesce(DisclosureUnit.mailbox, "") != ""


def _still_ours(alert: OwedAlert) -> ColumnElement[bool]:
    return and_(Alert.id == alert.id, Alert.status == "pending", Alert.attempts == alert.attempt)


def _update(session: Session, where: ColumnElement[bool], **values: object) -> int:
    statement = (
        update(Alert).where(where).values(**values).execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
