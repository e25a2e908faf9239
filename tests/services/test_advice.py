"""Advice is issued, superseded, withdrawn and answered; its words never change."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from runpy import run_path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from tracker.campaigns.advice import issue, withdraw
from tracker.campaigns.advice_answers import Response, acknowledge
from tracker.campaigns.advice_as_json import advice_as_json
from tracker.campaigns.advice_draft import CannotAdvise, Draft
from tracker.campaigns.advice_shown import advice_of
from tracker.campaigns.judgement import Judgement
from tracker.register.units import assign_unit, give_own_units
from tracker.store.tables import Advice, AdviceAcknowledgement, Body, Campaign

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
NOW, TODAY = TOLD["NOW"], TOLD["TODAY"]
ASKED = "Has {body} bought a device of this kind?"
DRAFT = Draft(
    line="Confirm the policy, and neither confirm nor deny use.",
    exemptions="s.31(3)",
    factors_for=["The public pays for it."],
    factors_against=["Use could be mapped."],
    already_public="Two bodies published contracts.",
    review_on=TODAY + timedelta(days=60),
)
CANARY = "Zebediah Quillonbury"
WRITTEN = ("line", "foisa_line", "exemptions", "factors_for", "factors_against", "already_public")


class Desk:
    """A campaign at three bodies of two units, and the coordinators' desk beside it."""

    def __init__(self, database, settings):
        self.database, self.settings = database, settings
        with database.writing() as session:
            self.story = TOLD["Story"](session)
            self.run = self.story.run()
            for slug in ("norfolk", "suffolk"):
                body = session.get_one(Body, self.story.body(slug))
                assign_unit(session, body, "joint")
            asked = [
                *self.ask("norfolk", outcome="refused", responded=date(2026, 11, 10)),
                *self.ask("suffolk"),
                *self.ask("kent"),
            ]
            self.number = self.story.campaign("Devices", asked, run=self.run)

    def ask(self, slug, **fields):
        return self.story.request(
            slug, date(2026, 11, 2), [ASKED], run=self.run, reference=f"R-{slug}", **fields
        )

    def join(self, slug):
        with self.database.writing() as session:
            self.story.session = session
            (question,) = self.ask(slug)
            give_own_units(session)
            self.story.session.add(
                TOLD["CampaignQuestion"](
                    question_id=question, campaign_id=self.number, joined_run_id=self.run
                )
            )

    def issue(self, *, by="National coordinator", seen=None, now=NOW, **changes):
        with self.database.writing() as session:
            draft = replace(DRAFT, **changes)
            return issue(
                session, self.number, draft, by=by, now=now, settings=self.settings, seen=seen
            ).version

    def withdraw(self, reason="The law changed", *, by="National coordinator", seen=None):
        with self.database.writing() as session:
            judgement = Judgement(reason, by, NOW)
            withdraw(session, self.number, judgement=judgement, settings=self.settings, seen=seen)

    def say(self, unit, response, reason="", *, by="Disclosure officer", seen=None, now=NOW):
        with self.database.writing() as session:
            judgement = Judgement(reason, by, now)
            return acknowledge(
                session, self.number, unit, Response(response), judgement=judgement, seen=seen
            )

    def shown(self, *, today=TODAY):
        with self.database.reading() as session:
            return advice_of(session, self.number, today=today)

    def words(self):
        """Give what every version says and who issued it when, by version."""
        with self.database.reading() as session:
            return {
                row.version: (
                    *(getattr(row, name) for name in WRITTEN),
                    row.author,
                    row.issued_at,
                    row.review_on,
                )
                for row in session.scalars(select(Advice))
            }


@pytest.fixture
def desk(database, settings):
    return Desk(database, settings)


