"""A small tracker for tests: five bodies, a toy encoder, take in, match and look.

Not importable: tests load it with `runpy.run_path`. Texts are invented.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import select

from tracker.campaigns.build import match_and_group
from tracker.campaigns.review import Judgement, Verdict, decide, withdraw
from tracker.campaigns.scoring import scorer_of
from tracker.ingest import SourceFile, ingest_files
from tracker.matching.features import NAMES
from tracker.matching.scorer import load_scorer
from tracker.matching.scorer_file import scorer_as_toml
from tracker.matching.shape import Shape
from tracker.register import import_bodies
from tracker.runs import recorded_run
from tracker.store.tables import Body, CampaignQuestion, Question, Request

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
BODIES = ("northshire", "eastmoor", "westmarch", "southfen", "midvale")
ASKED = "How many covert listening devices has {} bought or hired since January 2022?"
REWORDED = "The number of covert listening devices {} has hired or bought since January 2022."
NEARLY = "How many covert listening devices has {} bought or hired in Wales since January 2022?"
OTHER = "What training must dog handlers of {} complete before they work at football matches?"
NOISE = "Which suppliers of catering at the training college were paid more than 5,000 pounds?"


class ToyEncoder:
    """Gives each text the bag of its words, hashed into 256 places."""

    def __init__(self, name: str = "toy@1") -> None:
        self.name = name

    def encode(self, texts: Sequence[str], progress: Any = None) -> Any:
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().replace(".", "").replace("?", "").split():
                row[hashlib.sha256(word.encode()).digest()[0]] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def write_scorer(folder, name="plain", *, encoder="toy@1", start=-30.0):
    """Write a scorer that looks at the likeness of meaning alone: a copy from a cosine of 0.75."""
    flat, rising = Shape((0.0, 1.0), (0.0, 0.0)), Shape((0.0, 1.0), (0.0, 40.0), "rising")
    scorer = replace(
        load_scorer(), version=name, encoder=encoder, calibration=flat, tempo=flat,
        threshold=0.5, near_miss=0.05, cohesion=0.0, sure=0.0, cosine_floor=0.55,
        min_mass=0.8, min_mass_withheld=12.0, side_by_side="",
    )  # fmt: skip
    shapes = tuple(rising if each == "meaning" else flat for each in NAMES)
    path = folder / f"{name}.toml"
    path.write_text(scorer_as_toml(scorer, start=start, shapes=shapes))
    return path


class Quiet:
    """Watches a run and says nothing."""

    def step(self, name):
        return nullcontext(lambda _done: None)

    def note(self, line):
        pass


class SmallTracker:
    """Takes requests in, matches them, decides, and looks at what came of it."""

    def __init__(self, database, settings, folder):
        self.database = database
        self.settings = settings.model_copy(update={"scorer_file": write_scorer(folder)})
        self.folder = folder
        self.encoder = ToyEncoder()
        self.files = 0
        register = folder / "bodies.csv"
        rows = "".join(f"{slug},{slug.title()} Police\n" for slug in BODIES)
        register.write_text("slug,name\n" + rows)
        with database.writing() as session:
            import_bodies(session, register)

    def take_in(self, *requests, received=date(2026, 10, 5)):
        """Ingest (body, reference, text) triples, received a day apart; give the file's report."""
        self.files += 1
        path = self.folder / f"night-{self.files}.jsonl"
        lines = [
            {
                "body": body,
                "reference": reference,
                "received": (received + timedelta(days=number)).isoformat(),
                "text": text.replace("{}", f"{body.title()} Police"),
            }
            for number, (body, reference, text) in enumerate(requests)
        ]
        path.write_text("\n".join(map(json.dumps, lines)))
        with recorded_run(self.database.writing, "ingest", clock=lambda: NOW) as run:
            (report,) = ingest_files(
                self.database.writing,
                [SourceFile(path)],
                run=run,
                clock=lambda: NOW,
                listener=Quiet(),
            )
        assert report.quarantined == 0
        return report

    def match(self, **options):
        settings = self.settings.model_copy(update=options)
        with recorded_run(self.database.writing, "match", clock=lambda: NOW) as run:
            return match_and_group(
                self.database.writing,
                encoder=self.encoder,
                scorer=scorer_of(settings),
                settings=settings,
                today=NOW.date(),
                now=NOW,
                run_id=run.id,
            )

    def numbers(self, reference):
        """Give the numbers of a request's questions by their places."""
        query = (
            select(Question.position, Question.id)
            .join(Request, Request.id == Question.request_id)
            .where(Request.reference == reference)
        )
        with self.database.reading() as session:
            return dict(session.execute(query).all())

    def number(self, reference):
        """Give the number of the only question of a request."""
        (found,) = self.numbers(reference).values()
        return found

    def decide(self, one, other, verdict, *, reason="I read both", by="Coordinator"):
        """Decide about the questions with these numbers, or the only ones of these requests."""
        a, b = (self.number(n) if isinstance(n, str) else n for n in (one, other))
        with self.database.writing() as session:
            judgement = Judgement(reason, by, NOW)
            return decide(session, a, b, verdict=Verdict(verdict), judgement=judgement).id

    def withdraw(self, decision):
        with self.database.writing() as session:
            withdraw(session, decision, judgement=Judgement("A slip", "Coordinator", NOW))

    def campaigns(self):
        """Give the references that stand in each campaign, as a sorted list of sorted lists."""
        query = (
            select(CampaignQuestion.campaign_id, Request.reference)
            .join(Question, Question.id == CampaignQuestion.question_id)
            .join(Request, Request.id == Question.request_id)
        )
        found: dict[int, set[str]] = {}
        with self.database.reading() as session:
            for campaign, reference in session.execute(query):
                found.setdefault(campaign, set()).add(reference)
        return sorted(map(sorted, found.values()))

    def places(self):
        """Give for each question in a campaign the campaign, and for every question its body."""
        bodies = select(Question.id, Body.slug).join(Request, Request.id == Question.request_id)
        with self.database.reading() as session:
            placed = select(CampaignQuestion.question_id, CampaignQuestion.campaign_id)
            return (
                dict(session.execute(placed).all()),
                dict(session.execute(bodies.join(Body, Body.id == Request.body_id)).all()),
            )
