"""Match everything new and bring the campaigns up to date."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from tracker.alerts import raise_run_alerts
from tracker.campaigns.compare import Progress, compare_new, encode_missing
from tracker.campaigns.regroup import regroup
from tracker.campaigns.series_links import link_series
from tracker.campaigns.summaries import refresh_summaries
from tracker.campaigns.topics import find_topics
from tracker.holidays import holidays_of
from tracker.ingest.anew import read_outdated
from tracker.ingest.recurring import Learned, learn_recurring
from tracker.matching.encoder import Encoder
from tracker.matching.scorer import Scorer
from tracker.runs import Transaction
from tracker.settings import Settings


@dataclass(frozen=True, kw_only=True)
class MatchReport:
    """What one run of matching did."""

    sentences_learned: int
    """Sentences found to recur in unrelated requests, and so to belong to letters."""
    sentences_lapsed: int
    """Sentences that count again: they recur no more, or people said so."""
    requests_read_anew: int
    """Requests whose questions were read again, for such a sentence or by other text rules."""
    texts_encoded: int
    pairs_scored: int
    matches_kept: int
    campaigns: int
    campaigns_new: int
    campaigns_changed: int
    campaigns_dissolved: int
    round_robins: int
    round_robins_new: int
    alerts_owed: int
    series: int
    series_links: int
    series_links_new: int
    series_links_changed: int
    series_links_removed: int
    summaries_written: int
    """Campaigns whose line in the list was worked out anew, because something of them changed."""
    seconds_encoding: float
    seconds_scoring: float
    seconds_grouping: float


def match_and_group(
    transaction: Transaction,
    *,
    encoder: Encoder,
    scorer: Scorer,
    settings: Settings,
    today: date,
    now: datetime,
    run_id: int,
    progress: Progress | None = None,
) -> MatchReport:
    """Encode, retrieve, score and group; campaigns and the alerts they raise go in together.

    Encoding and scoring commit as they go and resume after a crash; topics, then summaries, last.
    """
    clock = [time.perf_counter()]
    learned, anew = _read_anew(transaction, today=today, run_id=run_id, progress=progress)
    encoded = encode_missing(transaction, encoder, progress)
    clock.append(time.perf_counter())
    scored, kept = compare_new(transaction, scorer, encoder.name, progress)
    clock.append(time.perf_counter())
    with transaction() as session:
        grouped = regroup(session, scorer=scorer, settings=settings, now=now, run_id=run_id)
        linked = link_series(
            session, scorer=scorer, model=encoder.name, settings=settings, run_id=run_id
        )
        alerts = raise_run_alerts(
            session, grouped.round_robins, run_id=run_id, now=now, today=today, settings=settings
        )
    find_topics(transaction, encoder, run_id=run_id)
    written = _summarise(transaction, settings, today=today, run_id=run_id)
    clock.append(time.perf_counter())
    return MatchReport(
        sentences_learned=learned.sentences,
        sentences_lapsed=learned.lapsed,
        requests_read_anew=anew,
        texts_encoded=encoded,
        pairs_scored=scored,
        matches_kept=kept,
        campaigns=grouped.campaigns,
        campaigns_new=grouped.new,
        campaigns_changed=grouped.changed,
        campaigns_dissolved=grouped.dissolved,
        round_robins=len(grouped.round_robins),
        round_robins_new=grouped.round_robins_new,
        alerts_owed=alerts,
        **asdict(linked),
        summaries_written=written,
        **_seconds(clock),
    )


def _summarise(transaction: Transaction, settings: Settings, *, today: date, run_id: int) -> int:
    """Bring up to date what lists tell of campaigns; return how many had changed."""
    holidays = holidays_of(settings)
    with transaction() as session:
        return refresh_summaries(session, today=today, holidays=holidays, run_id=run_id).written


def _seconds(clock: Sequence[float]) -> dict[str, Any]:
    """Give how long each step took, from the moments between which they ran."""
    names = ("seconds_encoding", "seconds_scoring", "seconds_grouping")
    spans = (round(end - start, 2) for start, end in pairwise(clock))
    return dict(zip(names, spans, strict=True))


def _read_anew(
    transaction: Transaction, *, today: date, run_id: int, progress: Progress | None
) -> tuple[Learned, int]:
    """Learn what recurs, and read every request again whose questions that changes."""
    anew = read_outdated(transaction, today=today, progress=progress)
    with transaction() as session:
        learned = learn_recurring(session, run_id=run_id)
    return learned, anew + read_outdated(transaction, today=today, progress=progress)
