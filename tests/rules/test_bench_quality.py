"""The sets of `make bench-quality` are repeatable, and its counting agrees with `evaluate`."""

import random
import re
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from tracker.evaluation.labelled import LabelledRequest
from tracker.evaluation.metrics import measure

FOLDER = Path(__file__).parents[1] / "bench" / "quality"
NUMBER = re.compile(r"\d+")
TEXT = (
    "How many of the 43 staff employed by you in each year since 2019 were dismissed, broken down"
    " by rank; and what was the total cost of their training in April 2021? A copy of the policy"
    " relating to 12 September 2020 is required as well."
)


@pytest.fixture
def bench(monkeypatch):
    """Give a function that imports a module of the bench, and forget what it imported."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(FOLDER))
    yield import_module
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(FOLDER)):
            del sys.modules[name]


def labelled(*clusters):
    return [
        LabelledRequest(str(i), f"body {i}", str(i), date(2026, 1, 1), "text", cluster)
        for i, cluster in enumerate(clusters)
    ]


@pytest.mark.parametrize("level", ["light", "moderate", "heavy"])
def test_rewording_is_repeatable_and_loses_no_number(bench, level):
    reword = bench("noise").reword
    for seed in range(50):
        found = reword(TEXT, level, random.Random(seed))
        assert found == reword(TEXT, level, random.Random(seed))
        assert sorted(NUMBER.findall(found)) == sorted(NUMBER.findall(TEXT))
        assert {"april", "september"} <= set(re.findall(r"\w+", found.lower()))


def test_there_are_streets_for_as_many_near_empty_letters_as_are_promised(bench):
    near = bench("near_empty")
    parts = (near.BEGINNINGS, near.ENDINGS, near.KINDS)
    assert all(len(set(part)) == len(part) for part in parts)
    assert len(near.BEGINNINGS) * len(near.ENDINGS) * len(near.KINDS) >= near.FULL


def test_heavier_rewording_changes_more(bench):
    noise = bench("noise")

    def kept(level):
        words = set(TEXT.split())
        found = [noise.reword(TEXT, level, random.Random(seed)).split() for seed in range(50)]
        return sum(len(words & set(each)) for each in found)

    assert noise.reword(TEXT, "none", random.Random(1)) == TEXT
    assert kept("none") > kept("light") > kept("moderate") > kept("heavy")


def test_every_synonym_is_another_phrase_and_there_are_many(bench):
    lines = bench("noise").SYNONYMS.read_text(encoding="utf-8").splitlines()
    table = dict(line.split("\t") for line in lines)
    assert len(table) == len(lines) >= 150
    assert not any(phrase in others.split("|") for phrase, others in table.items())


def test_another_year_changes_the_year_and_nothing_else(bench):
    another_year = bench("series_pairs").another_year
    text, was, now = another_year("How many since 2019, and why 2019?", random.Random(1))
    assert was == "2019" != now
    assert text == f"How many since {now}, and why {now}?"
    assert another_year("From 2018 to 2020", random.Random(1)) is None


def test_a_question_of_the_house_is_put_to_you(bench):
    plain = bench("datasets").plain
    asked = "To ask the Secretary of State for Tests, how many dogs his Department has trained."
    assert plain(asked) == "How many dogs your Department has trained."


@pytest.mark.parametrize(
    "labels",
    [[0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2], [0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5]],
)
def test_counting_by_arithmetic_agrees_with_evaluate(bench, labels):
    requests = labelled("a", "a", "a", "b", "b", None)
    measured = bench("measuring_set").MeasuringSet(
        name="toy", requests=requests, left_out=frozenset({frozenset({"3", "5"})})
    )
    groups = [[i for i, label in enumerate(labels) if label == n] for n in sorted(set(labels))]
    campaigns = [group for group in groups if len(group) > 1]
    main = {i: n for n, group in enumerate(campaigns) for i in group}
    expected = measure(requests, campaigns, main, measured.left_out)
    import numpy as np

    found = bench("partition").Judge(measured).figures(np.array(labels))
    assert found["pair_precision"] == pytest.approx(expected.pair_precision)
    assert found["pair_recall"] == pytest.approx(expected.pair_recall)
    assert found["bcubed_f1"] == pytest.approx(expected.bcubed_f1)
    assert found["recovered"] == pytest.approx(expected.recovered_share)


def test_average_precision_counts_what_was_never_scored(bench):
    measured = bench("measuring_set").MeasuringSet(
        name="toy", requests=labelled("a", "a", "b", "b", None)
    )
    pairs = bench("scored_pairs").ScoredPairs.of([1, 2], [0, 4], [0.9, 0.4])
    assert bench("figures").average_precision(measured, pairs) == pytest.approx(0.5)


def test_a_set_that_was_kept_is_the_same(bench, tmp_path):
    measured = bench("measuring_set").MeasuringSet(
        name="toy",
        requests=labelled("a", "a", None),
        same=frozenset({frozenset({"0", "2"})}),
        series={"year": frozenset({frozenset({"1", "2"})})},
    )
    bench("stored").save(measured, tmp_path / "toy.json")
    assert bench("stored").load(tmp_path / "toy.json") == measured
