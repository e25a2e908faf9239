"""Every number of docs/mapping-risk.md is what the rules say; pure."""

import re
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.risk.inconsistencies import inconsistencies
from tracker.campaigns.risk.next_answers import next_answers
from tracker.campaigns.risk.outsider_map import outsider_map
from tracker.campaigns.risk.points import load_points
from tracker.campaigns.risk.score import Topic, mapping_risk

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
PAGE = (Path(__file__).parents[2] / "docs" / "mapping-risk.md").read_text(encoding="utf-8")
AS_OF = date.fromisoformat(re.search(r"as it stands on (\S+)\.", PAGE).group(1))
RECEIVED = date.fromisoformat(re.search(r"all requests came on (\S+)\.", PAGE).group(1))
TOPICS = (Topic("imsi-catchers", "IMSI catchers", 0.55, ncnd_typical=True),)


def table(heading):
    """Give the rows of the table under a heading, as lists of cells."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def day(cell):
    return date.fromisoformat(cell) if cell else None


@pytest.fixture
def answers():
    return [
        TOYS["answer"](
            TOYS["body"](slug, tile=tuple(map(int, tile.split(","))), region=region),
            posture,
            cited.split(),
            given=day(given),
            received=RECEIVED,
            due=day(due),
        )
        for slug, tile, region, posture, cited, given, due in table("The answers")
    ]


def test_the_map_is_what_the_page_says(answers):
    page = dict(table("What an outsider knows"))
    assert len(page) == 8
    assert outsider_map(answers, [], AS_OF) == page


def test_the_inconsistencies_are_those_of_the_page(answers):
    found = [[each.rule, " ".join(each.bodies)] for each in inconsistencies(answers, AS_OF)]
    assert found == table("The inconsistencies")


def test_the_score_is_that_of_the_page(answers):
    found = mapping_risk(answers, AS_OF, topics=TOPICS)
    page = table("The score")
    assert [[f.name, f"{f.points:.1f}"] for f in found.factors] == [row[:2] for row in page]
    score, band = re.search(r"The sum is ([\d.]+): ([a-z ]+)\.", PAGE).groups()
    assert (f"{found.score:.1f}", found.band) == (score, band)


def test_the_next_answers_are_those_of_the_page(answers):
    found = next_answers(answers, AS_OF, topics=TOPICS)
    page = [row[:3] for row in table("What the next answers would do")]
    assert [[n.body, n.posture, f"{n.score_change:+.1f}"] for n in found] == page


def test_the_bands_and_the_version_are_those_of_the_page():
    shipped = load_points()
    assert f"version {shipped.version} of them" in PAGE
    starts = [f"{name}\nfrom {start:.0f}" for name, start in shipped.bands]
    told = PAGE.split("The bands:")[1].split(".\n")[0]
    assert " ".join(told.split()) == f"low below {shipped.bands[0][1]:.0f}, " + ", ".join(
        start.replace("\n", " ") for start in starts
    )
