from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tracker.alerts import raise_round_robin_alerts
from tracker.register import import_bodies, import_units
from tracker.settings import Settings
from tracker.store.alerts import Alert
from tracker.store.intake import Run
from tracker.store.matches import Campaign, CampaignQuestion
from tracker.store.register import Body, DisclosureUnit
from tracker.store.requests import Question, QuestionText, Request

RECEIVED = date(2026, 3, 9)
BODIES = """slug,name,regime,unit
norfolk,Norfolk Constabulary,FOIA,norfolk-and-suffolk
suffolk,Suffolk Constabulary,FOIA,norfolk-and-suffolk
kent,Kent Police,FOIA,
scotland,Police Scotland,FOISA,
agency,An Agency,none,
"""


class RoundRobin:
    """A campaign put together row by row."""

    def __init__(self, session, now):
        self.session, self.now = session, now
        self.run = Run(kind="match", started_at=now)
        self.text = QuestionText(sha256="0" * 64, comparable="which tool")
        session.add_all([self.run, self.text])
        session.flush()
        self.campaign = Campaign(
            title="A secret title",
            round_robin=True,
            body_count=0,
            request_count=0,
            first_received=RECEIVED,
            last_received=RECEIVED,
            weakest_score=0.9,
            created_run_id=self.run.id,
            changed_run_id=self.run.id,
        )
        session.add(self.campaign)
        session.flush()

    def copy(self, slug, reference, *, questions=1, **fields):
        request = Request(
            body_id=self.session.scalar(select(Body.id).where(Body.slug == slug)),
            reference=reference,
            reference_key=reference,
            received=fields.pop("received", RECEIVED),
            text="Do you use the Oracle tool?",
            content_hash="x",
            first_run_id=self.run.id,
            last_run_id=self.run.id,
            **fields,
        )
        self.session.add(request)
        self.session.flush()
        for position in range(1, questions + 1):
            question = Question(
                request_id=request.id, position=position, display="x", text_id=self.text.id
            )
            self.session.add(question)
            self.session.flush()
            member = CampaignQuestion(
                question_id=question.id, campaign_id=self.campaign.id, joined_run_id=self.run.id
            )
            self.session.add(member)
        self.session.flush()

    def alert(self) -> int:
        return raise_round_robin_alerts(
            self.session,
            [self.campaign.id],
            run_id=self.run.id,
            now=self.now,
            today=self.now.date(),
            settings=Settings(mail_from="mosaic@npcc.example"),
        )


@pytest.fixture
def round_robin(database, now, tmp_path):
    path = tmp_path / "bodies.csv"
    path.write_text(BODIES)
    with database.writing() as session:
        import_bodies(session, path)
        yield RoundRobin(session, now)


def alerts(round_robin) -> dict[str, Alert]:
    rows = round_robin.session.execute(
        select(DisclosureUnit.slug, Alert).join(Alert, Alert.unit_id == DisclosureUnit.id)
    )
    return dict(rows.all())


def test_each_unit_with_an_open_copy_is_owed_one_alert(round_robin):
    round_robin.copy("norfolk", "N1", questions=3)
    round_robin.copy("suffolk", "S1")
    round_robin.copy("kent", "K1")
    assert round_robin.alert() == 2
    owed = alerts(round_robin)
    assert set(owed) == {"norfolk-and-suffolk", "kent"}
    facts = owed["norfolk-and-suffolk"].facts
    assert [copy["reference"] for copy in facts["copies"]] == ["N1", "S1"]
    assert (facts["bodies"], facts["other_bodies"]) == (3, 1)
    assert owed["kent"].facts["other_bodies"] == 2
    campaign = round_robin.campaign.id
    assert owed["kent"].key == f"round-robin:{campaign}:kent"
    assert owed["kent"].run_id == round_robin.run.id
    assert owed["kent"].message_id.endswith("@npcc.example>")


