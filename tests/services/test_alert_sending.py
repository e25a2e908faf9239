import email
import email.policy
import random
import shutil
import socket
import ssl
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr
from sqlalchemy import select, update

from tracker.alerts import SmtpMailer, outbox, send_due_alerts
from tracker.alerts.facts import OpenCopy, RoundRobinFacts
from tracker.alerts.listing import list_alerts
from tracker.alerts.message import UnusableAddress
from tracker.store.alerts import Alert
from tracker.store.intake import Run
from tracker.store.matches import Campaign
from tracker.store.register import DisclosureUnit

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
DAY = date(2026, 11, 2)


class Server:
    """A real SMTP server that answers as it is told."""

    def __init__(self):
        self.rcpt, self.data, self.drop = "250 OK", "250 OK", False
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.data.startswith("2"):
            self.mails.append((envelope.rcpt_tos[0], envelope.content))
        if self.drop:
            server.transport.abort()
        return self.data

    def message_ids(self) -> Counter:
        parsed = (email.message_from_bytes(content) for _, content in self.mails)
        return Counter(message["Message-ID"] for message in parsed)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server():
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def mailer(server):
    return SmtpMailer(host="127.0.0.1", port=server.port, timeout=10)


@pytest.fixture
def owe(database):
    """Owe alerts to as many units, each with a mailbox unless told otherwise."""

    def write(count=1, **changes):
        with database.writing() as session:
            run = Run(kind="match", started_at=NOW)
            session.add(run)
            session.flush()
            campaign = Campaign(
                title="Secret",
                body_count=3,
                request_count=3,
                first_received=DAY,
                last_received=DAY,
                weakest_score=0.9,
                created_run_id=run.id,
                changed_run_id=run.id,
            )
            session.add(campaign)
            session.flush()
            copy = OpenCopy(body="A", reference="A/1", received=DAY, due=DAY, due_basis="recorded")
            facts = RoundRobinFacts(
                campaign=campaign.id, bodies=3, other_bodies=2, copies=(copy,)
            ).as_json()
            for n in range(1, count + 1):
                unit = DisclosureUnit(
                    slug=f"unit-{n}", name=f"Unit {n}", mailbox=f"foi@u{n}.example"
                )
                session.add(unit)
                session.flush()
                alert = Alert(
                    key=f"round-robin:1:{n}",
                    message_id=f"<{n}@mosaic.example>",
                    kind="round-robin",
                    unit_id=unit.id,
                    campaign_id=campaign.id,
                    facts=facts,
                    created_at=NOW,
                )
                session.add(alert)
            session.flush()
            session.execute(
                update(DisclosureUnit).values(**{"mailbox": DisclosureUnit.mailbox} | changes)
            )

    return write


@pytest.fixture
def send(database, settings):
    def run(mailer, after=timedelta(0)):
        return send_due_alerts(
            database.writing,
            mailer=mailer,
            now=NOW + after,
            settings=settings,
            rng=random.Random(1),
        )

    return run


@pytest.fixture
def stored(database):
    def read() -> Alert:
        with database.reading() as session:
            return session.scalars(select(Alert).order_by(Alert.id)).first()

    return read


def test_an_alert_is_sent_once_and_marked(server, mailer, owe, send, stored):
    owe(2)
    report = send(mailer)
    assert (report.sent, report.later, report.failed, report.not_tried) == (2, 0, 0, 0)
    assert server.message_ids() == {"<1@mosaic.example>": 1, "<2@mosaic.example>": 1}
    assert [mailbox for mailbox, _ in server.mails] == ["foi@u1.example", "foi@u2.example"]
    assert (stored().status, stored().attempts) == ("sent", 1)
    assert send(mailer, timedelta(days=1)).sent == 0
    assert len(server.mails) == 2


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        ({"rcpt": "450 4.2.0 <foi@u1.example> greylisted"}, "pending", "refused: 450 4.2.0"),
        ({"rcpt": "550 5.1.1 <foi@u1.example> unknown"}, "failed", "refused: 550 5.1.1"),
        ({"data": "451 try again"}, "pending", "the message was refused: 451"),
        ({"data": "554 5.7.1 policy"}, "failed", "the message was refused: 554 5.7.1"),
    ],
)
def test_a_refusal_waits_or_fails_by_its_code(
    server, mailer, owe, send, stored, answer, status, error
):
    owe()
    vars(server).update(answer)
    report = send(mailer)
    alert = stored()
    assert (alert.status, report.failed) == (status, int(status == "failed"))
    assert alert.last_error.endswith(error)
    assert "@" not in alert.last_error
    assert server.mails == []


