"""sentence-transformers community_detection, with the encoder that Mosaic uses."""

from collections.abc import Sequence

import numpy as np
from partition import Labels
from scored_pairs import ScoredPairs

from peers.found import Found, numbered
from tracker.matching.encoder import Encoder, Vectors

FLOOR = 0.6
NEAREST = 100
BLOCK = 1_024
STEPS = tuple(round(0.99 - 0.01 * step, 2) for step in range(30))


def communities(texts: Sequence[str], encoder: Encoder) -> Found:
    """Group texts around central ones by the cosine of their whole letters."""
    from sentence_transformers.util import community_detection

    vectors = encoder.encode(texts)

    def grouped(threshold: float) -> Labels:
        groups = community_detection(vectors, threshold=threshold, min_community_size=2)
        return numbered([[int(index) for index in group] for group in groups], len(texts))

    return Found(nearest(vectors), {"communities": grouped}, thresholds=STEPS)


def nearest(vectors: Vectors) -> ScoredPairs:
    """Score each text with its NEAREST others from a cosine of FLOOR on, exactly."""
    left, right, score = [], [], []
    for top in range(0, len(vectors), BLOCK):
        cosines = vectors[top : top + BLOCK] @ vectors.T
        kept = min(NEAREST + 1, cosines.shape[1])
        best = np.argpartition(-cosines, kept - 1, axis=1)[:, :kept]
        values = np.take_along_axis(cosines, best, axis=1)
        rows = np.repeat(np.arange(top, top + len(cosines)), kept)
        enough = values.ravel() >= FLOOR
        left.append(rows[enough])
        right.append(best.ravel()[enough])
        score.append(values.ravel()[enough])
    return ScoredPairs.of(np.concatenate(left), np.concatenate(right), np.concatenate(score))