def test_a_line_is_issued_and_the_next_one_supersedes_it(desk):
    assert desk.issue() == 1
    assert desk.issue(line="Answer in full.", exemptions="", by="Deputy") == 2
    newest, first = desk.shown().versions
    assert (newest.version, newest.status, newest.line) == (2, "issued", "Answer in full.")
    assert (newest.author, newest.exemptions, newest.cited.exemptions) == ("Deputy", "", ())
    assert (first.version, first.status, first.author) == (1, "superseded", "National coordinator")
    assert [each.section for each in first.cited.exemptions] == ["31(3)"]
    assert desk.shown().in_force is not None
    assert desk.shown().in_force.version == 2


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"line": " \n "}, "needs a line"),
        ({"factors_for": []}, "both ways"),
        ({"factors_against": ["  "]}, "both ways"),
        ({"review_on": TODAY - timedelta(days=1)}, "must not be over"),
        ({"exemptions": "s.31(3), section 99"}, "Not understood .*“section 99”"),
        ({"exemptions": "the usual ones"}, "Not understood .*“the usual ones”"),
        ({"exemptions": "s.31(3), s.12(1)"}, "no line for a campaign.*no ground"),
        ({"exemptions": "s.14(1)"}, "no line for a campaign"),
        ({"line": "x" * 10_001}, "at most 10000 characters"),
        ({"factors_for": ["x"] * 21}, "at most 20 factors"),
        ({"by": " "}, "Say who"),
        ({"by": "x" * 121}, "Say who"),
    ],
)
def test_a_draft_that_may_not_be_kept_is_refused_and_nothing_is_kept(desk, changes, why):
    with pytest.raises(CannotAdvise, match=why):
        desk.issue(**changes)
    assert desk.words() == {}


def test_what_may_be_kept_is_kept_without_personal_data(desk):
    told = f"My name is {CANARY}, write to zq.canary7731@wrenfield.example or call 07700 900734."
    desk.issue(
        line=f"Disclose. {told}",
        foisa_line=told,
        factors_for=[told],
        factors_against=[told],
        already_public=told,
    )
    desk.say("kent", "vary", f"We differ. {told}")
    desk.withdraw(f"It was wrong. {told}")
    said = str(advice_as_json(desk.shown()))
    assert "Disclose." in said
    assert "We differ." in said
    assert "It was wrong." in said
    for canary in ("Zebediah", "Quillonbury", "canary7731", "900734"):
        assert canary not in said


def test_a_campaign_at_a_scottish_body_needs_a_line_of_its_own(desk):
    desk.join("police-scotland")
    with pytest.raises(CannotAdvise) as refused:
        desk.issue(exemptions="s.31(3), s.23(5)")
    assert "Police Service of Scotland" in str(refused.value)
    assert "section 31(3) is section 18 together with section 35" in str(refused.value)
    assert "section 23(5) has no like in FOISA" in str(refused.value)
    assert desk.issue(foisa_line="Section 18 with 35(1).") == 1
    assert desk.shown().without_foisa_line == ()


def test_a_scottish_body_that_joins_later_is_named_as_without_a_line(desk):
    desk.issue()
    assert desk.shown().without_foisa_line == ()
    desk.join("police-scotland")
    assert desk.shown().without_foisa_line == ("Police Service of Scotland",)


def test_withdrawn_advice_stays_on_record_and_only_what_is_in_force_is_withdrawn(desk):
    with pytest.raises(CannotAdvise, match="No advice was issued"):
        desk.withdraw()
    desk.issue()
    with pytest.raises(CannotAdvise, match="Say why"):
        desk.withdraw("  ")
    desk.withdraw()
    (version,) = desk.shown().versions
    assert (version.status, version.withdrawn_by) == ("withdrawn", "National coordinator")
    assert version.withdrawn_reason == "The law changed"
    assert version.line == DRAFT.line
    assert desk.shown().in_force is None
    with pytest.raises(CannotAdvise, match="withdrawn by National coordinator on 2026-11-20"):
        desk.withdraw()
    with pytest.raises(CannotAdvise, match="withdrawn by"):
        desk.say("kent", "adopt")
    assert desk.issue() == 2


def test_whoever_has_not_seen_the_newest_version_is_told_of_it(desk):
    assert desk.issue(seen=0) == 1
    with pytest.raises(CannotAdvise, match=r"Version 1 was issued by National .* 2026-11-20"):
        desk.issue(seen=0)
    assert desk.issue(seen=1, by="Deputy") == 2
    for late in (
        lambda: desk.issue(seen=1),
        lambda: desk.withdraw(seen=1),
        lambda: desk.say("kent", "adopt", seen=1),
    ):
        with pytest.raises(CannotAdvise, match="Version 2 was issued by Deputy"):
            late()
    with pytest.raises(CannotAdvise, match="There is no version 3; the newest is 2"):
        desk.withdraw(seen=3)
    assert desk.say("kent", "adopt", seen=2).version == 2


