"""Group questions into campaigns: a pure function of questions, matches and people's decisions.

Wordings are grouped by average linkage, each group is cut into waves by date, and waves that
keep standing in the same requests are one campaign. What people did with campaigns is applied to
what was found so. Order of arrival changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.campaigns.linkage import Pair, cluster, mean_to_others
from tracker.campaigns.pinned import settle
from tracker.campaigns.sharing import Strand
from tracker.campaigns.tempo import Tempo, days_between, shifted, steady
from tracker.campaigns.together import TOGETHER_BODIES, asked_together

TEMPO_BODIES = 3
"""Bodies from which a wave shows how quickly it goes round."""

SHORTEST_PAUSE_DAYS = 21
"""Silence that even the quickest wave may keep; late logging and holidays explain as much."""

PAUSE_TO_SPAN = 4
"""Silence in proportion to the days a wave has taken so far, from which the next is another."""


RIVAL_SHARE = 0.2
"""What is left of the score of two wordings that each went round and are not surely the same."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as one body received it."""

    id: int
    text: int
    request: int
    body: int
    received: date


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about questions, by question id; all of it is absolute."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    pins: Mapping[int, int] = field(default_factory=dict)
    """The campaign that people put a question in; below 0, in none, and with none of these.

    Questions of one campaign stand together in it, questions of different ones never meet.
    """


@dataclass(frozen=True, slots=True)
class Linking:
    """How scores of wordings become groups; see `Scorer` for what each value is."""

    tempo: Tempo = steady
    """Log-odds that days between two wordings add to their score."""
    cohesion: float | None = None
    sure: float = 0.0
    at_one_body: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """A campaign as the rules see it: its questions and how firmly the weakest one holds."""

    questions: tuple[int, ...]
    weakest_score: float
    label: int | None = None
    """The campaign that it is, where people put questions of it in one."""


def group_questions(
    questions: Sequence[AskedQuestion],
    scores: Mapping[Pair, float],
    *,
    threshold: float,
    wave_gap_days: int,
    unspecific: frozenset[int] = frozenset(),
    decisions: Decisions | None = None,
    linking: Linking | None = None,
) -> list[Group]:
    """Return the campaigns: groups that at least two bodies received, and those people made.

    `scores` maps pairs of text ids, smaller first, to scores; texts in `unspecific` say too
    little to be the same as anything, even word for word. Waves part where nothing arrived for
    more than `wave_gap_days`. Where scores are exactly equal the order of `questions` decides:
    give them in one that does not depend on arrival.
    """
    rules = _Rules(
        threshold, wave_gap_days, unspecific, decisions or Decisions(), linking or Linking()
    )
    found = _campaigns(_strands(questions, scores, rules), rules.decisions)
    parts = settle(found, questions, rules.decisions, scores)
    groups = [
        Group(tuple(sorted(q.id for q in part.questions)), part.weakest, part.label)
        for part in parts
        if part.label or len({q.body for q in part.questions}) >= TOGETHER_BODIES
    ]
    return sorted(groups, key=lambda group: group.questions)


@dataclass(frozen=True, slots=True)
class _Rules:
    threshold: float
    wave_gap_days: int
    unspecific: frozenset[int]
    decisions: Decisions
    linking: Linking


def _strands(
    questions: Sequence[AskedQuestion], scores: Mapping[Pair, float], rules: _Rules
) -> list[Strand]:
    """Group questions of the same ask, then cut each group into waves."""
    units = _units(questions, rules.unspecific, rules.decisions)
    unit_of = {q.id: index for index, unit in enumerate(units) for q in unit}
    together = _lift(rules.decisions.together, unit_of)
    apart = _lift(rules.decisions.apart, unit_of)
    pairs = _unit_scores(units, scores, rules)
    groups = cluster(
        pairs,
        threshold=rules.threshold,
        cohesion=rules.linking.cohesion,
        together=together,
        apart=apart,
    )
    grouped = {index for group in groups for index in group}
    alone = [[index] for index, unit in enumerate(units) if index not in grouped and len(unit) > 1]
    strands: list[Strand] = []
    for group in [*groups, *alone]:
        weakest = min(mean_to_others(group, pairs).values())
        members = sorted((q for i in group for q in units[i]), key=lambda q: (q.received, q.id))
        tied = any(a in group and b in group for a, b in together)
        waves = [members] if tied else _waves(members, rules.wave_gap_days)
        strands.extend(Strand(wave, weakest) for wave in waves if len(wave) > 1)
    return strands


