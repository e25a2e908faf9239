"""`mosaic review-queue`, `mosaic review` and `mosaic threshold` as a coordinator uses them."""

import json
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import select

from tracker.campaigns.changes import Kind
from tracker.campaigns.review_queue import doubtful_pairs
from tracker.campaigns.scoring import copy_threshold, scorer_of
from tracker.campaigns.what_if import CannotTell, what_if
from tracker.store.tables import Campaign, CampaignQuestion, Match, PairDecision, Request

KIT = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
ASKED, OTHER = KIT["ASKED"], KIT["OTHER"]
LIKE = (
    ASKED,
    "How many covert listening devices has {} bought since January 2022?",
    "How many covert listening devices has {} bought or hired in Wales, and where, since 2022?",
    "How many covert devices has {} sold or lent to others since January 2022?",
)
"""Wordings whose cosines under the toy encoder lie on both sides of 0.75."""


@pytest.fixture
def tracker(database, settings, tmp_path):
    """Give a small tracker on either database, with doubtful pairs in it."""
    tracker = KIT["SmallTracker"](database, settings, tmp_path)
    tracker.take_in(
        ("northshire", "N/1", LIKE[0]), ("eastmoor", "E/1", LIKE[1]),
        ("westmarch", "W/1", LIKE[2]), ("southfen", "S/1", LIKE[3]), ("midvale", "M/1", OTHER),
    )  # fmt: skip
    tracker.match()
    return tracker


@pytest.fixture
def command(tracker, mosaic):
    """Give the command line with the tracker's scorer."""
    scorer = str(tracker.settings.scorer_file)
    return lambda *words, **settings: mosaic(*words, MOSAIC_SCORER_FILE=scorer, **settings)


def queue(tracker, *, limit=50, **settings):
    chosen = tracker.settings.model_copy(update=settings)
    scorer = scorer_of(chosen)
    with tracker.database.reading() as session:
        return doubtful_pairs(
            session,
            scorer=scorer,
            threshold=copy_threshold(chosen, scorer),
            wave_gap_days=chosen.wave_gap_days,
            limit=limit,
        )


def names(pair):
    return {pair.a.reference, pair.b.reference}


def test_the_most_doubtful_pairs_come_first_from_both_sides(tracker):
    found = queue(tracker)
    doubts = [abs(pair.score - 0.5) for pair in found]
    assert len(found) > 2
    assert doubts == sorted(doubts)
    assert {pair.copy for pair in found} == {True, False}
    assert [pair.copy for pair in found] == [pair.score >= 0.5 for pair in found]
    assert queue(tracker, limit=2) == found[:2]
    moved = queue(tracker, copy_threshold=0.999)
    assert abs(moved[0].score - 0.999) <= abs(moved[-1].score - 0.999)


def test_a_pair_of_wordings_comes_once_with_the_requests_that_came_closest(tracker):
    before = len(queue(tracker))
    tracker.take_in(("midvale", "M/2", LIKE[0]), received=date(2026, 10, 6))
    tracker.take_in(("midvale", "M/3", LIKE[1]), received=date(2026, 10, 6))
    tracker.match()
    found = queue(tracker)
    assert len(found) == before
    pair = next(p for p in found if "E/1" in names(p) and {"M/2", "N/1"} & names(p))
    assert names(pair) == {"E/1", "M/2"}


def test_one_body_and_another_wave_are_in_no_doubt(tracker):
    before = len(queue(tracker))
    tracker.take_in(("northshire", "N/2", f"{LIKE[0]} Answer for each month."))
    tracker.take_in(("eastmoor", "E/9", f"{LIKE[0]} Answer by year."), received=date(2025, 1, 6))
    tracker.match()
    found = queue(tracker)
    assert len(found) > before
    assert not any(names(pair) == {"N/1", "N/2"} for pair in found)
    assert not any("E/9" in names(pair) for pair in found)


def test_what_was_decided_leaves_the_queue_and_comes_back_when_withdrawn(tracker):
    first = queue(tracker)[0]
    decision = tracker.decide(first.a.question, first.b.question, "same")
    assert all(names(pair) != names(first) for pair in queue(tracker))
    tracker.withdraw(decision)
    assert names(queue(tracker)[0]) == names(first)


