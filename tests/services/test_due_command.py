"""`mosaic due`: dates, names of days, pauses, and clear refusals."""

import csv
import json
from pathlib import Path

import pytest
import time_machine

TABLE = Path(__file__).parents[1] / "rules" / "due_dates.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = {row["received"]: row for row in csv.DictReader(lines)}
SOME = [
    "2024-02-29", "2024-12-24", "2025-07-06", "2025-11-30", "2026-03-09", "2026-03-14",
    "2026-06-14", "2026-07-06", "2026-11-16", "2026-12-07", "2027-03-16", "2027-07-31",
]  # fmt: skip


@pytest.fixture
def due(mosaic):
    def ask(received, regime, *options):
        done = mosaic(
            "due", "--received", received, "--regime", regime, *options, "--format", "json"
        )
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return ask


@pytest.mark.parametrize("received", SOME)
def test_the_command_gives_the_date_and_the_days_of_the_table(due, received):
    row = ROWS[received]
    for regime, column in (("FOIA", "foia"), ("FOISA", "foisa")):
        found = due(received, regime)
        assert found["due"] == row[f"{column}_due"]
        skipped = "; ".join(f"{day['date']} {day['name']}" for day in found["skipped"])
        assert skipped == row[f"{column}_skipped"]
        assert (found["working_days"], found["counted_from"]) == (20, received)
        assert (found["paused"], found["beyond_horizon"]) == (False, False)


def test_an_extension_and_a_clarification_move_the_date(due):
    assert due("2026-03-09", "FOIA", "--extended")["due"] == "2026-05-08"
    asked = ("--clarification-asked", "2026-03-11")
    paused = due("2026-03-09", "FOISA", *asked)
    assert (paused["due"], paused["skipped"], paused["paused"]) == (None, [], True)
    assert paused["counted_from"] is None
    anew = due("2026-03-09", "foia", *asked, "--clarification-received", "2026-03-16")
    assert (anew["due"], anew["counted_from"]) == ("2026-04-16", "2026-03-16")


def test_the_words_say_what_was_counted(mosaic):
    said = mosaic("due", "--received", "2026-06-14", "--regime", "FOISA").stdout
    assert "Due Monday 13 July 2026." in said
    assert "20 working days after Sunday 14 June 2026" in said
    assert "Not counted: Monday 15 June 2026, World Cup bank holiday" in said
    asked = ("--clarification-asked", "2026-06-16")
    paused = mosaic("due", "--received", "2026-06-14", "--regime", "FOISA", *asked)
    assert paused.stdout.startswith("Paused: ")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--regime", "FOISA", "--extended"), "FOISA has no extension"),
        (("--regime", "FOIA", "--clarification-asked", "2026-03-08"), "before the request was"),
        (
            ("--regime", "FOIA", "--clarification-asked", "2026-03-12",
             "--clarification-received", "2026-03-11"),
            "before it was asked for",
        ),
        (("--regime", "FOIA", "--clarification-received", "2026-03-11"), "needs --clarification"),
        (("--regime", "EIR"), "is not one of"),
        (("--regime", "FOIA", "--clarification-asked", "11/03/2026"), "does not match"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_wrong_usage_with_a_reason_and_no_date(mosaic, options, words):
    done = mosaic("due", "--received", "2026-03-09", *options, "--format", "json")
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_data_that_ends_soon_is_warned_of_beside_the_date(mosaic):
    with time_machine.travel("2028-11-01T09:00:00Z"):
        done = mosaic("due", "--received", "2026-03-09", "--regime", "FOIA", "--format", "json")
    assert json.loads(done.stdout)["due"] == "2026-04-09"
    assert "ends on 2028-12-26" in done.stderr
    assert "mosaic holidays refresh -" in done.stderr


def test_a_late_request_for_clarification_is_remarked(mosaic):
    done = mosaic(
        "due", "--received", "2026-03-09", "--regime", "FOIA", "--clarification-asked", "2026-06-01"
    )  # fmt: skip
    assert "due on 2026-04-09" in done.stderr
