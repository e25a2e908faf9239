"""TF-IDF of words, cosine by sparse_dot_topn: the strongest simple baseline."""

from collections.abc import Sequence

import numpy as np
from scored_pairs import ScoredPairs
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from peers.found import Found, by_pairs
from tracker.matching.encoder import Encoder

NEAREST = 50
FLOOR = 0.2
THREADS = 2


def tfidf(texts: Sequence[str], encoder: Encoder) -> Found:
    """Score each text with the NEAREST others by the cosine of their word weights."""
    del encoder
    weights = TfidfVectorizer(sublinear_tf=True, dtype=np.float32).fit_transform(texts)
    found = sp_matmul_topn(
        weights, weights.T.tocsr(), top_n=NEAREST + 1, threshold=FLOOR, n_threads=THREADS
    ).tocoo()
    pairs = ScoredPairs.of(found.row, found.col, np.minimum(found.data, 1.0))
    return by_pairs(pairs, len(texts))