def test_parts_are_in_words_and_add_up(tracker):
    from math import log

    for pair in queue(tracker):
        odds = log(pair.score / (1 - pair.score))
        assert sum(part["points"] for part in pair.parts) == pytest.approx(odds)
        assert all(part["label"] for part in pair.parts)


def test_the_queue_as_json_and_in_words(command, tracker):
    done = command("review-queue", "--limit", 2, "--format", "json")
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert document["threshold"] == 0.5
    assert len(document["pairs"]) == 2
    pair = document["pairs"][0]
    assert pair.keys() == {"score", "copy", "a", "b", "parts"}
    assert pair["a"].keys() == {
        "question", "body", "reference", "position", "received", "wording", "compared",
        "campaign",
    }  # fmt: skip
    assert date.fromisoformat(pair["a"]["received"])
    said = command("review-queue").stdout
    assert "not copies at present" in said
    assert "eastmoor/E/1#1, received 2026-10-06" in said
    assert "Likeness of meaning" in said
    assert "compared as: How many covert devices has your organisation sold" in said


def test_wordings_that_wait_for_a_run_are_mentioned_beside_the_queue(command, tracker):
    assert command("review-queue").stderr == ""
    tracker.take_in(("midvale", "M/2", "Which lifts broke down at {} last winter?"))
    done = command("review-queue", "--format", "json")
    assert "1 wordings were not compared yet" in done.stderr
    json.loads(done.stdout)


def test_a_coordinator_decides_lists_and_withdraws(command, tracker):
    given = ("--reason", "Same form", "--by", "Coordinator North")
    done = command("review", "northshire/N/1", "Midvale Police/m-1#1", "--same", *given)
    assert done.exit_code == 0, done.stderr
    assert "northshire/N/1#1 and midvale/M/1#1 are the same" in done.stdout
    tracker.match()
    assert any({"N/1", "M/1"} <= set(found) for found in tracker.campaigns())
    (listed,) = json.loads(command("review", "list", "--format", "json").stdout)["decisions"]
    assert (listed["verdict"], listed["decided_by"]) == ("same", "Coordinator North")
    assert {listed["a"]["name"], listed["b"]["name"]} == {"northshire/N/1#1", "midvale/M/1#1"}
    refused = command("review", "--different", "midvale/M/1", "northshire/N/1", *given)
    assert refused.exit_code == 1
    assert "Decision 1" in refused.stderr
    assert command("review", "withdraw", 1, *given).exit_code == 0
    assert command("review", "list").stdout == "Nothing is decided.\n"
    everything = command("review", "list", "--all").stdout
    assert "Withdrawn by Coordinator North" in everything


@pytest.mark.parametrize(
    ("one", "why"),
    [
        ("northshire", "BODY/REFERENCE"),
        ("nowhere/N/1", "no body in the register"),
        ("northshire/N/99", "has no request with the reference given"),
        ("midvale/List/1", "#0, #1, #2"),
        ("midvale/List/1#7", "#0, #1, #2"),
        ("midvale/Empty", "asks no question"),
    ],
)
def test_a_question_that_cannot_be_found_is_wrong_usage(command, tracker, one, why):
    tracker.take_in(
        ("midvale", "List/1", f"1. {ASKED}\n2. {OTHER}"),
        ("midvale", "Empty", "Dear Sir,\n\nYours faithfully"),
    )
    done = command(
        "review", one, "eastmoor/E/1", "--same", "--reason", "Both read", "--by", "Coordinator"
    )
    assert done.exit_code == 2
    assert why in done.stderr
    with tracker.database.reading() as session:
        assert session.scalars(select(PairDecision)).all() == []


def test_a_place_chooses_among_several_questions(command, tracker):
    tracker.take_in(("midvale", "List#1", f"1. {ASKED}\n2. {OTHER}"))
    given = ("--reason", "Both read", "--by", "Coordinator")
    for place, name in (("#2", "midvale/List#1#2"), ("#0", "midvale/List#1#0")):
        done = command("review", f"midvale/List#1{place}", "eastmoor/E/1", "--different", *given)
        assert name in done.stdout


