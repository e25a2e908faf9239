"""Share one campaign that was found out among those that people made of it. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.campaigns.linkage import Pair, components

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.campaigns.grouping import AskedQuestion

_Trait = tuple[int, int, int]
"""Of a question: the number of its strand, its wording, and its day."""

_DECIMALS = 9
"""Decimals of a likeness that count, so that the order of a sum does not decide."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One question of one wave: the same ask in several requests, and how firmly it holds."""

    questions: list[AskedQuestion]
    weakest: float

    @property
    def requests(self) -> frozenset[int]:
        """Give the requests in which it stands."""
        return frozenset(question.request for question in self.questions)


def shared_out(
    strands: Sequence[Strand],
    pins: Mapping[int, int],
    ties: Mapping[int, Sequence[int]],
    scores: Mapping[Pair, float],
) -> dict[int, int]:
    """Give every question of a campaign one of the labels that its pinned questions carry.

    `ties` are the questions that people made the same as each one. Questions of one request go
    together, with those of it that have a label. Of several labels the one whose questions are
    most like them counts; where these are equally like, a campaign before a question on its own,
    then the nearest in time, then the larger, then the older.
    """
    asked = [question for strand in strands for question in strand.questions]
    label_of = _with_their_ties(asked, pins, ties)
    own: dict[int, set[int]] = defaultdict(set)
    for question in asked:
        if question.id in label_of:
            own[question.request].add(label_of[question.id])
    likeness = _Likeness(strands, pins, scores)
    for unit in _units(asked, label_of, ties):
        theirs = set().union(
            *(own[question.request] for question in unit if question.request in own)
        )
        label = theirs.pop() if len(theirs) == 1 else likeness.best(unit)
        label_of |= {question.id: label for question in unit}
    return label_of


def tied_questions(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """Give for each question the ones that people made the same as it."""
    found: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(pairs):
        found[a].append(b)
        found[b].append(a)
    return dict(found)


def _with_their_ties(
    asked: Sequence[AskedQuestion], pins: Mapping[int, int], ties: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    """Give the labels of pinned questions, and of those that people made the same as them."""
    here = {question.id for question in asked}
    found = {question.id: pins[question.id] for question in asked if question.id in pins}
    waiting = list(found)
    for question in waiting:
        for other in ties.get(question, ()):
            if other in here and other not in found:
                found[other] = found[question]
                waiting.append(other)
    return found


def _units(
    asked: Sequence[AskedQuestion],
    label_of: Mapping[int, int],
    ties: Mapping[int, Sequence[int]],
) -> list[list[AskedQuestion]]:
    """Put questions without a label into units: those of one request, and those that are tied."""
    by_id = {question.id: question for question in asked if question.id not in label_of}
    first: dict[int, int] = {}
    links = [(q.id, first.setdefault(q.request, q.id)) for q in by_id.values()]
    links += [(q, other) for q in by_id for other in ties.get(q, ()) if other in by_id]
    return [[by_id[member] for member in members] for members in components(links)]


class _Likeness:
    """Measures how like the questions of each label others are, strand by strand."""

    def __init__(
        self, strands: Sequence[Strand], pins: Mapping[int, int], scores: Mapping[Pair, float]
    ) -> None:
        self.scores = scores
        self.strand_of: dict[int, int] = {}
        self.wordings: list[dict[int, Counter[int]]] = []
        self.known: dict[tuple[int, int], dict[int, float]] = {}
        self.found: dict[tuple[_Trait, ...], int] = {}
        days: dict[int, list[int]] = defaultdict(list)
        for number, strand in enumerate(strands):
            found: dict[int, Counter[int]] = defaultdict(Counter)
            for question in strand.questions:
                self.strand_of[question.id] = number
                if question.id in pins:
                    found[pins[question.id]][question.text] += 1
                    days[pins[question.id]].append(question.received.toordinal())
            self.wordings.append(found)
        self.days = {label: sorted(found) for label, found in days.items()}

    def best(self, unit: Sequence[AskedQuestion]) -> int:
        """Give the label whose questions these are most like."""
        key = sorted((self.strand_of[q.id], q.text, q.received.toordinal()) for q in unit)
        if tuple(key) not in self.found:
            self.found[tuple(key)] = self._best(key)
        return self.found[tuple(key)]

    def _best(self, unit: Sequence[_Trait]) -> int:
        total = dict.fromkeys(self.days, 0.0)
        for strand, text, _ in unit:
            for label, value in self._of(strand, text).items():
                total[label] += value
        most = max(round(value, _DECIMALS) for value in total.values())

        def rank(label: int) -> tuple[bool, int, int, int]:
            near = -min(_gap(self.days[label], day) for _, _, day in unit)
            return (label > 0, near, len(self.days[label]), -label)

        likest = [label for label in total if round(total[label], _DECIMALS) == most]
        return max(likest, key=rank)

    def _of(self, strand: int, text: int) -> dict[int, float]:
        """Give by label the mean score of a wording to its questions in a strand."""
        key = (strand, text)
        if key not in self.known:
            self.known[key] = {
                label: sum(n * self._score(text, other) for other, n in sorted(found.items()))
                / found.total()
                for label, found in self.wordings[strand].items()
            }
        return self.known[key]

    def _score(self, one: int, other: int) -> float:
        return 1.0 if one == other else self.scores.get((min(one, other), max(one, other)), 0.0)


def _gap(days: Sequence[int], day: int) -> int:
    """Give the days between a day and the nearest of some, sorted."""
    place = bisect_left(days, day)
    return min(abs(day - near) for near in days[max(0, place - 1) : place + 1])
