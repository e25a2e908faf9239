"""semhash, given the encoder that Mosaic uses: its own model is not to be had offline."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from partition import Labels
from scored_pairs import ScoredPairs

from peers.found import Found
from tracker.matching.encoder import Encoder, Vectors

FLOOR = 0.6
STEPS = tuple(round(0.99 - 0.01 * step, 2) for step in range(30))


class _Model:
    """The encoder in the shape that semhash asks for."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def encode(self, inputs: Sequence[str], **_: Any) -> Vectors:
        """Return the vectors of these texts."""
        return self._encoder.encode(inputs)


def semhash(texts: Sequence[str], encoder: Encoder) -> Found:
    """Let semhash choose the texts to keep; a text and what is a duplicate of it are a cluster."""
    from semhash import SemHash

    records = [{"text": text, "row": str(row)} for row, text in enumerate(texts)]
    index = SemHash.from_records(records, columns=["text"], model=_Model(encoder))

    def grouped(threshold: float) -> Labels:
        labels = np.arange(len(texts), dtype=np.int64)
        for removed in index.self_deduplicate(threshold=threshold).filtered:
            labels[int(removed.record["row"])] = int(removed.duplicate_of["row"])
        return labels

    return Found(_neighbours(index), {"stars": grouped}, thresholds=STEPS)


def _neighbours(index: Any) -> ScoredPairs:
    """Return the pairs of semhash's own search, and the texts it joined as exactly equal."""
    held = [[int(record["row"]) for record in group] for group in index.index.items]
    left, right, score = [], [], []
    found = index.index.query_threshold(index.index.vectors, threshold=FLOOR)
    for at, (others, similar) in enumerate(found):
        for one in held[at]:
            for other, value in zip(others.tolist(), similar.tolist(), strict=True):
                same = held[other]
                left.extend([one] * len(same))
                right.extend(same)
                score.extend([1.0 if other == at else min(value, 1.0)] * len(same))
    return ScoredPairs.of(left, right, score)
