"""The audit: an exhaustive search beside what a run stored, on both databases."""

import json
from dataclasses import replace
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import delete, func, select, update

from tracker.campaigns.audit import audit_recall
from tracker.campaigns.scoring import scorer_of
from tracker.matching.scorer import load_scorer
from tracker.settings import Settings
from tracker.store.tables import Match, QuestionVector

KIT = run_path(str(Path(__file__).parents[1] / "toy_nights.py"))
ASKED = "How many covert listening devices has {} bought or hired since January 2022?"
REWORDED = "How many covert listening devices has {} hired or bought since January 2022?"
AGAIN = "Please say how many covert listening devices has {} bought or hired since January 2022?"
OTHER = "What training must dog handlers of {} complete before they work at football matches?"
NOISE = "Which suppliers of catering at the training college were paid more than 5,000 pounds?"
KEYS = (
    "sample wordings pairs_scored links_exhaustive links_found recall recall_lower_95 "
    "beyond_floor seed scorer encoder threshold"
).split()


@pytest.fixture
def tracker(database, settings, tmp_path):
    """Give a tracker that has matched five wordings, three of them copies."""
    small = KIT["ToyNights"](database, settings, tmp_path)
    small.take_in(
        ("northshire", "N1", ASKED),
        ("eastmoor", "E1", REWORDED),
        ("westmarch", "W1", AGAIN),
        ("southfen", "S1", OTHER),
        ("midvale", "M1", NOISE),
    )
    small.match()
    return small


def audit(tracker, sample=5, scorer=None, **options):
    scorer = scorer or scorer_of(Settings())
    with tracker.database.reading() as session:
        return audit_recall(
            session,
            scorer=scorer,
            threshold=scorer.threshold,
            sample=sample,
            seed=7,
            **options,
        )


def test_a_whole_run_is_found_whole(tracker):
    report = audit(tracker)
    assert (report.sample, report.wordings, report.waiting) == (5, 5, 0)
    assert (report.pairs, report.pairs_scored) == (10, 10)
    assert (report.links_exhaustive, report.links_found, report.recall) == (3, 3, 1.0)
    assert report.recall_lower_95 == pytest.approx(0.05 ** (1 / 3), abs=1e-6)
    assert (report.beyond_floor, report.missing) == (0, ())
    assert (report.scorer, report.encoder) == (load_scorer().version, "toy@1")


def test_a_link_that_the_run_lost_is_missed_and_named(tracker):
    with tracker.database.writing() as session:
        lost = session.scalars(select(Match).order_by(Match.id)).first()
        session.delete(lost)
    report = audit(tracker)
    assert (report.links_exhaustive, report.links_found) == (3, 2)
    assert report.recall == pytest.approx(2 / 3)
    (missing,) = report.missing
    assert {missing.one.reference, missing.other.reference} < {"N1", "E1", "W1"}
    assert missing.one.body[0].upper() == missing.one.reference[0]
    assert missing.stored is None
    assert missing.score == pytest.approx(lost.score, abs=1e-4)


def test_a_link_stored_with_too_low_a_score_is_missing_too(tracker):
    with tracker.database.writing() as session:
        session.execute(update(Match).values(score=0.1))
    report = audit(tracker)
    assert report.links_found == 0
    assert {missing.stored for missing in report.missing} == {0.1}


def test_copies_below_the_floor_are_counted_apart(tracker):
    with tracker.database.writing() as session:
        session.execute(delete(Match))
    report = audit(tracker, scorer=replace(load_scorer(), cosine_floor=1.1))
    assert (report.links_exhaustive, report.beyond_floor, report.recall) == (0, 3, 1.0)
    assert report.recall_lower_95 == 0.0


def test_a_smaller_sample_looks_at_its_own_pairs_alone_and_can_be_drawn_again(tracker):
    report = audit(tracker, sample=2)
    assert (report.sample, report.pairs) == (2, 4 + 4 - 1)
    assert report == audit(tracker, sample=2)
    assert audit(tracker, sample=1_000).sample == 5


def test_pairs_below_the_floor_change_no_link(tracker):
    few, every = audit(tracker, below_floor=0), audit(tracker, below_floor=None)
    assert few.below_floor_scored == 0
    assert every.below_floor_scored == every.pairs_below_floor > 0
    assert every.pairs_scored - few.pairs_scored == every.below_floor_scored
    same = {"pairs_scored": 0, "below_floor_scored": 0, "beyond_floor": 0}
    assert replace(few, **same) == replace(every, **same)


def test_wordings_that_wait_for_a_run_take_no_part(tracker):
    tracker.take_in(("midvale", "M2", f"{ASKED} And at what cost to the public?"))
    report = audit(tracker)
    assert report.waiting > 0
    assert (report.wordings, report.recall) == (5, 1.0)


def test_vectors_of_an_earlier_encoder_take_no_part(tracker):
    tracker.encoder = KIT["BagOfWords"]("toy@2")
    tracker.match()
    with tracker.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(QuestionVector)) == 10
    report = audit(tracker)
    assert (report.encoder, report.wordings, report.links_found) == ("toy@2", 5, 3)


def test_the_command_prints_the_figures_as_json(tracker, mosaic):
    result = mosaic("audit-recall", "--sample", 5, "--seed", 3, "--format", "json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert set(KEYS) <= set(report)
    assert (report["sample"], report["seed"], report["recall"]) == (5, 3, 1.0)
    assert report["missing"] == []


def test_the_command_prints_a_table_and_the_seed_it_drew(tracker, mosaic):
    result = mosaic("audit-recall")
    assert result.exit_code == 0, result.output
    words = " ".join(result.stdout.split())
    assert "5 of 5 wordings, seed " in words
    assert "recall 1.0000, with 95 % confidence at least 0.3684" in words


def test_the_command_fails_and_names_what_is_missing(tracker, mosaic):
    with tracker.database.writing() as session:
        session.execute(delete(Match))
    result = mosaic("audit-recall", "--seed", 1, "--every-pair")
    assert result.exit_code == 1
    assert "missing: eastmoor E1 and westmarch W1" in result.stdout or (
        "missing: westmarch W1 and eastmoor E1" in result.stdout
    )
    assert "lacks 3 of 3 links" in result.stderr
    assert "listening" not in result.output


@pytest.mark.parametrize("shape", ["table", "json"])
def test_an_empty_tracker_has_nothing_to_audit(database, mosaic, shape):
    result = mosaic("audit-recall", "--format", shape)
    assert result.exit_code == 0
    assert "Run `mosaic match` first" in result.output
    if shape == "json":
        assert json.loads(result.stdout)["wordings"] == 0
