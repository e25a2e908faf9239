"""What a body said of a campaign's questions in one request, from the first answer to the last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.campaigns.risk.answers import OPEN
from tracker.campaigns.risk.outsider_map import STRONGEST_FIRST
from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture, Stance

_GIVEN_OUT = frozenset({Posture.DISCLOSED, Posture.PARTLY_DISCLOSED, Posture.ALREADY_PUBLISHED})
_POSTURES = tuple(Posture)


@dataclass(frozen=True, slots=True)
class State:
    """An answer as a source told it in one run, to a question or to the whole request."""

    run: int
    """The run that took it in; 0 where nobody noted it."""
    noted: date | None
    """The day of that run."""
    responded: date | None
    """The day of the answer, where the source gave one."""
    stance: Stance
    exemptions: tuple[Exemption, ...] = ()


def course(
    whole: Sequence[State], parts: Mapping[int, Sequence[State]], questions: Iterable[int]
) -> tuple[State, ...]:
    """Give every state of the answer to these questions of a request, the oldest first.

    `whole` holds the states of the answer to the whole request, the last of them the present one;
    `parts` those of answers to single questions. A question with an answer of its own has that
    one, whatever the whole request got; of several questions the one that gives most away counts.
    """
    asked = sorted(set(questions))
    if parts.keys().isdisjoint(asked):
        return _once(whole)
    told = [_to_question(whole, parts.get(question, ())) for question in asked]
    found = []
    for run in sorted({state.run for states in told for state in states}):
        until = [[state for state in states if state.run <= run] for states in told]
        found.append(_together(run, [states[-1] for states in until if states]))
    return _once(found)


def _once(states: Iterable[State]) -> tuple[State, ...]:
    """Make one of states in a row that say the same: noted first, and with the day told last."""
    found: list[State] = []
    for state in states:
        same = found and (found[-1].stance, found[-1].exemptions) == (
            state.stance,
            state.exemptions,
        )
        if same:
            found[-1] = replace(found[-1], responded=state.responded)
        else:
            found.append(state)
    return tuple(found)


def _to_question(whole: Sequence[State], own: Sequence[State]) -> Sequence[State]:
    """Put the own answers to a question in the place of the one to the whole that they detail."""
    if not own:
        return whole
    before = [state for state in whole if state.run <= own[0].run]
    if not before or not _details(own[0], before[-1]):
        return (*before, *own)
    stood = before.pop()
    if stood.stance.posture in OPEN or own[0].stance.posture in OPEN:
        return (*before, *own)
    day = own[0].responded or stood.responded
    first = replace(own[0], run=stood.run, noted=stood.noted, responded=day)
    return (*before, first, *own[1:])


def _details(part: State, whole: State) -> bool:
    """Say whether it is a part of the same answer, and not a later one."""
    later = part.responded and whole.responded and part.responded > whole.responded
    return part.run == whole.run or not later


def _together(run: int, voices: Sequence[State]) -> State:
    """Make one answer of those to several questions."""
    most, *others = sorted(voices, key=_rank)
    posture = most.stance.posture
    if posture is Posture.DISCLOSED and any(o.stance.posture not in _GIVEN_OUT for o in others):
        posture = Posture.PARTLY_DISCLOSED
    silent = any(v.stance.posture is Posture.NCND or v.stance.ncnd_beside for v in voices)
    stance = replace(
        most.stance,
        posture=posture,
        ncnd_beside=silent and posture is not Posture.NCND,
        remarks=tuple(dict.fromkeys(remark for v in voices for remark in v.stance.remarks)),
    )
    cited = tuple(dict.fromkeys(each for v in voices for each in v.exemptions))
    return replace(most, run=run, stance=stance, exemptions=cited)


def _rank(state: State) -> tuple[int, int]:
    """Rank what gives most away first."""
    return STRONGEST_FIRST.index(state.stance.reveals), _POSTURES.index(state.stance.posture)
