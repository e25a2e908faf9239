"""Fit models/scorer.toml on ../shared/data: labelled copies, the same reworded, and judged pairs.

Run as `python tests/bench/fit_scorer.py [TARGET]`; a quarter of an hour on two cores. A negative
pair counts only where both wordings reached different bodies within a month: the same words asked
again of one body, or a year later, are no copy in the labels and say nothing about wording. Pairs
without any difference that nobody labelled are left out, and so are those that the scorer before
holds for copies and that differ in no thing and no form: most are copies that nobody labelled.
The shapes end half way between the scorer before and the fit.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent / "tuning"))

from disguises import Exchanges, Synonyms, disguised
from quality.datasets import DATA, records

from tracker.campaigns.scoring import scorer_of
from tracker.evaluation.fit import fit_shapes
from tracker.evaluation.labelled import Pairs, read_left_out
from tracker.evaluation.rewording import reword
from tracker.matching.encoder import SentenceEncoder
from tracker.matching.features import ADDED, NAMES, OTHER
from tracker.matching.reading import as_read
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import Scorer
from tracker.matching.scorer_file import scorer_as_toml
from tracker.matching.shape import Shape
from tracker.matching.signature import signature
from tracker.settings import Settings
from tracker.text.prepare import prepare

ROOT = Path(__file__).parents[2]
SEED = 11
MONTH = 30
LEVELS = ("trivial", "light", "moderate", "moderate", "heavy", "heavy")
OTHERS, EXCHANGED = 4_000, 3_000
"""Other requests around reworded copies, and questions of which one thing is exchanged."""
CLEAN = ("parliament_questions", "british_columbia_requests")
COPIES, DIFFERENT = 2.0, 1.5
COPIES_REWORDED, DIFFERENT_REWORDED = 1.0, 0.3
COPIES_EXCHANGED, DIFFERENT_EXCHANGED = 0.3, 0.1
JUDGED = {"parliament_hard_pairs": 0.5, "paraphrase/quora_pairs": 0.2}
MOST_JUDGED = 4_000
PULL = 1e-2
"""How much a shape is pulled to the one before; near nothing beside thousands of pairs."""

Floats = NDArray[np.float64]
Row = dict[str, Any]


class Examples(NamedTuple):
    """Pairs to fit on: measures, labels, weights."""

    features: Floats
    same: Floats
    weight: Floats


def main() -> None:
    """Fit, and write the scorer into the file named, the shipped one by default."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "models" / "scorer.toml"
    encoder, base = SentenceEncoder.load(), scorer_of(Settings())
    left_out = read_left_out(DATA / "parliament_unadjudicated_pairs.tsv.gz")
    found = []
    for name in CLEAN:
        rows = records(name)
        found.append(weighed(paired(rows, encoder, base, left_out), COPIES, DIFFERENT))
        for again in (with_rewordings(rows), with_disguises(rows)):
            pairs = paired(again, encoder, base, left_out)
            found.append(weighed(pairs, COPIES_REWORDED, DIFFERENT_REWORDED))
        pairs = exchanged(rows, encoder, base)
        found.append(weighed(pairs, COPIES_EXCHANGED, DIFFERENT_EXCHANGED))
    for name, weight in JUDGED.items():
        found.append(weighed(judged(records(name)[-MOST_JUDGED:], encoder, base), weight, weight))
    features, same, weight = (np.concatenate(parts) for parts in zip(*found, strict=True))
    start, shapes, loss = fit_shapes(features, same, weight, base=base, pull=PULL)
    shapes = tuple(halfway(*both) for both in zip(base.shapes, shapes, strict=True))
    text = scorer_as_toml(base, start=(base.start + start) / 2, shapes=shapes)
    target.write_text(text, "utf-8")
    print(f"{len(same)} pairs, {int(same.sum())} of them copies; mean loss {loss:.5f}")  # noqa: T201


def with_rewordings(rows: Sequence[Row]) -> list[Row]:
    """Return every labelled copy reworded on its own, among other requests as they are."""
    chance = random.Random(SEED)
    return _with(rows, lambda text: reword(text, chance.choice(LEVELS), chance), chance)


def with_disguises(rows: Sequence[Row]) -> list[Row]:
    """Return every labelled copy reworded as the encoder was tuned on, among others as they are."""
    chance = random.Random(SEED + 1)
    synonyms = Synonyms([row["text"] for row in rows])
    return _with(rows, lambda text: disguised(text, chance.random(), synonyms, chance), chance)


def _with(rows: Sequence[Row], change: Callable[[str], str], chance: random.Random) -> list[Row]:
    """Change the text of every labelled copy, and choose others to stand around them."""
    copies = [{**row, "text": change(row["text"])} for row in rows if row.get("cluster")]
    others = [row for row in rows if not row.get("cluster")]
    return copies + chance.sample(others, min(len(others), OTHERS))


