"""Answers that changed, and answers to single questions, as the rules of mapping risk get them."""

import json
import runpy
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.campaigns.assessment import assess, risks
from tracker.ingest import SourceFile, ingest_files
from tracker.law.working_days import BankHolidays
from tracker.runs import recorded_run

SMALL = runpy.run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
NOW, ASKED, OTHER = SMALL["NOW"], SMALL["ASKED"], SMALL["OTHER"]
ALL = f"1. {ASKED}\n2. {OTHER}\n3. {SMALL['NOISE']}"
HOLIDAYS = BankHolidays.load()


class Tracker(SMALL["SmallTracker"]):
    """A small tracker whose bodies answer, a night after the other."""

    nights = 0

    def take(self, *records):
        """Take in records in a night of their own; give the day of that night."""
        self.nights += 1
        now = NOW + timedelta(days=self.nights)
        path = self.folder / f"answers-{self.nights}.jsonl"
        lines = [{"received": "2026-10-05", "reference": r["body"]} | r for r in records]
        for line in lines:
            line["text"] = line["text"].replace("{}", f"{line['body'].title()} Police")
        path.write_text("\n".join(map(json.dumps, lines)))
        with recorded_run(self.database.writing, "ingest", clock=lambda: now) as run:
            (report,) = ingest_files(
                self.database.writing,
                [SourceFile(path)],
                run=run,
                clock=lambda: now,
                listener=SMALL["Quiet"](),
            )
        assert report.quarantined == 0
        return now.date()

    def assess(self, campaign=1, **wanted):
        today = (NOW + timedelta(days=30)).date()
        with self.database.reading() as session:
            found = assess(session, campaign, today=today, holidays=HOLIDAYS, **wanted)
            if not wanted:
                listed = risks(session, [campaign], today=today, holidays=HOLIDAYS)
                assert listed == {campaign: found.risk}
            return found


@pytest.fixture
def tracker(database, settings, tmp_path):
    return Tracker(database, settings, tmp_path)


def of(found, body):
    return next(answer for answer in found.answers if answer.body.slug == body)


def rules(found):
    return {str(each.rule): each for each in found.inconsistencies}


def north(**said):
    return {"body": "northshire", "text": ASKED} | said


EAST = {"body": "eastmoor", "text": ASKED, "outcome": "ncnd", "responded": "2026-10-30"}


def test_an_answer_that_changed_is_told_with_both_days_and_replayed(tracker):
    tracker.take(north(outcome="ncnd", exemptions="s.31(3)", responded="2026-10-28"), EAST)
    tracker.take(north(outcome="disclosed", responded="2026-11-12"))
    tracker.match()
    found = tracker.assess()
    assert rules(found)["answer-changed"].why == (
        "Northshire Police changed its answer: neither confirmed nor denied under section 31(3) "
        "on 2026-10-28, then disclosed on 2026-11-12."
    )
    assert found.outsider_map["northshire"] == "confirms"
    assert set(rules(found)) == {"ncnd-beside-confirmation", "answer-changed"}
    before = tracker.assess(as_of=date(2026, 11, 11))
    answer = of(before, "northshire")
    assert (answer.stance.posture, answer.responded) == ("ncnd", date(2026, 10, 28))
    assert (before.outsider_map["northshire"], rules(before)) == ("nothing", {})
    waiting = of(tracker.assess(as_of=date(2026, 10, 27)), "northshire")
    assert (waiting.stance.posture, waiting.responded) == ("pending", None)


def test_answers_without_a_day_count_from_the_night_that_brought_them(tracker):
    first = tracker.take(north(outcome="ncnd"), EAST)
    second = tracker.take(north(outcome="not-held"))
    tracker.match()
    why = rules(tracker.assess())["answer-changed"].why
    assert why.endswith(f"nor denied on {first}, then not held on {second}.")
    before = tracker.assess(as_of=second - timedelta(days=1))
    assert before.outsider_map["northshire"] == "nothing"
    assert tracker.assess(as_of=second).outsider_map["northshire"] == "denies"
    assert of(tracker.assess(), "northshire").responded is None