def test_a_verdict_a_reason_and_a_name_are_needed(command):
    pair = ("review", "northshire/N/1", "eastmoor/E/1")
    for words in (
        ("--reason", "Both read", "--by", "Coordinator"),
        ("--same", "--by", "Coordinator"),
        ("--same", "--reason", "Both read"),
    ):
        assert command(*pair, *words).exit_code == 2


def everything(tracker):
    """Give every row that a run could change."""
    with tracker.database.reading() as session:
        return [
            sorted(tuple(row) for row in session.execute(select(*table.__table__.columns)))
            for table in (Campaign, CampaignQuestion, Request)
        ] + [sorted(session.scalars(select(Match.id)))]


def tried(tracker, threshold):
    with tracker.database.reading() as session:
        scorer = scorer_of(tracker.settings)
        return what_if(session, scorer=scorer, settings=tracker.settings, threshold=threshold)


def test_the_threshold_in_use_changes_nothing(tracker):
    found = tried(tracker, 0.5)
    assert set(found.counts.values()) - {0} == {found.counts[Kind.UNCHANGED]}
    assert (found.changes, found.waiting, found.not_compared) == ((), 0, 0)
    assert found.round_robins_before == found.round_robins_after


@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.9, 0.99, 1.0])
def test_a_run_makes_what_the_dry_run_says(tracker, threshold):
    before = everything(tracker)
    found = tried(tracker, threshold)
    assert everything(tracker) == before
    tracker.match(copy_threshold=threshold)
    with tracker.database.reading() as session:
        live = session.scalars(select(Campaign).where(Campaign.dissolved_at.is_(None))).all()
    sides = [side for change in found.changes for side in change.after]
    stored = {(c.title, c.request_count, c.body_count, c.round_robin) for c in live}
    assert {(s.title, s.requests, len(s.bodies), s.round_robin) for s in sides} <= stored
    assert len(sides) + found.counts[Kind.UNCHANGED] == len(live)
    assert found.round_robins_after == sum(c.round_robin for c in live)


def test_a_stricter_threshold_loses_what_a_laxer_one_gains(tracker):
    strict = tried(tracker, 0.99999)
    assert strict.changes
    assert {change.kind for change in strict.changes} <= {Kind.LOST, Kind.SHRUNK, Kind.SPLIT}
    assert all(side.code for change in strict.changes for side in change.before)
    tracker.match(copy_threshold=0.99999)
    assert tried(tracker, 0.5).counts[Kind.UNCHANGED] == 0


def test_decisions_hold_in_the_dry_run_too(tracker):
    tracker.decide("N/1", "M/1", "same")
    found = tried(tracker, 1.0)
    (change,) = found.changes
    assert {"northshire", "midvale"} == set(change.after[0].bodies)
    assert found.waiting > 0


def test_below_what_is_stored_nothing_can_be_told(tracker, command):
    with pytest.raises(CannotTell, match=r"from the score 0\.05 on"):
        tried(tracker, 0.04)
    done = command("threshold", 0.01)
    assert done.exit_code == 1
    assert "0.05" in done.stderr
    assert command("threshold", 1.5).exit_code == 2


def test_the_dry_run_names_campaigns_and_the_setting(command, tracker):
    document = json.loads(command("threshold", 0.99999, "--format", "json").stdout)
    assert document["threshold_tried"] == 0.99999
    assert set(document["counts"]) == {
        "gained", "lost", "merged", "split", "grown", "shrunk", "rearranged", "unchanged",
    }  # fmt: skip
    assert document["changes"][0]["before"][0]["code"] == "C-1"
    tracker.take_in(("midvale", "M/2", ASKED))
    said = command("threshold", 0.99999).stdout
    assert "MOSAIC_COPY_THRESHOLD=0.99999" in said
    assert "C-1  " in said
    assert "changes come with the next `mosaic match` in any case" in said
