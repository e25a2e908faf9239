"""Fit tracker/data/letter_words.tsv on the sentences of models/training and of bare requests.

Run as `python tests/bench/fit_talk.py BARE.jsonl.gz ...`, in any order of the files: the same
files and sentences give the same weights. The held-out letters are never read.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tracker.text.clean import clean_display, fold
from tracker.text.letter import sentences, strip_lead_ins
from tracker.text.talk import LENGTH, START, UNKNOWN, TalkModel, terms, tokens

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "models" / "training"
TUNING = Path(__file__).parent / "letters" / "tuning"
TARGET = ROOT / "tracker" / "data" / "letter_words.tsv"
BARE_SENTENCES = 30_000
WRITTEN_TIMES = 4
"""How often each question that was written for this counts beside one from a bare request."""

LETTER_WEIGHT = 5.0
"""Weight of a letter sentence beside a question, of which there are far more."""

MIN_COUNT = 2
COMMON = 25
"""Sentences a term needs that no letter has twice."""

SHOWN_WEIGHT = 0.02
HELD_BACK = 0.15
SEED = 7
FILLINGS = {"name": "[name]", "email": "[email]", "phone": "[phone]", "address": "[address]",
            "organisation": "[organisation]", "town": "[address]", "body": "your organisation",
            "date": "3 May 2024", "street": "[address]", "postcode": "[postcode]"}  # fmt: skip


def letter_sentences(templates: Iterable[Path]) -> list[str]:
    """Return what stands around questions: the written list, and these templates."""
    lines = (TRAINING / "letter_sentences.txt").read_text("utf-8").splitlines()
    for path in sorted(templates):
        text = path.read_text("utf-8").replace("$question", "")
        text = re.sub(r"\$\{?(\w+)\}?", lambda m: FILLINGS.get(m.group(1), "[name]"), text)
        lines += sentences(clean_display(text))
    return [fold(line) for line in lines if tokens(line)]


def question_sentences(bare: Iterable[Path], *, without: Collection[str] = ()) -> list[str]:
    """Return questions: the written list, and sentences of bare requests but those `without`."""
    found = (TRAINING / "question_sentences.txt").read_text("utf-8").splitlines()
    pool: set[str] = set()
    for path in bare:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = (json.loads(line)["text"] for line in lines)
            pool.update(s for text in texts if text not in without for s in sentences(text))
    some = sorted(pool)
    random.Random(SEED).shuffle(some)
    chosen = [fold(s) for s in found * WRITTEN_TIMES + some[:BARE_SENTENCES] if tokens(s)]
    return chosen + [strip_lead_ins(s) for s in chosen[:3000]]


def fit(letters: Sequence[str], questions: Sequence[str]) -> TalkModel:
    """Fit the weights of words and word pairs."""
    used = Counter(t for s in letters for t in set(tokens(s)))
    words = frozenset(t for t, n in used.items() if n >= MIN_COUNT)
    found = [list(terms(s, words)) for s in [*letters, *questions]]
    counts = Counter(t for row in found for t, _ in row)
    in_letters = Counter(t for row in found[: len(letters)] for t, _ in row)
    vocabulary = sorted(
        t for t, n in counts.items() if in_letters[t] >= MIN_COUNT or n >= COMMON or t[0] == "*"
    )
    index = {t: i for i, t in enumerate(vocabulary)}
    cells = [(v, r, index[t]) for r, row in enumerate(found) for t, v in row if t in index]
    values, rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(found), len(vocabulary)))
    labels = np.repeat([1, 0], [len(letters), len(questions)])
    model = LogisticRegression(C=1.0, max_iter=3000, fit_intercept=False)
    model.fit(matrix, labels, sample_weight=np.where(labels == 1, LETTER_WEIGHT, 1.0))
    return TalkModel(dict(zip(vocabulary, map(float, model.coef_[0]), strict=True)), words)


def main() -> None:
    """Fit, say how it does on sentences held back, and write the weights."""
    letters = letter_sentences(TUNING.glob("*.txt"))
    questions = question_sentences(map(Path, sys.argv[1:]))
    rng = random.Random(SEED)
    (letters_in, letters_out), (asked_in, asked_out) = (
        _parted(letters, rng),
        _parted(questions, rng),
    )
    trial = fit(letters_in, asked_in)
    for cut in (-1.0, 0.0, 1.0, 2.0):
        kept, wrong = (
            sum(trial.score(s) > cut for s in held) / len(held) for held in (letters_out, asked_out)
        )
        print(  # noqa: T201
            f"cut {cut:+.0f}: removed {kept:.3f} of the letter sentences held back, "
            f"{wrong:.4f} of the questions"
        )
    write(fit(letters, questions), TARGET)


def write(model: TalkModel, target: Path) -> None:
    """Write the weights that can be seen, the ones that speak most for letters first."""
    with target.open("w", encoding="utf-8") as out:
        out.write("#\t# term, weight (above zero speaks for letter talk), used in letters\n")
        for term, w in sorted(model.weights.items(), key=lambda row: (-round(row[1], 3), row[0])):
            if abs(w) >= SHOWN_WEIGHT or term in model.words or term in {START, UNKNOWN, LENGTH}:
                out.write(f"{term}\t{w:.3f}\t{'y' if term in model.words else 'n'}\n")


def _parted(lines: Sequence[str], rng: random.Random) -> tuple[list[str], list[str]]:
    """Part sentences into those to fit on and those held back."""
    parts: tuple[list[str], list[str]] = ([], [])
    for line in lines:
        parts[rng.random() < HELD_BACK].append(line)
    return parts


if __name__ == "__main__":
    main()
