"""Campaigns of one series are linked as precedent and stay apart, on both databases."""

import json
import re
from datetime import date
from itertools import permutations
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import func, select

from tracker.campaigns.series_shown import similar_campaigns
from tracker.law.working_days import BankHolidays
from tracker.matching.features import NAMES
from tracker.shipped import shipped_dir
from tracker.store.tables import Alert, Campaign, SeriesLink

SMALL = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
ASKED = "How many Tasers has {} issued to officers and replaced after damage in YEAR?"
OTHER = SMALL["OTHER"]
TODAY = date(2026, 11, 20)


def write_scorer(folder):
    """Write a scorer that looks at the likeness of meaning, and at other things named."""
    head, _ = (shipped_dir("models") / "scorer.toml").read_text().split("[shapes]")
    head = re.sub(r'^encoder = ".*?"', 'encoder = "toy@1"', head, flags=re.MULTILINE)
    for name, value in (("start", -30.0), ("threshold", 0.5), ("cosine_floor", 0.55)):
        head = re.sub(rf"^{name} = [-.0-9]+", f"{name} = {value}", head, flags=re.MULTILINE)
    plain = "calibration = { at = [0.0], points = [0.0] }"
    head = re.sub(r"(?m)^calibration = .*$", plain, head)
    shapes = "".join(
        f"{name} = {{ at = [0.0, 1.0], points = [0.0, {points}] }}\n"
        for name in NAMES
        for points in [40.0 if name == "meaning" else -20.0 if name.startswith("other_") else 0.0]
    )
    path = folder / "series.toml"
    path.write_text(f"{head}[shapes]\n{shapes}")
    return path


class Tracker(SMALL["SmallTracker"]):
    """A small tracker whose scorer knows that another thing named is another question."""

    def __init__(self, database, settings, folder):
        super().__init__(database, settings, folder)
        self.settings = settings.model_copy(update={"scorer_file": write_scorer(folder)})

    def wave(self, mark, text, received, bodies=("northshire", "eastmoor", "westmarch")):
        self.take_in(*((body, f"{mark}-{body}", text) for body in bodies), received=received)

    def linked(self):
        """Give each link as the titles' marks of its campaigns, with what differs."""
        with self.database.reading() as session:
            days = dict(session.execute(select(Campaign.id, Campaign.first_received)).all())
            return sorted(
                (
                    *sorted(
                        (days[link.campaign_a_id].isoformat(), days[link.campaign_b_id].isoformat())
                    ),
                    *sorted(v for d in link.differs for v in (d["a"], d["b"])),
                )
                for link in session.scalars(select(SeriesLink))
            )

    def similar(self, first_received):
        with self.database.reading() as session:
            number = session.scalars(
                select(Campaign.id).where(Campaign.first_received == first_received)
            ).one()
            return similar_campaigns(session, number, today=TODAY, holidays=BankHolidays.load())

    def counted(self, table):
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def tracker(database, settings, tmp_path):
    return Tracker(database, settings, tmp_path)


LAST_YEAR, THIS_YEAR = date(2025, 3, 3), date(2026, 3, 2)
WAVES = [
    ("A", ASKED.replace("YEAR", "2024"), LAST_YEAR),
    ("B", ASKED.replace("YEAR", "2025"), THIS_YEAR),
    ("C", ASKED.replace("YEAR", "2024"), date(2026, 9, 1)),
    ("D", OTHER, date(2026, 3, 9)),
]
LINKS = [
    ("2025-03-03", "2026-03-02", "2024", "2025"),
    ("2025-03-03", "2026-09-01"),
    ("2026-03-02", "2026-09-01", "2024", "2025"),
]


def test_other_years_and_later_waves_are_linked_and_nothing_is_joined(tracker):
    for wave in WAVES:
        tracker.wave(*wave)
    report = tracker.match()
    assert tracker.linked() == LINKS
    assert (report.series, report.series_links, report.series_links_new) == (1, 3, 3)
    assert [sorted({ref[0] for ref in group}) for group in tracker.campaigns()] == [
        ["A"], ["B"], ["C"], ["D"],
    ]  # fmt: skip


