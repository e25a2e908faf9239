"""What people did with a campaign, as people read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.campaigns.events import all_events
from tracker.campaigns.replay import Event, Kind, blocked_by, in_force, touching
from tracker.store.matches import Campaign
from tracker.store.queries import decisions as store


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that somebody did with a campaign."""

    id: str
    """Such as `E-7`."""
    kind: str
    by: str
    at: datetime
    reason: str
    campaigns: tuple[str, ...]
    """Every campaign it touches, the one it is about first."""
    members: tuple[str, ...]
    """Requests as BODY/REFERENCE: those it put elsewhere, or else those it fixed where they are."""
    title: str | None
    explained: str | None
    undoes: str | None
    undone_by: str | None
    can_undo: bool
    blocked_by: tuple[str, ...]
    """Later events that depend on it, the latest first: they have to be undone before."""


def history(session: Session, campaign: int) -> list[Done] | None:
    """Give what people did with a campaign, the newest first; None when there never was one."""
    if session.get(Campaign, campaign) is None:
        return None
    events = all_events(session)
    standing = in_force(events)
    wanted = touching(events, campaign)
    undone = {event.undoes: event for event in events if event.undoes is not None}
    about = {event.id: _requests(event, events) for event in wanted}
    rows = store.requests_named(session, {number for found in about.values() for number in found})
    names = {number: f"{row.body}/{row.reference}" for number, row in rows.items()}
    return [
        _done(event, sorted(names[number] for number in about[event.id]), standing, undone)
        for event in reversed(wanted)
    ]


def _requests(event: Event, events: Iterable[Event]) -> set[int]:
    """Give the requests that an event is about; an undoing is about those of what it took back."""
    if event.kind is Kind.UNDO:
        event = next(each for each in events if each.id == event.undoes)
    return set(event.moved) or {pin.request for pin in event.pins}


def _done(
    event: Event,
    members: Sequence[str],
    standing: Sequence[Event],
    undone: Mapping[int, Event],
) -> Done:
    in_the_way = blocked_by(event, standing) if event in standing else []
    by = undone.get(event.id)
    return Done(
        id=event.code,
        kind=event.kind,
        by=event.by,
        at=event.at,
        reason=event.reason,
        campaigns=tuple(f"C-{number}" for number in event.campaigns),
        members=tuple(members),
        title=event.title or None,
        explained=event.key or None,
        undoes=f"E-{event.undoes}" if event.undoes else None,
        undone_by=by.code if by else None,
        can_undo=event in standing and not in_the_way,
        blocked_by=tuple(later.code for later in reversed(in_the_way)),
    )
