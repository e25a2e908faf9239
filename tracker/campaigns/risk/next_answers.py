"""What each answer still to come would give away: the effect of every plausible next one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.campaigns.risk.answers import Answer, Said, is_open, known, standing
from tracker.campaigns.risk.line import Line, bodies_of, line_of
from tracker.campaigns.risk.neighbours import adjacent
from tracker.campaigns.risk.points import Points
from tracker.campaigns.risk.score import Topic, mapping_risk
from tracker.campaigns.risk.within_a_body import kinds_differ
from tracker.campaigns.risk.wording import count, names
from tracker.law.postures import Posture, Reveals, Stance

_PLAUSIBLE = (
    Stance(Posture.DISCLOSED, Reveals.CONFIRMS),
    Stance(Posture.REFUSED, Reveals.CONFIRMS),
    Stance(Posture.NCND, Reveals.NOTHING),
    Stance(Posture.NOT_HELD, Reveals.DENIES),
)
"""Answers to look ahead to. Cost and vexatious are none: that others were asked is no ground."""
_IF = {
    Posture.DISCLOSED: "discloses",
    Posture.REFUSED: "confirms that it is held and refuses",
    Posture.NCND: "neither confirms nor denies",
    Posture.NOT_HELD: "says not held",
}


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """What would follow if one body gave one answer next."""

    body: str
    name: str
    posture: Posture
    effect: str
    """In words, beginning with the condition: `if Kent says not held, ...`."""
    score_change: float


def next_answers(
    answers: Iterable[Answer],
    as_of: date,
    *,
    topics: Sequence[Topic] = (),
    explained: Collection[str] = frozenset(),
    points: Points | None = None,
) -> list[NextAnswer]:
    """Look ahead for each body that still has to answer, by due date; only what tells something.

    An effect is what an outsider would learn or what the answer would contradict; an answer that
    changes neither is left out.
    """
    stood = known(answers, as_of)

    def score(of: Sequence[Answer]) -> float:
        return mapping_risk(of, as_of, topics=topics, explained=explained, points=points).score

    before = score(stood)
    found = []
    for place in _first_open(stood):
        answer = stood[place]
        others = (*stood[:place], *stood[place + 1 :])
        outside = line_of(each for each in others if each.body.slug != answer.body.slug)
        for stance in _PLAUSIBLE:
            told = [*_effects(answer, stance, outside), *_differs(answer, stance, others)]
            if told:
                after = (*others, replace(answer, responded=as_of, stance=stance))
                found.append(
                    NextAnswer(
                        body=answer.body.slug,
                        name=answer.body.name,
                        posture=stance.posture,
                        effect=f"If {answer.body.name} {_IF[stance.posture]}, {'; '.join(told)}.",
                        score_change=round(score(after) - before, 1),
                    )
                )
    return found


def _first_open(stood: Sequence[Answer]) -> list[int]:
    """Give the place of each body's open request that is due first."""
    found: dict[str, int] = {}
    for place in sorted(
        (place for place, answer in enumerate(stood) if is_open(answer)),
        key=lambda place: (
            stood[place].due or date.max,
            stood[place].body.slug,
            stood[place].reference,
        ),
    ):
        found.setdefault(stood[place].body.slug, place)
    return list(found.values())


def _effects(answer: Answer, stance: Stance, outside: Line) -> Iterator[str]:
    match stance.reveals:
        case Reveals.CONFIRMS:
            yield from _if_it_confirms(answer, outside)
        case Reveals.DENIES:
            yield from _if_it_denies(outside)
        case _:
            yield from _if_ncnd(outside)


def _if_it_confirms(answer: Answer, outside: Line) -> Iterator[str]:
    if outside.ncnd:
        yield f"NCND by {_others(outside.ncnd)} stands beside a confirmation"
    beside = [each for each in outside.ncnd if adjacent(answer.body, each.body)]
    if beside:
        yield f"next to it {names(beside)} {'say' if len(bodies_of(beside)) > 1 else 'says'} NCND"
    if outside.denying:
        yield f"an outsider can tell it from {_others(outside.denying)} that said not held"
    if not outside.ncnd and not outside.denying:
        before = len(bodies_of(outside.confirming))
        already = f", as of {before} already" if before else ""
        yield f"an outsider knows that it holds this{already}; no NCND is broken"


def _if_it_denies(outside: Line) -> Iterator[str]:
    if outside.ncnd:
        yield f"NCND by {_others(outside.ncnd)} reads as yes"
    elif outside.partly:
        yield f"NCND for a part by {_others(outside.partly)} reads as yes"
    if outside.confirming:
        yield f"an outsider can tell it from {_others(outside.confirming)} that confirmed"
    if not (outside.ncnd or outside.partly or outside.confirming):
        before = len(bodies_of(outside.denying))
        already = f", as of {before} already" if before else ""
        yield f"an outsider knows that it holds nothing{already}; any NCND later reads as yes"


def _if_ncnd(outside: Line) -> Iterator[str]:
    if outside.denying:
        yield f"its NCND reads as yes beside {_others(outside.denying)} that said not held"
    if outside.confirming:
        yield f"its NCND stands beside the confirmation by {_others(outside.confirming)}"


def _differs(answer: Answer, stance: Stance, others: Iterable[Answer]) -> Iterator[str]:
    own = [each for each in others if each.body.slug == answer.body.slug]
    before = [found.stance.posture for found in map(standing, own) if found]
    if kinds_differ([*before, stance.posture]):
        yield "it would have answered the same question in different ways"


def _others(answers: Sequence[Said]) -> str:
    return count(len(bodies_of(answers)), "other")
