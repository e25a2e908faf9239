"""BM25 "more like this", as Alaveteli's Xapian does: forty terms of a text, ten best texts."""

from collections import Counter
from collections.abc import Sequence

import bm25s
import numpy as np
from scored_pairs import ScoredPairs

from peers.found import Found, by_pairs
from tracker.matching.encoder import Encoder

TERMS = 40
SHOWN = 10


def bm25(texts: Sequence[str], encoder: Encoder) -> Found:
    """Ask the index for each text by its heaviest TERMS words, and take SHOWN answers.

    A score is divided by what the text itself would get for these words, so that scores of
    different questions compare.
    """
    del encoder
    tokens = bm25s.tokenize(list(texts), stopwords="en", return_ids=False, show_progress=False)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    asked = _heaviest(tokens)
    answers, scores = index.retrieve(
        asked, k=min(SHOWN + 1, len(texts)), show_progress=False, n_threads=2
    )
    rows = np.repeat(np.arange(len(texts)), answers.shape[1])
    own = np.array([index.get_scores(words)[at] for at, words in enumerate(asked)])
    share = scores / np.maximum(own, 1e-9)[:, None]
    pairs = ScoredPairs.of(rows, answers.ravel(), np.minimum(share.ravel(), 1.0))
    return by_pairs(pairs.at_least(1e-6), len(texts))


def _heaviest(tokens: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the TERMS words of each text that weigh most by count and rarity."""
    holders = Counter(word for words in tokens for word in set(words))
    total = len(tokens)
    chosen = []
    for words in tokens:
        counts = Counter(words)
        weight = {word: n * np.log(total / holders[word]) for word, n in counts.items()}
        chosen.append(sorted(weight, key=lambda word: (-weight[word], word))[:TERMS] or [""])
    return chosen
