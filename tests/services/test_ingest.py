"""A file goes in whole, once, and every row of it can be accounted for."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tracker.ingest import FileReport, ingest_file
from tracker.ingest.rows import MAX_TEXT, reference_key
from tracker.register import import_bodies
from tracker.sources import Reading, UnreadableFile, read_file
from tracker.store.engine import Database
from tracker.store.tables import (
    Campaign,
    CampaignQuestion,
    QuarantinedRow,
    Question,
    QuestionText,
    Request,
    RequestRevision,
    Run,
    RunFile,
)

BODIES = """slug,name,aliases,regime
northshire,Northshire Police,Northshire Constabulary;NSP,FOIA
eastmoor,Eastmoor Police,,FOIA
caledon,Caledon Police,,FOISA
"""

DRONES = (
    "Please tell me how many drones the force owns.\n"
    "Please also tell me how much was spent on drones in 2024."
)
TASERS = "How many times were tasers drawn in custody suites between 2020 and 2023?"


@pytest.fixture
def registered(database: Database, tmp_path: Path) -> Database:
    """Give a database that knows three bodies and has one run."""
    (tmp_path / "bodies.csv").write_text(BODIES)
    with database.writing() as session:
        import_bodies(session, tmp_path / "bodies.csv")
    return database


class Desk:
    """Ingests files of rows into the test's database, each in a run of its own."""

    def __init__(self, database: Database, folder: Path, *, today: date, now: datetime) -> None:
        self.database = database
        self.folder = folder
        self.today = today
        self.now = now

    def file(self, *rows: dict[str, Any], name: str = "log.jsonl") -> Path:
        path = self.folder / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path

    def ingest(self, path: Path, **options: Any) -> FileReport:
        with self.database.writing() as session:
            run = Run(kind="ingest", started_at=self.now)
            session.add(run)
            session.flush()
            report = ingest_file(
                session, path, run_id=run.id, today=self.today, now=self.now, **options
            )
        assert report.rows_in == self.last_record().rows_in
        return report

    def take(self, *rows: dict[str, Any]) -> FileReport:
        return self.ingest(self.file(*rows))

    def last_record(self) -> RunFile:
        with self.database.reading() as session:
            return session.scalars(select(RunFile).order_by(RunFile.id.desc())).first()

    def all(self, table: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def sizes(self) -> dict[str, int]:
        tables = (Request, RequestRevision, Question, QuestionText)
        with self.database.reading() as session:
            return {
                table.__tablename__: session.scalar(select(func.count()).select_from(table))
                for table in tables
            }


@pytest.fixture
def desk(registered: Database, tmp_path: Path, today: date, now: datetime) -> Desk:
    return Desk(registered, tmp_path, today=today, now=now)


def a_row(**changes: Any) -> dict[str, Any]:
    row = {
        "body": "Northshire Police",
        "reference": "FOI/2026/0101",
        "received": "2026-11-02",
        "subject": "Drones",
        "text": DRONES,
    }
    return row | changes


def counts(report: FileReport) -> tuple[int, int, int, int]:
    return report.stored, report.changed, report.unchanged, report.quarantined


def test_a_request_is_stored_with_its_questions(desk: Desk) -> None:
    report = desk.take(a_row(), a_row(body="NSP", reference="FOI/2026/0102", text=TASERS))
    assert counts(report) == (2, 0, 0, 0)
    first, second = desk.all(Request)
    assert (first.reference, first.reference_key) == ("FOI/2026/0101", "foi20260101")
    assert (first.received, first.outcome, first.revision) == (date(2026, 11, 2), "pending", 1)
    assert "drones" in first.text
    assert first.body_id == second.body_id
    places = [(q.request_id, q.position) for q in desk.all(Question)]
    assert (first.id, 1) in places
    assert (second.id, 1) in places


def test_equal_questions_to_two_bodies_share_one_wording(desk: Desk) -> None:
    desk.take(a_row(text=TASERS), a_row(body="eastmoor", text=TASERS))
    first, second = desk.all(Question)
    assert first.request_id != second.request_id
    assert first.text_id == second.text_id


def test_ingesting_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    rows = [a_row(), a_row(body="eastmoor", outcome="refused", responded="2026-11-10")]
    desk.take(*rows)
    before, requests = desk.sizes(), [r.last_run_id for r in desk.all(Request)]
    report = desk.take(*rows)
    assert counts(report) == (0, 0, 2, 0)
    assert desk.sizes() == before
    assert [request.last_run_id for request in desk.all(Request)] == requests


def test_a_reference_written_another_way_is_the_same_request(desk: Desk) -> None:
    desk.take(a_row(reference="FOI/2026/0101"))
    report = desk.take(a_row(reference=" foi 2026–0101 "))
    assert counts(report) == (0, 0, 1, 0)


def test_the_same_reference_at_another_body_is_another_request(desk: Desk) -> None:
    report = desk.take(a_row(), a_row(body="caledon"))
    assert counts(report) == (2, 0, 0, 0)


def test_other_words_make_a_revision_and_new_questions(desk: Desk) -> None:
    desk.take(a_row())
    report = desk.take(a_row(text=TASERS))
    assert counts(report) == (0, 1, 0, 0)
    (request,) = desk.all(Request)
    (revision,) = desk.all(RequestRevision)
    assert request.revision == 2
    assert "tasers" in request.text
    assert revision.revision == 1
    assert "drones" in revision.text
    (question,) = desk.all(Question)
    assert "tasers" in question.display


def test_a_question_that_goes_leaves_its_campaign(desk: Desk) -> None:
    desk.take(a_row())
    with desk.database.writing() as session:
        question = session.scalars(select(Question)).first()
        campaign = Campaign(
            title="Drones",
            body_count=1,
            request_count=1,
            first_received=date(2026, 11, 2),
            last_received=date(2026, 11, 2),
            weakest_score=1.0,
            created_run_id=1,
            changed_run_id=1,
        )
        session.add(campaign)
        session.flush()
        session.add(
            CampaignQuestion(question_id=question.id, campaign_id=campaign.id, joined_run_id=1)
        )
    assert counts(desk.take(a_row(text=TASERS))) == (0, 1, 0, 0)
    with desk.database.reading() as session:
        assert session.scalars(select(CampaignQuestion)).all() == []


def test_another_day_of_receipt_keeps_the_questions(desk: Desk) -> None:
    desk.take(a_row())
    before = [question.id for question in desk.all(Question)]
    assert counts(desk.take(a_row(received="2026-11-03"))) == (0, 1, 0, 0)
    assert [question.id for question in desk.all(Question)] == before
    (revision,) = desk.all(RequestRevision)
    assert revision.received == date(2026, 11, 2)


def test_an_answer_is_a_change_without_a_revision(desk: Desk) -> None:
    desk.take(a_row())
    answer = {
        "outcome": "Partly disclosed",
        "exemptions": "s.31(1)",
        "responded": "2026-11-18",
        "published_url": "https://northshire.example/disclosures/101",
    }
    assert counts(desk.take(a_row(**answer))) == (0, 1, 0, 0)
    (request,) = desk.all(Request)
    assert (request.outcome, request.exemptions) == ("partly-disclosed", "s.31(1)")
    assert request.responded == date(2026, 11, 18)
    assert request.revision == 1
    assert desk.all(RequestRevision) == []


def test_a_file_that_says_nothing_of_the_answer_leaves_the_answer(desk: Desk) -> None:
    desk.take(a_row(outcome="refused", responded="2026-11-18"))
    assert counts(desk.take(a_row())) == (0, 0, 1, 0)
    (request,) = desk.all(Request)
    assert (request.outcome, request.responded) == ("refused", date(2026, 11, 18))


def test_an_unknown_outcome_is_kept_as_written_and_flagged(desk: Desk) -> None:
    desk.take(a_row(outcome="Sent to legal"))
    (request,) = desk.all(Request)
    assert request.outcome == "pending"
    assert request.outcome_as_written == "Sent to legal"
    assert "outcome-unknown" in request.flags.split(",")
    assert counts(desk.take(a_row())) == (0, 0, 1, 0)
    assert counts(desk.take(a_row(outcome="refused"))) == (0, 1, 0, 0)
    (request,) = desk.all(Request)
    assert (request.outcome, request.flags) == ("refused", "")


REFUSED = {
    "unknown-body": a_row(reference="FOI/2026/0102", body="Northshyre Polis"),
    "impossible-date": a_row(reference="FOI/2026/0102", received="2004-06-01"),
    "empty-text": a_row(reference="FOI/2026/0102", text=" \u200b ", subject=""),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_bad_row_is_kept_aside_with_its_reason_and_costs_no_other(desk: Desk, code: str) -> None:
    report = desk.take(a_row(), REFUSED[code], a_row(reference="FOI/2026/0103"))
    assert counts(report) == (2, 0, 0, 1)
    assert report.codes == {code: 1}
    (row,) = desk.all(QuarantinedRow)
    assert (row.line, row.code) == (2, code)
    assert row.reason


def test_an_unknown_body_is_told_the_nearest_names(desk: Desk) -> None:
    desk.take(a_row(body="Northshire Polise"))
    (row,) = desk.all(QuarantinedRow)
    assert "Northshire Police" in row.reason
    assert row.fields["body"] == "Northshire Polise"


@pytest.mark.parametrize("received", ["2004-12-31", "2026-11-21", "2062-01-01"])
def test_a_day_before_the_act_or_after_today_is_impossible(desk: Desk, received: str) -> None:
    assert desk.take(a_row(received=received)).codes == {"impossible-date": 1}


@pytest.mark.parametrize("received", ["2005-01-01", "2026-11-20"])
def test_the_first_day_of_the_act_and_today_are_possible(desk: Desk, received: str) -> None:
    assert counts(desk.take(a_row(received=received))) == (1, 0, 0, 0)


def test_a_reference_twice_in_one_file_with_other_words_is_kept_aside(desk: Desk) -> None:
    report = desk.take(a_row(), a_row(text=TASERS), a_row())
    assert counts(report) == (1, 0, 1, 1)
    assert report.codes == {"duplicate-reference": 1}
    (request,) = desk.all(Request)
    assert "drones" in request.text


def test_a_text_beyond_the_limit_is_cut_and_says_so(desk: Desk) -> None:
    desk.take(a_row(text=TASERS + " Please." * (MAX_TEXT // 8)))
    (request,) = desk.all(Request)
    assert len(request.text) <= MAX_TEXT
    assert "truncated" in request.flags.split(",")


def test_what_is_kept_aside_holds_no_personal_data(desk: Desk) -> None:
    text = f"{TASERS}\n\nReply to rowan.ash@example.org or 07700 900123."
    desk.take(a_row(body="Nowhere Police", text=text))
    (row,) = desk.all(QuarantinedRow)
    assert "tasers" in row.fields["text"]
    assert "rowan.ash" not in json.dumps(row.fields)
    assert "900123" not in json.dumps(row.fields)


def test_what_is_stored_holds_no_personal_data(desk: Desk) -> None:
    text = f"{TASERS}\n\nReply to rowan.ash@example.org or 07700 900123."
    report = desk.take(a_row(text=text, subject="Tasers, from rowan.ash@example.org"))
    assert report.removed
    with desk.database.reading() as session:
        stored = [*session.scalars(select(Request.text)), *session.scalars(select(Request.subject))]
        stored += session.scalars(select(Question.display))
        stored += session.scalars(select(QuestionText.comparable))
    assert not [text for text in stored if "rowan" in text or "900123" in text]


def test_two_letters_that_differ_in_their_signature_alone_are_the_same_request(desk: Desk) -> None:
    desk.take(a_row(text=f"{TASERS}\n\nReply to rowan.ash@example.org"))
    report = desk.take(a_row(text=f"{TASERS}\n\nReply to hazel.oak@example.org"))
    assert counts(report) == (0, 0, 1, 0)


def test_a_file_that_cannot_be_read_is_kept_aside_whole(desk: Desk) -> None:
    path = desk.folder / "log.jsonl"
    path.write_bytes(b"\x00\x01\x02" * 100)
    report = desk.ingest(path)
    assert report.status == "quarantined"
    assert report.code
    assert report.reason
    record = desk.last_record()
    assert (record.status, record.rows_in, record.code) == ("quarantined", 0, report.code)


def test_a_row_that_names_another_body_than_its_folder_is_kept_aside(desk: Desk) -> None:
    path = desk.file(a_row(), a_row(body="caledon"), a_row(body="", reference="FOI/2026/0103"))
    report = desk.ingest(path, body="northshire")
    assert counts(report) == (2, 0, 0, 1)
    assert report.codes == {"other-body": 1}


@pytest.mark.parametrize(
    ("error", "code"),
    [(UnreadableFile("bomb", "It grows."), "bomb"), (IndexError(TASERS), "unreadable")],
    ids=["refused", "failed"],
)
def test_a_file_that_breaks_midway_keeps_none_of_its_rows(
    desk: Desk, error: Exception, code: str
) -> None:
    def read(path: Path, **options: Any) -> Reading:
        reading = read_file(path, **options)
        return replace(reading, rows=breaking(reading.rows, error))

    rows = [a_row(reference=f"R{n}") for n in range(1001)]
    report = desk.ingest(desk.file(*rows, a_row(body="nowhere")), read=read)
    assert (report.status, report.code, report.rows_in) == ("quarantined", code, 0)
    assert "tasers" not in report.reason
    assert desk.sizes() == dict.fromkeys(desk.sizes(), 0)
    assert desk.all(QuarantinedRow) == []
    assert counts(desk.take(a_row())) == (1, 0, 0, 0)


def breaking(rows: Iterator[Any], error: Exception) -> Iterator[Any]:
    yield from rows
    raise error


def test_a_missing_file_is_kept_aside_whole(desk: Desk) -> None:
    report = desk.ingest(desk.folder / "gone.csv")
    assert (report.status, report.code) == ("quarantined", "unreadable")


def test_a_body_given_for_the_file_must_be_in_the_register(desk: Desk) -> None:
    report = desk.ingest(desk.file(a_row()), body="nowhere")
    assert (report.status, report.code) == ("quarantined", "unknown-body")
    assert desk.all(Request) == []


def test_a_seen_file_is_counted_and_not_read_again(desk: Desk) -> None:
    path = desk.file(a_row(), a_row(body="eastmoor"))
    desk.ingest(path)
    report = desk.ingest(path, skip_seen=True)
    assert report.seen_before
    assert counts(report) == (0, 0, 2, 0)


def test_a_seen_file_with_refused_rows_is_read_again(desk: Desk, tmp_path: Path) -> None:
    path = desk.file(a_row(body="Westmarch Police"))
    assert counts(desk.ingest(path)) == (0, 0, 0, 1)
    (tmp_path / "more.csv").write_text("slug,name\nwestmarch,Westmarch Police\n")
    with desk.database.writing() as session:
        import_bodies(session, tmp_path / "more.csv")
    assert counts(desk.ingest(path, skip_seen=True)) == (1, 0, 0, 0)


def test_every_row_of_a_long_file_is_counted_once(desk: Desk) -> None:
    rows = [a_row(reference=f"R{n}", text=f"{TASERS} Ward {n % 7}.") for n in range(1201)]
    done: list[int] = []
    report = desk.ingest(desk.file(*rows), progress=done.append)
    assert counts(report) == (1201, 0, 0, 0)
    assert sum(done) == 1201
    assert desk.sizes()["question_texts"] == 7


def test_a_file_that_fails_in_the_database_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.database.writing() as session:
        run = Run(kind="ingest", started_at=desk.now)
        session.add(run)
        session.flush()
        ingest_file(session, desk.file(a_row()), run_id=run.id, today=desk.today, now=desk.now)
        raise RuntimeError("the disk is full")
    assert desk.all(Request) == []
    assert desk.all(RunFile) == []


@pytest.mark.parametrize(
    ("written", "key"),
    [("FOI/2026/0101", "foi20260101"), ("ＦＯＩ 2026–0101", "foi20260101"), (" _-/ ", "")],
)
def test_a_reference_is_known_by_its_letters_and_digits(written: str, key: str) -> None:
    assert reference_key(written) == key


SHARED = Path(__file__).parents[3] / "shared" / "data"


def unpack(name: str, folder: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared data are not here")
    path = folder / name
    with gzip.open(SHARED / f"{name}.gz", "rt", encoding="utf-8") as lines:
        rows = [change(json.loads(line)) for line in lines]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_real_requests_with_dirty_dates_add_up(desk: Desk) -> None:
    path = unpack("toronto_requests.jsonl", desk.folder, lambda row: {**row, "body": "eastmoor"})
    report = desk.ingest(path)
    assert report.rows_in == 5036
    assert report.codes["implausible-date"] > 0
    assert report.stored > 3900
    again = desk.ingest(path)
    assert (again.stored, again.changed) == (0, 0)
    assert again.unchanged == report.stored + report.unchanged
