"""What people's judgements come to: replay the events that are in force. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a person can do with a campaign."""

    CONFIRM = "confirm"
    ARCHIVE = "archive"
    NOT_A_CAMPAIGN = "not-a-campaign"
    REOPEN = "reopen"
    SPLIT = "split"
    MERGE = "merge"
    MOVE = "move"
    REMOVE = "remove"
    RETITLE = "retitle"
    EXPLAIN = "explain"
    UNDO = "undo"


DECIDING = frozenset({Kind.CONFIRM, Kind.ARCHIVE, Kind.NOT_A_CAMPAIGN, Kind.REOPEN})
"""What says how a campaign stands; the last one counts."""
PARTING = frozenset({Kind.SPLIT, Kind.MOVE, Kind.REMOVE})
"""What takes requests out of a campaign."""
PINNING = PARTING | {Kind.CONFIRM, Kind.NOT_A_CAMPAIGN, Kind.MERGE}
"""What fixes the members of the campaigns it touches as people saw them."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A question as a person saw it, and where that person put it."""

    question: int
    request: int
    text: int
    label: int
    """The number of a campaign; below 0 where the question was put on its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stood before an event."""

    question: int
    request: int
    text: int
    campaign: int
    run: int
    """The run that had put it there."""


@dataclass(frozen=True, slots=True)
class Event:
    """One judgement as it was kept."""

    id: int
    kind: Kind
    campaign: int
    by: str
    at: datetime
    reason: str
    undoes: int | None = None
    campaigns: tuple[int, ...] = ()
    """Every campaign it touches, the one it is about first."""
    made: int | None = None
    """The campaign that a split made."""
    pins: tuple[Pin, ...] = ()
    before: tuple[Place, ...] = ()
    moved: tuple[int, ...] = ()
    """The requests it put elsewhere."""
    seen: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """By campaign: its requests, each with the outcome that stood there."""
    titles: Mapping[int, str] = field(default_factory=dict)
    """By campaign: the title before."""
    title: str = ""
    key: str = ""

    @property
    def code(self) -> str:
        """Give the name that people use for it: E-7."""
        return f"E-{self.id}"


@dataclass(frozen=True, slots=True)
class Pinned:
    """Where people put a question that is there now, and the event that did."""

    label: int
    event: int


def in_force(events: Iterable[Event]) -> list[Event]:
    """Give the events that nobody took back, the oldest first, without the undoing itself."""
    ordered = sorted(events, key=lambda event: event.id)
    undone = {event.undoes for event in ordered}
    return [e for e in ordered if e.kind is not Kind.UNDO and e.id not in undone]


def pins_in_force(events: Iterable[Event]) -> dict[int, tuple[Pin, int]]:
    """Give by question its last pin and the event that set it; `events` are those in force.

    What was pinned to a campaign that was merged away belongs to the one it was merged into, also
    a question that was gone at the time.
    """
    found: dict[int, tuple[Pin, int]] = {}
    into: dict[int, int] = {}
    for event in events:
        if event.kind is Kind.MERGE:
            into |= dict.fromkeys(event.campaigns[1:], event.campaign)
        found |= {pin.question: (pin, event.id) for pin in event.pins}
    for question, (pin, number) in found.items():
        if (label := _survivor(pin.label, into)) != pin.label:
            found[question] = (Pin(pin.question, pin.request, pin.text, label), number)
    return found


def present(
    pins: Mapping[int, tuple[Pin, int]], asked: Iterable[tuple[int, int, int]]
) -> dict[int, Pinned]:
    """Carry pins over to the questions that are there now: number, request, wording of each.

    A question that kept number and wording has its own pin. Otherwise a pin goes to the question
    of its request that has the wording, or else to the one that kept the number; of several the
    later pin counts.
    """
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    wanted = {pin.request for pin, _ in pins.values()}
    for question, request, text in asked:
        if request in wanted:
            rows[request].append((question, text))
    found: dict[int, Pinned] = {}
    exact: dict[int, Pinned] = {}
    for pin, event in sorted(pins.values(), key=lambda each: (each[1], each[0].question)):
        now = found_again(pin, rows[pin.request])
        if now is not None:
            own = (pin.question, pin.text) in rows[pin.request]
            (exact if own else found)[now] = Pinned(pin.label, event)
    return found | exact


def found_again(pin: Pin | Place, asked: Sequence[tuple[int, int]]) -> int | None:
    """Find a question again among those of its request, each with its wording."""
    if (pin.question, pin.text) in asked:
        return pin.question
    worded = [question for question, text in asked if text == pin.text]
    kept = [question for question, _ in asked if question == pin.question]
    return next(iter((*worded, *kept)), None)


def blocked_by(event: Event, events: Iterable[Event]) -> list[Event]:
    """Give the later events that depend on this one; `events` are those in force.

    They are about the same members, decision or title, about a question that this one put
    somewhere, or about the campaign that it made.
    """
    subjects, questions = _subjects(event), {pin.question for pin in event.pins}
    requests = {(pin.request, pin.text) for pin in event.pins}
    return [
        later
        for later in events
        if later.id > event.id
        and (
            not subjects.isdisjoint(_subjects(later))
            or event.made in later.campaigns
            or any(p.question in questions or (p.request, p.text) in requests for p in later.pins)
        )
    ]


def touching(events: Iterable[Event], campaign: int) -> list[Event]:
    """Give the events that touch a campaign, in their order."""
    return [event for event in events if campaign in event.campaigns]


def decided(events: Iterable[Event]) -> dict[int, Event]:
    """Give by campaign the decision that stands, one reopened since left out; of those in force."""
    found: dict[int, Event] = {}
    for event in events:
        if event.kind in DECIDING:
            found[event.campaign] = event
    return {c: event for c, event in found.items() if event.kind is not Kind.REOPEN}


def titles(events: Iterable[Event]) -> dict[int, str]:
    """Give by campaign the title that people gave it; of the events in force."""
    return {event.campaign: event.title for event in events if event.kind is Kind.RETITLE}


def parted(event: Event) -> tuple[frozenset[Pin], frozenset[Pin]]:
    """Give the questions that an event left in its campaign, and those it took out of it."""
    if event.kind not in PARTING:
        return frozenset(), frozenset()
    own = {place.question for place in event.before if place.campaign == event.campaign}
    stayed = frozenset(pin for pin in event.pins if pin.label == event.campaign)
    return stayed, frozenset(pin for pin in event.pins if pin.question in own) - stayed


def _survivor(label: int, into: Mapping[int, int]) -> int:
    while label in into:
        label = into[label]
    return label


def _subjects(event: Event) -> set[tuple[str, int, str]]:
    """Name what an event changes: members, decision, title, or an explained inconsistency."""
    found: set[tuple[str, int, str]] = set()
    if event.kind in PINNING:
        found |= {("members", campaign, "") for campaign in event.campaigns}
    if event.kind in DECIDING:
        found.add(("decision", event.campaign, ""))
    if event.kind is Kind.RETITLE:
        found.add(("title", event.campaign, ""))
    if event.kind is Kind.EXPLAIN:
        found.add(("explained", event.campaign, event.key))
    return found
