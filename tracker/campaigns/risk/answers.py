"""What one body answered to a campaign's question, and how all answers stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture, Reveals, Stance

NOT_YET = Stance(Posture.PENDING, Reveals.PENDING)
OPEN = frozenset({Posture.PENDING, Posture.CLARIFICATION})
"""A body that stands so still has to answer."""
_NO_ANSWER = OPEN | {Posture.WITHDRAWN, Posture.UNKNOWN}


@dataclass(frozen=True, slots=True)
class RegisteredBody:
    """A body of the register: where it lies, which desk answers for it, and when it existed."""

    slug: str
    name: str
    nation: str = ""
    region: str = ""
    tile: tuple[int, int] | None = None
    """Row and column on the tile map; None where it has no place there."""
    unit: str = ""
    """The disclosure unit that answers for it; a body without one answers for itself."""
    valid_from: date | None = None
    valid_to: date | None = None
    reaches_us: bool = True
    """Whether any request of this body is in the store."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as an outsider heard it: by whom, when, what it gives away, what it cites."""

    body: RegisteredBody
    reference: str
    given: date | None
    """None where the source gave no date."""
    stance: Stance
    exemptions: tuple[Exemption, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a body answered to the same request before it changed its answer."""

    given: date | None
    stance: Stance
    exemptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What a body answered to one question of a request, as it stands."""

    question: int
    """Its place in the request, from 1."""
    stance: Stance
    responded: date | None = None
    exemptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Where one request of a campaign stands at its body, answered or not."""

    body: RegisteredBody
    reference: str
    received: date
    due: date | None = None
    responded: date | None = None
    stance: Stance = NOT_YET
    exemptions: tuple[Exemption, ...] = ()
    questions: tuple[int, ...] = ()
    """Places of the campaign's questions in the request. The stance is of these where the source
    answered them singly, and of the whole request where it did not."""
    earlier: tuple[Earlier, ...] = ()
    """Answers that another has taken the place of, the oldest first."""
    noted: date | None = None
    """The day that stands for `responded` where the source gave none for an answer that changed:
    that on which it was taken in."""
    parts: tuple[PartAnswer, ...] = ()
    """Answers to single questions of the request, those outside the campaign too."""
    published_url: str = ""


def known(answers: Iterable[Answer], as_of: date) -> tuple[Answer, ...]:
    """Give the answers as they stood on a day; what was received later is not asked yet.

    An answer without a date counts as given on every day. Taking the same day's view twice
    changes nothing.
    """
    return tuple(_as_it_stood(each, as_of) for each in answers if each.received <= as_of)


def is_open(answer: Answer) -> bool:
    """Say whether a body still has to answer."""
    return answer.stance.posture in OPEN and answer.responded is None


def is_given(stance: Stance) -> bool:
    """Say whether this is an answer at all, whatever it says."""
    return stance.posture not in _NO_ANSWER


def said(answer: Answer) -> tuple[Said, ...]:
    """Give every answer that a request got, the oldest first; empty while it got none."""
    last = Earlier(answer.responded or answer.noted, answer.stance, answer.exemptions)
    every = (*answer.earlier, last)
    return tuple(
        Said(answer.body, answer.reference, each.given, each.stance, each.exemptions)
        for each in every
        if is_given(each.stance)
    )


def standing(answer: Answer) -> Said | None:
    """Give the answer that holds now: the last one given, also while a new one is awaited."""
    every = said(answer)
    return every[-1] if every else None


def _as_it_stood(answer: Answer, as_of: date) -> Answer:
    earlier = tuple(e for e in answer.earlier if e.given is None or e.given <= as_of)
    parts = tuple(p for p in answer.parts if p.responded is None or p.responded <= as_of)
    given = answer.responded or answer.noted
    if given is None or given <= as_of:
        same = earlier == answer.earlier and parts == answer.parts
        return answer if same else replace(answer, earlier=earlier, parts=parts)
    last = earlier[-1] if earlier else Earlier(None, NOT_YET)
    return replace(
        answer,
        responded=last.given,
        stance=last.stance,
        exemptions=last.exemptions,
        earlier=earlier[:-1],
        noted=None,
        parts=tuple(part for part in parts if part.responded),
        published_url="",
    )
