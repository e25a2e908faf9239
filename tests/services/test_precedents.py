"""Earlier waves and closed campaigns are precedents, for disclosure as plainly as against it."""

import json
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.precedents import Direction, precedents
from tracker.campaigns.precedents_as_json import precedents_as_json
from tracker.law.working_days import BankHolidays
from tracker.store.tables import SeriesLink

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
TODAY = TOLD["TODAY"]
NEW, OLD, LATER = date(2026, 11, 2), date(2025, 3, 3), date(2026, 11, 16)
PLACE = "https://foi.example/kent/7"


class Archive:
    """A campaign of this month, and others of its series."""

    def __init__(self, database):
        self.database = database
        with database.writing() as session:
            self.story = TOLD["Story"](session)
            self.run = self.story.run()
            self.this = self.wave("This one", NEW, ["pending", "pending"])

    def wave(self, title, received, outcomes, *, linked_to=None, responded=None, **fields):
        """Store a campaign, one body for each outcome, linked to another as of the series."""
        asked = [
            self.story.request(
                slug,
                received,
                [f"{title} of {{body}}?"],
                run=self.run,
                outcome=outcome,
                responded=responded if outcome != "pending" else None,
                **fields,
            )[0]
            for (slug, _), outcome in zip(TOLD["FORCES"], outcomes, strict=False)
        ]
        number = self.story.campaign(title, asked, run=self.run)
        if linked_to is not None:
            self.story.session.add(
                SeriesLink(
                    campaign_a_id=min(number, linked_to),
                    campaign_b_id=max(number, linked_to),
                    differs=[],
                    likeness=0.9,
                    scorer="pair-scorer@1",
                    run_id=self.run,
                )
            )
            self.story.session.flush()
        return number

    def linked(self, title, received, outcomes, **fields):
        with self.database.writing() as session:
            self.story.session = session
            return self.wave(title, received, outcomes, linked_to=self.this, **fields)

    def found(self, **fields):
        with self.database.reading() as session:
            return precedents(
                session, self.this, today=TODAY, holidays=BankHolidays.load(), **fields
            )


@pytest.fixture
def archive(database):
    return Archive(database)


def titles(found):
    return {
        way: [each.title for each in getattr(found, way)]
        for way in ("disclosed", "withheld", "mixed")
    }


def test_precedents_are_listed_by_the_way_they_point_the_latest_first(archive):
    archive.linked("Given out", OLD, ["disclosed", "already-published", "not-held"])
    archive.linked("Given out again", date(2025, 9, 1), ["partly-disclosed"])
    archive.linked("Kept back", OLD, ["refused", "ncnd", "cost"])
    archive.linked("Both", OLD, ["refused", "disclosed"])
    archive.linked("Neither", OLD, ["cost", "vexatious", "not-held"])
    assert titles(archive.found()) == {
        "disclosed": ["Given out again", "Given out"],
        "withheld": ["Kept back"],
        "mixed": ["Both"],
    }


def test_a_campaign_without_a_series_has_no_precedents(archive):
    with archive.database.writing() as session:
        archive.story.session = session
        archive.wave("Elsewhere", OLD, ["disclosed", "refused"])
    assert archive.found().every == ()
    assert precedents_as_json(archive.found()) == {"disclosed": [], "withheld": [], "mixed": []}


def test_a_later_campaign_counts_once_it_is_closed_and_an_earlier_wave_at_once(archive):
    archive.linked("Later and open", LATER, ["disclosed", "pending"])
    archive.linked("Later and closed", LATER, ["disclosed", "refused"])
    archive.linked("Earlier and open", OLD, ["refused", "pending"])
    assert titles(archive.found()) == {
        "disclosed": [],
        "withheld": ["Earlier and open"],
        "mixed": ["Later and closed"],
    }


def test_each_answer_is_told_with_its_date_and_its_place(archive):
    archive.linked(
        "Given out",
        OLD,
        ["refused", "disclosed", "cost"],
        responded=date(2025, 4, 1),
        published_url=PLACE,
    )
    (mixed,) = archive.found().mixed
    assert mixed.outcomes == {"cost": 1, "disclosed": 1, "refused": 1}
    assert (mixed.count(Direction.DISCLOSED), mixed.count(Direction.WITHHELD)) == (1, 1)
    assert [answer.outcome for answer in mixed.answers] == ["disclosed", "refused"]
    assert mixed.answers[0].responded == date(2025, 4, 1)
    assert mixed.answers[0].published_url == PLACE
    assert (mixed.relation, mixed.bodies) == ("Asked the same before", 3)


def test_what_was_answered_later_is_not_known_on_an_earlier_day(archive):
    archive.linked("Given out", OLD, ["disclosed"], responded=date(2026, 11, 10))
    assert archive.found(as_of=date(2026, 11, 9)).every == ()
    assert titles(archive.found(as_of=date(2026, 11, 10)))["disclosed"] == ["Given out"]
    archive.linked("Later", LATER, ["refused"])
    assert titles(archive.found(as_of=date(2026, 11, 15)))["withheld"] == []


def test_a_closed_campaign_kept_apart_though_alike_is_precedent(archive):
    from types import SimpleNamespace

    with archive.database.writing() as session:
        archive.story.session = session
        code = f"C-{archive.wave('Alike', OLD, ['refused'])}"
        still_open = f"C-{archive.wave('Open', LATER, ['refused', 'pending'])}"
    near = [
        SimpleNamespace(campaign=code, kept_apart=True),
        SimpleNamespace(campaign=still_open, kept_apart=True),
        SimpleNamespace(campaign=None, kept_apart=True),
    ]
    (withheld,) = archive.found(near=near).withheld
    assert (withheld.code, "kept apart" in withheld.relation) == (code, True)
    near[0].kept_apart = False
    assert archive.found(near=near).every == ()


def test_the_command_line_shows_both_ways_disclosure_first(archive, mosaic):
    archive.linked("Given out", OLD, ["disclosed"], published_url=PLACE)
    code, scorer = f"C-{archive.this}", {"MOSAIC_COPY_THRESHOLD": "0.6"}
    shown = json.loads(mosaic("campaign", "show", code, "--format", "json", **scorer).stdout)
    (given,) = shown["precedents"]["disclosed"]
    assert (given["outcomes"], given["disclosed"], given["withheld"]) == ({"disclosed": 1}, 1, 0)
    assert given["answers"][0]["published_url"] == PLACE
    assert shown["advice"]["versions"] == []
    table = mosaic("campaign", "show", code, **scorer).stdout
    assert table.index("Precedents for disclosure:") < table.index("Precedents for withholding: no")
    assert PLACE in table
    other = mosaic("campaign", "show", given["id"], **scorer).stdout
    assert "No precedent is known" in other
