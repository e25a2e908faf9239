"""The exhaustive search: every pair once, and nothing left unscored that could be a link."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.campaigns.exhaustive import Exhaustive, Wordings, within_reach
from tracker.matching.scorer import load_scorer
from tracker.matching.shape import Shape
from tracker.matching.signature import signature

SCORER = load_scorer()
WORDS = (
    "how many covert listening devices helicopters drones officers were bought hired by your "
    "organisation since 2019 2022 in March whether cost suppliers of body worn video Ofsted and "
    "the Care Quality Commission per year which what training must complete staff (1) (b) 5,000"
).split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)


@given(texts, texts, st.floats(-1, 1), st.floats(0.001, 0.999))
def test_no_pair_out_of_reach_reaches_the_threshold(one, other, cosine, threshold):
    score = SCORER.probability(signature(one), signature(other), cosine)
    if not within_reach(SCORER, threshold, np.array([[cosine]]))[0, 0]:
        assert score < threshold


@given(texts, st.floats(-1, 1))
def test_the_reach_is_what_the_scorer_says_is_possible(text, cosine):
    best = SCORER.best_possible(cosine)
    assert SCORER.probability(signature(text), signature(text), cosine) <= best + 1e-9
    assert within_reach(SCORER, best - 1e-6, np.array([[cosine]]))[0, 0]
    if best < 0.999:
        assert not within_reach(SCORER, best + 1e-6, np.array([[cosine]]))[0, 0]


def test_the_reach_holds_for_a_shape_that_falls_again():
    meaning = Shape((0.0, 0.5, 1.0), (-30.0, 30.0, -30.0))
    odd = replace(SCORER, shapes=(meaning, *SCORER.shapes[1:]))
    assert within_reach(odd, 0.5, np.array([[0.0, 0.5, 1.0]])).tolist() == [[False, True, False]]


def wordings(texts, first=1):
    vectors = np.zeros((len(texts), 8))
    vectors[:, 0] = 1.0
    return Wordings(list(range(first, first + len(texts))), texts, vectors)


ASKED = "How many covert listening devices has your organisation bought since 2022?"
OTHER = "What training must dog handlers complete before football matches?"


@pytest.mark.parametrize("blocks", [1, 2, 4])
def test_every_pair_of_the_sample_is_scored_once_however_the_store_is_cut(blocks):
    store = wordings([ASKED, OTHER, f"{ASKED} Please.", "Of it?"])
    sample = Wordings([1, 3], [store.comparables[0], store.comparables[2]], store.vectors[:2])
    search = Exhaustive(SCORER, 0.5, sample, seed=1)
    for part in np.array_split(np.arange(4), blocks):
        cut = [store.comparables[i] for i in part]
        search.look_through(
            Wordings([store.ids[i] for i in part], cut, store.vectors[part]), always=1.0
        )
    assert search.scored == 3  # 1-2, 1-3 and 3-2; "Of it?" says too little
    assert [found.pair for found in search.found] == [(1, 3)]


def test_what_is_out_of_reach_is_scored_only_where_it_was_drawn():
    store = wordings([ASKED] * 200, first=10)
    store.vectors[:, 0], store.vectors[:, 1] = -1.0, 0.0
    sample = wordings([ASKED])
    scored = []
    for always in (0.0, 0.5, 1.0):
        search = Exhaustive(replace(SCORER, start=-20.0), 0.5, sample, seed=3)
        search.look_through(store, always=always)
        scored.append(search.scored)
    assert scored[0] == 0
    assert 60 < scored[1] < 140
    assert scored[2] == 200
