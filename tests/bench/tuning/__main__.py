"""Tune the encoder on questions nobody labelled, and write models/requests.safetensors.

Run as `python tests/bench/tuning [TARGET]`; half an hour on two cores. Every labelled copy of
../shared/data and every judged pair is left out, so all of them measure what was gained on texts
that the encoder never saw. Each step shows it questions twice in other words each, and beside
each another question that is near: one of its neighbours, or the same with a thing exchanged. It
learns to put the two nearest (InfoNCE: van den Oord and others 2018) and to keep 0.75 and 0.65 as
what copies reach and others do not.

The file that ships was made by an earlier form of this, whose neighbours were only those that the
scorer held for another question; models/README.md says what else differed.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from disguises import Exchanges, Synonyms, disguised
from narrow import Added, as_file, beside, learned
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm
from unlabelled import questions

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.model_files import locate_model
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates

ROOT = Path(__file__).parents[3]
SEED, RANK, BATCH, STEPS, RATE = 5, 16, 48, 541, 5e-4
WORDS = (5, 38)
NEAR = 0.55
SHARPNESS, COPY, OTHER, SLOPE = 20.0, 0.75, 0.65, 15.0
SHARE = 0.75
"""How much of what was learned is added: all of it loses more on general questions."""

Triple = tuple[str, str, str]


def main() -> None:
    """Tune, and write what is to be added to the weights."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "models" / "requests.safetensors"
    torch.manual_seed(SEED)
    base = SentenceEncoder(locate_model().without_addition())
    steps = list(batches(base))
    added = tuned(base, steps)
    save_file(as_file(added, share=SHARE), target)


def batches(base: SentenceEncoder) -> Iterator[list[Triple]]:
    """Give the triples of every step."""
    texts, chance = questions(*WORDS), random.Random(SEED)
    synonyms, exchanges = Synonyms(texts), Exchanges()
    near = defaultdict(list)
    for a, b, _ in candidates(base.encode([as_read(t) for t in texts]), 0, len(texts), floor=NEAR):
        near[a].append(b)
        near[b].append(a)
    order = chance.sample(range(len(texts)), len(texts))
    for step in range(STEPS):
        rows = []
        for place in range(step * BATCH, (step + 1) * BATCH):
            index = order[place % len(order)]
            neighbour = texts[chance.choice(near[index] or order)]
            is_mined = near[index] and chance.random() < 1 / 2
            other = (
                neighbour
                if is_mined
                else exchanges.another_question(texts[index], neighbour, chance)
            )
            rows.append(
                tuple(
                    as_read(disguised(text, chance.random(), synonyms, chance))
                    for text in (texts[index], texts[index], other)
                )
            )
        yield rows  # type: ignore[misc]


def tuned(base: SentenceEncoder, steps: Sequence[list[Triple]]) -> dict[str, Added]:
    """Train the layers beside the encoder's; the rest of it stays as it is."""
    whole = base.model
    network = whole[0].auto_model
    added = beside(network, RANK)
    parts = learned(added)
    optimiser = torch.optim.AdamW(parts, lr=RATE, weight_decay=0.01)
    for number, rows in enumerate(tqdm(steps, unit="step")):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (number + 1) / 30) * max(0.02, 1 - number / len(steps))
        vectors = _encoded(
            whole, network, [text for side in zip(*rows, strict=True) for text in side]
        )
        loss = _loss(*vectors.split(len(rows)))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parts, 1.0)
        optimiser.step()
    return added


def _encoded(whole, network, texts: Sequence[str]) -> Tensor:
    """Return vectors of unit length that gradients flow through."""
    read = whole.tokenizer(
        list(texts), padding=True, truncation=True, max_length=64, return_tensors="pt"
    )
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network(**read).last_hidden_state.float()
    mask = read["attention_mask"].unsqueeze(-1).float()
    return functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)


def _loss(ones: Tensor, copies: Tensor, others: Tensor) -> Tensor:
    """Return what is lost where a copy is not the nearest, or too far, or another too near."""
    right = torch.arange(len(ones))
    there = functional.cross_entropy(
        SHARPNESS * torch.cat([ones @ copies.T, ones @ others.T], 1), right
    )
    back = functional.cross_entropy(
        SHARPNESS * torch.cat([copies @ ones.T, copies @ others.T], 1), right
    )
    too_far = functional.softplus(SLOPE * (COPY - (ones * copies).sum(1))) / SLOPE
    too_near = functional.softplus(SLOPE * ((ones * others).sum(1) - OTHER)) / SLOPE
    return (there + back) / 2 + 2 * (too_far + too_near).mean()


if __name__ == "__main__":
    main()
