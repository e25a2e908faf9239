"""Turn wordings into vectors of meaning; the only module that imports sentence_transformers."""

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from tracker.matching.addition import add
from tracker.matching.model_files import ModelFiles, locate_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of texts just done."""

CHUNK_WORDS = 160
"""Longer texts are encoded in chunks of this many words: the model reads 256 word pieces."""
BATCH = 64


class Encoder(Protocol):
    """Anything that gives texts vectors of unit length, under a name that pins its version."""

    @property
    def name(self) -> str:
        """Return name and revision, as stored beside every vector."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit vector per text, shape (len(texts), dimension), float32."""
        ...


class SentenceEncoder:
    """A verified sentence-transformers model from a local folder, loaded on first use."""

    def __init__(self, files: ModelFiles) -> None:
        self.files = files

    @classmethod
    def load(cls, model_dir: Path | None = None) -> "SentenceEncoder":
        """Verify the files now; raise ModelProblem when they cannot be trusted."""
        return cls(locate_model(model_dir))

    @property
    def name(self) -> str:
        """Return the verified model's name and revision."""
        return self.files.name

    @cached_property
    def model(self) -> "SentenceTransformer":
        """Return the library's model, loaded on first use."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
        model = SentenceTransformer(str(self.files.path), device="cpu", local_files_only=True)
        if self.files.addition is not None:
            add(model[0].get_submodule("auto_model"), self.files.addition)
        return model

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Encode texts shortest first; a long one is the mean of its chunks."""
        chunks, owners = [], []
        for index, text in enumerate(texts):
            for chunk in _chunks(text):
                chunks.append(chunk)
                owners.append(index)
        order = sorted(range(len(chunks)), key=lambda i: len(chunks[i]))
        sums: Vectors | None = None
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            encoded = self.model.encode(
                [chunks[i] for i in batch], batch_size=BATCH, show_progress_bar=False
            )
            if sums is None:
                sums = np.zeros((len(texts), encoded.shape[1]), dtype=np.float32)
            np.add.at(sums, [owners[i] for i in batch], encoded)
            if progress is not None:
                progress(len({owners[i] for i in batch}))
        if sums is None:
            return np.zeros((0, 1), dtype=np.float32)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(norms, 1e-12), dtype=np.float32)


def _chunks(text: str) -> list[str]:
    """Cut a text after every CHUNK_WORDS words; a short one stays whole."""
    words = text.split()
    if len(words) <= CHUNK_WORDS:
        return [text]
    return [" ".join(words[i : i + CHUNK_WORDS]) for i in range(0, len(words), CHUNK_WORDS)]
