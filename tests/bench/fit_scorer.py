"""Fit models/scorer.toml on ../shared/data: labelled copies, and the same reworded by rule.

Run as `python tests/bench/fit_scorer.py`; about ten minutes on two cores. A negative pair counts
only where both wordings reached different bodies within a month: the same words asked again of
one body, or a year later, are no copy in the labels and say nothing about wording.
"""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rewording import reword
from scipy.optimize import minimize

from tracker.evaluation.labelled import Pairs, read_left_out
from tracker.matching.encoder import SentenceEncoder
from tracker.matching.features import NAMES, compare
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import load_scorer
from tracker.matching.signature import signature
from tracker.text.prepare import prepare

DATA = Path(__file__).parents[3] / "shared" / "data"
TARGET = Path(__file__).parents[2] / "models" / "scorer.toml"
SETS = {"parliament_questions": 2_500, "british_columbia_requests": 900}
"""Labelled sets, and how many of their requests are also reworded."""
REWORDED_CLUSTERED = 300
REWORDED_WEIGHT = 0.06
RIDGE = 1e-6
SEED = 11
MONTH = 30
RISING = frozenset({"meaning", "wording", "order", "substance"})
CAPS = {"question_form": -1.5, "numbers_added": -3.0}
"""Set by hand: rewording by rule cannot teach that another kind of question, or a period only
one of them names, is another request."""
_FORM_OF_THE_HOUSE = re.compile(r"To ask [^,]*?(?:, [A-Z][^,]*?)*, (?=[a-z])")

Floats = NDArray[np.float64]


@dataclass
class Pairing:
    """Candidate pairs of wordings: their features, labels and weights."""

    features: Floats
    same: NDArray[np.bool_]
    weight: Floats


def main() -> None:
    """Fit, and write the coefficients into models/scorer.toml."""
    encoder, floor = SentenceEncoder.load(), load_scorer().cosine_floor
    left_out = read_left_out(DATA / "parliament_unadjudicated_pairs.tsv.gz")
    parts = []
    for name, count in SETS.items():
        rows = read(name)
        parts.append((pairing(rows, encoder, floor, left_out), 1.0))
        parts.append((pairing(reworded(rows, count), encoder, floor, left_out), REWORDED_WEIGHT))
    coefficients, start = fit(
        np.concatenate([p.features for p, _ in parts]),
        np.concatenate([p.same for p, _ in parts]).astype(float),
        np.concatenate([p.weight * share for p, share in parts]),
    )
    text = TARGET.read_text("utf-8")
    text = re.sub(r"(?m)^start = .*$", f"start = {start:.4f}", text)
    head = text[: text.index("[coefficients]")]
    lines = [f"{n} = {c:.4f}\n" for n, c in zip(NAMES, coefficients, strict=True)]
    TARGET.write_text(f"{head}[coefficients]\n{''.join(lines)}", "utf-8")


def read(name: str) -> list[dict[str, Any]]:
    """Read a labelled set."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def reworded(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return the rows with a reworded copy of some, sent to another body."""
    rng = random.Random(SEED)
    rows = [dict(row) for row in rows]
    clustered = [i for i, row in enumerate(rows) if row.get("cluster")]
    chosen = set(rng.sample(range(len(rows)), count))
    chosen |= set(rng.sample(clustered, min(len(clustered), REWORDED_CLUSTERED)))
    bodies = sorted({row["body"] for row in rows})
    copies = []
    for i in sorted(chosen):
        rows[i]["cluster"] = rows[i].get("cluster") or f"alone {i}"
        text = _FORM_OF_THE_HOUSE.sub("", rows[i]["text"], count=1)
        level = rng.choice(["light", "moderate", "moderate", "heavy"])
        other = rng.choice([body for body in bodies if body != rows[i]["body"]])
        copies.append(rows[i] | {"body": other, "text": reword(text, level, rng), "id": f"{i}x"})
    return rows + copies


def pairing(
    rows: list[dict[str, Any]], encoder: SentenceEncoder, floor: float, left_out: Pairs
) -> Pairing:
    """Prepare, encode and pair the first question of each row."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        questions = prepare(row["text"], body_names=[row["body"]]).questions
        if questions:
            asked[questions[0].comparable].append(row)
    wordings = sorted(asked)
    vectors = encoder.encode([as_read(w) for w in wordings])
    parts = [signature(w) for w in wordings]
    cluster = [next((r["cluster"] for r in asked[w] if r.get("cluster")), None) for w in wordings]
    size: Counter[str] = Counter()
    kept: list[tuple[tuple[float, ...], str | None]] = []
    for a, b, cosine in candidates(vectors, 0, len(wordings), floor=floor):
        same = cluster[a] if cluster[a] is not None and cluster[a] == cluster[b] else None
        if same is None and not comparable(asked[wordings[a]], asked[wordings[b]], left_out):
            continue
        kept.append((compare(parts[a], parts[b], cosine).values, same))
        if same is not None:
            size[same] += 1
    return Pairing(
        features=np.array([values for values, _ in kept]),
        same=np.array([same is not None for _, same in kept]),
        weight=np.array([1.0 if same is None else size[same] ** -0.5 for _, same in kept]),
    )


def comparable(ones: list[dict[str, Any]], others: list[dict[str, Any]], left_out: Pairs) -> bool:
    """Say whether two wordings that are no copies went to different bodies within a month."""
    if any(frozenset((a["id"], b["id"])) in left_out for a in ones for b in others):
        return False
    return any(
        a["body"] != b["body"]
        and abs((date.fromisoformat(a["received"]) - date.fromisoformat(b["received"])).days)
        <= MONTH
        for a in ones
        for b in others
    )


def fit(features: Floats, same: Floats, weight: Floats) -> tuple[Floats, float]:
    """Fit a logistic model whose coefficients keep their sign and their caps."""
    width = features.shape[1]
    total = weight.sum()

    def loss(values: Floats) -> tuple[float, Floats]:
        odds = features @ values[:width] + values[width]
        chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        likelihood = same * np.log(chance + 1e-12) + (1 - same) * np.log(1 - chance + 1e-12)
        slope = weight * (chance - same)
        return (
            float(-(weight * likelihood).sum() / total + RIDGE * (values[:width] ** 2).sum()),
            np.append(slope @ features / total + 2 * RIDGE * values[:width], slope.sum() / total),
        )

    bounds = [(0, None) if n in RISING else (None, CAPS.get(n, 0)) for n in NAMES]
    found = minimize(
        loss,
        np.zeros(width + 1),
        jac=True,
        bounds=[*bounds, (None, None)],
        method="L-BFGS-B",
        options={"maxiter": 3_000},
    ).x
    return found[:width], float(found[width])


if __name__ == "__main__":
    main()
