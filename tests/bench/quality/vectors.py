"""Vectors kept in a file, so that what several programs encode is encoded once."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tracker.matching.encoder import Encoder, Progress, SentenceEncoder, Vectors

AT_ONCE = 900
BATCH = 2_048


class KeptVectors:
    """An encoder that looks a text up before it encodes it; `seconds` went into encoding."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or SentenceEncoder.load()
        self.seconds = 0.0
        self.encoded = 0
        folder.mkdir(parents=True, exist_ok=True)
        model = hashlib.sha256(self.name.encode()).hexdigest()[:12]
        self._kept = sqlite3.connect(folder / f"vectors-{model}.db", timeout=600)
        self._kept.execute("PRAGMA journal_mode=WAL")
        self._kept.execute("CREATE TABLE IF NOT EXISTS v(k BLOB PRIMARY KEY, v BLOB) WITHOUT ROWID")

    @property
    def name(self) -> str:
        """Return the name of the encoder whose vectors these are."""
        return self._encoder.name

    def wake(self) -> None:
        """Load the model now, so that memory counts it whether or not a vector is missing."""
        self._encoder.encode(["request"])

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit vector per text, as the encoder would."""
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        keys = [hashlib.sha1(text.encode(), usedforsecurity=False).digest() for text in texts]
        kept = dict(self._look_up(list(dict.fromkeys(keys))))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
        order = sorted(missing, key=lambda key: (len(missing[key]), key))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            kept.update(self._encode(batch, [missing[key] for key in batch], progress))
        joined = np.frombuffer(b"".join(kept[key] for key in keys), dtype="<f4")
        return joined.reshape(len(keys), -1)

    def _encode(
        self, keys: Sequence[bytes], texts: Sequence[str], progress: Progress | None
    ) -> list[tuple[bytes, bytes]]:
        """Encode what is missing and keep it."""
        began = time.perf_counter()
        vectors = self._encoder.encode(texts, progress)
        self.seconds += time.perf_counter() - began
        self.encoded += len(texts)
        rows = [
            (key, np.asarray(vector, "<f4").tobytes())
            for key, vector in zip(keys, vectors, strict=True)
        ]
        with self._kept:
            self._kept.executemany("INSERT OR IGNORE INTO v VALUES (?, ?)", rows)
        return rows

    def _look_up(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Yield what is kept of these keys."""
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            yield from self._kept.execute(f"SELECT k, v FROM v WHERE k IN ({marks})", part)
