"""Take back what somebody did with a campaign: everything is as it was before."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from tracker.campaigns.events import all_events, event_in_words, keep
from tracker.campaigns.judgement import CannotDecide, Judgement, checked, one_at_a_time
from tracker.campaigns.matter import check_pairs, check_seen
from tracker.campaigns.placing import Move, Placing, put_in_place
from tracker.campaigns.replay import Event, Kind, blocked_by, found_again, in_force, touching
from tracker.settings import Settings
from tracker.store.queries import events as store


def last_in_force(session: Session, campaign: int) -> int:
    """Give the latest event that is in force for a campaign; CannotDecide where there is none."""
    events = touching(in_force(all_events(session)), campaign)
    if not events:
        raise CannotDecide(f"Nothing that people did with C-{campaign} is in force.")
    return events[-1].id


def undo(session: Session, event: int, *, judgement: Judgement, settings: Settings) -> Event:
    """Take an event back; it stays on record with who took it back and why.

    Members, title and decision are those before it. Requests that joined since a campaign which
    a split had made go back with the others. Raises CannotDecide where later events depend on it.
    """
    said = checked(judgement)
    one_at_a_time(session)
    events = all_events(session)
    found = _undoable(events, event)
    check_seen(said.seen, touching(events, found.campaign))
    standing = [each for each in in_force(events) if each.id != found.id]
    moves = _moves_back(session, found)
    labels = {move.question: move.campaign for move in moves if move.campaign is not None}
    check_pairs(session, standing, labels)
    taken_back = keep(
        session,
        Event(
            id=0,
            kind=Kind.UNDO,
            campaign=found.campaign,
            by=said.by,
            at=said.at,
            reason=said.reason,
            undoes=found.id,
            campaigns=found.campaigns,
        ),
    )
    placing = Placing(
        moves=moves,
        touched=found.campaigns,
        named=found.titles,
        heirs={found.made: found.campaign} if found.made else {},
    )
    put_in_place(session, placing, standing, settings=settings, now=said.at)
    return taken_back


def _undoable(events: Sequence[Event], number: int) -> Event:
    """Find an event that can be taken back."""
    found = next((event for event in events if event.id == number), None)
    if found is None:
        raise CannotDecide(f"There is no event E-{number}.")
    if found.kind is Kind.UNDO:
        raise CannotDecide(f"{found.code} took something back; do that again instead.")
    for event in events:
        if event.undoes == number:
            raise CannotDecide(f"{found.code} was undone already. {event_in_words(event)}")
    if later := blocked_by(found, in_force(events)):
        said = " ".join(map(event_in_words, later))
        raise CannotDecide(
            f"{', '.join(event.code for event in later)} came after {found.code} and depend on it; "
            f"undo the latest first. {said}"
        )
    return found


def _moves_back(session: Session, event: Event) -> list[Move]:
    """Say where the questions go that an event touched, and those that joined what it made."""
    asked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for question, request, text in store.asked(session, {place.request for place in event.before}):
        asked[request].append((question, text))
    moves: dict[int, Move] = {}
    for place in event.before:
        now = found_again(place, asked[place.request])
        if now is not None:
            moves[now] = Move(now, place.campaign, place.run)
    if event.made is not None:
        for row in store.standing(session, [event.made]):
            moves.setdefault(row.question, Move(row.question, event.campaign, row.run))
    return list(moves.values())
