"""The field `answers` of JSON records: what is said of single questions, and nothing besides."""

import json
from datetime import date

import pytest

from tracker.sources import read_file
from tracker.sources.incoming import Incoming, Rejected

RECORD = {"body": "kent", "reference": "K/1", "received": "2026-03-02", "text": "1. How many?"}


@pytest.fixture
def read(tmp_path):
    """Read one record with these answers; give the row and what was counted."""

    def run(answers, name="answers", shape="jsonl"):
        path = tmp_path / "log.json"
        record = RECORD | {name: answers}
        path.write_text(json.dumps(record if shape == "jsonl" else [record]))
        reading = read_file(path, format=shape, body=None, profile=None)
        (row,) = reading.rows
        return row, reading

    return run


@pytest.mark.parametrize("shape", ["jsonl", "json"])
def test_answers_to_single_questions_are_read_in_their_order(read, shape):
    row, reading = read(
        [
            {"question": "2", "Outcome": "Refused in full", "exemptions": ["s.31(1)(a)", "s.24"]},
            {"question": 1, "outcome": "disclosed", "responded": "5 March 2026"},
        ],
        shape=shape,
    )
    assert isinstance(row, Incoming)
    one, two = row.answers
    assert (one.position, one.outcome, one.responded) == (1, "disclosed", date(2026, 3, 5))
    assert (two.position, two.outcome, two.outcome_as_written) == (2, "refused", "Refused in full")
    assert two.exemptions == "s.31(1)(a); s.24"
    assert not reading.ignored
    assert row.flags == frozenset()


def test_a_word_for_an_outcome_that_is_not_known_is_kept_and_flagged(read):
    row, _ = read([{"question": 1, "outcome": "Filed under moss"}])
    assert (row.answers[0].outcome, row.answers[0].outcome_as_written) == (
        "pending",
        "Filed under moss",
    )
    assert row.flags == {"outcome-unknown"}


def test_only_the_named_keys_are_taken_and_who_asked_is_dropped_and_counted(read):
    row, reading = read(
        [{"question": 1, "outcome": "ncnd", "requester": "Zed Testermann", "handler": "Qq Desk"}]
    )
    assert "Testermann" not in repr(row)
    assert "Qq" not in repr(row)
    assert dict(reading.dropped) == {"answers.requester": 1}
    assert dict(reading.ignored) == {"answers.handler": 1}


@pytest.mark.parametrize(
    "entries",
    [
        [{"question": 0, "outcome": "ncnd"}],
        [{"question": "two", "outcome": "ncnd"}],
        [{"question": 1.5, "outcome": "ncnd"}],
        [{"question": True, "outcome": "ncnd"}],
        [{"question": 99999, "outcome": "ncnd"}],
        [{"outcome": "ncnd"}],
        [{"question": 1}],
        [{"question": 1, "outcome": ""}],
        [{"question": 1, "outcome": {"name": "ncnd"}}],
        [{"question": 1, "outcome": "ncnd", "responded": "03/14/2026"}],
        [{"question": 1, "outcome": "ncnd"}, {"question": 1, "outcome": "refused"}],
        [{"question": 1, "outcome": "ncnd"}, "Secret words"],
        [{"question": n, "outcome": "ncnd"} for n in range(1, 202)],
    ],
)
def test_a_bad_shape_refuses_the_row_with_a_reason_that_quotes_nothing(read, entries):
    row, _ = read(entries)
    assert isinstance(row, Rejected)
    assert row.code == "bad-answers"
    assert row.reason.startswith("The field answers ")
    assert not any(word in row.reason for word in ("ncnd", "Secret", "two,", "03/14"))
    assert row.fields == {"body": "kent", "reference": "K/1"}


def test_a_nul_character_refuses_the_row(read):
    row, _ = read([{"question": 1, "outcome": "ncnd\0"}])
    assert (row.code, "answers.outcome" in row.reason) == ("nul-character", True)


@pytest.mark.parametrize("other", ["Here is our answer", ["yes", "no"], {"1": "yes"}, 3, []])
def test_a_field_of_that_name_with_something_else_is_an_extra_column(read, other):
    row, reading = read(other)
    assert isinstance(row, Incoming)
    assert row.answers == ()
    assert sum(reading.ignored.values()) == (1 if other else 0)
