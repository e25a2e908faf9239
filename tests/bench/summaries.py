"""Time the summaries of campaigns: one night's refresh and a full rebuild, at three sizes.

Run as `python tests/bench/summaries.py [SIZE ...]`; the sizes are 10,000, 100,000 and 1,000,000
requests. Requests and campaigns are invented with a fixed seed and written straight into a SQLite
file. Then a night changes 400 requests: 300 are answered, 100 are new and join campaigns. The
refresh is checked against the rebuild before its time is printed.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from tracker.campaigns.summaries import rebuild_summaries, refresh_summaries
from tracker.law.bank_holidays import BankHolidays
from tracker.store import schema
from tracker.store.engine import Database, open_database
from tracker.store.tables import (
    Body,
    Campaign,
    CampaignQuestion,
    Question,
    QuestionText,
    Request,
    Run,
    StoredSummary,
)

SIZES = (10_000, 100_000, 1_000_000)
NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
BODIES = 120
IN_CAMPAIGNS = 0.6
"""Share of the requests that stand in a campaign; the others were put to one body alone."""
MOST_COPIES = 44
ANSWERED, JOINED = 300, 100
OUTCOMES = ("disclosed", "refused", "ncnd", "not-held", "cost", "clarification", "pending")
HOLIDAYS = BankHolidays.load()
_BATCH = 20_000


def main(sizes: list[int]) -> None:
    """Fill, change, refresh and rebuild at each size; print a line for each."""
    line = "{:>10} {:>10} {:>8} {:>9} {:>9} {:>8} {:>9} {:>9}"
    heads = (
        "requests",
        "campaigns",
        "written",
        "refresh",
        "its cpu",
        "each us",
        "rebuild",
        "its cpu",
    )
    print(line.format(*heads))  # noqa: T201
    for size in sizes:
        with TemporaryDirectory(prefix="mosaic-bench-") as folder:
            figures = measure(Path(folder), size)
        print(line.format(*figures), flush=True)  # noqa: T201


def measure(folder: Path, size: int) -> tuple[str, ...]:
    """Give the figures of one size, as they are printed."""
    database = open_database(f"sqlite:///{folder / 'mosaic.db'}")
    schema.upgrade(database)
    fill(database, size)
    with database.writing() as session:
        rebuild_summaries(session, today=NOW.date(), holidays=HOLIDAYS, run_id=1)
    database.tidy()
    night(database)
    refresh, busy, report = timed(lambda: in_one(database, refresh_summaries))
    stored = summaries(database)
    rebuild, busy_whole, whole = timed(lambda: in_one(database, rebuild_summaries))
    if stored != summaries(database):
        raise SystemExit("The refresh and the rebuild differ.")
    database.dispose()
    return (
        f"{size:,}",
        f"{whole.written:,}",
        f"{report.written:,}",
        f"{refresh:.3f}",
        f"{busy:.3f}",
        f"{busy / report.written * 1e6:.0f}",
        f"{rebuild:.2f}",
        f"{busy_whole:.2f}",
    )


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Do the work; give the seconds, those of the processor, and what came of it."""
    start, busy = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - start, time.process_time() - busy, found


def in_one(database: Database, work: Callable[..., Any]) -> Any:
    """Refresh or rebuild in one transaction, as the second run."""
    with database.writing() as session:
        return work(session, today=NOW.date(), holidays=HOLIDAYS, run_id=2)


def summaries(database: Database) -> list[tuple[Any, ...]]:
    """Give every summary but the run that wrote it."""
    wanted = [c for c in StoredSummary.__table__.columns if c.name != "refreshed_run_id"]
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(*wanted).order_by(wanted[0]))]