def _unit_scores(
    units: Sequence[Sequence[AskedQuestion]], scores: Mapping[Pair, float], rules: _Rules
) -> dict[Pair, float]:
    """Carry scores of wordings over to units, less what days and bodies take away.

    Units of one wording are the same, whenever they were asked. Nobody sends one body a question
    twice in two wordings: units that reached the same bodies lose by the share of these. Two
    wordings that each went round already are two templates, unless they are surely the same.
    """
    by_text: dict[int, list[int]] = {}
    for index, unit in enumerate(units):
        if unit[0].text not in rules.unspecific:
            by_text.setdefault(unit[0].text, []).append(index)
    days = [sorted({question.received.toordinal() for question in unit}) for unit in units]
    reached = [{question.body for question in unit} for unit in units]
    bodies: dict[int, set[int]] = {}
    for unit, found in zip(units, reached, strict=True):
        bodies.setdefault(unit[0].text, set()).update(found)
    went_round = [len(bodies[unit[0].text]) >= TOGETHER_BODIES for unit in units]
    pairs: dict[Pair, float] = {}
    for (a, b), score in scores.items():
        for one in by_text.get(a, ()):
            for other in by_text.get(b, ()):
                gap = days_between(days[one], days[other])
                both = _share_of_both(reached[one], reached[other])
                shift = rules.linking.tempo(gap) + rules.linking.at_one_body * both
                linked = shifted(score, shift)
                if went_round[one] and went_round[other] and linked < rules.linking.sure:
                    linked *= RIVAL_SHARE
                pairs[min(one, other), max(one, other)] = linked
    for same in by_text.values():
        pairs.update({(a, b): 1.0 for i, a in enumerate(same) for b in same[i + 1 :]})
    return pairs


def _share_of_both(ones: set[int], others: set[int]) -> float:
    """Return the share of the fewer bodies that is among the others too."""
    return len(ones & others) / min(len(ones), len(others))


def _units(
    questions: Sequence[AskedQuestion], unspecific: frozenset[int], decisions: Decisions
) -> list[list[AskedQuestion]]:
    """Put questions of one wording into one unit, those that people decided about alone."""
    decided = {q for pair in decisions.together | decisions.apart for q in pair}
    decided_texts = {q.text for q in questions if q.id in decided}
    by_text: dict[int, list[AskedQuestion]] = {}
    singles: list[list[AskedQuestion]] = []
    for question in questions:
        if question.text in decided_texts or question.text in unspecific:
            singles.append([question])
        else:
            by_text.setdefault(question.text, []).append(question)
    return [*by_text.values(), *singles]


def _lift(pairs: Iterable[Pair], unit_of: Mapping[int, int]) -> list[Pair]:
    """Turn pairs of question ids into pairs of units; questions that are in none say nothing."""
    return [
        (unit_of[a], unit_of[b])
        for a, b in sorted(pairs)
        if a in unit_of and b in unit_of and unit_of[a] != unit_of[b]
    ]


def _waves(members: list[AskedQuestion], gap_days: int) -> list[list[AskedQuestion]]:
    """Cut a group, sorted by date, wherever nothing arrived for longer than its wave allows."""
    waves = [[members[0]]]
    for question in members[1:]:
        pause = (question.received - waves[-1][-1].received).days
        if pause > _longest_pause(waves[-1], gap_days):
            waves.append([])
        waves[-1].append(question)
    return waves


def _longest_pause(wave: list[AskedQuestion], gap_days: int) -> int:
    """Return how many days a wave may pause: fewer when it went round quickly.

    Two copies say nothing of the tempo; once TEMPO_BODIES have one, silence of several times
    the days it took means that the question was sent round anew.
    """
    if len({question.body for question in wave}) < TEMPO_BODIES:
        return gap_days
    span = (wave[-1].received - wave[0].received).days
    return min(gap_days, max(SHORTEST_PAUSE_DAYS, PAUSE_TO_SPAN * span))


def _campaigns(strands: list[Strand], decisions: Decisions) -> list[list[Strand]]:
    """Join the strands that keep being asked together."""
    place = {q.id: number for number, strand in enumerate(strands) for q in strand.questions}
    walls = _lift(decisions.apart, place)
    body_of = {q.request: q.body for strand in strands for q in strand.questions}
    groups = asked_together([strand.requests for strand in strands], body_of, walls)
    return [[strands[number] for number in group] for group in groups]
