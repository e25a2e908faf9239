"""Summaries of campaigns: always what the members say, looked at anew only where they changed."""

import json
import runpy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, update

from tracker.campaigns.overview import list_campaigns
from tracker.campaigns.summaries import rebuild_summaries, refresh_some, refresh_summaries
from tracker.ingest import SourceFile, ingest_files
from tracker.law.bank_holidays import BankHolidays
from tracker.runs import recorded_run
from tracker.store.tables import Body, StoredSummary

SMALL = runpy.run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
NOW, ASKED, OTHER = SMALL["NOW"], SMALL["ASKED"], SMALL["OTHER"]
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

    def refresh(self, holidays=HOLIDAYS):
        writing = self.database.writing
        with recorded_run(writing, "match", clock=lambda: NOW) as run, writing() as session:
            return refresh_summaries(session, holidays=holidays, run_id=run.id)

    def check(self):
        """Hold the stored summaries against what the list works out from every member."""
        with self.database.reading() as session:
            listed = list_campaigns(session, today=NOW.date(), holidays=HOLIDAYS).campaigns
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
        assert refresh_some(session, some, holidays=HOLIDAYS).written == 1
    assert two_campaigns.match().summaries_written == 2
    two_campaigns.check()


def test_a_campaign_that_ends_loses_its_summary(two_campaigns):
    two_campaigns.decide("S/2", "M/2", "different")
    two_campaigns.match()
    assert len(two_campaigns.summaries()) == 1
    two_campaigns.check()


def test_what_others_assessed_stays_when_the_figures_change(two_campaigns):
    with two_campaigns.database.writing() as session:
        session.execute(update(StoredSummary).values(risk_band="high", conflicts=2))
    two_campaigns.take_in(("midvale", "M/1", ASKED), received=date(2026, 10, 9))
    two_campaigns.match()
    writing = two_campaigns.database.writing
    with recorded_run(writing, "match", clock=lambda: NOW) as run, writing() as session:
        assert rebuild_summaries(session, holidays=HOLIDAYS, run_id=run.id).written == 2
    two_campaigns.check()
    rows = two_campaigns.summaries().values()
    assert {(row.risk_band, row.conflicts) for row in rows} == {("high", 2)}


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