def test_asking_again_adds_nothing_and_a_body_that_joins_later_gets_its_own(round_robin):
    round_robin.copy("norfolk", "N1")
    round_robin.copy("kent", "K1")
    assert round_robin.alert() == 2
    ids = {slug: alert.message_id for slug, alert in alerts(round_robin).items()}
    assert round_robin.alert() == 0
    round_robin.copy("scotland", "P1")
    round_robin.copy("suffolk", "S1")
    assert round_robin.alert() == 1
    owed = alerts(round_robin)
    assert ids == {slug: owed[slug].message_id for slug in ids}
    assert owed["scotland"].facts["bodies"] == 4


@pytest.mark.parametrize(
    "answered",
    [
        {"outcome": "refused", "responded": date(2026, 3, 20)},
        {"outcome": "withdrawn"},
        {"outcome": "pending", "responded": date(2026, 3, 20)},
    ],
)
def test_a_unit_whose_copies_are_all_answered_is_owed_nothing(round_robin, answered):
    round_robin.copy("norfolk", "N1", **answered)
    round_robin.copy("kent", "K1", outcome="clarification")
    round_robin.copy("scotland", "P1")
    assert round_robin.alert() == 2
    owed = alerts(round_robin)
    assert set(owed) == {"kent", "scotland"}
    assert owed["kent"].facts["bodies"] == 3


def test_the_due_date_is_the_recorded_one_or_else_the_statutory_one(round_robin):
    round_robin.copy("norfolk", "N1", due=date(2026, 5, 1))
    round_robin.copy("kent", "K1")
    round_robin.copy("scotland", "P1")
    round_robin.copy("suffolk", "S1", received=date(2029, 1, 8))
    round_robin.copy("agency", "A1")
    round_robin.copy("agency", "A2", regime="FOISA")
    round_robin.alert()
    dues = {
        copy["reference"]: (copy["due"], copy["due_basis"])
        for alert in alerts(round_robin).values()
        for copy in alert.facts["copies"]
    }
    assert dues == {
        "N1": ("2026-05-01", "recorded"),
        "K1": ("2026-04-09", "computed"),
        "P1": ("2026-04-07", "computed"),
        "S1": ("2029-02-05", "provisional"),
        "A1": (None, "unknown"),
        "A2": ("2026-04-07", "computed"),
    }


def test_the_facts_hold_no_wording_and_no_title(round_robin):
    round_robin.copy("kent", "K1")
    round_robin.alert()
    facts = str(alerts(round_robin)["kent"].facts)
    assert "Oracle" not in facts
    assert "secret" not in facts


def test_the_unit_that_answers_today_is_alerted(round_robin, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("slug,name,bodies,valid_from\nnew,New Desk,kent,2026-11-20\n")
    import_units(round_robin.session, path)
    round_robin.copy("kent", "K1")
    round_robin.alert()
    assert set(alerts(round_robin)) == {"new"}


def test_a_body_that_nobody_gave_a_unit_is_alerted_through_its_own(round_robin):
    round_robin.session.add(Body(slug="late", name="Late Body", short_name="Late"))
    round_robin.session.flush()
    round_robin.copy("late", "L1")
    assert round_robin.alert() == 1
    assert set(alerts(round_robin)) == {"late"}


def test_no_campaigns_owe_nothing(sqlite_database, settings):
    with sqlite_database.writing() as session:
        added = raise_round_robin_alerts(
            session,
            [],
            run_id=None,
            now=datetime(2026, 11, 20, tzinfo=UTC),
            today=date(2026, 11, 20),
            settings=settings,
        )
    assert added == 0


def test_a_copy_that_waits_for_a_clarification_has_no_date_and_says_why(round_robin):
    round_robin.copy("norfolk", "N1", outcome="clarification", due=date(2026, 5, 1))
    round_robin.copy("kent", "K1")
    round_robin.copy("scotland", "P1")
    round_robin.alert()
    dues = {
        copy["reference"]: (copy["due"], copy["due_basis"])
        for alert in alerts(round_robin).values()
        for copy in alert.facts["copies"]
    }
    assert dues["N1"] == (None, "paused")
    assert dues["K1"][1] == "computed"
