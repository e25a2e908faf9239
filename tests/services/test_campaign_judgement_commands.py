"""`mosaic campaign confirm`, `split`, `merge`, `undo` and so on, as people type them."""

import json
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import update

from tracker.store.tables import Request

TESTS = Path(__file__).parents[1]
KIT = run_path(str(TESTS / "small_tracker.py"))
ASKED, REWORDED, OTHER = (KIT[name] for name in ("ASKED", "REWORDED", "OTHER"))
SAID = ("--reason", "I read them", "--by", "Desk A")


@pytest.fixture
def tracker(database, settings, tmp_path):
    """Give a tracker with N1 E1 W1 S1 in C-1, and N2 E2 in C-2."""
    found = KIT["SmallTracker"](database, settings, tmp_path)
    bodies = ("northshire", "eastmoor", "westmarch")
    found.take_in(*((body, f"{body[0].upper()}1", ASKED) for body in bodies))
    found.take_in(("southfen", "S1", REWORDED))
    found.take_in(("northshire", "N/2", OTHER), ("eastmoor", "E2", OTHER))
    found.match()
    return found


@pytest.fixture
def judge(mosaic, tracker):
    def run(*words, code=0, said=SAID):
        result = mosaic("campaign", *words, *said)
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.stderr

    return run


@pytest.fixture
def shown(mosaic, tracker):
    def show(code, *words):
        environment = {"MOSAIC_SCORER_FILE": str(tracker.settings.scorer_file)}
        result = mosaic("campaign", "show", code, "--format", "json", *words, **environment)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return show


def members(document):
    return sorted(member["reference"] for member in document["members"])


def test_a_split_shows_at_once_and_prints_the_new_id(judge, shown):
    document = json.loads(judge("split", "c-1", "southfen/S1", "Westmarch Police/w 1", "--format",
                                "json"))  # fmt: skip
    assert document == {
        "event": "E-1",
        "kind": "split",
        "campaign": "C-1",
        "campaigns": ["C-1", "C-3"],
        "new_campaign": "C-3",
        "undoes": None,
    }
    assert members(shown("C-1")) == ["E1", "N1"]
    assert members(shown("C-3")) == ["S1", "W1"]
    assert "C-4 is new, with 1 request of C-1" in judge("split", 1, "eastmoor/E1")


def test_a_merge_leads_the_old_id_to_the_survivor_until_it_is_undone(judge, shown):
    assert "C-2 merged into C-1, with 2 requests" in judge("merge", "C-1", "C-2")
    assert members(shown("C-1")) == ["E1", "E2", "N/2", "N1", "S1", "W1"]
    assert shown("C-2")["merged_into"] == "C-1"
    assert "E-1 is undone" in judge("undo", "C-2")
    assert members(shown("C-2")) == ["E2", "N/2"]
    assert shown("C-2")["merged_into"] is None


def test_requests_are_moved_and_removed(judge, shown):
    judge("move", "1", "southfen/S1", "--to", "C-2")
    assert members(shown("C-2")) == ["E2", "N/2", "S1"]
    judge("remove", "2", "northshire/N/2")
    assert members(shown("C-2")) == ["E2", "S1"]


def test_the_decision_and_the_last_event_are_shown(judge, shown, mosaic):
    assert (shown("C-1")["decision"], shown("C-1")["last_event"]) == (None, None)
    judge("confirm", "C-1")
    document = shown("C-1")
    assert document["last_event"] == "E-1"
    assert {k: v for k, v in document["decision"].items() if k != "at"} == {
        "kind": "confirmed",
        "by": "Desk A",
        "reason": "I read them",
    }
    table = mosaic("campaign", "show", "C-1").stdout
    assert "Confirmed by Desk A on" in table
    assert "E-1" in table


def listed(mosaic, *words):
    document = json.loads(mosaic("campaigns", "--format", "json", *words).stdout)
    return {each["id"]: each["state"] for each in document["campaigns"]}


def test_what_is_put_away_is_listed_with_all_alone_and_an_archived_one_comes_back(
    judge, mosaic, tracker
):
    judge("archive", "C-1")
    judge("not-a-campaign", "C-2")
    assert listed(mosaic) == {}
    assert set(listed(mosaic, "--all")) == {"C-1", "C-2"}
    tracker.take_in(("midvale", "M1", ASKED), ("midvale", "M2", OTHER))
    tracker.match()
    assert listed(mosaic) == {"C-1": "reopened"}
    judge("reopen", "C-2")
    judge("reopen", "C-1")
    assert set(listed(mosaic)) == {"C-1", "C-2"}


