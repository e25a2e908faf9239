"""Real payloads of WhatDoTheyKnow and real FOI mail, read where they are at hand."""

from collections import Counter
from pathlib import Path

import pytest

from tracker.sources import Incoming, Rejected, UnreadableFile, read_file

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
WDTK = SHARED / "whatdotheyknow"
MAIL = SHARED / "mail"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")

EXPECTED = {
    "bristolian_bcc_example.json": "no-requests",
    "bristolian_bcc_example_snippet.json": 1,
    "bristolian_bcc_feed.json": "no-requests",
    "bristolian_bcc_large_example.json": 17,
    "bristolian_public_body.json": "no-requests",
    "bristolian_requested_from_bristol_city_council.json": 18,
    "bristolian_whatdotheyknow_bristol_city_council_0.xml": 4,
    "childrens_services_requests.csv": 5462,
    "foi_csc_requests_summary.xlsx": 5462,
    "foi_sentinel_wdtk_raw.json": 52,
}
"""Requests of each file, or the code with which it is refused; no row of them is rejected."""

LETTERS = {"taken": 16, "reply": 14, "no-text": 5, "bounce": 4, "no-received": 3, "auto-reply": 2}
NOT_LETTERS = {"unknown-format": 22, "missing-column": 4, "empty-file": 1}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_payload_of_whatdotheyknow_is_read_or_refused_for_a_reason(name):
    expected = EXPECTED[name]
    if isinstance(expected, str):
        with pytest.raises(UnreadableFile) as refusal:
            read_file(WDTK / name)
        assert refusal.value.code == expected
    else:
        rows = list(read_file(WDTK / name).rows)
        assert all(isinstance(row, Incoming) for row in rows)
        assert len(rows) == expected


def test_no_payload_of_whatdotheyknow_is_left_out():
    assert {path.name for path in WDTK.iterdir()} == set(EXPECTED)


def test_no_user_of_a_payload_gets_into_a_request():
    for path in WDTK.glob("bristolian_*"):
        try:
            rows = list(read_file(path).rows)
        except UnreadableFile:
            continue
        assert "requester_" not in repr(rows)


def test_the_log_of_titles_is_the_same_as_csv_and_as_workbook():
    table = list(read_file(WDTK / "childrens_services_requests.csv").rows)
    sheet = list(read_file(WDTK / "foi_csc_requests_summary.xlsx").rows)
    assert table == sheet


def test_every_letter_is_read_or_refused_for_a_reason():
    letters, others = Counter(), Counter()
    for path in sorted(p for p in MAIL.rglob("*") if p.is_file()):
        try:
            rows = list(read_file(path, body="kent").rows)
        except UnreadableFile as refusal:
            others[refusal.code] += 1
            continue
        assert len(rows) == 1
        letters[rows[0].code if isinstance(rows[0], Rejected) else "taken"] += 1
    assert letters == LETTERS
    assert others == NOT_LETTERS
