"""What disclosure units are owed: written with the fact, sent later, at least once."""

from tracker.alerts.advice import raise_advice_alerts, raise_run_alerts
from tracker.alerts.delivery import Mailer
from tracker.alerts.owed import raise_round_robin_alerts
from tracker.alerts.sending import SendReport, send_due_alerts
from tracker.alerts.smtp import SmtpMailer

__all__ = [
    "Mailer",
    "SendReport",
    "SmtpMailer",
    "raise_advice_alerts",
    "raise_round_robin_alerts",
    "raise_run_alerts",
    "send_due_alerts",
]
