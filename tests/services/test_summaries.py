"""Summaries of campaigns: always what the members say, looked at anew only where they changed."""

import json
import runpy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, event, select, update

from tracker.campaigns import life
from tracker.campaigns.assessment import assess
from tracker.campaigns.events import explained_in
from tracker.campaigns.judgement import Judgement
from tracker.campaigns.overview import list_campaigns
from tracker.campaigns.summaries import (
    rebuild_summaries,
    refresh_some,
    refresh_summaries,
    risk_bands,
)
from tracker.campaigns.undo import undo
from tracker.ingest import SourceFile, ingest_files
from tracker.law.bank_holidays import BankHolidays
from tracker.runs import recorded_run
from tracker.store.tables import Body, CampaignTopics, Request, Run, StoredSummary

SMALL = runpy.run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
NOW, ASKED, OTHER = SMALL["NOW"], SMALL["ASKED"], SMALL["OTHER"]
TODAY = NOW.date()
HOLIDAYS = BankHolidays.load()


class Tracker(SMALL["SmallTracker"]):
    """A small tracker whose bodies also answer."""

    def answer(self, *records, received="2026-10-05"):
        """Take in what bodies say later; each record names body, reference and text."""
        self.files += 1
        path = self.folder / f"night-{self.files}.jsonl"
        lines = [{"received": received} | record for record in records]
        for line in lines:
            line["text"] = line["text"].replace("{}", f"{line['body'].title()} Police")
        path.write_text("\n".join(map(json.dumps, lines)))
        with recorded_run(self.database.writing, "ingest", clock=lambda: NOW) as run:
            ingest_files(
                self.database.writing,
                [SourceFile(path)],
                run=run,
                clock=lambda: NOW,
                listener=SMALL["Quiet"](),
            )

    def summaries(self):
        with self.database.reading() as session:
            return {row.campaign_id: row for row in session.scalars(select(StoredSummary))}

    def refresh(self, holidays=HOLIDAYS, today=TODAY):
        writing = self.database.writing
        with recorded_run(writing, "match", clock=lambda: NOW) as run, writing() as session:
            return refresh_summaries(session, today=today, holidays=holidays, run_id=run.id)

    def check(self, today=TODAY):
        """Hold the stored summaries against what lists and pages work out from every member."""
        with self.database.reading() as session:
            listed = list_campaigns(session, today=today, holidays=HOLIDAYS).campaigns
            assessed = {
                each.id: assess(
                    session,
                    each.id,
                    today=today,
                    holidays=HOLIDAYS,
                    explained=explained_in(session, each.id),
                )
                for each in listed
            }
            bands = risk_bands(session, [*assessed], today=today, holidays=HOLIDAYS)
        stored = self.summaries()
        assert set(stored) == {each.id for each in listed}
        for each in listed:
            row, members = stored[each.id], each.members
            assert row.body_count == len(each.bodies)
            assert row.request_count == len(members) == sum(row.outcomes.values())
            assert row.open_count == len(members) - each.answered
            assert row.paused_count == sum(member.paused for member in members)
            assert row.next_due == each.next_due
            assert (row.first_received, row.last_received) == (
                each.first_received,
                each.last_received,
            )
            found = assessed[each.id]
            assert (row.risk_band, row.risk_score) == (found.risk.band, found.risk.score)
            assert row.conflicts == sum(not each.explained for each in found.inconsistencies)
            assert bands[each.id] == found.risk.band
            for outcome, count in row.outcomes.items():
                assert count == sum(member.posture == outcome for member in members)


@pytest.fixture
def tracker(database, settings, tmp_path):
    return Tracker(database, settings, tmp_path)


@pytest.fixture
def two_campaigns(tracker):
    tracker.take_in(
        ("northshire", "N/1", ASKED), ("eastmoor", "E/1", ASKED), ("westmarch", "W/1", ASKED),
        ("southfen", "S/2", OTHER), ("midvale", "M/2", OTHER),
    )  # fmt: skip
    assert tracker.match().summaries_written == 2
    tracker.check()
    return tracker


def test_a_night_in_which_nothing_changes_writes_nothing(two_campaigns):
    assert two_campaigns.match().summaries_written == 0
    two_campaigns.check()


