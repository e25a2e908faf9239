"""Read two wordings side by side, each word in the light of the other's words.

Two vectors are made apart from each other, so that a word exchanged for another counts the same
whether or not it means the same there. Here the network reads both wordings at once (a
cross-encoder: Nogueira and Cho 2019). That takes ten milliseconds where a cosine takes none, so
that only pairs are read which all else leaves in doubt.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from tracker.matching.addition import add
from tracker.matching.encoder import SentenceEncoder
from tracker.matching.model_files import ReaderFiles, locate_reader

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

BATCH = 64
MOST_PIECES = 256
"""Word pieces of a pair that are read; the longer one of a longer pair is cut off."""
SCALE = 20.0
"""What the likeness of two vectors of unit length is multiplied by."""
DIGITS = 3
"""Digits kept: further ones depend on what else was read at the same time."""

States = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Reader(Protocol):
    """Anything that reads pairs of wordings side by side, under a name that pins its version."""

    @property
    def name(self) -> str:
        """Return name and revision, as a scorer's file names it."""
        ...

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return for each pair how much speaks for one question; 0 where nothing speaks."""
        ...


class SideBySide:
    """The verified reader that ships with this project, loaded on first use."""

    def __init__(self, files: ReaderFiles) -> None:
        self.files = files
        self._head = load_file(files.learned)

    @classmethod
    def load(cls) -> "SideBySide":
        """Verify the files now; raise ModelProblem when they cannot be trusted."""
        return cls(locate_reader())

    @property
    def name(self) -> str:
        """Return the verified reader's name and revision."""
        return self.files.name

    @cached_property
    def _network(self) -> "tuple[PreTrainedModel, PreTrainedTokenizerBase]":
        """Return the encoder's network with what was learned added, and its tokenizer."""
        whole = SentenceEncoder(self.files.encoder).model
        network = whole[0].get_submodule("auto_model")
        add(network, self.files.learned)
        kinds = network.get_parameter("embeddings.token_type_embeddings.weight").data
        kinds[1] = kinds[0] + kinds.new_tensor(self._head["other_side"])
        return network, whole.tokenizer  # type: ignore[return-value]

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Read the shortest first; a pair is the same whichever of its wordings is first."""
        found = [0.0] * len(pairs)
        order = sorted(range(len(pairs)), key=lambda i: sum(map(len, pairs[i])))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            for row, value in zip(rows, self._read([sorted(pairs[i]) for i in rows]), strict=True):
                found[row] = round(float(value), DIGITS)
        return found

    def _read(self, pairs: Sequence[Sequence[str]]) -> States:
        """Return the value of each pair of one batch, shape (len(pairs),)."""
        from torch import inference_mode  # noqa: PLC0415

        network, tokenizer = self._network
        read = tokenizer(
            [one for one, _ in pairs],
            [other for _, other in pairs],
            padding=True,
            truncation=True,
            max_length=MOST_PIECES,
            return_special_tokens_mask=True,
            return_tensors="pt",
        )
        said: Flags = read.pop("special_tokens_mask").numpy() == 0
        side = read["token_type_ids"].numpy()
        with inference_mode():
            states: States = network(**read).last_hidden_state.numpy()
        one, other = (_mean(states, said & (side == number)) for number in (0, 1))
        head = self._head
        alike = (one * other) @ head["product"] + np.abs(one - other) @ head["difference"]
        return np.asarray(SCALE * (alike + head["start"]) + states[:, 0] @ head["first"])


def _mean(states: States, places: Flags) -> States:
    """Return the mean state of the places of each row, of unit length."""
    sums = (states * places[:, :, None]).sum(axis=1)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12))
