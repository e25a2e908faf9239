"""The exhaustive search: every pair once, and nothing above the floor left unscored."""

import numpy as np
import pytest

from tracker.campaigns.exhaustive import Exhaustive, Wordings
from tracker.matching.scorer import load_scorer

SCORER = load_scorer()


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
    search = Exhaustive(SCORER, 0.5, sample, seed=1, floor=0.55)
    for part in np.array_split(np.arange(4), blocks):
        cut = [store.comparables[i] for i in part]
        search.look_through(
            Wordings([store.ids[i] for i in part], cut, store.vectors[part]), always=1.0
        )
    pairs = {(1, 2), (1, 3), (2, 3)}  # "Of it?" says too little to be scored
    assert (search.scored, search.below) == (len(pairs), 0)
    assert [found.pair for found in search.found] == [(1, 3)]


def test_below_the_floor_only_what_was_drawn_is_scored_and_everything_is_counted():
    store = wordings([ASKED] * 200, first=10)
    store.vectors[:, 0], store.vectors[:, 1] = -1.0, 0.0
    sample = wordings([ASKED])
    scored = []
    for always in (0.0, 0.5, 1.0):
        search = Exhaustive(SCORER, 0.5, sample, seed=3, floor=0.55)
        search.look_through(store, always=always)
        scored.append(search.scored)
        assert search.scored_below == search.scored
        assert search.below == 200
    assert scored[0] == 0
    assert 60 < scored[1] < 140
    assert scored[2] == 200
