"""Measure how two wordings agree and differ; every measure has a name people can read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import fsum

from rapidfuzz import fuzz, process

from tracker.matching.places import ELSEWHERE, places
from tracker.matching.signature import Signature
from tracker.matching.things import Things
from tracker.matching.variation import kinds

MISSPELT = 84.0
"""RapidFuzz ratio from which two unshared words are one word with a slip."""

MIN_MISSPELT = 5
"""Letters a word needs before a slip is considered; short words differ too easily."""

MAX_UNSHARED = 60
"""Unshared words looked through for slips; more than this and the texts are simply different."""

FIGURES = ("period", "number")
NOTHING: frozenset[str] = frozenset()

OTHER = {
    "other_period": ("period",),
    "other_place": ("place",),
    "other_organisation": ("organisation",),
    "other_thing": ("weapon", "equipment", "drug", "vehicle", "animal"),
    "other_offence": ("offence", "stage"),
    "other_people": ("rank", "people"),
    "other_name": ("name",),
    "other_number": ("number",),
}
"""Features that say that one side names another thing in the other's stead, and their kinds."""

ITSELF = 0.5
"""Measure of another organisation where each wording asks one about itself."""

ADDED = {
    "period_added": "period",
    "organisation_added": "organisation",
    "number_added": "number",
}
"""Features that say that only one side names a thing of a kind."""

READ = "side_by_side"
"""The last feature: what reading both at once came to; 0 where that was not done."""

NAMES = (
    "meaning",
    "meaning_lost",
    "wording",
    "order",
    "phrases",
    "substance",
    "swapped_words",
    "swapped_share",
    "added_words",
    "added_share",
    "one_swap",
    "largest_swap",
    "places",
    "largest_place",
    "figures_shared",
    *OTHER,
    *ADDED,
    "question_form",
    READ,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings compared: a value per feature, and the words behind them."""

    values: tuple[float, ...]
    shared: frozenset[str]
    phrases: frozenset[str]
    only_a: frozenset[str]
    only_b: frozenset[str]
    things_a: Things
    things_b: Things
    meant: tuple[tuple[str, str], ...]
    """Misspelt words, and what each was read as since the other wording has it."""

    def read(self, value: float) -> "Comparison":
        """Give the same with what reading the two side by side came to; it was 0."""
        return replace(self, values=(*self.values[:-1], value))

    def turned(self) -> "Comparison":
        """Give the same with the two wordings exchanged."""
        return replace(
            self,
            only_a=self.only_b,
            only_b=self.only_a,
            things_a=self.things_b,
            things_b=self.things_a,
        )


def compare(a: Signature, b: Signature, cosine: float) -> Comparison:
    """Compare two wordings whose vectors have this cosine, in either order; nothing is read."""
    if a.line > b.line:
        return compare(b, a, cosine).turned()
    words_a, words_b = a.weights.keys(), b.weights.keys()
    shared, only_a, only_b = words_a & words_b, words_a - words_b, words_b - words_a
    slips = _slips(only_a, only_b)
    for one, other in slips:
        only_a.remove(one)
        only_b.remove(other)
    mass_shared = fsum([a.weights[word] for word in shared]) + fsum(
        [a.weights[one] for one, _ in slips]
    )
    mass_a, mass_b = fsum([a.weights[w] for w in only_a]), fsum([b.weights[w] for w in only_b])
    if a.repeated or b.repeated:
        more_a, more_b = _repeats(a, b, shared)
        mass_a, mass_b = mass_a + more_a, mass_b + more_b
    phrases = a.phrases.keys() & b.phrases.keys()
    least = min(a.phrase_mass, b.phrase_mass)
    varied = kinds(a.things, b.things)
    swapped, added = min(mass_a, mass_b), abs(mass_a - mass_b)
    order = fuzz.ratio(a.line, b.line) / 100.0
    values = (
        cosine,
        max(0.0, order - cosine),
        fuzz.ratio(a.sorted_line, b.sorted_line) / 100.0,
        order,
        fsum([a.phrases[phrase] for phrase in phrases]) / least if least else 0.0,
        mass_shared,
        swapped,
        swapped / max(mass_shared + swapped, 1e-9),
        added,
        added / max(mass_shared + swapped + added, 1e-9),
        *(places(a, b, only_a, only_b) if mass_shared >= swapped + added else ELSEWHERE),
        float(sum(len(_named(a, kind) & _named(b, kind)) for kind in FIGURES)),
        *_others(varied, about_itself=a.things.about_itself and b.things.about_itself),
        *(float(kind not in varied and _is_added(a, b, kind)) for kind in ADDED.values()),
        _other_form(a.forms, b.forms),
        0.0,
    )
    return Comparison(
        values=values,
        shared=frozenset(shared | {one for one, _ in slips}),
        phrases=frozenset(phrases),
        only_a=frozenset(only_a),
        only_b=frozenset(only_b),
        things_a=a.things,
        things_b=b.things,
        meant=a.meant + b.meant,
    )


def _others(varied: frozenset[str], *, about_itself: bool) -> Iterator[float]:
    """Yield for each of OTHER whether the wordings name another thing of its kinds."""
    for name, group in OTHER.items():
        other = float(not varied.isdisjoint(group))
        yield other * ITSELF if name == "other_organisation" and about_itself else other


def _other_form(a: frozenset[str], b: frozenset[str]) -> float:
    """Return 1 where two wordings ask in no common way, 0.5 where each also asks in its own."""
    if a <= b or b <= a:
        return 0.0
    return 0.5 if a & b else 1.0


def _named(text: Signature, kind: str) -> frozenset[str]:
    """Return the things of one kind that a wording names."""
    return text.things.named.get(kind, NOTHING)


def _is_added(a: Signature, b: Signature, kind: str) -> bool:
    """Say whether only one of two wordings names a thing that the other lacks."""
    mine, other = _named(a, kind), _named(b, kind)
    return bool(mine - other) != bool(other - mine)


def _repeats(a: Signature, b: Signature, shared: set[str]) -> tuple[float, float]:
    """Return the weight of what one side says more often than the other, for each side."""
    more_a = more_b = 0.0
    for word in sorted((a.repeated.keys() | b.repeated.keys()) & shared):
        more = a.repeated.get(word, 1) - b.repeated.get(word, 1)
        more_a += a.weights[word] * max(more, 0)
        more_b += a.weights[word] * max(-more, 0)
    return more_a, more_b


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
