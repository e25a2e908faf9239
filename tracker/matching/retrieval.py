"""Find every pair that is alike enough in meaning to be scored: exact, in blocks."""

from collections.abc import Iterator

import numpy as np

from tracker.matching.encoder import Vectors

ROWS, COLUMNS = 256, 65_536
"""Size of a block of cosines: 64 MB of float32 at most."""

Candidates = Iterator[tuple[int, int, float]]
"""Pairs of row numbers with their cosine, the earlier row second."""


def candidates(vectors: Vectors, start: int, end: int, *, floor: float) -> Candidates:
    """Yield each pair of a row in [start, end) with an earlier row whose cosine reaches the floor.

    `vectors` has shape (n, dimension) and unit rows. Nothing is approximated: every cosine is
    computed, so no pair at or above the floor is missed.
    """
    for top in range(start, end, ROWS):
        rows = vectors[top : min(top + ROWS, end)]
        for left in range(0, top + len(rows), COLUMNS):
            columns = vectors[left : min(left + COLUMNS, top + len(rows))]
            cosines = rows @ columns.T
            found_rows, found_columns = np.nonzero(cosines >= floor)
            for row, column in zip(found_rows, found_columns, strict=True):
                if left + column < top + row:
                    yield int(top + row), int(left + column), float(cosines[row, column])


def nearest(vectors: Vectors, one: Vectors, *, floor: float) -> list[tuple[int, float]]:
    """Return the rows whose cosine with one vector reaches the floor, the nearest first."""
    cosines = vectors @ one
    found = np.nonzero(cosines >= floor)[0]
    pairs = [(int(row), float(cosines[row])) for row in found]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
