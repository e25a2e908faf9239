"""What a body wrote of its answer goes in whole; what is odd about it is said and counted."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tracker.ingest import FileReport, ingest_file
from tracker.register import import_bodies
from tracker.store.engine import Database
from tracker.store.tables import Request, Run, RunFile

BODIES = "slug,name,regime\nnorthshire,Northshire Police,FOIA\ncaledon,Caledon Police,FOISA\n"
Take = Callable[..., FileReport]


@pytest.fixture
def take(database: Database, tmp_path: Path, today: date, now: datetime) -> Take:
    """Give a way to ingest one file of one row."""
    (tmp_path / "bodies.csv").write_text(BODIES)
    with database.writing() as session:
        import_bodies(session, tmp_path / "bodies.csv")

    def ingest(**changes: Any) -> FileReport:
        row = {
            "body": "northshire",
            "reference": "FOI/2026/0101",
            "received": "2026-11-02",
            "text": "How many drones does the force own, and what did they cost?",
        }
        path = tmp_path / "log.jsonl"
        path.write_text(json.dumps(row | changes))
        with database.writing() as session:
            run = Run(kind="ingest", started_at=now)
            session.add(run)
            session.flush()
            return ingest_file(session, path, run_id=run.id, today=today, now=now)

    return ingest


def stored(database: Database) -> Request:
    with database.reading() as session:
        return session.scalars(select(Request)).one()


def flags(database: Database) -> set[str]:
    return set(filter(None, stored(database).flags.split(",")))


@pytest.mark.parametrize(
    ("exemptions", "flagged"),
    [
        ("s.31(1)(a)(b); s.40(2)", False),
        ("Section 31 (3) \u2013 Law Enforcement", False),
        (["s24(2)", "s31(3)"], False),
        ("", False),
        ("none", False),
        ("s.17", False),
        ("law enforcement", True),
        ("s.31(1)(a); s.99", True),
        (["s24(2)", "commercial interests"], True),
    ],
)
def test_an_exemption_that_cannot_be_read_is_kept_flagged_and_counted(
    take, database, exemptions, flagged
):
    report = take(outcome="refused", exemptions=exemptions)
    assert (report.stored, report.quarantined) == (1, 0)
    written = exemptions if isinstance(exemptions, str) else "; ".join(exemptions)
    assert stored(database).exemptions == written
    assert ("exemption-unread" in flags(database)) is flagged
    assert report.flags["exemption-unread"] == int(flagged)


def test_the_remarks_stand_in_the_record_of_the_file_and_in_what_people_read(take, database):
    report = take(outcome="refused", exemptions="law enforcement", responded="2026-10-30")
    with database.reading() as session:
        record = session.scalars(select(RunFile)).one()
        assert record.counts["flags"] == {"answered-before-receipt": 1, "exemption-unread": 1}
    assert "  remarks: answered-before-receipt 1, exemption-unread 1" in report.lines()


def test_a_section_is_read_under_the_act_of_the_request_or_else_of_its_body(take, database):
    assert take(exemptions="s.30(b)(ii)").flags["exemption-unread"] == 1
    assert take(body="caledon", exemptions="s.30(b)(ii)").flags["exemption-unread"] == 0
    report = take(reference="2", body="caledon", exemptions="s.31(1)(a)", regime="FOIA")
    assert report.flags["exemption-unread"] == 0


def test_the_remark_on_exemptions_stays_while_a_file_is_silent_and_goes_with_better_words(
    take, database
):
    take(outcome="refused", exemptions="law enforcement")
    assert take(outcome="refused").unchanged == 1
    assert flags(database) == {"exemption-unread"}
    assert take(outcome="refused", exemptions="s.31(1)(a)").changed == 1
    assert flags(database) == set()


@pytest.mark.parametrize(
    ("responded", "early"), [("2026-11-01", True), ("2026-11-02", False), ("2026-11-03", False)]
)
def test_an_answer_dated_before_its_request_is_kept_flagged_and_counted(
    take, database, responded, early
):
    report = take(outcome="refused", exemptions="s.31(1)", responded=responded)
    assert (report.stored, report.quarantined) == (1, 0)
    assert stored(database).responded == date.fromisoformat(responded)
    assert ("answered-before-receipt" in flags(database)) is early
    assert report.flags["answered-before-receipt"] == int(early)


def test_a_silent_file_leaves_the_remark_on_the_day_and_a_corrected_day_takes_it_away(
    take, database
):
    take(outcome="refused", exemptions="s.31(1)", responded="2026-11-01")
    assert take().unchanged == 1
    assert flags(database) == {"answered-before-receipt"}
    take(received="2026-10-20")
    assert flags(database) == set()
    take(received="2026-10-20", responded="2026-10-19")
    assert flags(database) == {"answered-before-receipt"}
    take(received="2026-10-20", responded="2026-11-09")
    assert flags(database) == set()


DATED = {"outcome": "refused", "exemptions": "law enforcement", "responded": "2026-11-10"}


@pytest.mark.parametrize("nothing", [{}, {"exemptions": ""}, {"exemptions": []}])
def test_another_outcome_does_not_stand_beside_the_exemptions_and_day_of_the_one_before(
    take, database, nothing
):
    take(**DATED, published_url="https://log.example/1")
    assert take(outcome="disclosed", **nothing).changed == 1
    row = stored(database)
    assert (row.outcome, row.exemptions, row.responded) == ("disclosed", "", None)
    assert (row.published_url, flags(database)) == ("https://log.example/1", set())
    assert take(outcome="disclosed", **nothing).unchanged == 1


def test_the_exemptions_and_the_day_of_the_new_answer_stand(take, database):
    take(**DATED)
    take(outcome="ncnd", exemptions="s.31(3)", responded="2026-11-12")
    row = stored(database)
    assert (row.exemptions, row.responded) == ("s.31(3)", date(2026, 11, 12))


@pytest.mark.parametrize("silent", [{}, {"outcome": "refused"}, {"outcome": ""}])
def test_a_row_that_states_no_other_outcome_leaves_exemptions_and_day(take, database, silent):
    take(**DATED)
    assert take(**silent, exemptions="").unchanged == 1
    assert stored(database).exemptions == "law enforcement"
    assert stored(database).responded == date(2026, 11, 10)


def test_the_first_outcome_keeps_the_exemptions_and_the_day_that_came_before_it(take, database):
    take(exemptions="s.31(3)", responded="2026-11-10")
    take(outcome="ncnd")
    row = stored(database)
    assert (row.outcome, row.exemptions) == ("ncnd", "s.31(3)")
    assert row.responded == date(2026, 11, 10)


def test_an_answer_taken_back_is_open_again_and_one_in_unknown_words_is_not(take, database):
    take(**DATED)
    take(outcome="Filed under moss")
    row = stored(database)
    assert (row.outcome, row.exemptions) == ("pending", "")
    assert row.responded == date(2026, 11, 10)
    take(outcome="refused")
    take(outcome="pending")
    assert stored(database).responded is None
