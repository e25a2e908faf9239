"""Sending what is due: each claim and each mark in a transaction of its own."""

import random
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy.orm import Session

from tracker.alerts import outbox
from tracker.alerts.delivery import DeliveryFailed, Mailer, RefusedForGood, TryLater
from tracker.alerts.facts import read_facts
from tracker.alerts.message import UnusableAddress, compose, sender_address
from tracker.settings import Settings

Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(kw_only=True)
class SendReport:
    """What became of the alerts that were due."""

    sent: int = 0
    later: int = 0
    """Tried in vain, to be tried again."""
    failed: int = 0
    not_tried: int = 0
    """Due, but left alone because there is no usable mail server."""
    stopped: str = ""
    """Why nothing more was tried, where that is so."""
    no_mailbox: Mapping[str, int] = field(default_factory=dict)
    """Alerts that wait, by the slug of the unit that nobody has given a mailbox."""


def send_due_alerts(
    transaction: Transaction,
    *,
    mailer: Mailer | None,
    now: datetime,
    settings: Settings,
    rng: random.Random | None = None,
) -> SendReport:
    """Send every alert that is due, at least once, with the same Message-ID every time.

    Stops when the mail server cannot be used at all; without a mailer nothing is tried. `now` is
    the time of the call: the time that sending takes is added to it. Raises UnusableAddress when
    the settings name no usable sender.
    """
    sender_address(settings.mail_from)
    started = time.monotonic()
    with transaction() as session:
        due = outbox.due_alert_ids(session, now)
        report = SendReport(no_mailbox=outbox.waiting_for_mailbox(session))
    if mailer is None:
        report.not_tried, report.stopped = len(due), "no mail server is set"
        return report
    chance = rng or random.SystemRandom()
    for done, alert_id in enumerate(due):
        moment = now + timedelta(seconds=time.monotonic() - started)
        with transaction() as session:
            alert = outbox.claim(session, alert_id, now=moment, settings=settings)
        if alert is None:
            continue
        problem = _hand_over(mailer, alert)
        moment = now + timedelta(seconds=time.monotonic() - started)
        with transaction() as session:
            _mark(session, alert, problem, now=moment, rng=chance, report=report)
        if isinstance(problem, TryLater) and problem.server_unusable:
            report.not_tried, report.stopped = len(due) - done - 1, problem.reason
            break
    return report


def _hand_over(mailer: Mailer, alert: outbox.OwedAlert) -> DeliveryFailed | None:
    try:
        mailer.send(compose(read_facts(alert.kind, alert.facts), alert.envelope))
    except UnusableAddress as error:
        return RefusedForGood(str(error))
    except (ValidationError, KeyError):
        return RefusedForGood("the facts of this alert cannot be read")
    except DeliveryFailed as problem:
        return problem
    return None


def _mark(
    session: Session,
    alert: outbox.OwedAlert,
    problem: DeliveryFailed | None,
    *,
    now: datetime,
    rng: random.Random,
    report: SendReport,
) -> None:
    if problem is None:
        outbox.mark_sent(session, alert, now=now)
        report.sent += 1
    elif isinstance(problem, RefusedForGood):
        outbox.mark_failed(session, alert, problem.reason)
        report.failed += 1
    elif outbox.mark_for_later(session, alert, problem.reason, now=now, rng=rng):
        report.later += 1
    else:
        report.failed += 1
