"""Which campaigns are of one series: they ask the same of another thing, or in another wave. Pure.

A series links campaigns as precedent. It never joins them and raises no alert.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from tracker.matching.features import OTHER, compare
from tracker.matching.scorer import CALIBRATION, Scorer
from tracker.matching.signature import Signature, signature
from tracker.matching.things import frame
from tracker.matching.variation import Variation, variations

SAME_FRAME = 90.0
"""RapidFuzz token sort ratio of two frames from which they are one, up to a word or two."""

LEAST_FRAME = 4
"""Words that a frame has at least to be looked up by."""

MOST_KINDS = 2
"""Kinds of things that may differ at once; with more, two questions only have their form alike."""

SHARED = 0.5
"""Share of the questions of the smaller campaign that must have their like in the other."""

MOST_NAMED = 8
"""Differences kept of a link, the commonest kinds first."""

WHOLE = 0
"""The place of all questions of a request in one."""

Wave = tuple[date, date]
"""First and last day on which a campaign was received."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording taken apart for telling a series: its signature, and its words without things."""

    signature: Signature
    frame: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Two wordings that ask the same but for what they name."""

    likeness: float
    varied: tuple[Variation, ...]
    """Empty where they ask the very same."""


@dataclass(frozen=True, slots=True)
class AlikeQuestions:
    """Two questions of two campaigns that are alike, by their places in their requests."""

    place_a: int
    place_b: int
    alike: Alike


@dataclass(frozen=True, slots=True)
class Link:
    """Two campaigns of one series: what the second names in the stead of the first's."""

    differs: tuple[Variation, ...]
    likeness: float


def wording(comparable: str) -> Wording:
    """Take a comparable wording apart."""
    return Wording(signature(comparable), " ".join(frame(comparable)))


def frame_key(words: Wording) -> str:
    """Return what wordings of one frame are looked up by; empty where the frame says too little."""
    frame = sorted(words.frame.split())
    if sum(not word.startswith("<") for word in frame) < LEAST_FRAME:
        return ""
    return hashlib.sha256(" ".join(frame).encode()).hexdigest()


def alike(
    a: Wording, b: Wording, cosine: float, *, scorer: Scorer, threshold: float
) -> Alike | None:
    """Say whether two wordings ask the same, of the same or of another thing; None for neither.

    They do when their score without the parts for other things named reaches the threshold, or
    when their words without those things are the same. They are not read side by side: a reader
    sees the other thing as well.
    """
    if not (scorer.is_specific(a.signature) and scorer.is_specific(b.signature)):
        return None
    varied = variations(a.signature.things, b.signature.things)
    if len({variation.kind for variation in varied}) > MOST_KINDS:
        return None
    parts = scorer.score(compare(a.signature, b.signature, cosine)).parts
    left_out = {CALIBRATION, *(OTHER if varied else ())}
    likeness = scorer.calibrated(math.fsum(p.points for p in parts if p.name not in left_out))
    if likeness >= threshold:
        return Alike(likeness, varied)
    if varied and fuzz.token_sort_ratio(a.frame, b.frame) >= SAME_FRAME:
        return Alike(likeness, varied)
    return None


def link(
    found: Sequence[AlikeQuestions], questions: tuple[int, int], waves: tuple[Wave, Wave]
) -> Link | None:
    """Link two campaigns by their alike questions; None where too few are, or none differs.

    `questions` says how many questions each campaign has. Campaigns that ask the very same are
    linked only as two waves: one must be over before the other begins.
    """
    whole = [pair for pair in found if pair.place_a == pair.place_b == WHOLE]
    pairs = whole or _best_pairs(found)
    if not whole and len(pairs) < SHARED * min(questions):
        return None
    differs = _differs(pair.alike.varied for pair in pairs)
    if not differs and not (precedes(*waves) or precedes(*waves[::-1])):
        return None
    if len({variation.kind for variation in differs}) > MOST_KINDS:
        return None
    likeness = math.fsum(pair.alike.likeness for pair in pairs) / len(pairs)
    return Link(differs, likeness)


def series(links: Iterable[tuple[int, int]], days: Mapping[int, date]) -> list[list[int]]:
    """Return the connected sets of linked campaigns, each by first day of receipt, then number."""
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    found: list[list[int]] = []
    seen: set[int] = set()
    for start in sorted(near, key=lambda campaign: (days[campaign], campaign)):
        if start not in seen:
            members = _reached(start, near)
            seen |= members
            found.append(sorted(members, key=lambda campaign: (days[campaign], campaign)))
    return found


def precedes(one: Wave, other: Wave) -> bool:
    """Say whether one wave was over before the other began."""
    return one[1] < other[0]


def _reached(start: int, near: Mapping[int, Collection[int]]) -> set[int]:
    """Return everything that hangs together with one campaign."""
    reached, waiting = {start}, [start]
    while waiting:
        for campaign in near[waiting.pop()]:
            if campaign not in reached:
                reached.add(campaign)
                waiting.append(campaign)
    return reached


def _best_pairs(found: Sequence[AlikeQuestions]) -> list[AlikeQuestions]:
    """Pair the questions of two campaigns one to one, the most alike first."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for pair in sorted(found, key=_closest_first):
        if pair.place_a not in taken_a and pair.place_b not in taken_b:
            pairs.append(pair)
            taken_a.add(pair.place_a)
            taken_b.add(pair.place_b)
    return pairs


def _closest_first(pair: AlikeQuestions) -> tuple[int, float, int, int, int]:
    far = abs(pair.place_a - pair.place_b)
    return len(pair.alike.varied), -pair.alike.likeness, far, pair.place_a, pair.place_b


def _differs(found: Iterable[Sequence[Variation]]) -> tuple[Variation, ...]:
    """Put the variations of several questions together, each once, in the order they come."""
    return tuple(dict.fromkeys(v for varied in found for v in varied))[:MOST_NAMED]
