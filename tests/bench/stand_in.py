"""Vectors made from words alone, for benches of speed: no model, and as crowded as real ones.

A text is the sum of a fixed random direction for each of its words, weighted as the scorer weighs
them, and moved towards one common direction until as many pairs reach the cosine floor as reach it
with the real encoder. So what retrieval finds and the scorer is given is as much, and as alike in
words, as in real use; which pairs are copies is not what such vectors are for.
"""

import hashlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tracker.matching.encoder import Encoder, Progress, Vectors
from tracker.matching.signature import signature

DIMENSION = 384
SPREAD = 8
"""Dimensions that a word points to."""
BLOCK = 4_096


class StandIn:
    """An encoder that reads words; `common` is the share of the direction all texts have."""

    def __init__(self, common: float = 0.0) -> None:
        self.common = common

    @property
    def name(self) -> str:
        """Return a name that no real encoder has."""
        return f"stand-in@{self.common:.4f}"

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit vector per text."""
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word, weight in signature(text).weights.items():
                places, signs = _direction(word)
                row[places] += signs * np.float32(weight)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        vectors *= np.float32(np.sqrt(1.0 - self.common))
        vectors += np.float32(np.sqrt(self.common / DIMENSION))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def as_crowded_as(
    encoder: Encoder, read: Sequence[str], *, floor: float
) -> tuple[StandIn, float, float]:
    """Return a stand-in under which as many pairs of these texts reach the floor.

    With it come the shares of pairs that reach the floor under the encoder and under the stand-in.
    """
    wanted = share(encoder.encode(read), floor)
    low, high = 0.0, floor
    for _ in range(20):
        middle = (low + high) / 2
        if share(StandIn(middle).encode(read), floor) < wanted:
            low = middle
        else:
            high = middle
    chosen = StandIn(round(high, 4))
    return chosen, wanted, share(chosen.encode(read), floor)


def share(vectors: Vectors, floor: float) -> float:
    """Return the share of all pairs whose cosine reaches the floor."""
    reached = sum(
        int((vectors[top : top + BLOCK] @ vectors.T >= floor).sum())
        for top in range(0, len(vectors), BLOCK)
    )
    return (reached - len(vectors)) / (len(vectors) * (len(vectors) - 1))


@cache
def _direction(word: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the dimensions a word points to, and in which sense."""
    digest = hashlib.blake2b(word.encode(), digest_size=3 * SPREAD).digest()
    numbers = np.frombuffer(digest, dtype=np.uint8).reshape(SPREAD, 3).astype(np.int64)
    places = (numbers[:, 0] * 256 + numbers[:, 1]) % DIMENSION
    return places, np.where(numbers[:, 2] % 2, 1.0, -1.0).astype(np.float32)
