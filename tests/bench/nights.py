"""A database of its own in which nights are run one after another; for benches, not for tests."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tracker.campaigns.build import MatchReport, match_and_group
from tracker.campaigns.scoring import scorer_of
from tracker.ingest import SourceFile, ingest_files
from tracker.matching.encoder import Encoder
from tracker.register import import_bodies
from tracker.runs import recorded_run
from tracker.settings import Settings
from tracker.store import schema
from tracker.store.engine import open_database
from tracker.store.tables import Body, CampaignQuestion, Question, Request

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

Key = tuple[str, str, int]
"""A question as every run names it: body, reference, position."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One request as it comes in."""

    body: str
    reference: str
    received: str
    text: str


class Silent:
    """Watches a run and says nothing."""

    def step(self, name: str) -> AbstractContextManager[Any]:
        """Begin a step of which nobody hears."""
        return nullcontext(lambda _done: None)

    def note(self, line: str) -> None:
        """Let a sentence pass."""


class Nights:
    """A SQLite database with a register of its own; one that is there already is gone on with."""

    def __init__(self, folder: Path, bodies: Iterable[str], encoder: Encoder) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.encoder = encoder
        self.settings = Settings(database_url=f"sqlite:///{folder / 'mosaic.db'}")
        is_new = not (folder / "mosaic.db").exists()
        self.database = open_database(self.settings.database_url)
        if is_new:
            self._begin(bodies)

    def _begin(self, bodies: Iterable[str]) -> None:
        """Make the tables and the register."""
        schema.upgrade(self.database)
        register = self.folder / "bodies.csv"
        with register.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(["slug", "name"])
            for place, name in enumerate(sorted(set(bodies))):
                slug = re.sub("[^a-z]+", "-", name.lower()).strip("-")
                writer.writerow([f"{slug}-{place}", name])
        with self.database.writing() as session:
            import_bodies(session, register)

    def take_in(self, arrivals: Sequence[Arrival]) -> None:
        """Ingest what came in one night; every row has to be taken."""
        path = self.folder / f"night-{len(list(self.folder.glob('night-*'))) + 1}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for one in arrivals:
                row = {"body": one.body, "reference": one.reference, "received": one.received}
                out.write(json.dumps(row | {"text": one.text}) + "\n")
        with recorded_run(self.database.writing, "ingest", clock=lambda: NOW) as run:
            reports = ingest_files(
                self.database.writing,
                [SourceFile(path=path)],
                run=run,
                clock=lambda: NOW,
                listener=Silent(),
            )
        lost = sum(report.quarantined for report in reports)
        if lost:
            message = f"{lost} of {len(arrivals)} rows were not taken"
            raise RuntimeError(message)

    def match(self) -> MatchReport:
        """Match and group what is stored."""
        with recorded_run(self.database.writing, "match", clock=lambda: NOW) as run:
            return match_and_group(
                self.database.writing,
                encoder=self.encoder,
                scorer=scorer_of(self.settings),
                settings=self.settings,
                today=NOW.date(),
                now=NOW,
                run_id=run.id,
            )

    def campaigns(self) -> dict[int, frozenset[Key]]:
        """Return each campaign's id with its questions."""
        query = (
            select(CampaignQuestion.campaign_id, Body.name, Request.reference, Question.position)
            .join(Question, Question.id == CampaignQuestion.question_id)
            .join(Request, Request.id == Question.request_id)
            .join(Body, Body.id == Request.body_id)
        )
        found: dict[int, set[Key]] = {}
        with self.database.reading() as session:
            for campaign, *key in session.execute(query):
                found.setdefault(campaign, set()).add((key[0], key[1], key[2]))
        return {campaign: frozenset(keys) for campaign, keys in found.items()}

    def close(self) -> None:
        """Close the database."""
        self.database.dispose()
