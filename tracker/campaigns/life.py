"""What people do with campaigns; it takes effect at once and outlives every later run.

Each function keeps one event and gives it back. All raise CannotDecide, which says why.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from tracker.campaigns.events import event_in_words, keep
from tracker.campaigns.judgement import CannotDecide, Judgement, kept_words
from tracker.campaigns.matter import Matter, check_pairs, chosen, open_matter
from tracker.campaigns.placing import Move, Placing, make_campaign, put_in_place
from tracker.campaigns.replay import (
    PARTING,
    PINNING,
    Event,
    Kind,
    Pin,
    Place,
    decided,
    found_again,
    parted,
)
from tracker.settings import Settings

MAX_TITLE = 150
MAX_KEY = 200
"""Characters of a title that people give, and of what names an inconsistency."""


def confirm(session: Session, campaign: int, *, judgement: Judgement, settings: Settings) -> Event:
    """Say that a campaign is one: its members stay together, whatever comes."""
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    return _do(matter, Kind.CONFIRM, _as_they_stand(matter))


def split(
    session: Session,
    campaign: int,
    requests: Collection[int],
    *,
    judgement: Judgement,
    settings: Settings,
) -> Event:
    """Move requests of a campaign into a new one, the event's `made`; they never meet again."""
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    moved = chosen(matter, requests)
    rows = [row for row in matter.rows if row.request in moved]
    made = make_campaign(session, matter.campaigns[campaign], rows).id
    labels = _as_they_stand(matter) | {row.question: made for row in rows}
    return _do(matter, Kind.SPLIT, labels, moved=moved, made=made)


def merge(
    session: Session,
    campaign: int,
    others: Sequence[int],
    *,
    judgement: Judgement,
    settings: Settings,
) -> Event:
    """Put the requests of other campaigns into this one, which survives.

    Refused where people parted members of two of them before.
    """
    if not others:
        raise CannotDecide("Name the campaigns that are to be merged into this one.")
    matter = open_matter(session, [campaign, *others], judgement=judgement, settings=settings)
    _check_parted(matter)
    moved = {row.request for row in matter.rows if row.campaign != campaign}
    return _do(matter, Kind.MERGE, {row.question: campaign for row in matter.rows}, moved=moved)


def move(
    session: Session,
    campaign: int,
    requests: Collection[int],
    *,
    to: int,
    judgement: Judgement,
    settings: Settings,
) -> Event:
    """Move requests of a campaign into another one that is there."""
    matter = open_matter(session, [campaign, to], judgement=judgement, settings=settings)
    moved = chosen(matter, requests)
    labels = _as_they_stand(matter) | {
        row.question: to for row in matter.rows if row.campaign == campaign and row.request in moved
    }
    return _do(matter, Kind.MOVE, labels, moved=moved)


def remove(
    session: Session,
    campaign: int,
    requests: Collection[int],
    *,
    judgement: Judgement,
    settings: Settings,
) -> Event:
    """Take requests out of a campaign; each stands on its own, and never with those that stay."""
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    moved = chosen(matter, requests)
    labels = _as_they_stand(matter) | {
        row.question: -row.question for row in matter.rows if row.request in moved
    }
    return _do(matter, Kind.REMOVE, labels, moved=moved)


def archive(session: Session, campaign: int, *, judgement: Judgement, settings: Settings) -> Event:
    """Put a campaign away; it comes back by itself when a request or an answer arrives."""
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    before = decided(matter.standing).get(campaign)
    if before is not None and before.kind is Kind.ARCHIVE and not _arrived(matter, before):
        raise CannotDecide(f"It is archived already. {event_in_words(before)}")
    return _do(matter, Kind.ARCHIVE, _as_they_stand(matter))


def not_a_campaign(
    session: Session, campaign: int, *, judgement: Judgement, settings: Settings
) -> Event:
    """Say that a campaign is none: it is no round robin and raises no alert, whatever joins it."""
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    before = decided(matter.standing).get(campaign)
    if before is not None and before.kind is Kind.NOT_A_CAMPAIGN:
        raise CannotDecide(f"That was said already. {event_in_words(before)}")
    return _do(matter, Kind.NOT_A_CAMPAIGN, _as_they_stand(matter))


def reopen(session: Session, campaign: int, *, judgement: Judgement, settings: Settings) -> Event:
    """Bring back a campaign that was archived, or said to be none."""
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    before = decided(matter.standing).get(campaign)
    if before is None or before.kind is Kind.CONFIRM:
        raise CannotDecide(f"C-{campaign} is neither archived nor said to be no campaign.")
    return _do(matter, Kind.REOPEN, _as_they_stand(matter))