def exchanged(rows: Sequence[Row], encoder: SentenceEncoder, base: Scorer) -> Examples:
    """Set labelled questions beside themselves reworded, and with one thing exchanged."""
    chance = random.Random(SEED + 2)
    texts = sorted({w for r in rows if r.get("cluster") and (w := wording(r["text"], r["body"]))})
    synonyms, exchanges = Synonyms(texts), Exchanges()
    pairs, labels = [], []
    for text in (chance.choice(texts) for _ in range(EXCHANGED)):
        other = exchanges.another_question(text, chance.choice(texts), chance)
        if other != text:
            pairs.append((other, text))
            labels.append(False)
        pairs.append((disguised(text, chance.random() / 2, synonyms, chance), text))
        labels.append(True)
    return compared(pairs, labels, encoder, base)


def paired(
    rows: Sequence[Row], encoder: SentenceEncoder, base: Scorer, left_out: Pairs
) -> Examples:
    """Pair the main wordings of labelled requests; copies of large clusters weigh less each."""
    asked: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        main_wording = wording(row["text"], row["body"])
        if main_wording is not None and base.is_specific(signature(main_wording)):
            asked[main_wording].append(row)
    texts = sorted(asked)
    vectors = encoder.encode([as_read(text) for text in texts])
    parts = [signature(text) for text in texts]
    cluster = [next((r["cluster"] for r in asked[t] if r.get("cluster")), None) for t in texts]
    size: Counter[str] = Counter()
    kept: list[tuple[tuple[float, ...], str | None]] = []
    found = []
    for a, b, cosine in candidates(vectors, 0, len(texts), floor=base.cosine_floor):
        same = cluster[a] if cluster[a] is not None and cluster[a] == cluster[b] else None
        if same is not None or apart(asked[texts[a]], asked[texts[b]], left_out):
            found.append((same, (parts[a], parts[b], cosine)))
    for (same, _), one in zip(found, base.compared(pair for _, pair in found), strict=True):
        values = one.values
        if same is None and (not differs(values) or is_suspect(values, base)):
            continue
        kept.append((values, same))
        size.update([same] if same is not None else [])
    return Examples(
        np.array([values for values, _ in kept]),
        np.array([same is not None for _, same in kept], dtype=np.float64),
        np.array([1.0 if same is None else size[same] ** -0.5 for _, same in kept]),
    )


def judged(rows: Sequence[Row], encoder: SentenceEncoder, base: Scorer) -> Examples:
    """Compare pairs that people judged; those of another scope (P) say neither."""
    pairs, labels = [], []
    for row in rows:
        names = ("text_a", "text_b") if "text_a" in row else ("q1", "q2")
        bodies = (row.get("body_a", ""), row.get("body_b", ""))
        texts = [wording(row[n], body) for n, body in zip(names, bodies, strict=True)]
        if row["label"] != "P" and texts[0] and texts[1]:
            pairs.append((texts[0], texts[1]))
            labels.append(row["label"] in {"S", "B", 1})
    return compared(pairs, labels, encoder, base)


def compared(
    pairs: Sequence[tuple[str, str]],
    labels: Sequence[bool],
    encoder: SentenceEncoder,
    base: Scorer,
) -> Examples:
    """Measure pairs of comparable wordings; each weighs the same."""
    ones = encoder.encode([as_read(a) for a, _ in pairs])
    others = encoder.encode([as_read(b) for _, b in pairs])
    found = base.compared(
        (signature(a), signature(b), float(one @ other))
        for (a, b), one, other in zip(pairs, ones, others, strict=True)
    )
    values = [comparison.values for comparison in found]
    return Examples(np.array(values), np.array(labels, dtype=np.float64), np.ones(len(labels)))


def weighed(examples: Examples, copies: float, different: float) -> Examples:
    """Weigh copies and others against each other."""
    share = np.where(examples.same > 0, copies, different)
    return examples._replace(weight=examples.weight * share)


def wording(text: str, body: str) -> str | None:
    """Return what a request asks as a whole; None where it asks nothing."""
    prepared = prepare(text, body_names=[body] if body else [])
    return prepared.wordings[0].comparable if prepared.wordings else None


def differs(values: Sequence[float]) -> bool:
    """Say whether two wordings differ in any word, thing or form."""
    by_name = dict(zip(NAMES, values, strict=True))
    names = ("swapped_words", "added_words", "question_form", *OTHER, *ADDED)
    return any(by_name[name] for name in names)


def is_suspect(values: Sequence[float], base: Scorer) -> bool:
    """Say whether a pair that differs in no thing and no form looks like copies nobody labelled."""
    by_name = dict(zip(NAMES, values, strict=True))
    if by_name["question_form"] or any(by_name[name] for name in OTHER):
        return False
    return base.total(values) > 0.0


def halfway(before: Shape, fitted: Shape) -> Shape:
    """Return the shape in the middle of two."""
    points = tuple((a + b) / 2 for a, b in zip(before.points, fitted.points, strict=True))
    return replace(before, points=points)


def apart(ones: Sequence[Row], others: Sequence[Row], left_out: Pairs) -> bool:
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


if __name__ == "__main__":
    main()
