"""An encoder that reads no text twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tracker.matching.encoder import Encoder, Progress, Vectors


@dataclass(slots=True)
class RememberingEncoder:
    """Keeps every vector that another encoder gave, in memory; for work that comes in steps."""

    encoder: Encoder
    _known: dict[str, Vectors] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the other encoder's name."""
        return self.encoder.name

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit vector per text, shape (len(texts), dimension), float32."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known.update(zip(missing, self.encoder.encode(missing, progress), strict=True))
        if not texts:
            return self.encoder.encode([], progress)
        return np.stack([self._known[text] for text in texts])