def test_one_refused_mailbox_does_not_keep_the_others_waiting(mailer, owe, send, database):
    owe(2)
    with database.writing() as session:
        session.execute(
            update(DisclosureUnit)
            .where(DisclosureUnit.slug == "unit-1")
            .values(mailbox="not an address")
        )
    report = send(mailer)
    assert (report.sent, report.failed) == (1, 1)


def test_a_break_after_the_text_is_repeated_with_the_same_message(
    server, mailer, owe, send, stored
):
    owe()
    server.drop = True
    assert send(mailer).later == 1
    assert (stored().status, len(server.mails)) == ("pending", 1)
    server.drop = False
    assert send(mailer).sent == 0, "not before its pause is over"
    assert send(mailer, timedelta(minutes=2)).sent == 1
    assert server.mails[0] == server.mails[1]
    assert server.message_ids() == {"<1@mosaic.example>": 2}


def test_a_server_that_is_down_stops_the_sending_and_nothing_is_lost(owe, send, mailer):
    owe(3)
    report = send(SmtpMailer(host="127.0.0.1", port=free_port(), timeout=5))
    assert (report.sent, report.later, report.not_tried) == (0, 1, 2)
    assert report.stopped == "no usable server: ConnectionRefusedError"
    assert send(mailer, timedelta(minutes=2)).sent == 3


def test_a_silent_server_is_given_up_after_the_timeout(owe, send, stored):
    owe()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailer = SmtpMailer(host="127.0.0.1", port=silent.getsockname()[1], timeout=0.2)
        report = send(mailer)
    assert (report.later, stored().status) == (1, "pending")
    assert report.stopped


def test_nothing_goes_out_in_clear_when_starttls_is_required(server, owe, send, stored):
    owe()
    mailer = SmtpMailer(host="127.0.0.1", port=server.port, starttls=True)
    report = send(mailer)
    assert (report.sent, server.mails) == (0, [])
    assert stored().last_error == "no usable server: SMTPNotSupportedError"


def test_a_server_that_takes_no_login_gets_no_mail_when_a_user_is_set(server, owe, send):
    owe()
    mailer = SmtpMailer(
        host="127.0.0.1", port=server.port, user="mosaic", password=SecretStr("secret")
    )
    report = send(mailer)
    assert (report.sent, report.later, server.mails) == (0, 1, [])
    assert "secret" not in report.stopped + repr(mailer)


@pytest.fixture
def certificate(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    key, crt = tmp_path / "key.pem", tmp_path / "crt.pem"
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    words += f" -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout {key} -out {crt}"
    subprocess.run(words.split(), check=True, capture_output=True)
    return key, crt


def test_starttls_sends_only_to_a_server_whose_certificate_is_trusted(certificate, owe, send):
    owe()
    key, crt = certificate
    offered = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    offered.load_cert_chain(crt, key)
    handler = Server()
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=offered,
        require_starttls=True,
    )
    controller.start()
    try:
        settings = {"host": "localhost", "port": controller.port, "starttls": True}
        assert send(SmtpMailer(**settings)).sent == 0
        assert handler.mails == []
        trusted = SmtpMailer(**settings, tls=ssl.create_default_context(cafile=crt))
        assert send(trusted, timedelta(minutes=2)).sent == 1
    finally:
        controller.stop()


def test_two_senders_at_once_send_each_alert_once(server, mailer, owe, send):
    owe(8)
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(send, [mailer, mailer]))
    assert sum(report.sent for report in reports) == 8
    assert set(server.message_ids().values()) == {1}


class Meanwhile:
    """A mailer that lets something else happen while it sends."""

    def __init__(self, happening):
        self.happening = happening
        self.sent = []

    def send(self, message):
        self.sent.append(message["Message-ID"])
        self.happening()


def test_while_one_sender_holds_the_lease_another_leaves_the_alert_alone(owe, send):
    owe()
    second = Meanwhile(lambda: None)
    first = Meanwhile(lambda: send(second, timedelta(minutes=5)))
    assert send(first).sent == 1
    assert (len(first.sent), second.sent) == (1, [])


def test_after_a_crash_the_lease_runs_out_and_the_same_message_goes_again(owe, send, stored):
    owe()

    def crash():
        raise KeyboardInterrupt

    crashed, later = Meanwhile(crash), Meanwhile(lambda: None)
    with pytest.raises(KeyboardInterrupt):
        send(crashed)
    assert send(later, timedelta(minutes=5)).sent == 0
    assert send(later, timedelta(minutes=10)).sent == 1
    assert crashed.sent == later.sent
    assert (stored().status, stored().attempts) == ("sent", 2)


