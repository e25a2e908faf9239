"""Nights with a toy encoder for tests: take requests in, match them, see the campaigns.

Not importable: tests load it with `runpy.run_path`. All but the encoder is real.
"""

import hashlib
import json
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta

import numpy as np
from sqlalchemy import select

from tracker.campaigns.build import match_and_group
from tracker.campaigns.scoring import scorer_of
from tracker.ingest import SourceFile, ingest_files
from tracker.register import import_bodies
from tracker.runs import recorded_run
from tracker.store.tables import CampaignQuestion, Question, Request

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
FIRST_DAY = date(2026, 3, 2)
BODIES = ("northshire", "eastmoor", "westmarch", "southfen", "midvale")
PLACES = 1_024


class BagOfWords:
    """Gives each text the bag of its words, hashed into so many places that few meet."""

    def __init__(self, name="toy@1"):
        self.name = name

    def encode(self, texts, progress=None):
        vectors = np.zeros((len(texts), PLACES), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().replace(".", "").replace("?", "").replace(",", "").split():
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:2]) % PLACES] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class Quiet:
    """Watches a run and says nothing."""

    def step(self, name):
        return nullcontext(lambda _done: None)

    def note(self, line):
        pass


class ToyNights:
    """A register of invented bodies on a database, and nights one after another."""

    def __init__(self, database, settings, folder):
        self.database = database
        self.settings = settings
        self.folder = folder
        self.encoder = BagOfWords()
        self.files = 0
        register = folder / "bodies.csv"
        rows = "".join(f"{slug},{slug.title()} Police\n" for slug in BODIES)
        register.write_text("slug,name\n" + rows)
        with database.writing() as session:
            import_bodies(session, register)

    def take_in(self, *requests):
        """Ingest (body, reference, text) or, with days after the first day, (..., day)."""
        self.files += 1
        path = self.folder / f"night-{self.files}.jsonl"
        lines = [
            {
                "body": body,
                "reference": reference,
                "received": (FIRST_DAY + timedelta(days=sum(day))).isoformat(),
                "text": text.replace("{}", f"{body.title()} Police"),
            }
            for body, reference, text, *day in requests
        ]
        path.write_text("\n".join(map(json.dumps, lines)))
        with recorded_run(self.database.writing, "ingest", clock=lambda: NOW) as run:
            reports = ingest_files(
                self.database.writing,
                [SourceFile(path=path)],
                run=run,
                clock=lambda: NOW,
                listener=Quiet(),
            )
        assert sum(report.quarantined for report in reports) == 0

    def match(self):
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

    def campaigns(self):
        """Give each campaign's id with the references in it."""
        query = (
            select(CampaignQuestion.campaign_id, Request.reference)
            .join(Question, Question.id == CampaignQuestion.question_id)
            .join(Request, Request.id == Question.request_id)
        )
        found = {}
        with self.database.reading() as session:
            for campaign, reference in session.execute(query):
                found.setdefault(campaign, set()).add(reference)
        return found
