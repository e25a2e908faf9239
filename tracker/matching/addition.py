"""Add to a network's weights what it learned from requests.

The file holds two narrow float16 matrices for each linear layer it corrects, `<layer>.up` and
`<layer>.down`; their product is added to the layer's weight (LoRA: Hu and others 2021). Once added,
encoding costs what it cost before.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file

if TYPE_CHECKING:
    from torch.nn import Module

UP, DOWN = ".up", ".down"


def add(network: "Module", path: Path) -> None:
    """Add what a safetensors file learned to the weights of a torch module."""
    parts = load_file(path)
    for name in parts:
        if name.endswith(UP):
            layer = name.removesuffix(UP)
            up, down = (parts[layer + side].astype(np.float32) for side in (UP, DOWN))
            weight = network.get_parameter(f"{layer}.weight").data
            weight += weight.new_tensor(up @ down)
