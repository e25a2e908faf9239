"""Keep what lists need of every campaign, looking anew only at what changed."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker import __version__
from tracker.campaigns.answers_stored import registered_bodies
from tracker.campaigns.assessment import briefs
from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.risk.answers import RegisteredBody
from tracker.campaigns.risk.points import load_points
from tracker.law.bank_holidays import BankHolidays
from tracker.store.matches import Campaign
from tracker.store.queries import summaries as store
from tracker.store.queries.campaigns import PAUSED
from tracker.store.queries.summaries import OutcomeFigures
from tracker.store.summaries import StoredSummary

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did."""

    written: int
    removed: int
    """Campaigns that ended."""


def refresh_summaries(
    session: Session, *, today: date, holidays: BankHolidays, run_id: int
) -> RefreshReport:
    """Write the summaries of the campaigns that changed since the last refresh.

    A campaign changed when it, one of its requests or its topics did, in this run or in one that
    refreshed nothing; when an answer came to be due soon; or when dates and risk are worked out by
    another register, other bank holidays or other points than before. Where there is no summary
    yet, every campaign is looked at.
    """
    before = store.last_refresh(session)
    if not before:
        return rebuild_summaries(session, today=today, holidays=holidays, run_id=run_id)
    basis = _Basis.of(session, today, holidays)
    return _write(session, _behind(session, basis, before), basis, run_id)


def refresh_some(
    session: Session, campaign_ids: Collection[int], *, today: date, holidays: BankHolidays
) -> RefreshReport:
    """Write the summaries of these campaigns, as after people judged them.

    They count as of the last refresh, so that the next one still finds all that changed since.
    Where there is no summary yet, it is left to the first refresh.
    """
    before = store.last_refresh(session)
    if not before:
        return RefreshReport(0, 0)
    return _write(session, set(campaign_ids), _Basis.of(session, today, holidays), before)


def rebuild_summaries(
    session: Session, *, today: date, holidays: BankHolidays, run_id: int
) -> RefreshReport:
    """Write every summary anew."""
    stored = set(session.scalars(select(StoredSummary.campaign_id)))
    basis = _Basis.of(session, today, holidays)
    return _write(session, stored | set(store.live_ids(session)), basis, run_id)


def risk_bands(
    session: Session, campaigns: Collection[int], *, today: date, holidays: BankHolidays
) -> dict[int, str]:
    """Give the band of mapping risk of each campaign as it is today.

    It is taken from the summaries; where something changed since the last refresh, it is worked
    out now.
    """
    basis = _Basis.of(session, today, holidays)
    behind = _behind(session, basis, store.last_refresh(session))
    found = {number: band for number, band in store.bands(session).items() if number not in behind}
    missing = [number for number in campaigns if number not in found]
    for start in range(0, len(missing), _AT_A_TIME):
        assessed = _assessed(session, missing[start : start + _AT_A_TIME], basis)
        found |= {number: told["risk_band"] for number, told in assessed.items()}
    return {number: found[number] for number in campaigns}


def _behind(session: Session, basis: "_Basis", refreshed: int) -> set[int]:
    """Give the campaigns whose summaries are not as they would be written now."""
    changed = store.changed_since(session, refreshed) | store.changed_by(session, basis.today)
    return changed | store.dated_otherwise(session, basis.name)


@dataclass(frozen=True, slots=True)
class _Basis:
    """What dates and risk are worked out by."""

    today: date
    holidays: BankHolidays
    bodies: Mapping[int, RegisteredBody]
    name: str
    """A hash of all of it but the day."""

    @classmethod
    def of(cls, session: Session, today: date, holidays: BankHolidays) -> "_Basis":
        bodies = registered_bodies(session)
        places = [(n, b.slug, b.name, b.nation, b.region, b.tile) for n, b in bodies.items()]
        known = [holidays.as_json(), store.regimes(session), sorted(places)]
        told = json.dumps([*known, repr(load_points()), __version__], sort_keys=True)
        return cls(today, holidays, bodies, hashlib.sha256(told.encode()).hexdigest())


def _write(session: Session, campaign_ids: set[int], basis: _Basis, run_id: int) -> RefreshReport:
    deadlines = Deadlines(basis.holidays)
    shared = {"dates_by": basis.name, "refreshed_run_id": run_id}
    wanted, written = sorted(campaign_ids), 0
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        live = store.live_among(session, some)
        found: dict[int, list[OutcomeFigures]] = defaultdict(list)
        for figures in store.outcome_figures(session, some):
            found[figures.campaign_id].append(figures)
        assessed = _assessed(session, [each.id for each in live], basis)
        rows = [
            _summary(each, found[each.id], deadlines) | assessed[each.id] | shared for each in live
        ]
        _put(session, rows, gone=set(some) - {each.id for each in live})
        written += len(rows)
    return RefreshReport(written, len(wanted) - written)


def _put(session: Session, rows: Sequence[dict[str, Any]], *, gone: Collection[int]) -> None:
    """Write the rows in bulk."""
    ids = [row["campaign_id"] for row in rows]
    column = StoredSummary.campaign_id
    known = set(session.scalars(select(column).where(column.in_(ids))))
    if fresh := [row for row in rows if row["campaign_id"] not in known]:
        session.execute(insert(StoredSummary), fresh)
    if again := [row for row in rows if row["campaign_id"] in known]:
        session.execute(update(StoredSummary), again)
    if gone:
        session.execute(delete(StoredSummary).where(column.in_(gone)))


def _summary(
    campaign: Campaign, figures: Sequence[OutcomeFigures], deadlines: Deadlines
) -> dict[str, Any]:
    outcomes: dict[str, int] = defaultdict(int)
    for each in figures:
        outcomes[each.outcome] += each.requests
    return {
        "campaign_id": campaign.id,
        "body_count": campaign.body_count,
        "request_count": sum(each.requests for each in figures),
        "open_count": sum(each.open for each in figures),
        "paused_count": sum(each.open for each in figures if each.outcome == PAUSED),
        "first_received": campaign.first_received,
        "last_received": campaign.last_received,
        "next_due": _next_due(figures, deadlines),
        "outcomes": dict(sorted(outcomes.items())),
    }


def _assessed(
    session: Session, campaigns: Sequence[int], basis: _Basis
) -> dict[int, dict[str, Any]]:
    """Assess campaigns, as far as their summaries tell."""
    found = briefs(
        session, campaigns, today=basis.today, holidays=basis.holidays, bodies=basis.bodies
    )
    return {
        campaign: {
            "conflicts": brief.conflicts,
            "risk_band": brief.risk.band,
            "risk_score": brief.risk.score,
            "risk_changes_on": brief.changes_on,
        }
        for campaign, brief in found.items()
    }


def _next_due(figures: Sequence[OutcomeFigures], deadlines: Deadlines) -> date | None:
    """Give the earliest due date: under one Act what was received first is due first."""
    dates = [each.first_due for each in figures]
    dates += [
        deadlines.due(None, each.undated, each.regime)
        for each in figures
        if each.undated is not None
    ]
    return min((day for day in dates if day is not None), default=None)