def fill(database: Database, size: int) -> None:
    """Write bodies, requests with one question each, and campaigns of two to 44 of them."""
    rng = random.Random(20261120)
    with database.writing() as session:
        session.add_all(Run(kind="nightly", status="done", started_at=NOW) for _ in range(2))
        session.add(QuestionText(id=1, sha256="0" * 64, comparable="how many"))
        session.add_all(map(body, range(1, BODIES + 1)))
        session.flush()
        write(session, Request, (request(n, rng) for n in range(1, size + 1)))
        write(session, Question, map(question, range(1, size + 1)))
        write(session, Campaign, campaigns(size))
        write(session, CampaignQuestion, places(size))


def write(session: Session, table: type, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows in bulk."""
    rows = iter(rows)
    while some := list(islice(rows, _BATCH)):
        session.execute(insert(table), some)


def request(number: int, rng: random.Random, run: int = 1) -> dict[str, Any]:
    """Invent one request; three in ten still have to be answered."""
    outcome = rng.choice(OUTCOMES)
    return {
        "id": number,
        "body_id": rng.randint(1, BODIES),
        "reference": f"R/{number}",
        "reference_key": f"r{number}",
        "received": date(2024, 11, 20) + timedelta(days=rng.randrange(730)),
        "text": "How many of them does the force hold, and what did they cost each year? " * 6,
        "outcome": outcome,
        "due": date(2026, 12, 1) if rng.random() < 0.1 else None,
        "content_hash": "0" * 64,
        "first_run_id": run,
        "last_run_id": run,
    }


def body(number: int) -> Body:
    """Give one body; every fortieth is under Scottish law."""
    act = "FOISA" if number % 40 == 0 else "FOIA"
    return Body(id=number, slug=f"body-{number}", name=f"Body {number}", short_name="", regime=act)


def question(number: int) -> dict[str, Any]:
    """Give the one question of a request."""
    return {"id": number, "request_id": number, "position": 1, "display": "How?", "text_id": 1}


def sizes_of(size: int) -> Iterator[tuple[int, int, int]]:
    """Give for each campaign its number, its first request, and how many there are in a row."""
    rng = random.Random(size)
    first, number = 1, 0
    while first + MOST_COPIES < size * IN_CAMPAIGNS:
        number += 1
        copies = min(MOST_COPIES, 2 + int(rng.expovariate(0.2)))
        yield number, first, copies
        first += copies


def campaigns(size: int) -> Iterator[dict[str, Any]]:
    """Give the campaigns."""
    for number, _, copies in sizes_of(size):
        yield {
            "id": number,
            "title": f"Campaign {number}",
            "body_count": copies,
            "request_count": copies,
            "first_received": date(2024, 11, 20),
            "last_received": date(2026, 11, 19),
            "weakest_score": 0.9,
            "created_run_id": 1,
            "changed_run_id": 1,
        }


def places(size: int) -> Iterator[dict[str, Any]]:
    """Put the requests of each campaign into it."""
    for number, first, copies in sizes_of(size):
        for place in range(first, first + copies):
            yield {"question_id": place, "campaign_id": number, "joined_run_id": 1}


def night(database: Database) -> None:
    """Answer 300 requests and add 100 that join campaigns, as the second run."""
    rng = random.Random(7)
    with database.writing() as session:
        last = session.scalar(select(func.max(Request.id))) or 0
        most = session.scalar(select(func.max(Campaign.id))) or 0
        answers = [
            {"id": n, "outcome": "refused", "responded": date(2026, 11, 19), "last_run_id": 2}
            for n in rng.sample(range(1, last + 1), ANSWERED)
        ]
        session.execute(update(Request), answers)
        new = range(last + 1, last + JOINED + 1)
        joined = [rng.randint(1, most) for _ in new]
        write(session, Request, (request(n, rng, run=2) for n in new))
        write(session, Question, map(question, new))
        rows = ({"question_id": n, "campaign_id": c} for n, c in zip(new, joined, strict=True))
        write(session, CampaignQuestion, (row | {"joined_run_id": 2} for row in rows))
        changed = update(Campaign).where(Campaign.id.in_(set(joined)))
        session.execute(changed.values(changed_run_id=2, body_count=Campaign.body_count + 1))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
