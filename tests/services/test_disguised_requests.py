"""A disguised copy from the file to the page: taken in, counted, flagged, matched, shown."""

import json
from pathlib import Path
from runpy import run_path

import pytest

from tracker.store.tables import Run
from web import create_app

KIT = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
PLAIN = "How many covert listening devices has the force bought or hired since January 2022?"
DISGUISED = PLAIN.translate(str.maketrans("aeoc", "аеос"))


@pytest.fixture
def matched(database, settings, tmp_path):
    """Take in a plain copy and a disguised one, and match them."""
    tracker = KIT["SmallTracker"](database, settings, tmp_path)
    tracker.take_in(("northshire", "N-1", PLAIN), ("eastmoor", "E-1", DISGUISED))
    tracker.match()
    return tracker


def test_a_disguised_copy_is_in_the_campaign_and_says_so(matched, mosaic):
    document = json.loads(mosaic("campaign", "show", "1", "--format", "json").stdout)
    flags = {member["reference"]: member["flags"] for member in document["members"]}
    assert flags == {"N-1": [], "E-1": ["obfuscated"]}
    lines = [line for line in mosaic("campaign", "show", "1").stdout.splitlines() if "-1 " in line]
    assert ["disguised" in line for line in lines if "eastmoor" in line] == [True]
    assert ["disguised" in line for line in lines if "northshire" in line] == [False]


def test_the_page_of_the_campaign_says_so_once(matched):
    app = create_app(matched.settings, database=matched.database, clock=lambda: KIT["NOW"])
    page = app.test_client().get("/campaigns/C-1").get_data(as_text=True)
    assert page.count("The text was disguised") == 1


def test_the_report_of_the_run_counts_it(matched):
    with matched.database.reading() as session:
        run = session.get(Run, 1)
        app = create_app(matched.settings, database=matched.database, clock=lambda: KIT["NOW"])
        page = app.test_client().get(f"/runs/{run.id}").get_data(as_text=True)
    assert "obfuscated" in page
