"""`mosaic alerts`: what is owed to disclosure units, and sending it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from email.message import EmailMessage

import click
from sqlalchemy.orm import Session

from tracker.alerts import SendReport, SmtpMailer, outbox, send_due_alerts
from tracker.alerts.facts import read_facts
from tracker.alerts.listing import AlertLine, list_alerts
from tracker.alerts.message import UnusableAddress, compose
from tracker.cli.application import Application
from tracker.settings import Settings

_STATUSES = ("pending", "sent", "failed")
_COLUMNS = "{:>6}  {:<8}  {:>8}  {:<40}  {:>8}  {:<16}  {}"


@click.group()
def alerts() -> None:
    """Show what is owed to disclosure units, and send it."""


@alerts.command("list")
@click.option("--status", type=click.Choice(_STATUSES))
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.pass_obj
def list_(application: Application, status: str | None, shape: str) -> None:
    """List alerts, the newest first, with what they wait for."""
    with application.database.reading() as session:
        lines = list_alerts(session, status=status)
    if shape == "json":
        click.echo(json.dumps({"alerts": [_as_json(line) for line in lines]}, ensure_ascii=False))
        return
    click.echo(
        _COLUMNS.format("id", "status", "campaign", "unit", "attempts", "next attempt", "note")
    )
    for line in lines:
        pause = f"{line.next_attempt_at:%Y-%m-%d %H:%M}" if line.next_attempt_at else "-"
        click.echo(
            _COLUMNS.format(
                *(line.id, line.status, line.campaign, line.unit, line.attempts, pause, line.note)
            ).rstrip()
        )


@alerts.command()
@click.option("--dry-run", is_flag=True, help="Print what would be sent; send and change nothing.")
@click.option("--retry-failed", is_flag=True, help="Take up those that were given up, too.")
@click.pass_obj
def send(application: Application, *, dry_run: bool, retry_failed: bool) -> None:
    """Send every alert that is due."""
    settings, database = application.settings, application.database
    now = datetime.now(UTC)
    try:
        if dry_run:
            with database.reading() as session:
                _print_due(session, settings, now)
            return
        if retry_failed:
            with database.writing() as session:
                outbox.try_failed_again(session)
        mailer = SmtpMailer.from_settings(settings)
        report = send_due_alerts(database.writing, mailer=mailer, now=now, settings=settings)
    except UnusableAddress as error:
        raise click.ClickException(str(error)) from error
    _print_report(report)


@alerts.command()
@click.argument("alert_id", metavar="ID", type=int)
@click.pass_obj
def preview(application: Application, alert_id: int) -> None:
    """Print one alert as it is or was sent."""
    with application.database.reading() as session:
        alert = outbox.read_alert(session, alert_id, application.settings)
    if alert is None:
        raise click.ClickException(f"There is no alert {alert_id}.")
    try:
        click.echo(_written(alert))
    except UnusableAddress as error:
        raise click.ClickException(str(error)) from error


def _print_due(session: Session, settings: Settings, now: datetime) -> None:
    due = outbox.due_alert_ids(session, now)
    for alert_id in due:
        if alert := outbox.read_alert(session, alert_id, settings):
            click.echo(_written(alert))
            click.echo("-" * 72)
    click.echo(f"{len(due)} would be sent; nothing was sent.", err=True)
    _print_missing_mailboxes(SendReport(no_mailbox=outbox.waiting_for_mailbox(session)))


def _print_report(report: SendReport) -> None:
    click.echo(
        f"{report.sent} sent, {report.later} to be tried again, {report.failed} failed, "
        f"{report.not_tried} not tried"
    )
    _print_missing_mailboxes(report)
    if report.stopped and report.later + report.not_tried:
        raise click.ClickException(f"Sending stopped: {report.stopped}. Nothing is lost.")


def _print_missing_mailboxes(report: SendReport) -> None:
    if report.no_mailbox:
        click.echo(
            f"{sum(report.no_mailbox.values())} wait because these units have no mailbox: "
            f"{', '.join(report.no_mailbox)}",
            err=True,
        )


def _written(alert: outbox.OwedAlert) -> str:
    message = compose(read_facts(alert.kind, alert.facts), alert.envelope)
    return f"{_headers(message)}\n\n{message.get_content()}"


def _headers(message: EmailMessage) -> str:
    shown = ("From", "To", "Subject", "Date", "Message-ID")
    return "\n".join(f"{name}: {message.get(name, '(no mailbox)')}" for name in shown)


def _as_json(line: AlertLine) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(line).items()
    }
