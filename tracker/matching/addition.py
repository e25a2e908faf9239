"""Read what is added to the encoder's weights: what it learned from requests.

The file holds two narrow float16 matrices for each linear layer it corrects, `<layer>.up` and
`<layer>.down`; their product is added to the layer's weight (LoRA: Hu and others 2021). Once added,
encoding costs what it cost before.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

UP, DOWN = ".up", ".down"


def additions(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return for each weight that a safetensors file corrects what is added to it, by name."""
    parts = {name: part.astype(np.float32) for name, part in load_file(path).items()}
    layers = sorted(name.removesuffix(UP) for name in parts if name.endswith(UP))
    return {f"{layer}.weight": parts[layer + UP] @ parts[layer + DOWN] for layer in layers}
