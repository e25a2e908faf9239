"""Fit tracker/data/letter_words.tsv on the sentences of models/training and of bare requests.

Run as `python tests/bench/fit_talk.py BARE.jsonl.gz ...`; the held-out letters are never read.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tracker.text.clean import clean_display, fold
from tracker.text.letter import sentences, strip_lead_ins
from tracker.text.talk import LENGTH, START, UNKNOWN, terms, tokens

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "models" / "training"
TUNING = Path(__file__).parent / "letters" / "tuning"
TARGET = ROOT / "tracker" / "data" / "letter_words.tsv"
BARE_SENTENCES = 20_000
MIN_COUNT = 2
HELD_BACK = 0.15
SEED = 7
FILLINGS = {"name": "[name]", "email": "[email]", "phone": "[phone]", "address": "[address]",
            "organisation": "[organisation]", "town": "[address]", "body": "your organisation",
            "date": "3 May 2024", "street": "[address]", "postcode": "[postcode]"}  # fmt: skip


def letter_sentences() -> list[str]:
    """Return what stands around questions: the written list and the tuning templates."""
    lines = (TRAINING / "letter_sentences.txt").read_text("utf-8").splitlines()
    for path in sorted(TUNING.glob("*.txt")):
        text = path.read_text("utf-8").replace("$question", "")
        text = re.sub(r"\$\{?(\w+)\}?", lambda m: FILLINGS.get(m.group(1), "[name]"), text)
        lines += sentences(clean_display(text))
    return lines


def question_sentences(bare: list[str]) -> list[str]:
    """Return questions: the written list, and sentences of bare requests."""
    found = (TRAINING / "question_sentences.txt").read_text("utf-8").splitlines()
    pool: list[str] = []
    for name in bare:
        with gzip.open(name, "rt", encoding="utf-8") as lines:
            pool += [s for line in lines for s in sentences(json.loads(line)["text"])]
    random.Random(SEED).shuffle(pool)
    return found * 4 + pool[:BARE_SENTENCES]


def main() -> None:
    """Fit, say how it does on sentences held back, and write the weights."""
    letters = [fold(s) for s in letter_sentences() if tokens(s)]
    questions = [fold(s) for s in question_sentences(sys.argv[1:]) if tokens(s)]
    questions += [strip_lead_ins(s) for s in questions[:3000]]
    rng = random.Random(SEED)
    used = Counter(t for s in letters for t in set(tokens(s)))
    words = frozenset(t for t, n in used.items() if n >= MIN_COUNT)
    counts = Counter(t for s in [*letters, *questions] for t, _ in terms(s, words))
    in_letters = Counter(t for s in letters for t, _ in terms(s, words))
    vocabulary = sorted(
        t for t, n in counts.items() if in_letters[t] >= MIN_COUNT or n >= 25 or t[0] == "*"
    )
    index = {t: i for i, t in enumerate(vocabulary)}
    rows = [(s, 1) for s in letters] + [(s, 0) for s in questions]
    held = np.array([rng.random() < HELD_BACK for _ in rows])
    matrix = csr_matrix(
        (
            [v for s, _ in rows for t, v in terms(s, words) if t in index],
            (
                [r for r, (s, _) in enumerate(rows) for t, _ in terms(s, words) if t in index],
                [index[t] for s, _ in rows for t, _ in terms(s, words) if t in index],
            ),
        ),
        shape=(len(rows), len(vocabulary)),
    )
    labels = np.array([label for _, label in rows])
    weight = np.where(labels == 1, 5.0, 1.0)
    model = LogisticRegression(C=1.0, max_iter=3000, fit_intercept=False)
    model.fit(matrix[~held], labels[~held], sample_weight=weight[~held])
    odds = matrix[held] @ model.coef_[0]
    for cut in (-1.0, 0.0, 1.0, 2.0):
        kept = (odds > cut) & (labels[held] == 1)
        wrong = (odds > cut) & (labels[held] == 0)
        print(  # noqa: T201
            f"cut {cut:+.0f}: removed {kept.sum() / (labels[held] == 1).sum():.3f} of the letter "
            f"sentences, {wrong.sum() / (labels[held] == 0).sum():.4f} of the questions"
        )
    model.fit(matrix, labels, sample_weight=weight)
    with TARGET.open("w", encoding="utf-8") as out:
        out.write("#\t# term, weight (above zero speaks for letter talk), used in letters\n")
        for term, w in sorted(zip(vocabulary, model.coef_[0], strict=True), key=lambda p: -p[1]):
            if abs(w) >= 0.02 or term in words or term in {START, UNKNOWN, LENGTH}:
                out.write(f"{term}\t{w:.3f}\t{'y' if term in words else 'n'}\n")


if __name__ == "__main__":
    main()
