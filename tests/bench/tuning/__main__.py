"""Tune the encoder on questions nobody labelled, and write models/requests.safetensors.

Run as `python tests/bench/tuning [--begin FILE] [TARGET]`; three quarters of an hour on two cores.
Every labelled copy of ../shared/data and every judged pair is left out, so all of them measure what
was gained on texts that the encoder never saw. Each step shows it questions twice in other words
each, and beside each another question that is near: one of its neighbours, unless the scorer
suspects a copy, or the same with a thing exchanged. It learns to put the two nearest (InfoNCE: van
den Oord and others 2018) and to keep 0.75 and 0.65 as what copies reach and others do not. So that
it forgets nothing of language, each step has general pairs (Quora) too, from the last 4,000 of the
file; the first 6,000 are for measuring.

The file that ships was tuned in two passes: this one began with the file of the first,
`git show 55bd207:models/requests.safetensors`.
"""

import gzip
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import torch
from disguises import Exchanges, Synonyms, disguised
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.model_files import locate_model
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import load_scorer
from tracker.matching.signature import signature
from tracker.text.prepare import prepare

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "models" / "requests.safetensors"
SETS = ("parliament_questions", "british_columbia_requests")
SEED, RANK, BATCH, STEPS, RATE = 9, 16, 48, 700, 4e-4
PAIRS, LEARNED_PAIRS = 16, 4_000
"""General pairs in a step, and how many there are to draw from."""
WORDS = (5, 42)
NEAR, SUSPECT = 0.6, 0.05
"""Cosine of neighbours, and the score from which one may be a copy that nobody labelled."""
SHARPNESS, COPY, OTHER, SLOPE = 20.0, 0.75, 0.65, 15.0
PAIR_AT, PAIR_SHARE = 0.75, 0.5
"""Cosine at which a general pair may be either, and what these pairs weigh beside a triple."""
HEAVIER = 0.6
"""Power of a random number between 0 and 1 that draws how strongly a text is reworded."""

Triple = tuple[str, str, str]


class Step(NamedTuple):
    """What one step shows: triples, and general pairs with their labels."""

    triples: list[Triple]
    ones: list[str]
    others: list[str]
    same: list[float]


class Added(nn.Module):
    """A linear layer that stays as it is, and a narrow one beside it that learns."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(
            torch.randn(RANK, layer.in_features) / math.sqrt(layer.in_features)
        )
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, given: Tensor) -> Tensor:
        """Return the sum of both."""
        beside = functional.linear(functional.linear(given, self.down), self.up)
        return self.layer(given) + beside  # type: ignore[no-any-return]


@click.command()
@click.option("--begin", type=click.Path(exists=True, path_type=Path), help="An addition to go on.")
@click.argument("target", type=click.Path(path_type=Path), default=SHIPPED)
def main(begin: Path | None, target: Path) -> None:
    """Tune, and write what is to be added to the weights."""
    torch.manual_seed(SEED)
    steps = list(batches())
    base = SentenceEncoder(locate_model().without_addition())
    added = tuned(base, steps, load_file(begin) if begin else {})
    parts = {}
    for name, layer in added.items():
        parts[f"{name}.up"] = layer.up.detach().half().contiguous()
        parts[f"{name}.down"] = layer.down.detach().half().contiguous()
    save_file(parts, target)


def questions() -> list[str]:
    """Return the main wordings of requests that nobody labelled or judged, each once."""
    judged = {
        p[side].split(":")[-1] for p in _read("parliament_hard_pairs") for side in ("id_a", "id_b")
    }
    found = []
    for name in SETS:
        for row in _read(name):
            if row.get("cluster") or row["id"].split(":")[-1] in judged:
                continue
            read = prepare(row["text"], body_names=[row["body"]])
            if read.wordings and WORDS[0] <= len(read.wordings[0].comparable.split()) <= WORDS[1]:
                found.append(read.wordings[0].comparable)
    return sorted(set(found))


def neighbours(texts: Sequence[str]) -> dict[int, list[int]]:
    """Return what is near each question and surely another, by what ships now."""
    encoder, scorer = SentenceEncoder.load(), load_scorer()
    parts = [signature(text) for text in texts]
    vectors = encoder.encode([as_read(text) for text in texts])
    near = defaultdict(list)
    for a, b, cosine in candidates(vectors, 0, len(texts), floor=NEAR):
        if scorer.probability(parts[a], parts[b], cosine) < SUSPECT:
            near[a].append(b)
            near[b].append(a)
    return near


def batches() -> Iterator[Step]:
    """Give what every step shows."""
    chance = random.Random(SEED)
    texts = questions()
    near = neighbours(texts)
    synonyms, exchanges = Synonyms(texts), Exchanges()
    general = _read("paraphrase/quora_pairs")[-LEARNED_PAIRS:]
    order = chance.sample(range(len(texts)), len(texts))
    for step in range(STEPS):
        triples = []
        for place in range(step * BATCH, (step + 1) * BATCH):
            index = order[place % len(order)]
            other = texts[chance.choice(near[index] or order)]
            if not near[index] or chance.random() < 1 / 2:
                other = exchanges.another_question(texts[index], other, chance)
            strengths = (chance.random() ** HEAVIER, chance.random() ** HEAVIER, chance.random())
            triples.append(
                tuple(
                    as_read(disguised(text, strength, synonyms, chance))
                    for text, strength in zip(
                        (texts[index], texts[index], other), strengths, strict=True
                    )
                )
            )
        pairs = chance.sample(general, PAIRS)
        yield Step(
            triples,
            [pair["q1"] for pair in pairs],
            [pair["q2"] for pair in pairs],
            [float(pair["label"]) for pair in pairs],
        )


def tuned(
    base: SentenceEncoder, steps: Sequence[Step], begin: dict[str, Tensor]
) -> dict[str, Added]:
    """Train the layers beside the encoder's; the rest of it stays as it is."""
    whole = base.model
    network = whole[0].auto_model
    added = beside(network)
    for name, layer in added.items() if begin else ():
        layer.up.data = begin[f"{name}.up"].float()
        layer.down.data = begin[f"{name}.down"].float()
    learned = [part for layer in added.values() for part in (layer.up, layer.down)]
    optimiser = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01)
    for number, step in enumerate(tqdm(steps, unit="step")):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (number + 1) / 20) * max(0.02, 1 - number / len(steps))
        texts = [text for side in zip(*step.triples, strict=True) for text in side]
        vectors = _encoded(whole, network, texts + step.ones + step.others)
        triples, pairs = vectors.split([len(texts), 2 * len(step.same)])
        loss = _loss(*triples.split(len(step.triples)))
        optimiser.zero_grad()
        (loss + PAIR_SHARE * _pair_loss(pairs, torch.tensor(step.same))).backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
    return added


def beside(network: nn.Module) -> dict[str, Added]:
    """Put a narrow layer beside every linear one of the network."""
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
        added[name] = Added(layer)
        setattr(network.get_submodule(parent), child, added[name])
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


def _pair_loss(vectors: Tensor, same: Tensor) -> Tensor:
    """Return what is lost where the cosine of a general pair says the other thing."""
    ones, others = vectors.split(len(same))
    odds = SLOPE * ((ones * others).sum(1) - PAIR_AT)
    return functional.binary_cross_entropy_with_logits(odds, same)


def _read(name: str) -> list[dict]:
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
