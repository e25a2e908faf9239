"""The table of due dates, against the rule that counts.

The table was made apart from the rule: another way of counting (numpy's business days), over
holidays typed by hand from the calendar, then read by eye around every holiday.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from tracker.law.bank_holidays import BankHolidays
from tracker.law.deadlines import deadline

HOLIDAYS = BankHolidays.load()
with (Path(__file__).parent / "due_dates.csv").open(encoding="utf-8", newline="") as lines:
    TABLE = list(csv.DictReader(lines))


def counted(row, regime, *, extended=False):
    received = date.fromisoformat(row["received"])
    found = deadline(received, regime, HOLIDAYS, extended=extended).found
    skipped = "; ".join(f"{day.isoformat()} {name}" for day, name in found.skipped)
    return found.due.isoformat(), skipped


def test_the_table_is_long_and_has_what_is_hard():
    days = {row["received"] for row in TABLE}
    assert len(days) == len(TABLE) >= 120
    assert {day[:4] for day in days} == {"2024", "2025", "2026", "2027"}
    assert sum(row["weekday"] in {"Sat", "Sun"} for row in TABLE) >= 40
    assert all(f"{date.fromisoformat(row['received']):%a}" == row["weekday"] for row in TABLE)
    assert sum(row["foia_due"] != row["foisa_due"] for row in TABLE) >= 40


@pytest.mark.parametrize("row", TABLE, ids=[row["received"] for row in TABLE])
def test_the_due_date_and_the_days_skipped_are_those_of_the_table(row):
    assert counted(row, "FOIA") == (row["foia_due"], row["foia_skipped"])
    assert counted(row, "FOISA") == (row["foisa_due"], row["foisa_skipped"])
    assert counted(row, "FOIA", extended=True)[0] == row["foia_extended"]


@pytest.mark.parametrize(("regulations", "act"), [("EIR", "FOIA"), ("EISR", "FOISA")])
def test_environmental_regulations_count_like_the_act_of_their_nation(regulations, act):
    assert [counted(row, regulations) for row in TABLE] == [counted(row, act) for row in TABLE]