def test_a_wave_a_year_later_is_shown_as_precedent_from_both_sides(tracker):
    for wave in WAVES:
        tracker.wave(*wave)
    tracker.match()
    seen = tracker.similar(THIS_YEAR)
    assert [one.summary.first_received for one in seen] == [LAST_YEAR, date(2026, 9, 1)]
    assert {one.relation for one in seen} == {"Asks the same of 2024 instead of 2025"}
    first, last = tracker.similar(LAST_YEAR)
    assert first.relation == "Asks the same of 2025 instead of 2024"
    assert (last.relation, last.differs, last.outcomes) == (
        "Asked the same again later", (), {"pending": 3},
    )  # fmt: skip
    assert tracker.similar(date(2026, 9, 1))[0].relation == "Asked the same before"
    assert tracker.similar(date(2026, 3, 9)) == ()


def test_links_raise_no_alert_and_a_second_run_writes_nothing(tracker):
    tracker.wave(*WAVES[0])
    tracker.match()
    alerts = tracker.counted(Alert)
    tracker.wave("E", WAVES[1][1], THIS_YEAR, bodies=("northshire", "eastmoor"))
    report = tracker.match()
    assert (report.series_links_new, report.alerts_owed) == (1, 0)
    assert tracker.counted(Alert) == alerts
    with tracker.database.reading() as session:
        found = session.scalars(select(SeriesLink.run_id)).all()
    assert tracker.match().series_links_new == 0
    with tracker.database.reading() as session:
        assert session.scalars(select(SeriesLink.run_id)).all() == found


def test_the_order_of_arrival_changes_no_link(tracker):
    order = next(o for n, o in enumerate(permutations(WAVES)) if n == 17)
    for wave in order:
        tracker.wave(*wave)
        tracker.match()
    assert tracker.linked() == LINKS


def test_the_same_words_of_another_thing_are_found_where_meaning_is_far(tracker):
    short = "How many THING did {} issue in 2024?"
    tracker.wave("A", short.replace("THING", "Tasers"), LAST_YEAR)
    tracker.match()
    tracker.wave("B", short.replace("THING", "attenuating energy projectiles"), THIS_YEAR)
    assert tracker.match().series_links == 1
    ((*_, one, other),) = tracker.linked()
    assert {one, other} == {"Taser", "baton round"}


def test_a_link_goes_when_a_campaign_comes_to_ask_something_else(tracker):
    tracker.wave(*WAVES[0])
    tracker.wave(*WAVES[1])
    tracker.match()
    assert len(tracker.linked()) == 1
    for body in ("northshire", "eastmoor", "westmarch"):
        tracker.take_in((body, f"B-{body}", OTHER), received=THIS_YEAR)
    tracker.match()
    assert tracker.linked() == []


def test_the_command_line_shows_the_series(tracker, mosaic):
    for wave in WAVES:
        tracker.wave(*wave)
    tracker.match()
    with tracker.database.reading() as session:
        (number,) = session.scalars(
            select(Campaign.id).where(Campaign.first_received == THIS_YEAR)
        ).all()
    shown = mosaic("campaign", "show", f"C-{number}", "--format", "json")
    series = json.loads(shown.stdout)["series"]
    assert [one["differs"] for one in series] == [
        [{"kind": "period", "this": "2025", "that": "2024"}]
    ] * 2
    assert series[0]["bodies"] == ["eastmoor", "northshire", "westmarch"]
    assert series[0]["outcomes"] == {"pending": 3}
    table = mosaic("campaign", "show", f"C-{number}").stdout
    assert "Asks the same of 2024 instead of 2025; 2025-03-03 to 2025-03-05, 3 bodies" in table
