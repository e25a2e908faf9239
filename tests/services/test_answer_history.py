"""Every state of an answer is kept with the moment it was noted; the last is the request's."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import delete, select

from tracker.ingest import ingest_file
from tracker.register import import_bodies
from tracker.runs import recorded_run
from tracker.store.queries.answer_history import answers_of
from tracker.store.tables import Answer, Request

FIRST_NIGHT = datetime(2026, 11, 1, 2, 30, tzinfo=UTC)
ASKED = "1. How many drones does the force own?\n2. How many dogs does the force keep?"
SAID = ("outcome", "outcome_as_written", "exemptions", "responded", "published_url")


class Intake:
    """Takes records in, a night after the other."""

    def __init__(self, database, folder):
        self.database, self.folder, self.nights = database, folder, count()
        (folder / "bodies.csv").write_text("slug,name\nnorthshire,Northshire Police\n")
        with database.writing() as session:
            import_bodies(session, folder / "bodies.csv")

    def take(self, *records):
        night = next(self.nights)
        now = FIRST_NIGHT + timedelta(days=night)
        path = self.folder / f"night-{night}.jsonl"
        base = {"body": "northshire", "reference": "R/1", "received": "2026-10-01", "text": ASKED}
        path.write_text("".join(json.dumps(base | record) + "\n" for record in records))
        writing = self.database.writing
        with recorded_run(writing, "ingest", clock=lambda: now) as run, writing() as session:
            return ingest_file(session, path, run_id=run.id, today=now.date(), now=now)

    def history(self, reference="R/1"):
        with self.database.reading() as session:
            query = select(Request.id).where(Request.reference == reference)
            request = session.scalars(query).one()
            return answers_of(session, [request]).get(request, [])


@pytest.fixture
def intake(database, tmp_path):
    return Intake(database, tmp_path)


def test_each_state_that_a_body_sends_is_kept_oldest_first(intake):
    intake.take({"outcome": "pending"})
    assert intake.history() == []
    intake.take({"outcome": "Disclosed in full", "responded": "2026-10-20"})
    report = intake.take({"outcome": "ncnd", "exemptions": "s.31(3)"})
    assert (report.changed, report.unchanged) == (1, 0)
    first, second = intake.history()
    assert (first.outcome, first.outcome_as_written) == ("disclosed", "Disclosed in full")
    assert (first.responded, first.noted_at) == (
        date(2026, 10, 20),
        FIRST_NIGHT + timedelta(days=1),
    )
    assert (second.outcome, second.exemptions, second.position) == ("ncnd", "s.31(3)", None)
    assert second.noted_run_id == first.noted_run_id + 1


def test_the_same_again_adds_nothing_and_an_answer_taken_back_is_a_state(intake):
    answered = {"outcome": "refused", "exemptions": "s.30"}
    intake.take(answered)
    assert intake.take(answered).unchanged == 1
    assert intake.take({}).unchanged == 1
    assert len(intake.history()) == 1
    intake.take({"outcome": "pending"})
    assert [row.outcome for row in intake.history()] == ["refused", "pending"]


def test_another_text_or_status_is_no_new_answer(intake):
    intake.take({"outcome": "refused"})
    assert intake.take({"outcome": "refused", "text": "How many horses?"}).changed == 1
    assert intake.take({"outcome": "refused", "status": "closed"}).changed == 1
    assert len(intake.history()) == 1


def test_what_is_said_of_single_questions_is_kept_beside_the_whole(intake):
    parts = [
        {"question": 2, "outcome": "ncnd", "exemptions": "s.31(3)"},
        {"question": 1, "outcome": "disclosed", "responded": "2026-10-20"},
    ]
    intake.take({"outcome": "partly-disclosed", "answers": parts})
    assert [(row.position, row.outcome) for row in intake.history()] == [
        (None, "partly-disclosed"),
        (1, "disclosed"),
        (2, "ncnd"),
    ]
    assert intake.take({"outcome": "partly-disclosed", "answers": parts[::-1]}).unchanged == 1
    report = intake.take({"answers": [parts[0] | {"outcome": "not-held"}]})
    assert report.changed == 1
    assert [(row.position, row.outcome) for row in intake.history()][3:] == [(2, "not-held")]


def test_an_unknown_word_in_a_part_is_kept_flagged_and_counted(intake):
    report = intake.take({"answers": [{"question": 1, "outcome": "Filed under moss"}]})
    assert report.flags["outcome-unknown"] == 1
    (row,) = intake.history()
    assert (row.outcome, row.outcome_as_written) == ("pending", "Filed under moss")


def test_parts_are_redacted_and_hold_no_applicant(intake):
    intake.take(
        {
            "answers": [
                {
                    "question": 1,
                    "outcome": "Refused to zed.testermann@post.example",
                    "exemptions": "s.40, call Zed on 020 7946 0999",
                    "requester_name": "Zed Testermann",
                }
            ]
        }
    )
    kept = repr(intake.history())
    assert "s.40" in kept
    assert "testermann" not in kept.casefold()
    assert "7946" not in kept


def test_a_row_with_bad_answers_is_kept_aside_with_the_reason(intake):
    report = intake.take({"answers": [{"question": "x", "outcome": "ncnd"}]}, {"reference": "R/2"})
    assert (report.stored, report.quarantined, dict(report.codes)) == (1, 1, {"bad-answers": 1})


def test_another_answer_to_a_question_in_the_same_file_is_a_repeat_with_another_answer(intake):
    one, other = ({"answers": [{"question": 1, "outcome": o}]} for o in ("ncnd", "refused"))
    report = intake.take(one, other, one)
    assert (report.stored, report.unchanged, report.quarantined) == (1, 1, 1)


def test_many_requests_are_asked_for_at_once(intake):
    intake.take(*({"reference": f"R/{n}", "outcome": "refused"} for n in range(1, 1201)))
    with intake.database.reading() as session:
        numbers = list(session.scalars(select(Request.id)))
        found = answers_of(session, [*numbers, *numbers, 999_999])
    assert len(found) == 1200
    assert all(len(rows) == 1 for rows in found.values())


STATES = st.fixed_dictionaries(
    {},
    optional={
        "outcome": st.sampled_from(["pending", "refused", "disclosed", "ncnd", "Lost in moss"]),
        "exemptions": st.sampled_from(["s.31(3)", "s.24(2)"]),
        "responded": st.sampled_from(["2026-10-20", "2026-10-21"]),
        "published_url": st.sampled_from(["https://log.example/1"]),
    },
)


@examples(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(nights=st.lists(STATES, min_size=1, max_size=5))
def test_the_last_state_always_equals_the_request_and_no_two_in_a_row_are_alike(
    sqlite_database, tmp_path, nights
):
    intake = Intake(sqlite_database, tmp_path)
    with sqlite_database.writing() as session:
        session.execute(delete(Answer))
        from tracker.store.tables import AskingSentence, Question, RequestRevision

        for table in (AskingSentence, Question, RequestRevision, Request):
            session.execute(delete(table))
    for night in nights:
        intake.take(night)
    with sqlite_database.reading() as session:
        request = session.scalars(select(Request)).one()
    states = [tuple(getattr(row, name) for name in SAID) for row in intake.history()]
    now = tuple(getattr(request, name) for name in SAID)
    answered = request.outcome != "pending" or request.responded or request.exemptions
    assert states[-1] == now if states or answered else not states
    assert all(one != other for one, other in pairwise(states))
