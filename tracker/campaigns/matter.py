"""The campaigns that somebody judges: checked, as they stand now, and what was said before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.campaigns.contradictions import parted_within
from tracker.campaigns.events import all_events, event_in_words
from tracker.campaigns.judgement import CannotDecide, Judgement, checked, one_at_a_time
from tracker.campaigns.replay import Event, Pinned, in_force, touching
from tracker.campaigns.review import in_words, pins_of_pairs, standing_decisions
from tracker.settings import Settings
from tracker.store.matches import Campaign
from tracker.store.queries import decisions as decided_pairs
from tracker.store.queries import events as store
from tracker.store.queries.events import StandingRow


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a judgement is about."""

    session: Session
    settings: Settings
    said: Judgement
    """As it may be kept."""
    campaigns: dict[int, Campaign]
    """The one it is about first."""
    rows: list[StandingRow]
    """Every question that stands in these campaigns."""
    standing: list[Event]
    """The events in force, of all campaigns."""

    @property
    def campaign(self) -> int:
        """Give the campaign that it is about first."""
        return next(iter(self.campaigns))


def open_matter(
    session: Session, campaigns: Sequence[int], *, judgement: Judgement, settings: Settings
) -> Matter:
    """Look at campaigns that somebody judges, and keep others from doing so meanwhile.

    Raises CannotDecide where a reason or name is missing, a campaign is not there any more, or
    somebody did something with the first one that this person had not seen.
    """
    said = checked(judgement)
    one_at_a_time(session)
    events = all_events(session)
    standing = in_force(events)
    found = {number: _alive(session, number, standing) for number in campaigns}
    if len(found) < len(campaigns):
        raise CannotDecide("That names the same campaign twice; nothing was changed.")
    check_seen(said.seen, touching(events, campaigns[0]))
    rows = store.standing(session, campaigns)
    if empty := set(campaigns) - {row.campaign for row in rows}:
        told = ", ".join(f"C-{number}" for number in sorted(empty))
        raise CannotDecide(f"No request stands in {told} any more; the next run ends it.")
    return Matter(
        session=session,
        settings=settings,
        said=said,
        campaigns=found,
        rows=rows,
        standing=standing,
    )


def check_seen(seen: int | None, events: Iterable[Event]) -> None:
    """Refuse a judgement of somebody who had not seen all of a campaign's events."""
    missed = [event for event in events if seen is not None and event.id > seen]
    if missed:
        said = " ".join(map(event_in_words, missed))
        raise CannotDecide(
            f"Somebody changed this campaign since you looked. {said} "
            "Nothing was changed; look again and decide then."
        )


def chosen(matter: Matter, requests: Iterable[int]) -> frozenset[int]:
    """Check that these requests stand in the campaign; they may not be all of it, nor none."""
    wanted = frozenset(requests)
    here = {row.request for row in matter.rows if row.campaign == matter.campaign}
    if missing := wanted - here:
        raise CannotDecide(_not_here(matter, missing))
    if not wanted or wanted == here:
        which = "none" if not wanted else "every one"
        raise CannotDecide(
            f"That is {which} of the requests of C-{matter.campaign}, which leaves nothing to "
            "decide: merge, archive or dismiss the campaign as a whole instead."
        )
    return wanted


def check_pairs(session: Session, standing: Sequence[Event], labels: Mapping[int, int]) -> None:
    """Refuse to put questions where decisions about pairs do not allow them together, or apart."""
    decisions = decided_pairs.decisions(session)
    pins = pins_of_pairs(session, decisions, standing)
    pins |= {question: Pinned(label, 0) for question, label in labels.items()}
    against = parted_within(pins, labels.keys(), standing_decisions(decisions))
    if against:
        raise CannotDecide(
            f"This contradicts what was decided before. {in_words(against, decisions, standing)} "
            "Withdraw a decision first if it is wrong."
        )


def _alive(session: Session, number: int, standing: Sequence[Event]) -> Campaign:
    """Give a campaign that has not ended."""
    campaign = session.get(Campaign, number)
    if campaign is None:
        raise CannotDecide(f"There is no campaign C-{number}.")
    if campaign.dissolved_at is not None:
        last = touching(standing, number)[-1:]
        heir = campaign.merged_into_id
        became = f"was merged into C-{heir}" if heir else "was dissolved"
        said = "".join(f" {event_in_words(event)}" for event in last)
        raise CannotDecide(f"C-{number} {became}; nothing was changed.{said}")
    return campaign


def _not_here(matter: Matter, missing: Collection[int]) -> str:
    """Say which requests do not stand in the campaign, and who took them out."""
    names = decided_pairs.requests_named(matter.session, missing)
    told = ", ".join(sorted(f"{row.body}/{row.reference}" for row in names.values()))
    took = [
        event
        for event in touching(matter.standing, matter.campaign)
        if any(pin.request in missing and pin.label != matter.campaign for pin in event.pins)
    ]
    said = "".join(f" {event_in_words(event)}" for event in took[-1:])
    return f"Not in C-{matter.campaign}: {told}. Nothing was changed.{said}"