def retitle(
    session: Session, campaign: int, title: str, *, judgement: Judgement, settings: Settings
) -> Event:
    """Give a campaign another title, kept redacted, that no run changes."""
    kept = " ".join(kept_words(title).split())
    if not kept or len(kept) > MAX_TITLE:
        raise CannotDecide(f"A title has at least one character, and at most {MAX_TITLE}.")
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    if kept == matter.campaigns[campaign].title:
        raise CannotDecide(f"That is the title of C-{campaign} already.")
    return _do(matter, Kind.RETITLE, {}, title=kept)


def explain(
    session: Session, campaign: int, key: str, *, judgement: Judgement, settings: Settings
) -> Event:
    """Mark an inconsistency as explained; `key` is what its module names it by."""
    kept = " ".join(key.split())
    if not kept or len(kept) > MAX_KEY or kept != kept_words(kept):
        raise CannotDecide(
            f"A key names an inconsistency in at most {MAX_KEY} characters, and nobody's data."
        )
    matter = open_matter(session, [campaign], judgement=judgement, settings=settings)
    for event in matter.standing:
        if (event.kind, event.campaign, event.key) == (Kind.EXPLAIN, campaign, kept):
            raise CannotDecide(f"It is explained already. {event_in_words(event)}")
    return _do(matter, Kind.EXPLAIN, {}, key=kept)


def _as_they_stand(matter: Matter) -> dict[int, int]:
    return {row.question: row.campaign for row in matter.rows}


def _do(
    matter: Matter,
    kind: Kind,
    labels: Mapping[int, int],
    *,
    moved: Collection[int] = (),
    made: int | None = None,
    title: str = "",
    key: str = "",
) -> Event:
    """Keep the event and let it take effect; `labels` say where each question goes."""
    pinning = kind in PINNING
    if pinning:
        check_pairs(matter.session, matter.standing, labels)
    event = Event(
        id=0,
        kind=kind,
        campaign=matter.campaign,
        by=matter.said.by,
        at=matter.said.at,
        reason=matter.said.reason,
        campaigns=(*matter.campaigns, *([made] if made else ())),
        made=made,
        pins=_pins(matter, labels) if pinning else (),
        before=_places(matter) if pinning else (),
        moved=tuple(sorted(moved)),
        seen=_seen(matter, labels),
        titles=_titles(matter, kind),
        title=title,
        key=key,
    )
    kept = keep(matter.session, event)
    _take_effect(matter, kept, labels)
    return kept


def _take_effect(matter: Matter, event: Event, labels: Mapping[int, int]) -> None:
    """Move questions to where the event puts them, and bring its campaigns up to date."""
    moves = [
        Move(row.question, label if label > 0 else None, row.run)
        for row in matter.rows
        if (label := labels.get(row.question, row.campaign)) != row.campaign
    ]
    merged = event.campaigns[1:] if event.kind is Kind.MERGE else ()
    placing = Placing(
        moves=moves,
        touched=event.campaigns,
        heirs=dict.fromkeys(merged, event.campaign),
    )
    standing = [*matter.standing, event]
    put_in_place(matter.session, placing, standing, settings=matter.settings, now=matter.said.at)


def _pins(matter: Matter, labels: Mapping[int, int]) -> tuple[Pin, ...]:
    return tuple(Pin(r.question, r.request, r.text, labels[r.question]) for r in matter.rows)


def _places(matter: Matter) -> tuple[Place, ...]:
    return tuple(Place(r.question, r.request, r.text, r.campaign, r.run) for r in matter.rows)


def _titles(matter: Matter, kind: Kind) -> dict[int, str]:
    """Give the titles that an event may change, as they are before it."""
    changing = PARTING | {Kind.MERGE, Kind.RETITLE}
    return {n: row.title for n, row in matter.campaigns.items()} if kind in changing else {}


def _seen(matter: Matter, labels: Mapping[int, int]) -> dict[int, dict[int, str]]:
    """Give what the person had before them: by campaign its requests, each with its outcome."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in matter.rows:
        if (label := labels.get(row.question, 0)) > 0:
            found[label][row.request] = row.outcome
    return dict(found)


def _arrived(matter: Matter, since: Event) -> bool:
    """Say whether a request or an answer came since an event."""
    seen = since.seen.get(matter.campaign, {})
    return any(seen.get(row.request) != row.outcome for row in matter.rows)


def _check_parted(matter: Matter) -> None:
    """Refuse to merge campaigns of which people parted members, naming what did."""
    asked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    stands = {row.question: row.campaign for row in matter.rows}
    for row in matter.rows:
        asked[row.request].append((row.question, row.text))

    def where(pins: Collection[Pin]) -> set[int]:
        here = [found_again(pin, asked[pin.request]) for pin in pins if pin.request in asked]
        return {stands[question] for question in here if question is not None}

    against = [
        event
        for event in matter.standing
        for stayed, left in (tuple(map(where, parted(event))),)
        if stayed and left and len(stayed | left) > 1
    ]
    if against:
        said = " ".join(map(event_in_words, against))
        raise CannotDecide(
            f"People parted requests of these campaigns. {said} Undo that first if it is wrong."
        )
