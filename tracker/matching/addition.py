"""Add a low-rank correction to the encoder's weights: what it learned from requests.

The file holds two narrow float16 matrices for each linear layer it corrects, `<layer>.up` and
`<layer>.down`; their product is added to the layer's weight (LoRA: Hu and others 2021). Once added,
encoding costs what it cost before.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

UP, DOWN = ".up", ".down"


def add_low_rank(model: "nn.Module", path: Path) -> None:
    """Add the products in a safetensors file to the weights of the layers that they name.

    Raises AttributeError when the model has no such layer.
    """
    import torch  # noqa: PLC0415
    from safetensors.torch import load_file  # noqa: PLC0415

    parts = load_file(path)
    with torch.no_grad():
        for name in sorted(name.removesuffix(UP) for name in parts if name.endswith(UP)):
            weight = model.get_parameter(f"{name}.weight")
            up, down = parts[name + UP].float(), parts[name + DOWN].float()
            weight.add_(up @ down)
