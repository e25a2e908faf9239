import gzip
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.sources import Incoming, Rejected, UnreadableFile, read_file

ITEM = {"body": "kent", "reference": "FOI-1", "received": "2026-01-05", "text": "How many?"}


@pytest.fixture
def read(tmp_path):
    def read_content(content, name="log.json", **choices):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reading = read_file(path, **choices)
        return reading, list(reading.rows)

    return read_content


def lines(*items):
    return "".join((i if isinstance(i, str) else json.dumps(i)) + "\n" for i in items)


@pytest.mark.parametrize(
    ("content", "name", "format_name"),
    [
        (json.dumps([ITEM]), "a.json", "json"),
        (json.dumps([ITEM], indent=1), "a", "json"),
        (json.dumps({"requests": [ITEM], "exported": "today"}), "a.json", "json"),
        (json.dumps(ITEM), "a.json", "json"),
        (lines(ITEM), "a.jsonl", "jsonl"),
        (lines(ITEM, ""), "a.jsonl", "jsonl"),
        (gzip.compress(lines(ITEM).encode()), "a.jsonl.gz", "jsonl"),
        (gzip.compress(json.dumps([ITEM]).encode()), "a.json.gz", "json"),
        (json.dumps([ITEM]).encode("utf-16"), "a.json", "json"),
    ],
)
def test_requests_are_found_in_every_layout(read, content, name, format_name):
    reading, rows = read(content, name)
    assert (reading.format, reading.profile) == (format_name, "generic")
    assert rows == [
        Incoming(
            line=1, body="kent", reference="FOI-1", received=date(2026, 1, 5), text="How many?"
        )
    ]


def test_lines_of_objects_are_told_from_one_document_without_a_telling_name(read):
    reading, rows = read(lines(ITEM, ITEM | {"reference": "FOI-2"}), "export")
    assert reading.format == "jsonl"
    assert [row.reference for row in rows] == ["FOI-1", "FOI-2"]


def test_a_list_of_exemptions_is_joined_and_numbers_stay_as_they_were_written(read):
    item = ITEM | {"exemptions": ["s31", "s24"], "reference": 26001}
    _, (row,) = read(json.dumps([item]))
    assert (row.exemptions, row.reference) == ("s31; s24", "26001")


def test_a_user_inside_an_item_is_dropped_and_counted(read):
    item = ITEM | {"user": {"name": "Jane Doe", "id": 7}, "meta": {"user_name": "Jane", "size": 3}}
    reading, rows = read(json.dumps([item]))
    assert reading.dropped == {"user.name": 1, "user.id": 1, "meta.user_name": 1}
    assert reading.ignored == {"meta.size": 1}
    assert "Jane" not in repr(rows)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("{not json", "not-json"),
        ('{"body": NaN}', "wrong-type"),
        ('{"body":"kent","reference":"1","received":"2026-01-05","text":NaN}', "wrong-type"),
        ('{"body":"kent","reference":"1","received":"2026-01-05","text":{"a":1}}', "no-text"),
        ('{"body":"kent","reference":"1","received":"2026-01-05","text":[{"a":1}]}', "wrong-type"),
        ('{"body":"kent","reference":' + "9" * 5000 + "}", "no-text"),
        (
            '{"body":"kent","reference":1,"received":"2026-01-05","text":"\\ud800"}',
            "lone-surrogate",
        ),
        (
            '{"body":"kent","reference":1,"received":"2026-01-05","text":"a\\u0000"}',
            "nul-character",
        ),
        ('{"text":"a","text":"b"}', "duplicate-key"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "too-deep"),
        ("[1, 2]", "not-a-record"),
        ("null", "not-a-record"),
    ],
)
def test_a_bad_line_is_rejected_and_the_next_one_read(read, bad, code):
    _, rows = read(lines(ITEM, bad, "", ITEM | {"reference": "FOI-2"}), "a.jsonl")
    assert [row.reference for row in rows if isinstance(row, Incoming)] == ["FOI-1", "FOI-2"]
    (rejected,) = [row for row in rows if isinstance(row, Rejected)]
    assert (rejected.line, rejected.code) == (2, code)


def test_a_bad_item_of_a_list_costs_itself_only(read):
    _, rows = read(json.dumps([ITEM, 5, ITEM | {"received": "31/02/2026"}]))
    assert [(r.line, getattr(r, "code", "")) for r in rows] == [
        (1, ""),
        (2, "not-a-record"),
        (3, "impossible-date"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[" * 100_000 + "]" * 100_000, "too-deep"),
        ('[{"body": "kent", }]', "not-json"),
        ('{"title": "something else"}', "no-requests"),
        ('[{"body": "kent", "text": "How many?"}]', "missing-column"),
        ("{", "not-json"),
    ],
)
def test_a_document_that_holds_no_requests_is_unreadable(read, content, code):
    with pytest.raises(UnreadableFile) as refusal:
        read(content)
    assert refusal.value.code == code


def test_an_empty_list_holds_no_requests_and_is_no_error(read):
    assert read("[]")[1] == []


def test_a_cut_gzip_file_is_unreadable(read):
    with pytest.raises(UnreadableFile) as refusal:
        read(gzip.compress(lines(ITEM).encode())[:-9], "a.jsonl.gz")
    assert refusal.value.code == "broken-archive"


@given(
    st.lists(
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["body", "reference", "received", "text", "user", "x"]),
                    inner,
                    max_size=5,
                )
            ),
        ),
        max_size=6,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_a_list_holds_each_item_is_taken_or_rejected(read, items):
    try:
        _, rows = read(json.dumps([ITEM, *items]), "any.json", format="json")
    except UnreadableFile:
        return
    assert len(rows) == len(items) + 1
    assert all(isinstance(row, Incoming | Rejected) for row in rows)
