import math
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import shipped
from tracker.evaluation.fit import fit_shapes
from tracker.matching import version
from tracker.matching.explanation import explain, label
from tracker.matching.features import NAMES, compare
from tracker.matching.scorer import CALIBRATION, ScorerProblem, load_scorer, parse_scorer
from tracker.matching.shape import Shape
from tracker.matching.signature import signature
from tracker.shipped import shipped_dir

SCORER = load_scorer()
ASKED = "how many handheld facial recognition devices has your organisation bought since 2021"


def score(a, b, cosine=0.95):
    return SCORER.score(compare(signature(a), signature(b), cosine))


def test_the_same_question_reworded_a_little_is_a_copy():
    other = (
        "the number of handheld facial recognition devices your organisation has bought since 2021"
    )
    assert score(ASKED, other).probability >= SCORER.threshold


@pytest.mark.parametrize(
    "other",
    [
        "how many handheld facial recognition devices has your organisation bought since 2014",
        "how many handheld breath testing devices has your organisation bought since 2021",
        "what training do officers receive before they are issued with facial recognition devices",
    ],
)
def test_another_year_object_or_question_is_not_a_copy(other):
    assert score(ASKED, other, 0.8).probability < SCORER.threshold


@given(
    st.sampled_from([ASKED, "list the drones owned in 2020 and 2021", "why were 4 dogs retired"]),
    st.sampled_from(["how many drones are owned", ASKED.upper(), "dogs retired by Ofsted in May"]),
    st.floats(min_value=-1, max_value=1),
)
def test_parts_add_up_to_the_score_and_the_stored_ones_too(a, b, cosine):
    scored = score(a, b, cosine)
    log_odds = math.log(scored.probability / (1 - scored.probability))
    assert math.isclose(sum(p.points for p in scored.parts), log_odds, abs_tol=1e-6)
    assert math.isclose(sum(p["points"] for p in explain(scored)), log_odds, abs_tol=1e-6)
    assert scored.probability == SCORER.probability(scored.comparison)


@given(st.sampled_from([ASKED, "list drones", "", "[withheld]"]), st.floats(0, 1))
def test_a_pair_scores_the_same_both_ways(b, cosine):
    one, other = signature(ASKED), signature(b)
    assert compare(one, other, cosine).values == compare(other, one, cosine).values


def test_nothing_and_boilerplate_say_too_little():
    assert not SCORER.is_specific(signature(""))
    assert not SCORER.is_specific(signature("please provide this"))
    assert SCORER.is_specific(signature(ASKED))


@pytest.mark.parametrize(
    "asked",
    [
        "How many drones does your organisation own",
        "How many staff do you employ",
        "What is your annual budget",
    ],
)
def test_a_short_question_of_common_words_says_enough(asked):
    assert SCORER.is_specific(signature(asked))


def test_a_short_question_about_a_named_organisation_says_enough():
    assert SCORER.is_specific(signature("what has your organisation paid Network Rail"))


def test_a_hidden_name_is_not_the_same_as_another():
    assert not SCORER.is_specific(signature("a copy of the fire report for [withheld]"))


def test_a_slip_of_the_pen_is_not_another_word():
    comparison = compare(signature("the translator pool"), signature("the transaltor pool"), 0.9)
    assert comparison.only_a == comparison.only_b == frozenset()


def test_every_part_has_a_name_for_people():
    named = [label(part.name) for part in score(ASKED, ASKED.replace("bought", "hired")).parts]
    assert len(set(named)) == len(named) == len(NAMES) + 2
    plain = (part.replace("_", " ").capitalize() for part in NAMES)
    assert set(plain).isdisjoint(named)


def test_words_behind_the_parts_are_named():
    parts = {p["name"]: p["words"] for p in explain(score(ASKED, ASKED.replace("2021", "2014")))}
    assert parts["other_period"] == "2021 against 2014"
    assert "facial" in parts["substance"]


def test_more_points_are_never_a_lower_probability():
    totals = [step / 20 for step in range(-240, 241)]
    found = [SCORER.calibrated(total) for total in totals]
    assert all(a < b for a, b in pairwise(found))


def test_the_calibration_is_a_part_of_its_own():
    scored = score(ASKED, ASKED.replace("bought", "hired"))
    *others, last = scored.parts
    assert last.name == CALIBRATION
    assert last.value == pytest.approx(sum(part.points for part in others))
    assert last.points == SCORER.calibration(last.value)


def test_a_calibration_that_falls_is_refused():
    text = (shipped_dir("models") / "scorer.toml").read_text("utf-8")
    falling = "calibration = { at = [0.0, 1.0], points = [0.0, -1.5] }"
    wrong = re.sub(r"(?m)^calibration = .*$", falling, text)
    with pytest.raises(ValueError, match="below one of fewer"):
        parse_scorer(wrong.encode())


def test_a_fit_counts_on_the_calibration():
    base = replace(SCORER, calibration=Shape((-9.0, 9.0), (-9.0, 9.0)))
    rows, same = np.zeros((400, len(NAMES))), np.array([1.0, 1.0, 1.0, 0.0] * 100)
    start, shapes, _ = fit_shapes(rows, same, np.ones(len(rows)), base=base, pull=1e-6)
    fitted = replace(base, start=start, shapes=shapes)
    assert fitted.calibrated(fitted.total(rows[0])) == pytest.approx(0.75, abs=1e-3)


def test_a_scorer_of_other_features_is_refused(tmp_path: Path):
    text = (Path(__file__).parents[2] / "models" / "scorer.toml").read_text("utf-8")
    wrong = tmp_path / "scorer.toml"
    wrong.write_text(text.replace(f"\n{NAMES[-1]} =", "\nsomething_else ="), "utf-8")
    with pytest.raises(ScorerProblem, match="something_else"):
        load_scorer(wrong)


def test_the_version_changes_with_the_file_and_with_any_rule_or_word(tmp_path, monkeypatch):
    (tmp_path / "matching").mkdir()
    (tmp_path / "data").mkdir()
    rule = tmp_path / "matching" / "features.py"
    table = tmp_path / "data" / "synonyms.txt"
    for path in (rule, table):
        path.write_text("one")
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path)
    monkeypatch.setattr(version, "weights_file", lambda: table)

    def found(raw=b"scorer"):
        shipped.rules_hash.cache_clear()
        return version.scorer_version("additive", raw)

    first = found()
    assert first == found() != found(b"another")
    rule.write_text("two")
    second = found()
    table.write_text("two")
    assert len({first, second, found()}) == 3
    shipped.rules_hash.cache_clear()
