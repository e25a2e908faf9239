"""Earlier and similar campaigns of one campaign, as pages and the command line show them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.overview import CampaignSummary, summarise
from tracker.campaigns.series import Wave, precedes
from tracker.law.working_days import BankHolidays
from tracker.store.queries import series as store
from tracker.store.queries.campaigns import campaign_rows
from tracker.store.series import SeriesLink

MOST_SHOWN = 40
"""Campaigns of a series that are shown, the directly linked ones before the others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the other campaign names in the stead of what this one names."""

    kind: str
    this: str
    that: str


@dataclass(frozen=True, slots=True)
class Similar:
    """Another campaign of the series, and how it differs from the one that is looked at."""

    summary: CampaignSummary
    differs: tuple[Difference, ...]
    """Empty where it asked the very same in another wave, or hangs together through another."""
    through: str | None
    """The code of the campaign between the two, where they are not linked themselves."""
    relation: str
    """In words: `Asks the same of 2023 instead of 2024`."""
    outcomes: Mapping[str, int]
    """How often each outcome was given, the commonest first."""


def similar_campaigns(
    session: Session, campaign_id: int, *, today: date, holidays: BankHolidays
) -> tuple[Similar, ...]:
    """Give the other campaigns of a series, by first day of receipt; empty where there is none."""
    steps = _reached(session, campaign_id)
    if not steps:
        return ()
    rows = {row.id: row for row in campaign_rows(session, (campaign_id, *steps))}
    this = rows.pop(campaign_id)
    wave = this.first_received, this.last_received
    summaries = summarise(session, list(rows.values()), today=today, deadlines=Deadlines(holidays))
    similar = [_similar(found, steps[found.id], campaign_id, wave) for found in summaries]
    return tuple(sorted(similar, key=lambda one: (one.summary.first_received, one.summary.id)))


def series_as_json(similar: Sequence[Similar]) -> list[dict[str, Any]]:
    """Give the campaigns of a series as plain values."""
    return [
        {
            "id": one.summary.code,
            "title": one.summary.title,
            "relation": one.relation,
            "differs": [
                {"kind": each.kind, "this": each.this, "that": each.that} for each in one.differs
            ],
            "through": one.through,
            "first_received": one.summary.first_received.isoformat(),
            "last_received": one.summary.last_received.isoformat(),
            "bodies": list(one.summary.bodies),
            "outcomes": dict(one.outcomes),
        }
        for one in similar
    ]


def _reached(session: Session, campaign_id: int) -> dict[int, SeriesLink | int]:
    """Walk the series: each campaign with its link, or with the campaign it was reached through."""
    steps: dict[int, SeriesLink | int] = {}
    edge = {campaign_id}
    while edge and len(steps) < MOST_SHOWN:
        ahead: set[int] = set()
        for link in store.links_of(session, edge):
            ends = (link.campaign_a_id, link.campaign_b_id)
            for before, after in (ends, ends[::-1]):
                if before in edge and after != campaign_id and after not in steps:
                    steps[after] = link if before == campaign_id else before
                    ahead.add(after)
        edge = ahead
    return dict(list(steps.items())[:MOST_SHOWN])


def _similar(
    summary: CampaignSummary, step: SeriesLink | int, campaign_id: int, wave: Wave
) -> Similar:
    """Say how another campaign differs from this one."""
    differs: tuple[Difference, ...] = ()
    through = f"C-{step}" if isinstance(step, int) else None
    if not isinstance(step, int):
        this, that = ("a", "b") if step.campaign_a_id == campaign_id else ("b", "a")
        differs = tuple(Difference(d["kind"], d[this], d[that]) for d in step.differs)
    given = Counter(member.posture for member in summary.members)
    return Similar(
        summary=summary,
        differs=differs,
        through=through,
        relation=_relation(differs, through, (summary.first_received, summary.last_received), wave),
        outcomes=dict(sorted(given.items(), key=lambda item: (-item[1], item[0]))),
    )


def _relation(differs: Sequence[Difference], through: str | None, other: Wave, this: Wave) -> str:
    """Put into words how another campaign differs."""
    if through:
        return f"Of the same series, through {through}"
    if differs:
        named = "; ".join(f"{each.that} instead of {each.this}" for each in differs)
        return f"Asks the same of {named}"
    return "Asked the same before" if precedes(other, this) else "Asked the same again later"
