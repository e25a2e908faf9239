"""Put questions where people want them, in what the rules have found. Pure.

The rules group as if nobody had said anything; only then is a campaign shared out that holds
questions which people parted, and united what people put together. So nothing that people say
bends an average, and questions that arrive later find their campaign as ever.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.campaigns.sharing import Strand, shared_out, tied_questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.campaigns.grouping import AskedQuestion, Decisions
    from tracker.campaigns.linkage import Pair


@dataclass(slots=True)
class Part:
    """Questions that belong together, with the campaign that people put them in, if any did."""

    label: int | None
    questions: list[AskedQuestion] = field(default_factory=list)
    weakest: float = 1.0

    def take(self, questions: Sequence[AskedQuestion], weakest: float) -> None:
        """Add questions that hold so firmly."""
        self.questions += questions
        self.weakest = min(self.weakest, weakest)


def settle(
    found: Sequence[Sequence[Strand]],
    questions: Sequence[AskedQuestion],
    decisions: Decisions,
    scores: Mapping[Pair, float],
) -> list[Part]:
    """Share out and unite what was found, each a list of strands, as people want it.

    `questions` are all there are: one that people put in a campaign is in it, though nothing else
    holds it there. The work grows with questions and labels, not with pairs of labels.
    """
    ties = tied_questions(decisions.together)
    labelled: dict[int, Part] = {}
    free: list[Part] = []
    origin: dict[int, int] = {}
    for number, strands in enumerate(found):
        origin |= {q.id: number for strand in strands for q in strand.questions}
        for part in _parts(strands, decisions.pins, ties, scores):
            if part.label is None or part.label < 0:
                free.append(Part(None, part.questions, part.weakest))
            else:
                labelled.setdefault(part.label, Part(part.label)).take(part.questions, part.weakest)
    for question in questions:
        label = decisions.pins.get(question.id, 0)
        if label > 0 and question.id not in origin:
            labelled.setdefault(label, Part(label)).take([question], 0.0)
    leaving = _leaving(labelled, questions, decisions, ties)
    return [*labelled.values(), *free, *_set_free(labelled, leaving, origin)]


def _parts(
    strands: Sequence[Strand],
    pins: Mapping[int, int],
    ties: Mapping[int, Sequence[int]],
    scores: Mapping[Pair, float],
) -> list[Part]:
    """Give the parts of one campaign: one for each label, or the whole of it."""
    labels = {pins[q.id] for strand in strands for q in strand.questions if q.id in pins}
    parts = {label: Part(label) for label in sorted(labels)}
    if len(labels) < 2:  # noqa: PLR2004
        whole = parts.popitem()[1] if parts else Part(None)
        for strand in strands:
            whole.take(strand.questions, strand.weakest)
        return [whole]
    label_of = shared_out(strands, pins, ties, scores)
    for strand in strands:
        for question in strand.questions:
            parts[label_of[question.id]].take([question], strand.weakest)
    return list(parts.values())


def _leaving(
    labelled: Mapping[int, Part],
    questions: Sequence[AskedQuestion],
    decisions: Decisions,
    ties: Mapping[int, Sequence[int]],
) -> set[int]:
    """Find the questions that only matching put beside one that people say is different.

    Of two such, the one that people did not pin leaves, else the later in the order of questions.
    """
    place = {q.id: part.label for part in labelled.values() for q in part.questions}
    order = {question.id: number for number, question in enumerate(questions)}
    leaving: set[int] = set()
    for a, b in sorted(decisions.apart):
        if a not in place or b not in place or place[a] != place[b] or {a, b} & leaving:
            continue
        for side in sorted((a, b), key=order.__getitem__, reverse=True):
            tied = _tied_to(side, ties)
            if tied.isdisjoint(decisions.pins):
                leaving |= tied
                break
    return leaving


def _tied_to(question: int, ties: Mapping[int, Sequence[int]]) -> set[int]:
    """Give a question with all that people made the same as it."""
    found, waiting = {question}, [question]
    for here in waiting:
        for other in ties.get(here, ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _set_free(
    labelled: Mapping[int, Part], leaving: set[int], origin: Mapping[int, int]
) -> list[Part]:
    """Take questions out of their parts; those that were found together stay together."""
    freed: dict[int, Part] = defaultdict(lambda: Part(None))
    for part in labelled.values():
        for question in part.questions:
            if question.id in leaving:
                freed[origin[question.id]].take([question], part.weakest)
        part.questions = [q for q in part.questions if q.id not in leaving]
    return list(freed.values())
