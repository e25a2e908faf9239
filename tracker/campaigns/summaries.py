"""Keep what lists need of every campaign, looking anew only at what changed."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
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


def refresh_summaries(session: Session, *, holidays: BankHolidays, run_id: int) -> RefreshReport:
    """Write the summaries of the campaigns that changed since the last refresh.

    A campaign changed when it or one of its requests did, in this run or in one that refreshed
    nothing; or when due dates are worked out by other bank holidays or other Acts than before.
    Where there is no summary yet, every campaign is looked at.
    """
    before = store.last_refresh(session)
    if not before:
        return rebuild_summaries(session, holidays=holidays, run_id=run_id)
    by = _dates_by(session, holidays)
    changed = store.changed_since(session, before)
    return _write(session, changed | store.dated_otherwise(session, by), holidays, run_id)


def refresh_some(
    session: Session, campaign_ids: Collection[int], *, holidays: BankHolidays
) -> RefreshReport:
    """Write the summaries of these campaigns, as after people moved requests between them.

    They count as of the last refresh, so that the next one still finds all that changed since.
    Where there is no summary yet, it is left to the first refresh.
    """
    before = store.last_refresh(session)
    if not before:
        return RefreshReport(0, 0)
    return _write(session, set(campaign_ids), holidays, before)


def rebuild_summaries(session: Session, *, holidays: BankHolidays, run_id: int) -> RefreshReport:
    """Write every summary anew; what others assessed stays, for campaigns that have not ended."""
    stored = set(session.scalars(select(StoredSummary.campaign_id)))
    return _write(session, stored | set(store.live_ids(session)), holidays, run_id)


def _write(
    session: Session, campaign_ids: set[int], holidays: BankHolidays, run_id: int
) -> RefreshReport:
    deadlines = Deadlines(holidays)
    shared = {"dates_by": _dates_by(session, holidays), "refreshed_run_id": run_id}
    wanted, written = sorted(campaign_ids), 0
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        live = store.live_among(session, some)
        found: dict[int, list[OutcomeFigures]] = defaultdict(list)
        for figures in store.outcome_figures(session, some):
            found[figures.campaign_id].append(figures)
        rows = [_summary(each, found[each.id], deadlines) | shared for each in live]
        _put(session, rows, gone=set(some) - {each.id for each in live})
        written += len(rows)
    return RefreshReport(written, len(wanted) - written)


def _put(session: Session, rows: Sequence[dict[str, Any]], *, gone: Collection[int]) -> None:
    """Write the rows in bulk; what is assessed elsewhere stays as it is."""
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


def _next_due(figures: Sequence[OutcomeFigures], deadlines: Deadlines) -> date | None:
    """Give the earliest due date: under one Act what was received first is due first."""
    dates = [each.first_due for each in figures]
    dates += [
        deadlines.due(None, each.undated, each.regime)
        for each in figures
        if each.undated is not None
    ]
    return min((day for day in dates if day is not None), default=None)


def _dates_by(session: Session, holidays: BankHolidays) -> str:
    known = json.dumps([holidays.as_json(), store.regimes(session)], sort_keys=True)
    return hashlib.sha256(known.encode()).hexdigest()