def test_a_late_failure_does_not_undo_what_another_sender_did(
    owe, send, database, settings, stored
):
    owe()
    with database.writing() as session:
        late = outbox.claim(session, stored().id, now=NOW, settings=settings)
    assert send(Meanwhile(lambda: None), timedelta(hours=1)).sent == 1
    with database.writing() as session:
        outbox.mark_failed(session, late, "too late")
    assert stored().status == "sent"


@pytest.fixture
def two_claims(owe, database, settings, stored):
    """Claim one alert, and again after the first lease ran out."""
    owe()
    with database.writing() as session:
        first = outbox.claim(session, stored().id, now=NOW, settings=settings)
    later = NOW + timedelta(hours=1)
    with database.writing() as session:
        second = outbox.claim(session, stored().id, now=later, settings=settings)
    return first, second


def test_an_outdated_failure_leaves_the_newer_claim_alone(two_claims, database, stored):
    with database.writing() as session:
        outbox.mark_for_later(session, two_claims[0], "late", now=NOW, rng=random.Random(1))
        outbox.mark_failed(session, two_claims[0], "late")
    assert (stored().status, stored().last_error) == ("pending", "")
    assert stored().lease_until > NOW + timedelta(hours=1)


def test_an_outdated_success_still_counts(two_claims, database, stored):
    with database.writing() as session:
        outbox.mark_failed(session, two_claims[1], "refused")
    with database.writing() as session:
        outbox.mark_sent(session, two_claims[0], now=NOW)
    assert (stored().status, stored().sent_at) == ("sent", NOW)


def test_after_seventy_two_hours_of_trying_an_alert_is_failed_and_can_be_taken_up(
    server, mailer, owe, send, stored, database
):
    owe()
    server.rcpt = "450 busy"
    states = []
    for hours in range(0, 80, 7):
        send(mailer, timedelta(hours=hours))
        states.append(stored().status)
    assert states == ["pending"] * 11 + ["failed"], "failed at 77 hours, not yet at 70"
    server.rcpt = "250 OK"
    with database.writing() as session:
        assert outbox.try_failed_again(session) == 1
    assert send(mailer, timedelta(hours=80)).sent == 1


def test_pauses_double_up_to_an_hour_and_vary_by_chance():
    rng = random.Random(3)
    longest = [1, 2, 4, 8, 16, 32, 60, 60]
    for attempt, minutes in enumerate(longest, start=2):
        pauses = [outbox.pause_before(attempt, rng) / timedelta(minutes=1) for _ in range(50)]
        assert minutes / 2 <= min(pauses) < max(pauses) <= minutes
    assert outbox.pause_before(5000, rng) <= timedelta(hours=1)


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_unit_without_a_mailbox_keeps_its_alert_and_is_named(
    mailer, owe, send, stored, database, nothing
):
    owe(2, mailbox=nothing)
    for days in (0, 30):
        report = send(mailer, timedelta(days=days))
        assert (report.sent, report.no_mailbox) == (0, {"unit-1": 1, "unit-2": 1})
    assert (stored().status, stored().attempts) == ("pending", 0)
    with database.reading() as session:
        assert {line.note for line in list_alerts(session)} == {"no mailbox"}
    with database.writing() as session:
        session.execute(update(DisclosureUnit).values(mailbox="foi@found.example"))
    assert send(mailer, timedelta(days=31)).sent == 2


def test_without_a_mail_server_nothing_is_tried(owe, send, stored):
    owe(2)
    report = send(None)
    assert (report.not_tried, report.stopped) == (2, "no mail server is set")
    assert stored().attempts == 0


def test_facts_that_cannot_be_read_fail_without_stopping_the_rest(mailer, owe, send, database):
    owe(2)
    with database.writing() as session:
        session.execute(update(Alert).where(Alert.key == "round-robin:1:1").values(facts={"x": 1}))
    report = send(mailer)
    assert (report.sent, report.failed) == (1, 1)


def test_a_sender_that_cannot_be_used_stops_before_anything_is_claimed(
    database, owe, mailer, settings, stored
):
    owe()
    wrong = settings.model_copy(update={"mail_from": "not an address"})
    with pytest.raises(UnusableAddress, match="MOSAIC_MAIL_FROM"):
        send_due_alerts(database.writing, mailer=mailer, now=NOW, settings=wrong)
    assert stored().attempts == 0


def test_the_mail_that_arrives_is_plain_text_with_our_headers_only(server, mailer, owe, send):
    owe()
    send(mailer)
    message = email.message_from_bytes(server.mails[0][1], policy=email.policy.default)
    assert message.get_content_type() == "text/plain"
    assert message["To"] == "foi@u1.example"
    assert "A, A/1, received 2 November 2026" in message.get_content()
    assert "Secret" not in str(message)
