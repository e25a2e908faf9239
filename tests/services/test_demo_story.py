"""The demo's story: invented, the same every time, and taken in like any other data."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from tracker.demo.asked import forces, story_data, story_lines
from tracker.demo.files import write_story
from tracker.demo.tale import tell_story
from tracker.ingest import files_by_body, ingest_file
from tracker.register import load_shipped_register
from tracker.store.engine import Database
from tracker.store.tables import Body, Request, Run

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)


def test_the_story_of_a_day_is_always_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"

    assert write_story(first, today=TODAY) == write_story(second, today=TODAY)

    names = [path.relative_to(first) for path in sorted(first.rglob("*")) if path.is_file()]
    assert names
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_the_story_lasts_ten_weeks_and_ends_a_few_days_ago() -> None:
    days = [asked.received for asked in tell_story(TODAY)]

    assert TODAY - timedelta(days=80) < min(days) < TODAY - timedelta(days=68)
    assert TODAY - timedelta(days=9) < max(days) < TODAY - timedelta(days=2)
    assert all(day.weekday() < 5 for day in days)


def test_every_campaign_reaches_as_many_bodies_as_it_says() -> None:
    story = tell_story(TODAY)

    for told in story_data("campaigns.toml")["campaign"]:
        asked = [each.force.slug for each in story if told["name"] == each.campaign]
        assert len(set(asked)) == len(asked) == told["bodies"]


def test_the_story_asks_all_forty_eight_forces_with_no_reference_twice() -> None:
    story = tell_story(TODAY)
    keys = Counter((asked.force.slug, asked.reference) for asked in story)

    assert len(forces()) == 48
    assert {asked.force.slug for asked in story} == {force.slug for force in forces()}
    assert max(keys.values()) == 1


def test_no_answer_lies_in_the_future_or_before_the_question() -> None:
    answered = [asked for asked in tell_story(TODAY) if asked.responded]

    assert len(answered) > 100
    assert all(asked.received < asked.responded <= TODAY for asked in answered if asked.responded)


def test_requests_of_their_own_are_many_and_none_is_written_twice() -> None:
    own = [asked for asked in tell_story(TODAY) if not asked.campaign]
    questions = [line.split(" | ", 1)[1] for line in story_lines("singles.txt")]
    subjects = sorted(story_lines("subjects.txt"))

    assert len(own) >= 250
    assert len(questions) == len(set(questions)) >= 120
    assert all(one != other for one, other in pairwise(subjects))


def test_the_files_of_the_story_are_taken_in_and_each_mistake_is_kept_aside(
    sqlite_database: Database, tmp_path: Path
) -> None:
    story = write_story(tmp_path, today=TODAY)

    reports = _ingest(sqlite_database, tmp_path)

    assert sum(report.stored for report in reports) == len(story) + 1
    assert {report.name for report in reports if report.quarantined} == {"with-mistakes.csv"}
    mistakes = next(report for report in reports if report.quarantined)
    assert mistakes.stored == 1
    assert mistakes.quarantined == 6
    assert {"unknown-body", "no-text", "impossible-date", "no-reference"} <= set(mistakes.codes)
    with sqlite_database.reading() as session:
        stored = session.execute(select(Body.slug, Request.reference, Request.received).join(Body))
        told = {(asked.force.slug, asked.reference, asked.received) for asked in story}
        assert told <= {tuple(row) for row in stored}


def test_nothing_of_the_story_s_senders_is_stored(
    sqlite_database: Database, tmp_path: Path
) -> None:
    story = write_story(tmp_path, today=TODAY)
    _ingest(sqlite_database, tmp_path)

    with sqlite_database.reading() as session:
        texts = "\n".join(session.scalars(select(Request.text)))

    senders = {asked.requester for asked in story} | {asked.requester_email for asked in story}
    assert sorted(sender for sender in senders if sender in texts) == []


def _ingest(database: Database, folder: Path) -> list:
    reports = []
    with database.writing() as session:
        load_shipped_register(session)
        run = Run(kind="demo", started_at=NOW, report={})
        session.add(run)
        session.flush()
        for file in files_by_body(folder):
            report = ingest_file(
                session, file.path, run_id=run.id, today=TODAY, now=NOW, body=file.body
            )
            reports.append(report)
    return reports
