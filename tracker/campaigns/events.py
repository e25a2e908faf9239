"""Read and keep what people did with campaigns."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from tracker.campaigns.replay import Event, Kind, Pin, Pinned, Place, in_force, pins_in_force
from tracker.campaigns.replay import present as _present
from tracker.store.events import CampaignEvent
from tracker.store.queries import events as store

_CODE = re.compile(r"(?:[Ee]-)?(?P<number>[0-9]{1,9})")


def parse_event(text: str) -> int | None:
    """Read `E-7`, `e-7` or `7`; None when it is none of these."""
    found = _CODE.fullmatch(text.strip())
    return int(found["number"]) if found else None


def all_events(session: Session) -> list[Event]:
    """Give every event, the oldest first, those taken back and the taking back too."""
    return [_event(row, row.data) for row in store.events(session)]


def all_looks(session: Session) -> list[Event]:
    """Give every event without pins and places: enough to say how campaigns stand, and lighter."""
    return [
        _event(row, {"campaigns": row.campaigns or (), "seen": row.seen or {}})
        for row in store.looks(session)
    ]


def pinned_questions(
    session: Session,
    events: Iterable[Event] | None = None,
    asked: Iterable[tuple[int, int, int]] | None = None,
) -> dict[int, Pinned]:
    """Give for each question that people put somewhere where that is, and the event that did.

    `events` are those in force, `asked` number, request and wording of the questions there are;
    both are loaded when they are not given.
    """
    standing = in_force(all_events(session)) if events is None else events
    pins = pins_in_force(standing)
    if asked is None:
        asked = store.asked(session, {pin.request for pin, _ in pins.values()})
    return _present(pins, asked)


def keep(session: Session, event: Event) -> Event:
    """Write an event down, and give it with its number."""
    row = CampaignEvent(
        kind=event.kind,
        campaign_id=event.campaign,
        reason=event.reason,
        by=event.by,
        at=event.at,
        undoes_id=event.undoes,
        data=_data(event),
    )
    session.add(row)
    session.flush()
    return _event(row, row.data)


def explained_in(session: Session, campaign_id: int) -> frozenset[str]:
    """Give the keys of a campaign's inconsistencies that people have explained."""
    return explained_by_campaign(session, [campaign_id]).get(campaign_id, frozenset())


def explained_by_campaign(
    session: Session, campaigns: Collection[int] | None = None
) -> dict[int, frozenset[str]]:
    """Give the same of several campaigns, of all when none are named, in one statement."""
    found: dict[int, set[str]] = defaultdict(set)
    for campaign, key in store.explanations(session, campaigns):
        found[campaign].add(key)
    return {campaign: frozenset(keys) for campaign, keys in found.items()}


def event_in_words(event: Event) -> str:
    """Say what somebody did, when and why, in a sentence."""
    what = event.kind.replace("-", " ")
    about = " and ".join(f"C-{campaign}" for campaign in event.campaigns)
    reason = " ".join(event.reason.split()).rstrip(".")
    return f"{event.code} of {event.at:%Y-%m-%d} by {event.by}: {what} ({about}): {reason}."


def _data(event: Event) -> dict[str, Any]:
    """Give what an event keeps beside its columns; what it has nothing of is left out."""
    seen = {str(c): {str(r): o for r, o in found.items()} for c, found in event.seen.items()}
    data = {
        "campaigns": list(event.campaigns),
        "made": event.made,
        "pins": [[p.question, p.request, p.text, p.label] for p in event.pins],
        "before": [[p.question, p.request, p.text, p.campaign, p.run] for p in event.before],
        "moved": list(event.moved),
        "seen": seen,
        "titles": {str(campaign): title for campaign, title in event.titles.items()},
        "title": event.title,
        "key": event.key,
    }
    return {name: value for name, value in data.items() if value}


def _event(row: CampaignEvent | store.LookRow, data: Mapping[str, Any]) -> Event:
    return Event(
        id=row.id,
        kind=Kind(row.kind),
        campaign=row.campaign_id,
        by=row.by,
        at=row.at,
        reason=row.reason,
        undoes=row.undoes_id,
        campaigns=tuple(data.get("campaigns", ())),
        made=data.get("made"),
        pins=tuple(Pin(*each) for each in data.get("pins", ())),
        before=tuple(Place(*each) for each in data.get("before", ())),
        moved=tuple(data.get("moved", ())),
        seen=_seen(data.get("seen", {})),
        titles=_by_number(data.get("titles", {})),
        title=data.get("title", ""),
        key=data.get("key", ""),
    )


def _seen(found: Mapping[str, Mapping[str, str]]) -> dict[int, dict[int, str]]:
    return {int(campaign): _by_number(requests) for campaign, requests in found.items()}


def _by_number(found: Mapping[str, Any]) -> dict[int, Any]:
    return {int(number): value for number, value in found.items()}
