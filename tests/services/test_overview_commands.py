"""`mosaic campaigns`, `mosaic campaign show` and `mosaic serve`."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
KEYS = [
    *("id", "title", "state", "round_robin", "bodies", "first_received", "last_received"),
    *("next_due", "mapping_risk", "members"),
]


@pytest.fixture
def told(database):
    with database.writing() as session:
        return TOLD["police_story"](session)


@pytest.mark.usefixtures("told")
def test_the_json_is_the_contract_and_nothing_else_is_on_stdout(mosaic):
    result = mosaic("campaigns", "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert list(document) == ["campaigns"]
    first = document["campaigns"][0]
    assert list(first) == KEYS
    assert first["id"] == "C-1"
    assert len(first["bodies"]) == 23
    assert first["bodies"] == sorted(first["bodies"])
    assert {*first["members"][0]} == {"body", "reference", "received", "questions", "posture"}


def test_an_empty_database_gives_an_empty_list(mosaic):
    assert json.loads(mosaic("campaigns", "--format", "json").stdout) == {"campaigns": []}


@pytest.mark.usefixtures("told")
def test_only_round_robins_are_listed_when_asked_for(mosaic):
    document = json.loads(mosaic("campaigns", "--round-robin", "--format", "json").stdout)
    assert [each["id"] for each in document["campaigns"]] == ["C-1", "C-2"]
    table = mosaic("campaigns", "--round-robin").stdout
    assert re.search(
        r"^C-1 +yes +23 +14/23 +2026-11-16 +2026-11-17 +very high +IMSI catchers",
        table,
        re.MULTILINE,
    )
    assert "C-3" not in table


def test_no_cell_of_the_csv_is_a_formula(mosaic, database):
    with database.writing() as session:
        story = TOLD["Story"](session)
        run = story.run()
        asked = story.request("kent", date(2026, 11, 2), ["x"], run=run)
        story.campaign('=cmd|"/c calc"!A0', asked, run=run)
    rows = list(csv.DictReader(io.StringIO(mosaic("campaigns", "--format", "csv").stdout)))
    assert rows[0]["title"] == '\'=cmd|"/c calc"!A0'
    assert rows[0]["bodies"] == "kent"
    assert rows[0]["requests"] == "1"


@pytest.mark.usefixtures("told")
def test_one_campaign_is_shown_by_its_name_or_number(mosaic):
    for code in ("C-1", "c-1", "1"):
        result = mosaic("campaign", "show", code, MOSAIC_COPY_THRESHOLD="0.6")
        assert result.exit_code == 0
        assert "C-1  IMSI catchers" in result.stdout
        assert re.search(r"1B and 1C: .*0\.71", result.stdout)
    document = mosaic("campaign", "show", "C-5", "--format", "json", MOSAIC_COPY_THRESHOLD="0.6")
    assert json.loads(document.stdout)["merged_into"] == "C-1"


@pytest.mark.usefixtures("told")
def test_a_campaign_that_is_not_there_is_an_error_and_a_wrong_name_a_usage_error(mosaic):
    missing = mosaic("campaign", "show", "C-99", MOSAIC_COPY_THRESHOLD="0.6")
    assert missing.exit_code == 1
    assert "There is no campaign C-99" in missing.stderr
    assert mosaic("campaign", "show", "sausages").exit_code == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "mosaic.example", ""])
def test_the_dashboard_listens_to_this_machine_only(mosaic, host):
    result = mosaic("serve", "--host", host, "--port", "0")
    assert result.exit_code == 2
    assert "no sign-in" in result.stderr


def test_the_dashboard_is_served_until_it_is_stopped(sqlite_database):
    environment = os.environ | {
        "MOSAIC_DATABASE_URL": sqlite_database.url,
        "MOSAIC_COPY_THRESHOLD": "0.6",
        "PYTHONUNBUFFERED": "1",
    }
    program = "from tracker.cli import main; main(['serve', '--port', '0'])"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            address = re.search(r"http://\S+", server.stdout.readline()).group()
            with urllib.request.urlopen(f"{address}/health", timeout=20) as answer:
                assert json.load(answer) == {"status": "ok", "database": "current"}
                assert "Server" not in answer.headers
        finally:
            server.terminate()
