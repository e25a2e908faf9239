"""Campaigns assessed from the store, on both databases."""

import json
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import event, select

from tracker.campaigns.assessment import assess, risks
from tracker.law.working_days import BankHolidays
from tracker.store.answers import Answer as StoredAnswer
from tracker.store.tables import Body, Campaign, CampaignTopics, DisclosureUnit, Request, UnitBody

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
NOVEMBER = date(2026, 11, 2)
HOLIDAYS = BankHolidays.load()
ANSWERED = {"responded": date(2026, 11, 12)}


@pytest.fixture
def write(database):
    def tell(how):
        with database.writing() as session:
            return how(TOLD["Story"](session))

    return tell


@pytest.fixture
def assessed(database, today):
    def read(number=1, **wanted):
        with database.reading() as session:
            return assess(session, number, today=today, holidays=HOLIDAYS, **wanted)

    return read


def broken_line(story):
    """Ask five bodies: two say NCND, one has nothing, one refuses, one is awaited."""
    run = story.run()
    story.body("cumbria")
    story.body("cleveland")
    story.request("cleveland", NOVEMBER, ["Which dogs?"], run=run)
    answers = {
        "kent": {"outcome": "ncnd", "exemptions": "s31(3) & s24(2)", **ANSWERED},
        "essex": {"outcome": "ncnd", "exemptions": "Section 31 (3) Law Enforcement", **ANSWERED},
        "surrey": {"outcome": "not-held", "responded": date(2026, 11, 16)},
        "dorset": {"outcome": "refused", "exemptions": "Section 31(1)(a)", **ANSWERED},
        "gwent": {"outcome": "pending"},
    }
    asked = [
        story.request(slug, NOVEMBER, ["How many catchers?"], run=run, reference=slug, **fields)[0]
        for slug, fields in answers.items()
    ]
    story.campaign("Catchers", asked, run=run, round_robin=True)
    return run


def test_a_broken_line_is_assessed_from_what_the_bodies_wrote(write, assessed):
    write(broken_line)
    found = assessed()
    assert found.outsider_map == {
        "cleveland": "not-asked",
        "cumbria": "no-data",
        "dorset": "confirms",
        "essex": "nothing",
        "gwent": "pending",
        "kent": "nothing",
        "surrey": "denies",
    }
    assert [each.rule for each in found.inconsistencies] == [
        *("ncnd-beside-denial", "ncnd-beside-confirmation", "other-limb"),
    ]
    assert (found.bodies, found.units_to_answer) == (5, 1)
    assert found.risk.score == sum(factor.points for factor in found.risk.factors) > 40
    assert {each.body for each in found.next_answers} == {"gwent"}
    assert [each.section for each in found.answers[3].exemptions] == ["31(3)", "24(2)"]


def test_an_earlier_day_is_seen_as_it_was(write, assessed):
    write(broken_line)
    before = assessed(as_of=date(2026, 11, 13))
    assert before.outsider_map["surrey"] == "pending"
    assert "ncnd-beside-denial" not in {each.rule for each in before.inconsistencies}
    assert before.risk.score < assessed().risk.score
    asked_later = assessed(as_of=date(2026, 11, 1))
    assert (asked_later.answers, asked_later.risk.score) == ((), 0)
    assert asked_later.outsider_map["kent"] == "not-asked"


def test_an_answer_that_changed_is_told_with_both_dates(write, assessed, database, now):
    run = write(broken_line)
    with database.writing() as session:
        essex = session.scalars(select(Request.id).where(Request.reference == "essex")).one()
        for outcome, responded in (("not-held", date(2026, 11, 6)), ("ncnd", date(2026, 11, 12))):
            state = {"outcome": outcome, "responded": responded, "exemptions": "s31(3)"}
            session.add(StoredAnswer(request_id=essex, noted_at=now, noted_run_id=run, **state))
    changed = next(each for each in assessed().inconsistencies if each.rule == "answer-changed")
    assert changed.bodies == ("essex",)
    assert "2026-11-06" in changed.why
    assert "2026-11-12" in changed.why
    assert assessed().outsider_map["essex"] == "denies"
    earlier = assessed(as_of=date(2026, 11, 11))
    assert earlier.outsider_map["essex"] == "denies"
    assert "answer-changed" not in {each.rule for each in earlier.inconsistencies}


def test_an_answer_dated_after_today_is_known_today(write, assessed, database):
    write(broken_line)
    early = date(2026, 11, 3)
    with database.reading() as session:
        found = assess(session, 1, today=early, holidays=HOLIDAYS)
        listed = risks(session, [1], today=early, holidays=HOLIDAYS)
    assert found.as_of == date(2026, 11, 16)
    assert found.outsider_map == assessed().outsider_map
    assert listed == {1: found.risk}
    assert assessed(as_of=early).outsider_map["surrey"] == "pending"


def test_an_explained_inconsistency_takes_its_points_away(write, assessed):
    write(broken_line)
    before = assessed()
    key = before.inconsistencies[0].key
    after = assessed(explained={key})
    assert [each.explained for each in after.inconsistencies] == [True, False, False]
    assert after.risk.score < before.risk.score


def test_a_joint_unit_has_one_answer_to_write_and_its_bodies_still_count(write, assessed):
    def tell(story):
        run = story.run()
        asked = [
            story.request(slug, NOVEMBER, ["How many vans?"], run=run)[0]
            for slug in ("kent", "essex", "surrey")
        ]
        story.campaign("Vans", asked, run=run)
        unit = DisclosureUnit(slug="kent-and-essex", name="Kent and Essex")
        story.session.add(unit)
        story.session.flush()
        story.session.add_all(
            UnitBody(unit_id=unit.id, body_id=story.bodies[slug]) for slug in ("kent", "essex")
        )

    write(tell)
    found = assessed()
    assert (found.bodies, found.units_to_answer) == (3, 2)


