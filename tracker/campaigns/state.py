"""How a campaign stands: what people decided about it, and what came since. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from tracker.campaigns.replay import Event, Kind, decided, in_force

NEW_FOR = timedelta(days=7)
"""A campaign is new for so long after its first request was received."""

REVEALING = frozenset({"disclosed", "partly-disclosed", "refused", "not-held", "already-published"})
"""Outcomes that say whether the information is held; beside one, NCND is no cover any more."""

_WORDS = {
    Kind.CONFIRM: "confirmed",
    Kind.ARCHIVE: "archived",
    Kind.NOT_A_CAMPAIGN: "not-a-campaign",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a campaign, as it stands."""

    kind: str
    """`confirmed`, `archived` or `not-a-campaign`."""
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What people did with a campaign, as far as its state goes."""

    decision: Decision | None = None
    seen: Mapping[int, str] | None = None
    """Its requests, each with its outcome, as the person who judged last had them before them."""
    last_event: int | None = None
    """The latest event that touches it, also one that was taken back, or that took one back."""


class Asked(Protocol):
    """A member of a campaign as far as the state goes."""

    @property
    def request_id(self) -> int:
        """The number of the request."""
        ...

    @property
    def body(self) -> str:
        """The body that received it."""
        ...

    @property
    def posture(self) -> str:
        """The outcome that it gave."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether it still has to answer."""
        ...


NOBODY = Stand()


def stands(events: Iterable[Event]) -> dict[int, Stand]:
    """Give by campaign how it stands; `events` are all there are, the oldest first."""
    every = list(events)
    standing = in_force(every)
    last = {campaign: event.id for event in every for campaign in event.campaigns}
    seen = {campaign: found for event in standing for campaign, found in event.seen.items()}
    decisions = {
        campaign: Decision(_WORDS[event.kind], event.by, event.at, event.reason)
        for campaign, event in decided(standing).items()
    }
    return {
        campaign: Stand(decisions.get(campaign), seen.get(campaign), number)
        for campaign, number in last.items()
    }


def state_of(members: Collection[Asked], first_received: date, stand: Stand, today: date) -> str:
    """Say how a campaign stands beside what people decided about it.

    `reopened`: something arrived since it was archived. `escalating`: a body joined, or answers
    came to conflict, since a person judged it last. `settled`: all answered, without a conflict.
    `new`: in its first seven days. `for-review`: nobody judged it yet. `open`: somebody did, and
    nothing came since that needs a person; answers are outstanding, or conflict as they did then.
    """
    seen = stand.seen
    put_away = stand.decision is not None and stand.decision.kind != "confirmed"
    if is_archived(stand) and arrived(members, stand):
        return "reopened"
    if seen is not None and not put_away and _escalates(members, seen):
        return "escalating"
    if members and not any(member.is_open for member in members) and not _conflict(members):
        return "settled"
    if not put_away and today - first_received < NEW_FOR:
        return "new"
    return "for-review" if seen is None else "open"


def is_archived(stand: Stand) -> bool:
    """Say whether people put a campaign away until something arrives."""
    return stand.decision is not None and stand.decision.kind == "archived"


def is_dismissed(stand: Stand) -> bool:
    """Say whether people said that it is no campaign."""
    return stand.decision is not None and stand.decision.kind == "not-a-campaign"


def arrived(members: Iterable[Asked], stand: Stand) -> bool:
    """Say whether a request or an answer came since a person judged a campaign."""
    seen = stand.seen or {}
    return any(seen.get(member.request_id) != member.posture for member in members)


def _escalates(members: Collection[Asked], seen: Mapping[int, str]) -> bool:
    """Say whether a body joined, or an answer brought a conflict."""
    known = {member.body for member in members if member.request_id in seen}
    if any(member.body not in known for member in members):
        return True
    return any(seen.get(m.request_id) != m.posture for m in _conflict(members))


def _conflict(members: Iterable[Asked]) -> list[Asked]:
    """Give the members whose answers undo each other: NCND, and what says whether it is held."""
    covered, revealing = [], []
    for member in members:
        if member.posture == "ncnd":
            covered.append(member)
        elif member.posture in REVEALING:
            revealing.append(member)
    return [*covered, *revealing] if covered and revealing else []
