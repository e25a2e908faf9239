"""`mosaic campaign evidence`: one document, both ways, with nothing in it that is not public."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.advice import issue
from tracker.campaigns.advice_answers import Response, acknowledge
from tracker.campaigns.advice_draft import Draft
from tracker.campaigns.evidence_gathered import NothingAsked, gather
from tracker.campaigns.judgement import Judgement
from tracker.campaigns.review import Verdict, decide
from tracker.law.postures import Reveals
from tracker.law.working_days import BankHolidays
from tracker.register.units import give_own_units
from tracker.store.tables import DisclosureUnit, SeriesLink

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
NOW, TODAY = TOLD["NOW"], TOLD["TODAY"]
SCORER = {"MOSAIC_COPY_THRESHOLD": "0.6"}
LETTER = (
    "My name is Zebediah Quillonbury, a reporter at the Wrenfield Canarian. Write to me at "
    "zq.canary7731@wrenfield.example, 47 Canaryvale Crescent, N3 9ZQ, or call 07700 900734. "
    "How many drones does your organisation own?"
)
CANARIES = (
    *("Zebediah", "Quillonbury", "canary7731", "Canaryvale", "N3 9ZQ", "900734", "wrenfield"),
    *("secret-mailbox", "Internal note"),
)
PLACE = "https://www.whatdotheyknow.com/request/drones_41"
PERSON = "https://www.whatdotheyknow.com/user/zebediah_quillonbury"


@pytest.fixture
def told(database):
    with database.writing() as session:
        return TOLD["police_story"](session)


def gathered(database, number=1, **fields):
    with database.reading() as session:
        return gather(
            session,
            number,
            today=fields.pop("today", TODAY),
            holidays=BankHolidays.load(),
            threshold=0.6,
            marking="OFFICIAL",
            **fields,
        )


@pytest.mark.usefixtures("told")
def test_the_facts_of_a_campaign_are_gathered(database):
    found = gathered(database)
    assert (found.code, found.bodies, len(found.answers)) == ("C-1", 23, 23)
    assert [(each.requests, each.bodies, each.wordings) for each in found.questions] == [
        (23, 23, 3),
        (6, 6, 1),
    ]
    assert found.questions[0].text.startswith("Has your organisation bought or used IMSI")
    assert "Police" not in "".join(each.text for each in found.questions)
    assert {each.rule for each in found.inconsistencies} >= {"ncnd-beside-denial"}
    assert found.broken
    assert found.scottish
    assert found.disclosed
    assert found.next_answers


@pytest.mark.usefixtures("told")
def test_what_was_answered_later_is_not_there_yet(database):
    early = gathered(database, as_of=date(2026, 10, 31))
    assert len(early.answers) < 23
    assert early.disclosed == ()
    assert not early.broken
    assert max(each.received for each in early.answers) <= date(2026, 10, 31)
    assert early.questions[0].requests == len(early.answers)
    assert (early.as_of, early.generated) == (date(2026, 10, 31), TODAY)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("number", "fields", "why"),
    [
        (99, {}, "no campaign C-99"),
        (1, {"as_of": TODAY + timedelta(days=1)}, "a day that is over, or today"),
        (1, {"as_of": date(2026, 10, 1)}, "no request received by 2026-10-01"),
        (4, {}, "C-4 holds no request"),
    ],
)
def test_evidence_that_cannot_be_given_says_why(database, number, fields, why):
    with pytest.raises(NothingAsked, match=why):
        gathered(database, number, **fields)


def test_bodies_without_data_are_named_as_not_known(database, told):
    with database.writing() as session:
        story = TOLD["Story"](session)
        story.body("bute", "Bute Police")
    assert gathered(database).known_of(Reveals.NO_DATA) == ("Bute Police",)


def plant(database):
    """Put identities, internal notes and mailboxes wherever the store holds words."""
    with database.writing() as session:
        story = TOLD["Story"](session)
        run = story.run()
        asked = [
            story.request(
                slug,
                date(2026, 11, 2),
                [LETTER],
                run=run,
                outcome=outcome,
                responded=date(2026, 11, 9),
                published_url=url,
                reference=f"R-{slug}",
            )[0]
            for slug, outcome, url in (
                ("kent", "disclosed", PLACE),
                ("essex", "disclosed", PERSON),
                ("surrey", "refused", ""),
            )
        ]
        number = story.campaign(LETTER, asked, run=run, round_robin=True)
        before = story.request(
            "dorset", date(2025, 3, 3), [LETTER], run=run, outcome="disclosed", published_url=PERSON
        )
        earlier = story.campaign(LETTER, before, run=run)
        session.add(
            SeriesLink(
                campaign_a_id=number,
                campaign_b_id=earlier,
                differs=[{"kind": "name", "a": "Zebediah", "b": "Quillonbury"}],
                likeness=0.9,
                scorer="pair-scorer@1",
                run_id=run,
            )
        )
        give_own_units(session)
        for unit in session.query(DisclosureUnit):
            unit.mailbox = "secret-mailbox@kent.example"
        return number, asked


def note(database, settings, number, asked):
    """Let people write internal notes about the campaign."""
    said = f"Internal note. {LETTER}"
    with database.writing() as session:
        draft = Draft(
            line=said,
            factors_for=[said],
            factors_against=[said],
            already_public=said,
            review_on=TODAY,
        )
        issue(session, number, draft, by="Coordinator", now=NOW, settings=settings)
        judgement = Judgement(said, "Officer", NOW)
        acknowledge(session, number, "kent", Response.VARY, judgement=judgement)
        decide(session, asked[0], asked[1], verdict=Verdict.SAME, judgement=judgement)


def test_no_identity_no_note_and_no_mailbox_is_in_the_document(database, settings, mosaic):
    number, asked = plant(database)
    note(database, settings, number, asked)
    for shape in ("html", "json"):
        result = mosaic("campaign", "evidence", number, "--format", shape, **SCORER)
        assert result.exit_code == 0
        text = result.stdout
        assert "How many drones does your organisation own?" in text
        assert PLACE in text
        assert [c for c in CANARIES if c.casefold() in text.casefold()] == []
        assert "R-essex" in text


def test_a_canary_in_a_body_name_would_be_found(database, mosaic):
    with database.writing() as session:
        story = TOLD["Story"](session)
        run = story.run()
        story.body("canary", "Canaryvale Constabulary")
        asked = story.request("canary", date(2026, 11, 2), ["Which vans?"], run=run)
        number = story.campaign("Vans", asked, run=run)
    assert "Canaryvale" in mosaic("campaign", "evidence", number, **SCORER).stdout


@pytest.mark.usefixtures("told")
def test_the_document_is_written_to_a_file_or_to_standard_output(mosaic, tmp_path):
    path = tmp_path / "evidence.html"
    result = mosaic("campaign", "evidence", "C-1", "--output", path, **SCORER)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Marking: OFFICIAL-SENSITIVE" in result.stderr
    written = path.read_text("utf-8")
    assert written == mosaic("campaign", "evidence", "c-1", **SCORER).stdout
    assert written.startswith("<!DOCTYPE html>")
    assert written.count('<p class="marking">OFFICIAL-SENSITIVE</p>') == 2
    nowhere = tmp_path / "nowhere" / "x.html"
    failed = mosaic("campaign", "evidence", "C-1", "--output", nowhere, **SCORER)
    assert (failed.exit_code, "cannot be written" in failed.stderr) == (1, True)


@pytest.mark.usefixtures("told")
def test_the_json_has_the_same_facts_and_nothing_else_is_on_stdout(mosaic):
    words = ("campaign", "evidence", "C-1", "--as-of", "2026-11-15", "--format", "json")
    facts = json.loads(mosaic(*words, MOSAIC_MARKING="OFFICIAL", **SCORER).stdout)
    assert (facts["id"], facts["as_of"], facts["marking"]) == ("C-1", "2026-11-15", "OFFICIAL")
    assert facts["precedents"] == {"disclosed": [], "withheld": [], "mixed": []}
    assert len(facts["always"]) == 3
    page = mosaic(*words[:5], **SCORER).stdout
    text = re.sub(r"<[^>]+>", " ", page)
    for each in facts["asked"]["answers"]:
        assert each["name"] in text
        assert each["reference"] in text
    assert f"{facts['asked']['bodies']} bodies were asked" in text


@pytest.mark.usefixtures("told")
def test_refusals_end_with_one_and_wrong_words_with_two(mosaic):
    assert mosaic("campaign", "evidence", "C-99", **SCORER).exit_code == 1
    assert mosaic("campaign", "evidence", "sausages", **SCORER).exit_code == 2
    assert mosaic("campaign", "evidence", "C-1", "--as-of", "soon", **SCORER).exit_code == 2
    late = mosaic("campaign", "evidence", "C-1", "--as-of", "2099-01-01", **SCORER)
    assert (late.exit_code, "a day that is over" in late.stderr) == (1, True)
