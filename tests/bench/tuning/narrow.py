"""Layers that stay as they are, each with a narrow one beside it that learns (LoRA: Hu 2021)."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional


class Added(nn.Module):
    """A linear layer that stays as it is, and a narrow one beside it that learns."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        width = layer.in_features
        self.down = nn.Parameter(torch.randn(rank, width) / math.sqrt(width))
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, given: Tensor) -> Tensor:
        """Return the sum of both."""
        beside = functional.linear(functional.linear(given, self.down), self.up)
        return self.layer(given) + beside  # type: ignore[no-any-return]


def beside(network: nn.Module, rank: int) -> dict[str, Added]:
    """Put a narrow layer beside every linear one of the network; the rest learns nothing."""
    for part in network.parameters():
        part.requires_grad_(requires_grad=False)
    linear = [
        (n, m)
        for n, m in network.named_modules()
        if isinstance(m, nn.Linear) and "encoder.layer" in n
    ]
    added = {}
    for name, layer in linear:
        parent, _, child = name.rpartition(".")
        added[name] = Added(layer, rank)
        setattr(network.get_submodule(parent), child, added[name])
    return added


def learned(added: dict[str, Added]) -> list[nn.Parameter]:
    """Return all that learns."""
    return [part for layer in added.values() for part in (layer.up, layer.down)]


def as_file(added: dict[str, Added], *, share: float = 1.0) -> dict[str, Tensor]:
    """Return what was learned as it is stored; `share` says how much of it."""
    parts = {}
    for name, layer in added.items():
        parts[f"{name}.up"] = (share * layer.up.detach()).half().contiguous()
        parts[f"{name}.down"] = layer.down.detach().half().contiguous()
    return parts
