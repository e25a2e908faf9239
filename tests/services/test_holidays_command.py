"""`mosaic holidays`: what is in use, and a newer copy of the feed taken in for every edge."""

import json
from datetime import date
from importlib.resources import files

import pytest
import time_machine

from tracker.doctor import examine
from tracker.holidays import holidays_of
from web import create_app

SHIPPED = json.loads((files("tracker.data") / "bank-holidays.json").read_text(encoding="utf-8"))
NEW_DAY = {"title": "Coronation bank holiday", "date": "2027-06-07", "notes": "", "bunting": True}


@pytest.fixture
def path(tmp_path):
    """Give a path for refreshed data; there is no file yet."""
    return tmp_path / "holidays.json"


@pytest.fixture
def holidays(mosaic, path):
    """Run `mosaic holidays` with the file set."""

    def run(*words, feed=None):
        stdin = None if feed is None else json.dumps(feed)
        return mosaic("holidays", *words, stdin=stdin, MOSAIC_HOLIDAYS_FILE=str(path))

    return run


def feed(*more, without=(), division="england-and-wales"):
    changed = json.loads(json.dumps(SHIPPED))
    events = changed[division]["events"]
    events[:] = [*(e for e in events if e["date"] not in without), *more]
    return changed


def test_show_names_the_source_and_the_days_between_which_dates_are_sure(holidays, mosaic):
    said = holidays("show", "--format", "json")
    found = json.loads(said.stdout)
    assert found["source"] == "the data that ships with Mosaic"
    assert [each["division"] for each in found["divisions"]] == list(SHIPPED)
    assert {(each["first"], each["last"]) for each in found["divisions"]} == {
        ("2012-01-02", "2028-12-26")
    }
    assert found["warning"] is None
    assert "There is no file" in said.stderr
    assert "scotland" in mosaic("holidays", "show").stdout


def test_show_warns_when_the_data_ends_within_sixty_working_days(mosaic):
    with time_machine.travel("2028-10-15T09:00:00Z"):
        found = json.loads(mosaic("holidays", "show", "--format", "json").stdout)
    assert "ends on 2028-12-26" in found["warning"]


def test_a_new_day_counts_everywhere_once_the_data_is_refreshed(
    holidays, mosaic, path, settings, sqlite_database
):
    def due(**environment):
        done = mosaic(
            "due", "--received", "2027-05-17", "--regime", "FOIA", "--format", "json",
            **environment,
        )  # fmt: skip
        return json.loads(done.stdout)

    chosen = settings.model_copy(update={"holidays_file": path})
    app = create_app(chosen, database=sqlite_database)
    dashboard = app.extensions["mosaic"]
    day = date(2027, 6, 7)
    assert dashboard.holidays.name_on(day, SHIPPED) is None
    done = holidays("refresh", "-", feed=feed(NEW_DAY))
    assert done.exit_code == 0, done.output
    assert "New: Monday 7 June 2027, Coronation bank holiday (england-and-wales)" in done.stdout
    assert due()["due"] == "2027-06-15"
    after = due(MOSAIC_HOLIDAYS_FILE=str(path))
    assert after["due"] == "2027-06-16"
    assert {"date": "2027-06-07", "name": "Coronation bank holiday"} in after["skipped"]
    assert holidays_of(chosen).name_on(day, SHIPPED) == "Coronation bank holiday"
    assert dashboard.holidays.name_on(day, SHIPPED) == "Coronation bank holiday"


def test_the_proclaimed_day_is_kept_and_a_file_can_be_named(holidays, path, tmp_path):
    copy = tmp_path / "downloaded.json"
    copy.write_text(json.dumps(feed(without=["2026-06-15"], division="scotland")))
    done = holidays("refresh", copy)
    assert "Kept, known from its proclamation: Monday 15 June 2026" in done.stdout
    assert "2026-06-15" in path.read_text(encoding="utf-8")
    again = holidays("refresh", copy)
    assert "No day is new and none is gone." in again.stdout
    assert json.loads(holidays("show", "--format", "json").stdout)["source"] == str(path)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "no bank holidays for england-and-wales, scotland, northern-ireland"),
        ({"scotland": SHIPPED["scotland"]}, "no bank holidays for england-and-wales"),
        (["not", "a", "feed"], "the whole file cannot be read"),
        (feed(without=["2028-12-25", "2028-12-26"]), "sooner than the data in use"),
        (feed(without=["2027-05-03"]), "Monday 3 May 2027, Early May bank holiday"),
        (feed(NEW_DAY | {"date": "2027-02-30"}), "england-and-wales.events"),
        (feed(NEW_DAY | {"title": "x" * 5_000_000}), "more than 5,000,000 bytes"),
    ],
    ids=["empty", "one division", "a list", "sooner", "a day gone", "no such day", "giant"],
)
def test_data_that_cannot_be_trusted_is_refused_and_changes_nothing(holidays, path, wrong, words):
    assert holidays("refresh", "-", feed=feed(NEW_DAY)).exit_code == 0
    before = path.read_bytes()
    done = holidays("refresh", "-", feed=wrong)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "Nothing was changed" in done.stderr
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.glob("*holidays.json*")] == [path.name]


def test_a_moved_holiday_can_be_accepted_on_purpose(holidays):
    moved = feed(NEW_DAY, without=["2027-05-03"])
    done = holidays("refresh", "-", "--accept-gone", feed=moved)
    assert done.exit_code == 0
    assert "Gone: Monday 3 May 2027, Early May bank holiday (england-and-wales)" in done.stdout


def test_without_the_setting_refresh_says_which_to_set(mosaic):
    done = mosaic("holidays", "refresh", "-", stdin=json.dumps(feed()))
    assert done.exit_code == 1
    assert "MOSAIC_HOLIDAYS_FILE" in done.stderr


def test_a_folder_that_is_not_there_is_told(mosaic, tmp_path):
    away = str(tmp_path / "away" / "holidays.json")
    done = mosaic("holidays", "refresh", "-", stdin=json.dumps(feed()), MOSAIC_HOLIDAYS_FILE=away)
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_a_broken_file_ends_commands_with_a_reason_and_can_be_refreshed(
    holidays, mosaic, path, settings
):
    path.write_text("{")
    chosen = {"MOSAIC_HOLIDAYS_FILE": str(path)}
    for words in (
        ("due", "--received", "2026-03-09", "--regime", "FOIA"),
        ("campaigns",),
        ("holidays", "show"),
    ):
        done = mosaic(*words, **chosen)
        assert done.exit_code == 1
        assert "cannot be used" in done.stderr
    broken = settings.model_copy(update={"holidays_file": path})
    check = next(c for c in examine(broken, today=date(2026, 11, 20)) if c.name == "Bank holidays")
    assert check.state == "fail"
    assert holidays("refresh", "-", feed=feed(NEW_DAY)).exit_code == 0
    assert mosaic("campaigns", **chosen).exit_code == 0


def test_the_doctor_names_the_source_and_warns_when_the_shipped_data_reaches_further(
    settings, path
):
    def check(chosen, today=date(2026, 11, 20)):
        return next(c for c in examine(chosen, today=today) if c.name == "Bank holidays")

    assert check(settings).state == "ok"
    assert check(settings, date(2028, 10, 15)).state == "warn"
    chosen = settings.model_copy(update={"holidays_file": path})
    assert "There is no file" in check(chosen).sentence
    short = {
        name: {"events": [e for e in division["events"] if e["date"] < "2028"]}
        for name, division in SHIPPED.items()
    }
    path.write_text(json.dumps(short))
    assert "The shipped data reaches further" in check(chosen).sentence
