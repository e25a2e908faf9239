"""Every campaign at a glance, for the pages and the `campaigns` command: reading only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.events import all_looks
from tracker.campaigns.members import Member, members_of
from tracker.campaigns.state import (
    NOBODY,
    Decision,
    Stand,
    arrived,
    is_archived,
    is_dismissed,
    stands,
    state_of,
)
from tracker.law.working_days import BankHolidays
from tracker.store.queries import campaigns as store
from tracker.store.queries.campaigns import CampaignRow, Figures, MemberRow


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """One campaign as lists and the command line show it."""

    id: int
    title: str
    state: str
    """`new`, `for-review`, `escalating`, `open`, `settled` or `reopened`; see `state_of`."""
    round_robin: bool
    bodies: tuple[str, ...]
    first_received: date
    last_received: date
    next_due: date | None
    members: tuple[Member, ...]
    joined_lately: int
    """Members that the last run added to a campaign that was there before it."""
    weakest_score: float
    decision: Decision | None = None
    """What a person decided about it, as it stands."""
    last_event: int | None = None
    """The number of the last thing that somebody did with it."""

    @property
    def code(self) -> str:
        """Give the name that people use for it: C-12."""
        return f"C-{self.id}"

    @property
    def answered(self) -> int:
        """Count the members that no longer have to be answered."""
        return sum(not member.is_open for member in self.members)


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Some of the campaigns, and how many there are."""

    campaigns: tuple[CampaignSummary, ...]
    total: int
    """Campaigns that fit the filters, on this page or another."""
    offset: int
    round_robins: int
    """Round robins among those that hold the words."""
    all: int
    """Campaigns that hold the words, round robins or not."""


def parse_code(text: str) -> int | None:
    """Read `C-12`, `c-12` or `12`; None when it is none of these."""
    digits = text.strip().upper().removeprefix("C-")
    fits = digits.isascii() and digits.isdigit() and len(digits) <= len(str(2**31)) - 1
    return int(digits) if fits else None


def list_campaigns(
    session: Session,
    *,
    today: date,
    holidays: BankHolidays,
    round_robin: bool | None = None,
    everything: bool = False,
    words: Sequence[str] = (),
    offset: int = 0,
    limit: int | None = None,
) -> CampaignPage:
    """List campaigns: round robins first, then by next due date, then the newest.

    Without `everything`, those that people put away are left out: what they say is no campaign,
    and what they archived until something arrives. `words` must all stand in the title, in a
    wording, or in the name of a body. Without `limit`, every campaign is given. Five statements,
    whatever the number of campaigns, and one more where some are archived.
    """
    deadlines = Deadlines(holidays)
    known = stands(all_looks(session))
    fitting = store.live_campaigns(session, words)
    if not everything:
        away = _put_away(session, fitting, known, today=today, deadlines=deadlines)
        fitting = [row for row in fitting if row.id not in away]
    wanted = [row for row in fitting if round_robin is None or row.round_robin == round_robin]
    due = _next_due(store.figures(session), deadlines)
    wanted.sort(key=lambda row: _list_order(row, due.get(row.id)))
    shown = wanted[offset:] if limit is None else wanted[offset : offset + limit]
    return CampaignPage(
        campaigns=_summaries(
            session, shown, known, today=today, deadlines=deadlines, every=limit is None
        ),
        total=len(wanted),
        offset=offset,
        round_robins=sum(row.round_robin for row in fitting),
        all=len(fitting),
    )


def summarise(
    session: Session,
    rows: Sequence[CampaignRow],
    *,
    today: date,
    deadlines: Deadlines,
    every: bool = False,
) -> tuple[CampaignSummary, ...]:
    """Put the members to the rows, in the same order; `every` reads all members in one go."""
    known = stands(all_looks(session))
    return _summaries(session, rows, known, today=today, deadlines=deadlines, every=every)


def _put_away(
    session: Session,
    rows: Iterable[CampaignRow],
    known: Mapping[int, Stand],
    *,
    today: date,
    deadlines: Deadlines,
) -> set[int]:
    """Find the campaigns that people put away, unless something arrived since."""
    decided = [(row, known[row.id]) for row in rows if row.id in known]
    away = {row.id for row, stand in decided if is_dismissed(stand)}
    archived = [row for row, stand in decided if is_archived(stand)]
    if archived:
        found = _summaries(session, archived, known, today=today, deadlines=deadlines)
        away |= {each.id for each in found if not arrived(each.members, known[each.id])}
    return away


def _summaries(
    session: Session,
    rows: Sequence[CampaignRow],
    known: Mapping[int, Stand],
    *,
    today: date,
    deadlines: Deadlines,
    every: bool = False,
) -> tuple[CampaignSummary, ...]:
    found: dict[int, list[MemberRow]] = defaultdict(list)
    for member in store.members(session, None if every else [row.id for row in rows]):
        found[member.campaign_id].append(member)
    last_run = store.last_grouping_run(session)
    return tuple(
        _summary(
            row,
            members_of(found[row.id], today=today, deadlines=deadlines),
            known.get(row.id, NOBODY),
            today=today,
            last_run=last_run,
        )
        for row in rows
    )


def _summary(
    row: CampaignRow,
    members: tuple[Member, ...],
    stand: Stand,
    *,
    today: date,
    last_run: int | None,
) -> CampaignSummary:
    grew = last_run is not None and row.created_run_id < last_run
    return CampaignSummary(
        id=row.id,
        title=row.title,
        state=state_of(members, row.first_received, stand, today),
        round_robin=row.round_robin,
        bodies=tuple(sorted({member.body for member in members})),
        first_received=row.first_received,
        last_received=row.last_received,
        next_due=min((m.due for m in members if m.is_open and m.due), default=None),
        members=members,
        joined_lately=sum(grew and member.joined_run_id == last_run for member in members),
        weakest_score=row.weakest_score,
        decision=stand.decision,
        last_event=stand.last_event,
    )


def _next_due(figures: Iterable[Figures], deadlines: Deadlines) -> dict[int, date]:
    """Give each campaign's earliest due date among its open members.

    Under one Act the request received first is due first, so one date a campaign is enough. One
    whose clock is paused counts for nothing.
    """
    earliest: dict[int, date] = {}
    for row in figures:
        dates = [row.first_due, earliest.get(row.campaign_id)]
        if row.first_received is not None:
            dates.append(deadlines.due(None, row.first_received, row.regime))
        if known := [day for day in dates if day is not None]:
            earliest[row.campaign_id] = min(known)
    return earliest


def _list_order(row: CampaignRow, next_due: date | None) -> tuple[bool, date, int, int]:
    return (
        not row.round_robin,
        next_due or date.max,
        -row.last_received.toordinal(),
        -row.id,
    )