def test_an_answer_changes_the_summary_of_its_campaign_and_of_no_other(two_campaigns):
    record = {"body": "eastmoor", "reference": "E/1", "text": ASKED, "received": "2026-10-06"}
    for said in (
        {"outcome": "clarification"},
        {"outcome": "ncnd", "responded": "2026-10-20"},
        {"outcome": "pending", "due": "2026-10-21"},
    ):
        two_campaigns.answer(record | said)
        assert two_campaigns.match().summaries_written == 1
        two_campaigns.check()


def test_a_request_that_joins_changes_the_summary(two_campaigns):
    two_campaigns.take_in(("midvale", "M/1", ASKED), received=date(2026, 10, 9))
    assert two_campaigns.match().summaries_written == 1
    two_campaigns.check()


def test_what_came_in_several_runs_since_the_last_refresh_is_all_found(two_campaigns):
    for number, (body, reference) in enumerate((("northshire", "N/1"), ("southfen", "S/2"))):
        text = ASKED if number == 0 else OTHER
        day = (date(2026, 10, 5) + timedelta(days=number * 3)).isoformat()
        two_campaigns.answer(
            {"body": body, "reference": reference, "text": text, "outcome": "refused"},
            received=day,
        )
    with two_campaigns.database.writing() as session:
        some = list(two_campaigns.summaries())[:1]
        assert refresh_some(session, some, today=TODAY, holidays=HOLIDAYS).written == 1
    assert two_campaigns.match().summaries_written == 2
    two_campaigns.check()


def test_a_campaign_that_ends_loses_its_summary(two_campaigns):
    two_campaigns.decide("S/2", "M/2", "different")
    two_campaigns.match()
    assert len(two_campaigns.summaries()) == 1
    two_campaigns.check()


@pytest.fixture
def broken_line(two_campaigns):
    """Let the answers to one of the campaigns contradict each other; give its number."""
    for body, outcome in (("northshire", "ncnd"), ("eastmoor", "not-held")):
        day = "2026-10-05" if body == "northshire" else "2026-10-06"
        two_campaigns.answer(
            {"body": body, "reference": f"{body[0].upper()}/1", "text": ASKED, "outcome": outcome},
            received=day,
        )
    two_campaigns.match()
    two_campaigns.check()
    (number,) = [n for n, row in two_campaigns.summaries().items() if row.conflicts]
    return number


def test_what_people_do_changes_the_summaries_of_the_campaigns_it_touches(
    two_campaigns, broken_line
):
    def do(act, *arguments, **named):
        judgement = Judgement("I read it", "Coordinator", NOW)
        with two_campaigns.database.writing() as session:
            act(session, *arguments, judgement=judgement, settings=two_campaigns.settings, **named)
        two_campaigns.check()
        return two_campaigns.summaries()

    with two_campaigns.database.reading() as session:
        found = assess(session, broken_line, today=TODAY, holidays=HOLIDAYS)
        query = select(Request.id).where(Request.reference == "E/1")
        denies = session.scalars(query).one()
    (key,) = [each.key for each in found.inconsistencies]
    score = found.risk.score
    row = do(life.explain, broken_line, key)[broken_line]
    assert (row.conflicts, row.risk_score < score) == (0, True)
    assert do(undo, 1)[broken_line].risk_score == score
    assert [row.conflicts for row in do(life.split, broken_line, [denies]).values()] == [0, 0, 0]
    assert do(undo, 3)[broken_line].conflicts == 1
    (other,) = two_campaigns.summaries().keys() - {broken_line}
    assert len(do(life.merge, other, [broken_line])) == 1


def test_the_list_does_not_wait_for_a_refresh(two_campaigns):
    def bands():
        with two_campaigns.database.reading() as session:
            stored = two_campaigns.summaries()
            return list(risk_bands(session, stored, today=TODAY, holidays=HOLIDAYS).values())

    assert bands() == ["low", "low"]
    for number, (body, outcome) in enumerate((("northshire", "ncnd"), ("eastmoor", "not-held"))):
        two_campaigns.answer(
            {"body": body, "reference": f"{body[0].upper()}/1", "text": ASKED, "outcome": outcome},
            received=(date(2026, 10, 5) + timedelta(days=number)).isoformat(),
        )
    assert {row.risk_band for row in two_campaigns.summaries().values()} == {"low"}
    assert sorted(bands()) == ["high", "low"]
    with two_campaigns.database.writing() as session:
        session.execute(delete(StoredSummary))
    with two_campaigns.database.reading() as session:
        found = risk_bands(session, [1, 2], today=TODAY, holidays=HOLIDAYS)
    assert sorted(found.values()) == ["high", "low"]


