import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from tracker.alerts.facts import OpenCopy, RoundRobinFacts
from tracker.store.alerts import Alert
from tracker.store.intake import Run
from tracker.store.matches import Campaign
from tracker.store.register import DisclosureUnit

DAY = date(2026, 11, 2)
THEN = datetime(2026, 11, 3, 2, 30, tzinfo=UTC)
SENDER = {"MOSAIC_MAIL_FROM": "mosaic@npcc.example"}


@pytest.fixture
def owed(sqlite_database) -> int:
    """Owe one alert to a unit with a mailbox and one to a unit without; give the first's id."""
    with sqlite_database.writing() as session:
        run = Run(kind="match", started_at=THEN)
        units = [
            DisclosureUnit(slug="kent", name="Kent Police", mailbox="foi@kent.example"),
            DisclosureUnit(slug="essex", name="Essex Police"),
        ]
        session.add_all([run, *units])
        session.flush()
        days = {"first_received": DAY, "last_received": DAY}
        runs = {"created_run_id": run.id, "changed_run_id": run.id}
        campaign = Campaign(
            title="Secret", body_count=3, request_count=3, weakest_score=1.0, **days, **runs
        )
        session.add(campaign)
        session.flush()
        copy = OpenCopy(
            body="Kent Police", reference="K/1", received=DAY, due=None, due_basis="unknown"
        )
        facts = RoundRobinFacts(campaign=campaign.id, bodies=3, other_bodies=2, copies=(copy,))
        alerts = [
            Alert(
                key=f"round-robin:{campaign.id}:{unit.slug}",
                message_id=f"<{unit.slug}@mosaic.example>",
                kind="round-robin",
                unit_id=unit.id,
                campaign_id=campaign.id,
                facts=facts.as_json(),
                created_at=THEN,
            )
            for unit in units
        ]
        session.add_all(alerts)
        session.flush()
        return alerts[0].id


def statuses(database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Alert.status).order_by(Alert.id)))


def test_the_list_says_what_waits_and_why(mosaic, owed):
    result = mosaic("alerts", "list", "--format", "json")
    lines = json.loads(result.stdout)["alerts"]
    assert result.exit_code == 0
    assert {line["unit"]: line["note"] for line in lines} == {"kent": "", "essex": "no mailbox"}
    assert [line["id"] for line in lines][-1] == owed


def test_the_list_can_be_read_as_a_table_and_kept_to_one_status(mosaic, owed):
    table = mosaic("alerts", "list").stdout.splitlines()
    assert len(table) == 3
    assert str(owed) in table[-1]
    assert len(mosaic("alerts", "list", "--status", "sent").stdout.splitlines()) == 1


def test_a_preview_shows_the_mail_and_changes_nothing(mosaic, owed, sqlite_database):
    result = mosaic("alerts", "preview", owed, **SENDER)
    assert result.exit_code == 0
    assert "To: foi@kent.example\nSubject: Mosaic: campaign" in result.stdout
    assert "Kent Police, K/1" in result.stdout
    assert "To: (no mailbox)" in mosaic("alerts", "preview", owed + 1, **SENDER).stdout
    assert statuses(sqlite_database) == ["pending", "pending"]


def test_a_preview_of_an_alert_that_is_not_there_fails(mosaic, owed):
    result = mosaic("alerts", "preview", owed + 100)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no alert" in result.stderr


def test_a_dry_run_prints_what_is_due_and_sends_nothing(mosaic, owed, sqlite_database):
    result = mosaic("alerts", "send", "--dry-run", **SENDER)
    assert result.exit_code == 0
    assert result.stdout.count("Message-ID:") == 1
    assert "1 would be sent; nothing was sent." in result.stderr
    assert "1 wait because these units have no mailbox: essex" in result.stderr
    assert statuses(sqlite_database) == ["pending", "pending"]
    with sqlite_database.reading() as session:
        assert session.get_one(Alert, owed).attempts == 0


@pytest.mark.usefixtures("owed")
def test_sending_without_a_mail_server_fails_and_loses_nothing(mosaic, sqlite_database):
    result = mosaic("alerts", "send", **SENDER)
    assert result.exit_code == 1
    assert "no mail server is set. Nothing is lost." in result.stderr
    assert statuses(sqlite_database) == ["pending", "pending"]


@pytest.mark.usefixtures("owed")
def test_a_sender_that_is_no_address_fails_in_one_sentence(mosaic):
    result = mosaic("alerts", "send", MOSAIC_MAIL_FROM="nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: MOSAIC_MAIL_FROM is not one plain e-mail address\n"


@pytest.mark.usefixtures("owed")
def test_failed_alerts_are_taken_up_when_asked(mosaic, sqlite_database):
    with sqlite_database.writing() as session:
        session.execute(update(Alert).values(status="failed"))
    assert mosaic("alerts", "send", **SENDER).exit_code == 0
    assert statuses(sqlite_database) == ["failed", "failed"]
    mosaic("alerts", "send", "--retry-failed", **SENDER)
    assert statuses(sqlite_database) == ["pending", "pending"]


@pytest.mark.parametrize(("regime", "due"), [("FOIA", "2026-04-09"), ("foisa", "2026-04-07")])
def test_due_prints_json_and_nothing_else(mosaic, regime, due):
    result = mosaic("due", "--received", "2026-03-09", "--regime", regime, "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["due"], found["weekend_days"]) == (0, due, 8)
    assert {"date": "2026-04-03", "name": "Good Friday"} in found["skipped"]


def test_due_says_in_words_what_was_not_counted(mosaic):
    result = mosaic("due", "--received", "2028-12-10", "--regime", "FOISA")
    assert result.exit_code == 0
    assert result.stdout.startswith("Due Tuesday 9 January 2029.\n")
    assert "Not counted: Monday 25 December 2028, Christmas Day" in result.stdout
    assert "Provisional" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--received", "2026-02-30", "--regime", "FOIA"),
        ("--received", "09/03/2026", "--regime", "FOIA"),
        ("--received", "2026-03-09", "--regime", "EIR"),
        ("--received", "2026-03-09"),
    ],
)
def test_due_refuses_what_it_cannot_read_as_usage(mosaic, words):
    assert mosaic("due", *words).exit_code == 2
