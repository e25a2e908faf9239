"""`mosaic demo`: from nothing to flagged round robins, without mixing what differs."""

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.demo.tale import tell_story
from tracker.runs import day_of

LARGE, LEAST_TOGETHER = 20, 0.9
"""Requests of a large campaign, and the share of them that one campaign found must hold."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Run the demo once, with the model that ships, and give what it said and found."""
    from click.testing import CliRunner

    from tracker.cli import main

    folder = tmp_path_factory.mktemp("demo")
    environment = {"MOSAIC_DATABASE_URL": f"sqlite:///{folder / 'story.db'}"}
    run = CliRunner().invoke(main, ["demo", "--folder", str(folder / "files")], env=environment)
    found = CliRunner().invoke(main, ["campaigns", "--format", "json"], env=environment)
    assert run.exit_code == 0, run.output
    return run.output, json.loads(found.stdout)["campaigns"], folder


@pytest.fixture(scope="module")
def story():
    """Give the campaign of the story that each of its requests is from."""
    return {
        (asked.force.slug, asked.reference): asked.campaign
        for asked in tell_story(day_of(datetime.now(tz=UTC)))
    }


@pytest.fixture(scope="module")
def strands(shown, story):
    """Give for each campaign found the campaigns of the story that its members are from."""
    return {
        campaign["id"]: Counter(
            story.get((member["body"], member["reference"]), "") for member in campaign["members"]
        )
        for campaign in shown[1]
    }


def test_the_demo_says_where_its_data_is_and_what_was_not_taken(shown) -> None:
    said, _, folder = shown

    assert f"sqlite:///{folder / 'story.db'}" in said
    assert "with-mistakes.csv line 3" in said
    assert "Not taken: 6 rows" in said
    assert " serve, then open http://" in said
    assert (folder / "files" / "case-systems.csv").is_file()


def test_round_robins_are_flagged_and_shown(shown) -> None:
    said, campaigns, _ = shown
    flagged = [campaign for campaign in campaigns if campaign["round_robin"]]

    assert flagged
    assert all(f"{campaign['id']}" in said for campaign in flagged)


def test_every_campaign_of_the_story_is_flagged(shown, strands) -> None:
    flagged = {campaign["id"] for campaign in shown[1] if campaign["round_robin"]}
    names = {name for number in flagged for part in strands[number] for name in part.split("+")}

    assert names >= {
        *("phone-surveillance", "body-worn-video", "drones-owned", "counter-drone"),
        *("dismissals-2023", "dismissals-2024", "hospitality", "stop-and-search"),
    }


def test_no_large_campaign_of_the_story_falls_apart(strands, story) -> None:
    told = Counter(name for names in story.values() for name in names.split("+") if name)
    large = {name: requests for name, requests in told.items() if requests >= LARGE}
    assert set(large) == {"body-worn-video", "phone-surveillance"}
    for name, requests in large.items():
        together = max(
            sum(n for names, n in strand.items() if name in names.split("+"))
            for strand in strands.values()
        )
        assert together >= LEAST_TOGETHER * requests, name


def test_no_campaign_mixes_what_the_story_keeps_apart(strands) -> None:
    for strand in strands.values():
        asked = [set(name.split("+")) for name in strand]
        assert set.intersection(*asked), strand


def test_requests_of_their_own_are_in_no_campaign(strands) -> None:
    assert sum(strand[""] for strand in strands.values()) == 0


def test_a_second_demo_changes_nothing(shown) -> None:
    from click.testing import CliRunner

    from tracker.cli import main

    _, campaigns, folder = shown
    environment = {"MOSAIC_DATABASE_URL": f"sqlite:///{folder / 'story.db'}"}
    again = CliRunner().invoke(main, ["demo", "--folder", str(folder / "files")], env=environment)
    found = CliRunner().invoke(main, ["campaigns", "--format", "json"], env=environment)

    assert again.exit_code == 0
    assert _members(json.loads(found.stdout)["campaigns"]) == _members(campaigns)


def test_the_demo_leaves_a_database_with_other_requests_alone(mosaic, tmp_path: Path) -> None:
    row = {"body": "Kent Police", "reference": "1/26", "received": "2026-01-05"}
    path = tmp_path / "real.jsonl"
    path.write_text(json.dumps(row | {"text": "How many lighthouses does the force watch?"}))
    mosaic("init")
    mosaic("ingest", path)

    result = mosaic("demo", "--folder", tmp_path / "files")

    assert result.exit_code == 1
    assert "holds other requests" in result.output
    assert not (tmp_path / "files").exists()


def test_without_a_chosen_database_the_demo_takes_one_of_its_own(tmp_path, monkeypatch) -> None:
    from click.testing import CliRunner

    from tracker.cli import main

    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["demo", "--folder", "story/files"])

    assert result.exit_code == 0
    assert (tmp_path / "mosaic-demo.db").is_file()
    assert not (tmp_path / "mosaic.db").exists()
    assert "To see it: MOSAIC_DATABASE_URL=sqlite:///mosaic-demo.db " in result.output


def _members(campaigns):
    found = defaultdict(set)
    for campaign in campaigns:
        found[campaign["id"]] = {(each["body"], each["reference"]) for each in campaign["members"]}
    return dict(found)
