"""MinHash with locality-sensitive hashing, by datasketch, on pairs of neighbouring words."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from datasketch import MinHash, MinHashLSH
from scored_pairs import ScoredPairs

from peers.found import Found, by_pairs
from tracker.matching.encoder import Encoder

PERMUTATIONS = 128
CANDIDATE = 0.3
"""Jaccard similarity that the hash tables are laid out for: low, so that little is missed."""
FLOOR = 0.2
_WORD = re.compile(r"\w+")


def minhash(texts: Sequence[str], encoder: Encoder) -> Found:
    """Score what the tables bring together by the share of equal hashes."""
    del encoder
    hashes = MinHash.bulk([_shingles(text) for text in texts], num_perm=PERMUTATIONS)
    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    for number, one in enumerate(hashes):
        index.insert(number, one)
    values = np.array([one.hashvalues for one in hashes])
    left, right, score = [], [], []
    for number, one in enumerate(hashes):
        near = np.array([other for other in index.query(one) if other > number], dtype=np.int64)
        similar = (values[near] == values[number]).mean(axis=1)
        near, similar = near[similar >= FLOOR], similar[similar >= FLOOR]
        left.append(np.full(len(near), number))
        right.append(near)
        score.append(similar)
    pairs = ScoredPairs.of(np.concatenate(left), np.concatenate(right), np.concatenate(score))
    return by_pairs(pairs, len(texts))


def _shingles(text: str) -> list[bytes]:
    """Return every two neighbouring words, or the only one."""
    words = _WORD.findall(text.lower())
    if len(words) < 2:
        return [" ".join(words).encode()]
    return [f"{a} {b}".encode() for a, b in pairwise(words)]
