"""RapidFuzz token_set_ratio, on the pairs that share rare words.

Comparing all with all takes hours on letters of a page. Letter talk is never rare, so this choice
of pairs is a favour: it spares the ratio most of what would deceive it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, utils
from rapidfuzz.process import cpdist
from scored_pairs import ScoredPairs

from peers.found import Found, by_pairs
from tracker.matching.encoder import Encoder

RAREST = 12
MOST_HOLDERS = 60
"""A word in more texts than this is not rare."""
SHARED = 2
FLOOR = 40.0
_WORD = re.compile(r"\w+")


def token_set_ratio(texts: Sequence[str], encoder: Encoder) -> Found:
    """Score each pair of texts that have SHARED of their rarest words in common."""
    del encoder
    plain = [utils.default_process(text) for text in texts]
    pairs = _candidates(plain)
    scores = cpdist(
        [plain[a] for a, _ in pairs],
        [plain[b] for _, b in pairs],
        scorer=fuzz.token_set_ratio,
        score_cutoff=FLOOR,
        workers=2,
        dtype=np.float32,
    )
    left, right = zip(*pairs, strict=True) if pairs else ((), ())
    found = ScoredPairs.of(left, right, scores / 100.0).at_least(FLOOR / 100.0)
    return by_pairs(found, len(texts))


def _candidates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs that share enough of their rarest words."""
    words = [set(_WORD.findall(text)) for text in texts]
    holders = Counter(word for found in words for word in found)
    by_word: dict[str, list[int]] = {}
    for index, found in enumerate(words):
        rare = [word for word in found if 1 < holders[word] <= MOST_HOLDERS]
        for word in sorted(rare, key=lambda word: (holders[word], word))[:RAREST]:
            by_word.setdefault(word, []).append(index)
    shared = Counter(pair for members in by_word.values() for pair in combinations(members, 2))
    return sorted(pair for pair, count in shared.items() if count >= SHARED)