def test_a_title_and_an_explanation(judge, shown, tracker):
    judge("retitle", "C-1", "Listening devices")
    assert shown("C-1")["title"] == "Listening devices"
    assert "no inconsistency of that name. Keys: it has none." in judge(
        "explain", "C-1", "ncnd-beside-denial", code=1
    )
    with tracker.database.writing() as session:
        for reference, outcome in (("N1", "ncnd"), ("E1", "not-held")):
            found = update(Request).where(Request.reference == reference)
            session.execute(found.values(outcome=outcome))
    (key,) = [each["key"] for each in shown("C-1")["inconsistencies"]]
    assert f"Keys: {key}." in judge("explain", "C-1", "ncnd-beside-denail", code=1)
    assert "no campaign C-9" in judge("explain", "C-9", key, code=1)
    assert key in judge("explain", "C-1", "ncnd-beside-denial")
    assert [each["explained"] for each in shown("C-1")["inconsistencies"]] == [True]
    judge("undo", "E-1")
    judge("undo", "2")
    assert "devices has" in shown("C-1")["title"] or "devices the body" in shown("C-1")["title"]


def test_the_history_is_newest_first(judge, mosaic):
    judge("split", "C-1", "southfen/S1")
    judge("confirm", "C-1")
    judge("undo", "E-2")
    found = json.loads(mosaic("campaign", "history", "1", "--format", "json").stdout)
    assert found["campaign"] == "C-1"
    assert [event["id"] for event in found["events"]] == ["E-3", "E-2", "E-1"]
    first = found["events"][-1]
    assert {
        **first, "at": None, "campaigns": None,
    } == {
        "id": "E-1", "kind": "split", "by": "Desk A", "at": None, "reason": "I read them",
        "campaigns": None, "members": ["southfen/S1"], "title": None, "explained": None,
        "undoes": None, "undone_by": None, "can_undo": True, "blocked_by": [],
    }  # fmt: skip
    assert found["events"][1]["undone_by"] == "E-3"
    table = mosaic("campaign", "history", "C-1").stdout
    assert table.index("E-3") < table.index("E-2") < table.index("E-1")
    assert mosaic("campaign", "history", "C-2").stdout == "Nobody has judged this campaign.\n"
    assert mosaic("campaign", "history", "C-9").exit_code == 1


def test_the_second_person_is_told_what_the_first_did(judge):
    judge("split", "C-1", "southfen/S1", "--seen", "0")
    said = judge("split", "C-1", "southfen/S1", "--seen", "0", code=1)
    assert "E-1" in said
    assert "by Desk A: split" in said
    assert "E-1" in judge("split", "C-1", "southfen/S1", code=1)
    judge("confirm", "C-1", "--seen", "E-1")


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("split", "C-1", "nowhere/1"), 2, "no body in the register"),
        (("split", "C-1", "northshire/77"), 2, "no request with the reference"),
        (("split", "C-1", "northshire"), 2, "no slash"),
        (("split", "C-1"), 2, "Missing argument"),
        (("split", "C-1", "northshire/N/2"), 1, "Not in C-1: northshire/N/2"),
        (("confirm", "D-1"), 2, "named like C-12"),
        (("confirm", "C-77"), 1, "no campaign C-77"),
        (("merge", "C-1", "C-1"), 1, "same campaign twice"),
        (("move", "C-1", "southfen/S1"), 2, "--to"),
        (("undo", "X-1"), 2, "E-7"),
        (("undo", "C-1"), 1, "Nothing that people did"),
        (("undo", "E-99"), 1, "no event E-99"),
    ],
)
def test_what_cannot_be_done_says_why(judge, words, code, why):
    assert why in judge(*words, code=code)


@pytest.mark.parametrize("said", [SAID[:2], SAID[2:]])
def test_who_and_why_are_needed(judge, said):
    assert "Missing option" in judge("confirm", "C-1", code=2, said=said)


def test_a_decision_about_a_pair_across_a_split_names_the_event(judge, mosaic):
    judge("split", "C-1", "southfen/S1")
    result = mosaic("review", "northshire/N1", "southfen/S1", "--same", *SAID)
    assert result.exit_code == 1
    assert "E-1" in result.stderr
