"""Teach a network to read two wordings side by side, and write models/side_by_side.safetensors.

Run as `python tests/bench/tuning/read_pairs.py [--begin FILE] [--steps N] [--rate R] [--seed N]
[TARGET]`; an hour and a half on two cores. It begins with the tuned encoder, whose vectors of both
wordings are all that counts at first, or goes on from a file that it wrote before, and learns by
narrow layers beside the network's own what to make of both together. Labelled copies and judged
pairs of requests are left out, as in the tuning of the encoder. Then fit the scorer:
`tests/bench/fit_scorer.py`.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import click
import torch
from narrow import as_file, beside, learned
from pairs import Example, examples
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm
from unlabelled import questions

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.side_by_side import MOST_PIECES, SCALE

SHIPPED = Path(__file__).parents[3] / "models" / "side_by_side.safetensors"
SEED, RANK, STEPS, RATE, DROPPED = 7, 32, 2_800, 1e-3, 0.05
REMEMBERED = 0.997
"""Share of what was learned before that stays in the mean over the steps, which is shipped."""
WORDS = (5, 90)
TOGETHER = 12
"""Pairs of like length read at once, so that little is read for nothing."""
WIDTH = 384


class Both(nn.Module):
    """The encoder's network over two wordings, and what is made of their states."""

    def __init__(self) -> None:
        super().__init__()
        whole = SentenceEncoder.load().model
        self.tokenizer, self.network = whole.tokenizer, whole[0].auto_model
        self.added = beside(self.network, RANK)
        for part in self.network.modules():
            if isinstance(part, nn.Dropout):
                part.p = DROPPED
        self.product = nn.Parameter(torch.ones(WIDTH))
        self.difference = nn.Parameter(torch.zeros(WIDTH))
        self.first = nn.Parameter(torch.zeros(WIDTH))
        self.other_side = nn.Parameter(torch.zeros(WIDTH))
        self.start = nn.Parameter(torch.tensor(-0.6))

    def go_on_from(self, path: Path) -> None:
        """Take over what was learned before."""
        before = load_file(path)
        with torch.no_grad():
            for name, layer in self.added.items():
                layer.up.copy_(before[f"{name}.up"].float())
                layer.down.copy_(before[f"{name}.down"].float())
            for name, part in self.head().items():
                part.copy_(before[name].float())

    def head(self) -> dict[str, nn.Parameter]:
        """Return what learns outside the network."""
        names = ("product", "difference", "first", "other_side", "start")
        return {name: getattr(self, name) for name in names}

    def forward(self, pairs: Sequence[Example]) -> Tensor:
        """Return the log-odds that each pair asks the same."""
        read = self.tokenizer(
            [one for one, _, _ in pairs],
            [other for _, other, _ in pairs],
            padding=True,
            truncation=True,
            max_length=MOST_PIECES,
            return_special_tokens_mask=True,
            return_tensors="pt",
        )
        side, said = read["token_type_ids"], read["special_tokens_mask"] == 0
        words = self.network.embeddings.word_embeddings(read["input_ids"])
        words = words + side.unsqueeze(-1) * self.other_side
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.network(inputs_embeds=words, attention_mask=read["attention_mask"])
        states = states.last_hidden_state.float()
        one, other = (_mean(states, said & (side == number)) for number in (0, 1))
        alike = (one * other) @ self.product + (one - other).abs() @ self.difference
        return SCALE * (alike + self.start) + states[:, 0] @ self.first


@click.command()
@click.argument("target", type=click.Path(path_type=Path), default=SHIPPED)
@click.option("--begin", type=click.Path(path_type=Path), help="Go on from what this file learned.")
@click.option("--steps", "count", default=STEPS, show_default=True)
@click.option("--rate", default=RATE, show_default=True)
@click.option("--seed", default=SEED, show_default=True)
def main(*, target: Path, begin: Path | None, count: int, rate: float, seed: int) -> None:
    """Teach, and write what was learned."""
    torch.manual_seed(seed)
    both = Both().train()
    if begin:
        both.go_on_from(begin)
    steps = examples(questions(*WORDS), random.Random(seed))
    teach(both, [next(steps) for _ in range(count)], rate)
    head = {name: part.detach().contiguous() for name, part in both.head().items()}
    save_file(as_file(both.added) | head, target)


def teach(both: Both, steps: Sequence[list[Example]], rate: float = RATE) -> None:
    """Go through the steps; the rate rises over the first forty and then falls.

    What both learned in the end is the mean over the steps, the last of them above all.
    """
    narrow, head = learned(both.added), list(both.head().values())
    mean = [part.detach().clone() for part in (*narrow, *head)]
    groups = [{"params": narrow, "peak": rate}, {"params": head, "peak": 3 * rate}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    for number, pairs in enumerate(tqdm(steps, unit="step")):
        for group in optimiser.param_groups:
            rise, fall = min(1.0, (number + 1) / 40), max(0.02, 1 - number / len(steps))
            group["lr"] = group["peak"] * rise * fall
        optimiser.zero_grad()
        ordered = sorted(pairs, key=lambda pair: len(pair[0]) + len(pair[1]))
        for start in range(0, len(ordered), TOGETHER):
            some = ordered[start : start + TOGETHER]
            right = torch.tensor([float(label) for _, _, label in some])
            lost = functional.binary_cross_entropy_with_logits(both(some), right, reduction="sum")
            (lost / len(ordered)).backward()
        nn.utils.clip_grad_norm_([*narrow, *head], 1.0)
        optimiser.step()
        kept = min(REMEMBERED, (number + 1) / (number + 20))
        for old, part in zip(mean, (*narrow, *head), strict=True):
            old.lerp_(part.detach(), 1 - kept)
    for old, part in zip(mean, (*narrow, *head), strict=True):
        part.data.copy_(old)


def _mean(states: Tensor, places: Tensor) -> Tensor:
    """Return the mean state of the places of each row, of unit length."""
    return functional.normalize((states * places.unsqueeze(-1)).sum(1), dim=1)


if __name__ == "__main__":
    main()
