"""What earlier and similar campaigns were answered, for disclosure as plain as against it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.members import Member
from tracker.campaigns.near_misses import NearMiss
from tracker.campaigns.overview import CampaignSummary, parse_code, summarise
from tracker.campaigns.series import Wave, precedes
from tracker.campaigns.series_shown import Difference, similar_campaigns
from tracker.law.postures import Posture
from tracker.law.working_days import BankHolidays
from tracker.store.queries import precedents as store
from tracker.store.queries.campaigns import campaign_rows

_OPEN = frozenset({Posture.PENDING, Posture.CLARIFICATION})


class Direction(StrEnum):
    """Which way an answer points, for whoever looks for precedent."""

    DISCLOSED = "disclosed"
    WITHHELD = "withheld"
    NEITHER = "neither"
    """Not held, withdrawn, or refused for cost or as vexatious: each authority's own facts."""


_DIRECTIONS: Mapping[str, Direction] = {
    Posture.DISCLOSED: Direction.DISCLOSED,
    Posture.PARTLY_DISCLOSED: Direction.DISCLOSED,
    Posture.ALREADY_PUBLISHED: Direction.DISCLOSED,
    Posture.REFUSED: Direction.WITHHELD,
    Posture.NCND: Direction.WITHHELD,
}


@dataclass(frozen=True, slots=True)
class PrecedentAnswer:
    """One answer in a precedent."""

    body: str
    body_name: str
    reference: str
    responded: date | None
    outcome: str
    direction: Direction
    published_url: str
    """Where the answer is published; empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A campaign that was asked earlier, or is closed, and how its bodies answered."""

    code: str
    title: str
    relation: str
    """In words, how it differs from the campaign that is looked at."""
    differs: tuple[Difference, ...]
    first_received: date
    last_received: date
    bodies: int
    outcomes: Mapping[str, int]
    """How often each outcome was given, the commonest first; requests still open count as such."""
    answers: tuple[PrecedentAnswer, ...]
    """Those that point one way or the other, disclosure first."""

    def count(self, direction: Direction) -> int:
        """Count the answers that point this way."""
        return sum(answer.direction is direction for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Precedents:
    """Precedents by the way they point, the latest first in each."""

    disclosed: tuple[Precedent, ...] = ()
    """Every answer that points a way gave something out."""
    withheld: tuple[Precedent, ...] = ()
    mixed: tuple[Precedent, ...] = ()
    """Some gave out and others withheld."""

    @property
    def every(self) -> tuple[Precedent, ...]:
        """Give them all, those for disclosure first."""
        return (*self.disclosed, *self.mixed, *self.withheld)


def precedents(
    session: Session,
    campaign_id: int,
    *,
    today: date,
    holidays: BankHolidays,
    as_of: date | None = None,
    near: Sequence[NearMiss] = (),
) -> Precedents:
    """Give the earlier waves and the closed campaigns of a campaign's series, by outcome.

    With `near`, its near misses, the closed campaigns of those that are alike enough for a copy
    and were kept apart count too. With `as_of`, later answers are not known. A campaign without
    such relations has no precedents.
    """
    day = as_of or today
    similar = similar_campaigns(session, campaign_id, today=today, holidays=holidays)
    related = {
        one.summary.code: _Related(one.summary, one.relation, one.differs) for one in similar
    }
    for other in _kept_apart(session, near, holidays=holidays, today=today):
        related.setdefault(other.summary.code, other)
    rows = campaign_rows(session, [campaign_id])
    if not related or not rows:
        return Precedents()
    wave = rows[0].first_received, rows[0].last_received
    members = {m.request_id for other in related.values() for m in other.summary.members}
    urls = store.published_urls(session, members)
    return _sorted(
        _precedent(other, urls, day)
        for other in related.values()
        if other.summary.first_received <= day
        and (precedes(other.wave, wave) or _closed(other.summary.members, day))
    )


@dataclass(frozen=True, slots=True)
class _Related:
    """Another campaign, and how it is related to the one that is looked at."""

    summary: CampaignSummary
    relation: str
    differs: tuple[Difference, ...] = ()

    @property
    def wave(self) -> Wave:
        return self.summary.first_received, self.summary.last_received


def _kept_apart(
    session: Session, near: Iterable[NearMiss], *, holidays: BankHolidays, today: date
) -> list[_Related]:
    """Give the other campaigns of near misses that are alike enough for a copy."""
    codes = {each.campaign for each in near if each.kept_apart and each.campaign}
    rows = campaign_rows(session, [number for number in map(parse_code, codes) if number])
    if not rows:
        return []
    relation = "Alike enough for a copy, but kept apart by dates, by its group or by people"
    found = summarise(session, rows, today=today, deadlines=Deadlines(holidays))
    return [_Related(summary, relation) for summary in found]


def _closed(members: Collection[Member], day: date) -> bool:
    return bool(members) and not any(_outcome(member, day) in _OPEN for member in members)


def _outcome(member: Member, day: date) -> str:
    """Give the outcome as it was known on a day; one without a date counts as given."""
    later = member.responded is not None and member.responded > day
    return Posture.PENDING if later else member.posture


def _precedent(other: _Related, urls: Mapping[int, str], day: date) -> Precedent:
    summary = other.summary
    outcomes = {member.request_id: _outcome(member, day) for member in summary.members}
    answers = [_answer(m, outcomes[m.request_id], urls) for m in summary.members]
    given = Counter(str(outcome) for outcome in outcomes.values())
    return Precedent(
        code=summary.code,
        title=" ".join(summary.title.split()),
        relation=other.relation,
        differs=other.differs,
        first_received=summary.first_received,
        last_received=summary.last_received,
        bodies=len(summary.bodies),
        outcomes=dict(sorted(given.items(), key=lambda item: (-item[1], item[0]))),
        answers=tuple(
            answer
            for direction in (Direction.DISCLOSED, Direction.WITHHELD)
            for answer in answers
            if answer.direction is direction
        ),
    )


def _answer(member: Member, outcome: str, urls: Mapping[int, str]) -> PrecedentAnswer:
    return PrecedentAnswer(
        body=member.body,
        body_name=member.body_name,
        reference=member.reference,
        responded=member.responded,
        outcome=str(outcome),
        direction=_DIRECTIONS.get(outcome, Direction.NEITHER),
        published_url=urls.get(member.request_id, ""),
    )


def _sorted(found: Iterable[Precedent]) -> Precedents:
    """Put precedents with the way that their answers point; without such answers they are none."""
    latest = sorted(found, key=lambda each: (each.last_received, each.code), reverse=True)
    ways: dict[tuple[bool, bool], list[Precedent]] = {}
    for each in latest:
        way = each.count(Direction.DISCLOSED) > 0, each.count(Direction.WITHHELD) > 0
        ways.setdefault(way, []).append(each)
    return Precedents(
        disclosed=tuple(ways.get((True, False), ())),
        withheld=tuple(ways.get((False, True), ())),
        mixed=tuple(ways.get((True, True), ())),
    )
