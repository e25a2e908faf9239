"""What the pages of runs say, and whether the dashboard is well."""

import html
import re

import pytest

from tracker.store import schema


def words(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_runs_are_listed_the_newest_first_with_their_sums(told):
    page = words(told.get("/runs"))
    assert page.index("Nightly run 3") < page.index("Match 2") < page.index("Demonstration 1")
    assert "Nightly run 3 20 November 2026, 2:15am Succeeded 1 1,223 41 0 1,180 2" in page


def test_a_run_shows_its_files_its_counts_and_its_report(told):
    page = words(told.get("/runs/3"))
    assert "1,223 rows came in 1 file: 41 stored, 0 changed, 1,180 unchanged, 2 set aside." in page
    assert "Campaigns new 1, grown 2" in page
    assert "requests.csv Dropped: requester_name 41 Removed: email 3 1,223 41 0 1,180 2" in page


def test_a_row_set_aside_shows_its_line_its_reason_and_what_it_held(told):
    page = words(told.get("/runs/3"))
    assert "line 17 Date received “31/02/2026” does not exist date body Kent Police" in page
    assert "line 29 No body is called “Kentshire Police” body text" in page


def test_a_file_that_was_not_taken_says_why(told):
    page = words(told.get("/runs/2"))
    assert "scan.pdf Not taken: This is not a file of requests" in page
    assert "None. Every row that came in was taken." in page


AUDIT = {
    "sample": 20,
    "wordings": 30_871,
    "waiting": 0,
    "links_exhaustive": 34,
    "recall_lower_95": 0.91568,
    "beyond_floor": 0,
    "seed": 7,
    "missing": 0,
}


@pytest.mark.parametrize(
    ("missing", "said", "unsaid"),
    [(0, "the run has all 34 links", "Links missing"), (2, "Links missing 20 wordings", "has all")],
)
def test_a_run_shows_its_audit_in_words(client, fill, missing, said, unsaid):
    run = fill(lambda story: story.run(report={"audit": AUDIT | {"missing": missing}}))
    page = words(client.get(f"/runs/{run}"))
    assert "Audit of the matching" in page
    assert said in page
    assert unsaid not in page
    assert "Recall lower 95" not in page
    assert "recall_lower_95" not in page


def test_a_run_without_audit_says_nothing_of_one(told):
    assert "Audit" not in words(told.get("/runs/3"))


def test_health_is_good_on_a_current_database(client):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": "current"}


def test_health_is_bad_on_a_database_of_another_version(client, sqlite_database):
    schema.downgrade(sqlite_database, "base")
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json["status"] == "failed"