def test_who_was_asked_who_said_what_and_who_had_answered_is_shown(desk):
    desk.issue()
    desk.say("joint", "decline", "Published already")
    desk.say("joint", "adopt", now=NOW + timedelta(hours=1))
    desk.join("essex")
    found = {unit.slug: unit for unit in desk.shown().versions[0].units}
    assert set(found) == {"essex", "joint", "kent"}
    assert [found[slug].asked for slug in ("essex", "joint", "kent")] == [False, True, True]
    assert found["kent"].response is None
    assert found["joint"].response == "adopt"
    assert [said.response for said in found["joint"].said] == ["adopt", "decline"]
    assert [said.reason for said in found["joint"].said] == ["", "Published already"]
    (before,) = found["joint"].answered_before
    assert (before.body, before.reference) == ("norfolk", "R-norfolk")
    assert (found["joint"].still_open, found["kent"].still_open) == (1, 1)


def test_what_a_unit_said_to_one_version_is_not_said_to_the_next(desk):
    desk.issue()
    desk.say("kent", "adopt")
    desk.issue()
    newest, first = desk.shown().versions
    assert [unit.response for unit in newest.units if unit.slug == "kent"] == [None]
    assert [unit.response for unit in first.units if unit.slug == "kent"] == ["adopt"]


@pytest.mark.parametrize("response", ["vary", "decline"])
def test_to_vary_or_decline_needs_a_reason(desk, response):
    desk.issue()
    with pytest.raises(CannotAdvise, match=f"To {response} advice needs a reason"):
        desk.say("kent", response, "  ")
    desk.say("kent", response, "We published it")


def test_only_units_that_answer_for_a_body_of_the_campaign_may_speak(desk):
    desk.issue()
    for slug in ("essex", "norfolk", "nobody"):
        with pytest.raises(CannotAdvise, match=f"{slug} answers for no body .*joint, kent"):
            desk.say(slug, "adopt")


def test_an_ended_campaign_gets_no_advice_and_names_its_successor(desk):
    desk.issue()
    with desk.database.writing() as session:
        other = TOLD["Story"](session).campaign("Other", [], run=desk.run)
        ended = session.get_one(Campaign, desk.number)
        ended.dissolved_at, ended.merged_into_id = NOW, other
    for late in (desk.issue, lambda: desk.say("kent", "adopt")):
        with pytest.raises(CannotAdvise, match=f"went over into C-{other}"):
            late()
    with desk.database.reading() as session:
        assert advice_of(session, other, today=TODAY).merged == (desk.number,)
    desk.withdraw()
    desk.number = 999
    with pytest.raises(CannotAdvise, match="no campaign C-999"):
        desk.issue()


def test_a_line_in_force_is_due_for_review_on_its_day(desk):
    desk.issue(review_on=TODAY)
    assert desk.shown(today=TODAY).versions[0].review_due
    desk.issue(review_on=TODAY + timedelta(days=1))
    newest, first = desk.shown(today=TODAY).versions
    assert not newest.review_due
    assert not first.review_due


STEPS = st.lists(st.sampled_from(["issue", "withdraw", "adopt", "decline"]), max_size=7)


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_done_no_word_that_was_issued_or_said_ever_changes(desk, steps):
    said = {}
    for step in steps:
        words = desk.words()
        try:
            if step == "issue":
                desk.issue(line=f"Line {len(words)}")
            elif step == "withdraw":
                desk.withdraw()
            else:
                desk.say("kent", step, f"Reason {len(said)}")
        except CannotAdvise:
            assert desk.words() == words
        later = desk.words()
        assert {version: later[version] for version in words} == words
        with desk.database.reading() as session:
            now_said = {
                row.id: (row.advice_id, row.unit_id, row.response, row.reason, row.said_by)
                for row in session.scalars(select(AdviceAcknowledgement))
            }
        assert {number: now_said[number] for number in said} == said
        said = now_said
        in_force = [each for each in desk.shown().versions if each.status == "issued"]
        assert len(in_force) <= 1


def test_the_guard_sees_a_word_that_changes(desk):
    desk.issue()
    before = desk.words()
    with desk.database.writing() as session:
        session.scalars(select(Advice)).one().line = "Something else"
    assert desk.words() != before