def test_an_answer_that_comes_to_be_due_soon_changes_the_risk_though_nobody_says_anything(
    two_campaigns,
):
    before = {n: row.risk_score for n, row in two_campaigns.summaries().items()}
    early = date(2026, 10, 12)
    with two_campaigns.database.writing() as session:
        rebuild_summaries(session, today=early, holidays=HOLIDAYS, run_id=2)
    two_campaigns.check(early)
    due = {n: row.risk_changes_on for n, row in two_campaigns.summaries().items()}
    assert {day + timedelta(days=7) for day in due.values()} == {
        date(2026, 11, 2), date(2026, 11, 5)
    }  # fmt: skip
    assert two_campaigns.refresh(today=min(due.values()) - timedelta(days=1)).written == 0
    assert two_campaigns.refresh(today=min(due.values())).written == 1
    two_campaigns.check(min(due.values()))
    two_campaigns.refresh()
    assert {n: row.risk_score for n, row in two_campaigns.summaries().items()} == before


def test_topics_and_the_places_of_bodies_change_the_risk(two_campaigns):
    (number, *_) = two_campaigns.summaries()
    with two_campaigns.database.writing() as session:
        later = Run(kind="match", status="done", started_at=NOW)
        session.add(later)
        session.flush()
        topics = [{"slug": "imsi-catchers", "likeness": 0.6}]
        found = update(CampaignTopics).where(CampaignTopics.campaign_id == number)
        session.execute(found.values(topics=topics, run_id=later.id))
    assert two_campaigns.refresh().written == 1
    two_campaigns.check()
    with two_campaigns.database.writing() as session:
        session.execute(update(Body).where(Body.slug == "southfen").values(region="Wales"))
    assert two_campaigns.refresh().written == 2
    two_campaigns.check()


def test_other_bank_holidays_and_another_act_change_every_due_date_once(two_campaigns):
    def first_due():
        return min(row.next_due for row in two_campaigns.summaries().values())

    before = first_due()
    more = dict(HOLIDAYS.by_division["scotland"]) | {date(2026, 10, 14): "A new bank holiday"}
    holidays = replace(HOLIDAYS, by_division={**HOLIDAYS.by_division, "scotland": more})
    assert two_campaigns.refresh(holidays).written == 2
    assert first_due() == before + timedelta(days=1)
    assert two_campaigns.refresh(holidays).written == 0
    assert two_campaigns.refresh().written == 2
    with two_campaigns.database.writing() as session:
        session.execute(update(Body).where(Body.slug == "northshire").values(regime="none"))
    assert two_campaigns.refresh().written == 2
    two_campaigns.check()


def test_a_refresh_reads_no_table_of_requests_or_campaigns_from_end_to_end(
    sqlite_database, settings, tmp_path
):
    tracker = Tracker(sqlite_database, settings, tmp_path)
    tracker.take_in(("northshire", "N/1", ASKED), ("eastmoor", "E/1", ASKED))
    tracker.match()
    tracker.answer({"body": "northshire", "reference": "N/1", "text": ASKED, "outcome": "ncnd"})
    seen = []
    event.listen(
        sqlite_database.engine, "before_cursor_execute", lambda *a: seen.append((a[2], a[3]))
    )
    assert tracker.refresh().written == 1
    plans = []
    with sqlite_database.engine.connect() as connection:
        for statement, values in [each for each in seen if each[0].startswith("SELECT")]:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans += [row[3] for row in rows]
    scanned = {plan.split()[1] for plan in plans if plan.startswith("SCAN ")}
    assert any("ix_requests_last_run_id" in plan for plan in plans)
    assert scanned & {table.name for table in Body.metadata.sorted_tables} <= {"bodies"}