def test_an_answer_whose_word_nobody_knows_is_unclear(write, assessed):
    def tell(story):
        run = story.run()
        asked = story.request("kent", NOVEMBER, ["How many vans?"], run=run, **ANSWERED)
        story.campaign("Vans", asked, run=run)

    write(tell)
    (answer,) = assessed().answers
    assert (answer.stance.posture, answer.stance.reveals) == ("unknown", "unclear")


def test_the_topics_found_count_and_one_that_is_listed_no_more_is_left_out(write, assessed):
    run = write(broken_line)

    def tell(story):
        topics = [{"slug": "imsi-catchers", "likeness": 0.6}, {"slug": "gone", "likeness": 0.5}]
        story.session.add(CampaignTopics(campaign_id=1, topics=topics, read_with="toy", run_id=run))

    before = assessed().risk.score
    write(tell)
    found = assessed()
    assert [(topic.slug, topic.ncnd_typical) for topic in found.topics] == [("imsi-catchers", True)]
    assert found.risk.score == before + 10


@pytest.mark.parametrize("how", ["one", "all"])
def test_the_number_of_statements_does_not_grow_with_the_rows(database, write, today, how):
    seen = []
    event.listen(database.reader, "before_cursor_execute", lambda *a: seen.append(a[2]))

    def statements():
        seen.clear()
        with database.reading() as session:
            if how == "one":
                assess(session, 1, today=today, holidays=HOLIDAYS)
            else:
                numbers = session.scalars(select(Campaign.id)).all()
                seen.clear()
                assert set(risks(session, numbers, today=today, holidays=HOLIDAYS)) == set(numbers)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    write(broken_line)
    few = statements()
    assert 4 <= few <= 5
    write(lambda story: TOLD["crowd"](story.session, 30, size=9))
    assert statements() == few


def test_the_risk_of_the_list_is_that_of_the_campaign(database, write, today, assessed):
    write(broken_line)
    write(lambda story: TOLD["police_story"](story.session))
    with database.reading() as session:
        found = risks(session, [1, 2, 3], today=today, holidays=HOLIDAYS)
    assert found == {number: assessed(number).risk for number in (1, 2, 3)}


@pytest.fixture
def document(write, mosaic):
    def read(*options):
        result = mosaic(
            *("campaign", "show", "C-1", "--format", "json", *options), MOSAIC_COPY_THRESHOLD="0.6"
        )
        assert result.exit_code == 0
        return json.loads(result.stdout)

    write(broken_line)
    return read


def test_the_document_of_a_campaign_keeps_the_contract(document):
    found = document()
    assert found["answers"][3] == {
        "body": "kent",
        "reference": "kent",
        "received": "2026-11-02",
        "due": "2026-12-01",
        "responded": "2026-11-12",
        "outcome": "ncnd",
        "posture": "ncnd",
        "exemptions": [
            {"act": "FOIA", "section": "31(3)", "ncnd": True},
            {"act": "FOIA", "section": "24(2)", "ncnd": True},
        ],
        "reveals": "nothing",
        "ncnd_for_a_part": False,
        "remarks": found["answers"][3]["remarks"],
        "parts": [],
    }
    assert found["outsider_map"]["surrey"] == "denies"
    worst = found["inconsistencies"][0]
    assert set(worst) == {"rule", "bodies", "why", "key", "sides", "explained"}
    assert worst["bodies"] == ["essex", "kent", "surrey"]
    assert worst["sides"][0]["answers"][0]["exemptions"] == "section 31(3)"
    assert set(found["risk"]) == {"band", "score", "factors", "version"}
    assert found["risk"]["score"] == sum(f["points"] for f in found["risk"]["factors"])
    assert found["mapping_risk"] == {k: v for k, v in found["risk"].items() if k != "version"}
    told = {each["if"]: each["effect"] for each in found["next_answers"]}
    assert told["not-held"].startswith("If Gwent Police says not held, NCND by 2 others reads as")


def test_the_document_of_an_earlier_day(document):
    found = document("--as-of", "2026-11-13")
    assert found["as_of"] == "2026-11-13"
    assert found["outsider_map"]["surrey"] == "pending"
    assert {a["body"]: a["responded"] for a in found["answers"]}["surrey"] is None


def test_the_list_has_the_risk_of_every_campaign(document, mosaic):
    listed = json.loads(mosaic("campaigns", "--format", "json").stdout)["campaigns"]
    assert [each["mapping_risk"] for each in listed] == [document()["mapping_risk"]]


@pytest.mark.usefixtures("document")
def test_the_page_of_a_terminal_says_it_in_words(mosaic):
    printed = mosaic("campaign", "show", "C-1", MOSAIC_COPY_THRESHOLD="0.6").stdout
    assert "Mapping risk: high, " in printed
    assert "while Surrey Police said that it is not held: NCND then reads as yes." in printed
    assert "If Gwent Police says not held, NCND by 2 others reads as yes" in printed
    assert "Nothing was disclosed." in printed
    assert "no ground for section 12 or section 14." in printed


def test_the_register_may_have_no_body(database, assessed):
    with database.reading() as session:
        assert session.scalars(select(Body)).all() == []
    found = assessed(99)
    assert (found.answers, found.outsider_map, found.risk.band) == ((), {}, "low")
