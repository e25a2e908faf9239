"""Measure how two wordings agree and differ; every measure has a name people can read."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from tracker.matching.signature import Signature

MISSPELT = 84.0
"""RapidFuzz ratio from which two unshared words are one word with a slip."""

MIN_MISSPELT = 5
"""Letters a word needs before a slip is considered; short words differ too easily."""

MAX_UNSHARED = 60
"""Unshared words looked through for slips; more than this and the texts are simply different."""

MOST_SWAPPED, MOST_ADDED, MOST_SHARED = 2.0, 4.0, 4.0
"""Weight of words beyond which more of the same changes nothing."""

NAMES = (
    "meaning",
    "wording",
    "order",
    "swapped_words",
    "swapped_share",
    "added_words",
    "added_share",
    "numbers_differ",
    "numbers_added",
    "question_form",
    "organisations_differ",
    "substance",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings compared: a value per feature, and the words behind them."""

    values: tuple[float, ...]
    shared: frozenset[str]
    only_a: frozenset[str]
    only_b: frozenset[str]
    numbers_a: frozenset[str]
    numbers_b: frozenset[str]
    organisations_a: frozenset[str]
    organisations_b: frozenset[str]


def compare(a: Signature, b: Signature, cosine: float) -> Comparison:
    """Compare two wordings whose vectors have this cosine."""
    only_a, only_b = set(a.weights) - set(b.weights), set(b.weights) - set(a.weights)
    shared = set(a.weights) & set(b.weights)
    for one, other in _slips(only_a, only_b):
        only_a.discard(one)
        only_b.discard(other)
        shared.add(one)
    numbers_a, numbers_b = a.numbers - b.numbers, b.numbers - a.numbers
    bodies_a, bodies_b = a.organisations - b.organisations, b.organisations - a.organisations
    mass_shared = sum(a.weights[word] for word in sorted(shared))
    mass_a = sum(a.weights[word] for word in sorted(only_a))
    mass_b = sum(b.weights[word] for word in sorted(only_b))
    swapped, added = min(mass_a, mass_b), abs(mass_a - mass_b)
    values = (
        cosine,
        fuzz.token_sort_ratio(a.line, b.line) / 100.0,
        fuzz.ratio(a.line, b.line) / 100.0,
        min(swapped, MOST_SWAPPED),
        swapped / max(mass_shared + swapped, 1e-9),
        min(added, MOST_ADDED),
        added / max(a.mass, b.mass, 1e-9),
        float(bool(numbers_a) and bool(numbers_b)),
        float(bool(numbers_a) != bool(numbers_b)),
        len(a.forms ^ b.forms) / len(a.forms | b.forms) if a.forms and b.forms else 0.0,
        float(bool(bodies_a) and bool(bodies_b)),
        min(mass_shared, MOST_SHARED),
    )
    return Comparison(
        values=values,
        shared=frozenset(shared),
        only_a=frozenset(only_a),
        only_b=frozenset(only_b),
        numbers_a=numbers_a,
        numbers_b=numbers_b,
        organisations_a=bodies_a,
        organisations_b=bodies_b,
    )


def _slips(only_a: set[str], only_b: set[str]) -> list[tuple[str, str]]:
    """Pair unshared words that differ by a slip of the pen; short words never do."""
    if not only_a or not only_b or max(len(only_a), len(only_b)) > MAX_UNSHARED:
        return []
    pairs = []
    free = sorted(word for word in only_b if len(word) >= MIN_MISSPELT)
    for word in sorted(only_a):
        if len(word) < MIN_MISSPELT or not free:
            continue
        best = process.extractOne(word, free, scorer=fuzz.ratio, score_cutoff=MISSPELT)
        if best is not None:
            free.remove(best[0])
            pairs.append((word, best[0]))
    return pairs
