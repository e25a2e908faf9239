"""Pairs that all else leaves in doubt are read side by side, and no others."""

import math
from dataclasses import replace

import numpy as np
import pytest

from tracker.campaigns.links import Part
from tracker.cli.parts import print_part
from tracker.evaluation.fit import fit_shapes
from tracker.matching.explanation import explain
from tracker.matching.features import NAMES
from tracker.matching.scorer import AT_ONCE, MOST_READ, ScorerProblem, load_scorer, with_reader
from tracker.matching.scorer_file import scorer_as_toml
from tracker.matching.shape import Shape
from tracker.matching.signature import signature

PLAIN = replace(load_scorer(), calibration=Shape((0.0,), (0.0,)))
ASKED = "how many handheld facial recognition devices has your organisation bought since 2021"
DOUBTFUL = "how many handheld facial scanners has your organisation acquired and bought since 2021"
CERTAIN = f"{ASKED} and where"
OTHER = "what training do dog handlers complete before football matches"
ELSEWHERE = ASKED.replace("2021", "2014")
LONG = f"{ASKED}, " + "and how many batteries " * (MOST_READ // 4 + 1)


class Says:
    """A reader that says the same of every pair, and remembers what it was asked."""

    name = "says@1"

    def __init__(self, value=1.0):
        self.value = value
        self.seen = []

    def read(self, pairs):
        self.seen.extend(pairs)
        return [self.value for _ in pairs]


def scorer_with(reader, low=0.1, high=0.9):
    shapes = (*PLAIN.shapes[:-1], Shape((-4.0, 4.0), (-4.0, 4.0), "rising"))
    scorer = replace(PLAIN, shapes=shapes, side_by_side=reader.name, doubt_from=low, doubt_to=high)
    return with_reader(scorer, reader)


def pair(a, b, cosine):
    return signature(a), signature(b), cosine


def test_only_pairs_in_doubt_are_read_and_all_come_back_in_their_order():
    reader = Says()
    scorer = scorer_with(reader)
    given = [pair(ASKED, OTHER, 0.2), pair(ASKED, DOUBTFUL, 0.85), pair(ASKED, ASKED, 1.0)]
    plain = [replace(scorer, reader=None).probability(c) for c in PLAIN.compared(given)]
    assert [scorer.doubt_from <= p <= scorer.doubt_to for p in plain] == [False, True, False]
    read = [scorer.probability(c) for c in scorer.compared(given)]
    assert len(reader.seen) == 1
    assert (read[0], read[2]) == (plain[0], plain[2])
    odds = [math.log(p / (1 - p)) for p in (plain[1], read[1])]
    assert odds[1] - odds[0] == pytest.approx(reader.value)


def test_what_was_read_is_a_part_of_the_score_and_the_parts_add_up():
    scorer = scorer_with(Says(-1.5))
    (comparison,) = scorer.compared([pair(ASKED, DOUBTFUL, 0.85)])
    scored = scorer.score(comparison)
    parts = {part["name"]: part for part in explain(scored)}
    assert parts["side_by_side"]["points"] == pytest.approx(-1.5)
    log_odds = math.log(scored.probability / (1 - scored.probability))
    assert math.isclose(sum(part["points"] for part in parts.values()), log_odds, abs_tol=1e-6)


@pytest.mark.parametrize(
    ("one", "other", "cosine", "said"),
    [
        (ASKED, ELSEWHERE, 0.97, "not read: they name different things"),
        (ASKED, OTHER, 0.2, "not read: the rest leaves no doubt"),
        (ASKED, LONG, 0.9, "not read: they are too long to be read whole"),
        (ASKED, DOUBTFUL, 0.85, ""),
    ],
)
def test_the_explanation_says_why_a_pair_was_not_read(one, other, cosine, said):
    scorer = scorer_with(Says(), *((0.0, 1.0) if other == LONG else (0.1, 0.9)))
    (comparison,) = scorer.compared([pair(one, other, cosine)])
    parts = {part["name"]: part["words"] for part in explain(scorer.score(comparison))}
    assert parts["side_by_side"] == said


def test_the_explanation_says_when_what_was_read_does_not_count():
    scorer = replace(scorer_with(Says(-1.5), 0.0, 1.0), against_to=0.0)
    (comparison,) = scorer.compared([pair(ASKED, DOUBTFUL, 0.85)])
    (part,) = (p for p in explain(scorer.score(comparison)) if p["name"] == "side_by_side")
    assert part["points"] == 0.0
    assert part["words"] == "read, but the rest is too sure for that to count"


def test_a_scorer_without_a_reader_says_that_nothing_is_read():
    parts = explain(PLAIN.score(next(iter(PLAIN.compared([pair(ASKED, DOUBTFUL, 0.85)])))))
    assert "not read: this scorer has no reader" in {part["words"] for part in parts}


def test_reading_makes_no_pair_certain_and_takes_no_certainty_away():
    given = [pair(ASKED, DOUBTFUL, 0.85), pair(ASKED, ASKED, 1.0)]
    scorer = scorer_with(Says(4.0), 0.0, 1.0)
    plain = [scorer.total(c.values) for c in PLAIN.compared(given)]
    read = [scorer.total(c.values) for c in scorer.compared(given)]
    assert plain[0] < scorer.read_at_most < plain[1]
    assert read == pytest.approx([scorer.read_at_most, plain[1]])


def test_reading_takes_no_pair_apart_that_is_plain_without_it():
    given = [pair(ASKED, DOUBTFUL, 0.85)]
    (plain,) = (PLAIN.total(c.values) for c in PLAIN.compared(given))
    score = 1 / (1 + math.exp(-plain))
    for against_to, wanted in ((score - 0.01, plain), (score + 0.01, plain - 1.5)):
        scorer = replace(scorer_with(Says(-1.5), 0.0, 1.0), against_to=against_to)
        (read,) = (scorer.total(c.values) for c in scorer.compared(given))
        assert read == pytest.approx(wanted)


def test_a_wording_too_long_to_be_seen_whole_is_not_read():
    reader = Says()
    list(scorer_with(reader, 0.0, 1.0).compared([pair(LONG, ASKED, 0.9)]))
    assert reader.seen == []


def test_many_pairs_are_read_in_some_goes():
    reader = Says()
    one = pair(ASKED, DOUBTFUL, 0.85)
    found = list(scorer_with(reader).compared(one for _ in range(AT_ONCE + 1)))
    assert len(found) == len(reader.seen) == AT_ONCE + 1


def test_a_scorer_that_gives_points_for_not_being_read_is_refused(tmp_path):
    shapes = (*PLAIN.shapes[:-1], Shape((-1.0, 1.0), (-1.0, 2.0), "rising"))
    path = tmp_path / "scorer.toml"
    path.write_text(scorer_as_toml(PLAIN, start=PLAIN.start, shapes=shapes), "utf-8")
    with pytest.raises(ScorerProblem, match="pairs that were not read"):
        load_scorer(path)


def test_a_fit_moves_what_unread_pairs_would_get_into_the_start():
    rows = [(*[0.0] * (len(NAMES) - 1), value) for value in (0.0, 0.0, 0.0, 2.0)]
    same = np.array([1.0, 1.0, 1.0, 1.0])
    start, shapes, _ = fit_shapes(np.array(rows), same, np.ones(4), base=PLAIN)
    assert shapes[-1](0.0) == pytest.approx(0.0)
    assert start > PLAIN.start


def test_another_reader_than_the_scorer_was_fitted_for_is_refused():
    with pytest.raises(ScorerProblem, match="fitted for the reader other@2"):
        with_reader(replace(PLAIN, side_by_side="other@2"), Says())


def test_where_another_thing_is_named_nothing_is_read():
    reader = Says()
    other_year = DOUBTFUL.replace("2021", "2019")
    list(scorer_with(reader, 0.0, 1.0).compared([pair(ASKED, other_year, 0.85)]))
    assert reader.seen == []


@pytest.mark.parametrize(
    ("name", "points", "words", "shown"),
    [
        ("side_by_side", 0.0, "not read: they name different things", True),
        ("side_by_side", 0.0, "", False),
        ("phrases", 0.0, "drones bought", False),
        ("meaning", -0.3, "", True),
    ],
)
def test_a_part_without_points_is_shown_where_it_says_why_nothing_was_read(
    name, points, words, shown, capsys
):
    assert Part(name, name, 0.0, points, words).is_shown is shown
    print_part(name, points, name, words)
    assert bool(capsys.readouterr().out) is shown