def test_what_waited_before_or_said_the_same_is_no_other_answer(tracker):
    tracker.take(north(outcome="clarification"), EAST)
    tracker.take(north(outcome="ncnd", responded="2026-11-10"))
    tracker.take(north(outcome="ncnd", responded="2026-11-11", published_url="https://a.example/1"))
    tracker.match()
    found = tracker.assess()
    assert rules(found) == {}
    answer = of(found, "northshire")
    assert (answer.responded, answer.earlier) == (date(2026, 11, 11), ())
    assert of(tracker.assess(as_of=date(2026, 11, 9)), "northshire").stance.posture == "pending"


def test_a_body_that_waits_for_the_applicant_has_no_due_date(tracker):
    tracker.take(north(outcome="clarification", due="2026-11-02"), {**EAST, "outcome": "pending"})
    tracker.match()
    found = tracker.assess()
    assert (of(found, "northshire").due, of(found, "eastmoor").due is None) == (None, False)


def test_an_answer_taken_back_is_awaited_and_still_known(tracker):
    tracker.take(north(outcome="disclosed", responded="2026-10-28"), EAST)
    tracker.take(north(outcome="pending"))
    tracker.match()
    found = tracker.assess()
    assert of(found, "northshire").stance.posture == "pending"
    assert found.outsider_map["northshire"] == "confirms"
    assert {each.body for each in found.next_answers} == {"northshire"}


PARTS = [
    {"question": 1, "outcome": "disclosed"},
    {"question": 2, "outcome": "ncnd", "exemptions": "s.31(3)"},
]


@pytest.fixture
def three_questions(tracker):
    """Ask one body three questions, a second the first of them, and a third the second."""
    tracker.take(
        {"body": "northshire", "text": ALL, "outcome": "partly-disclosed", "answers": PARTS,
         "responded": "2026-10-28"},
        {"body": "eastmoor", "text": ASKED},
        {"body": "westmarch", "text": OTHER, "outcome": "not-held", "responded": "2026-10-29"},
    )  # fmt: skip
    tracker.match()
    return tracker


def campaign_of(tracker, reference):
    campaigns, _ = tracker.places()
    assert len(set(campaigns.values())) == 2
    return campaigns[tracker.number(reference)]


def test_a_campaign_sees_the_answer_to_its_own_question(three_questions):
    first = three_questions.assess(campaign_of(three_questions, "eastmoor"))
    second = three_questions.assess(campaign_of(three_questions, "westmarch"))
    assert (first.outsider_map["northshire"], rules(first)) == ("confirms", {})
    assert second.outsider_map["northshire"] == "nothing"
    assert set(rules(second)) == {"ncnd-beside-denial"}
    answer = of(second, "northshire")
    assert (answer.stance.posture, answer.responded) == ("ncnd", date(2026, 10, 28))
    assert [(part.question, str(part.stance.posture)) for part in answer.parts] == [
        (1, "disclosed"),
        (2, "ncnd"),
    ]


def test_an_answer_to_a_question_that_changes_is_an_answer_that_changed(three_questions):
    later = [PARTS[1] | {"outcome": "disclosed", "exemptions": "", "responded": "2026-11-12"}]
    three_questions.take({"body": "northshire", "text": ALL, "answers": later})
    second = three_questions.assess(campaign_of(three_questions, "westmarch"))
    assert set(rules(second)) == {"answer-changed"}
    assert second.outsider_map["northshire"] == "confirms"
    before = three_questions.assess(second.campaign_id, as_of=date(2026, 11, 11))
    assert (before.outsider_map["northshire"], set(rules(before))) == (
        "nothing",
        {"ncnd-beside-denial"},
    )
    first = three_questions.assess(campaign_of(three_questions, "eastmoor"))
    assert rules(first) == {}


def test_the_document_shows_the_answers_to_single_questions(three_questions, mosaic):
    number = campaign_of(three_questions, "westmarch")
    told = mosaic(
        "campaign", "show", f"C-{number}", "--format", "json", MOSAIC_COPY_THRESHOLD="0.6"
    )
    found = {each["body"]: each for each in json.loads(told.stdout)["answers"]}
    assert found["westmarch"]["parts"] == []
    assert found["northshire"]["parts"] == [
        {
            "question": 1,
            "outcome": "disclosed",
            "exemptions": [],
            "responded": None,
            "reveals": "confirms",
        },
        {
            "question": 2,
            "outcome": "ncnd",
            "exemptions": [{"act": "FOIA", "section": "31(3)", "ncnd": True}],
            "responded": None,
            "reveals": "nothing",
        },
    ]
    assert (found["northshire"]["outcome"], found["northshire"]["reveals"]) == ("ncnd", "nothing")
