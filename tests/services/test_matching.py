"""Matching and grouping on a real database of each kind, with an encoder that is a toy."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select

from tracker.campaigns.build import MatchReport, match_and_group
from tracker.campaigns.scoring import scorer_of
from tracker.campaigns.who_else import who_else
from tracker.ingest import files_by_body, ingest_files
from tracker.matching.scorer import load_scorer
from tracker.register import import_bodies
from tracker.runs import recorded_run
from tracker.store.tables import Campaign, CampaignQuestion, Match, QuestionVector, Request
from tracker.text.prepare import prepare

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
BODIES = ("northshire", "eastmoor", "westmarch", "southfen", "midvale")
NOISE = "Which suppliers of catering at the training college were paid more than 5,000 pounds?"
ASKED = "How many covert listening devices has {} bought or hired since January 2022?"
REWORDED = "The number of covert listening devices {} has hired or bought since January 2022."
OTHER = "What training must dog handlers of {} complete before they work at football matches?"


class ToyEncoder:
    """Gives each text the bag of its words, hashed into 256 places."""

    def __init__(self, name: str = "toy@1") -> None:
        self.name = name
        self.encoded = 0

    def encode(self, texts: Sequence[str], progress: Any = None) -> Any:
        self.encoded += len(texts)
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().replace(".", "").replace("?", "").split():
                row[hashlib.sha256(word.encode()).digest()[0]] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class Quiet:
    """Watches a run and says nothing."""

    def step(self, name):
        from contextlib import nullcontext

        return nullcontext(lambda _done: None)

    def note(self, line):
        pass


@pytest.fixture
def tracker(database, settings, tmp_path):
    """Give a small tracker: take requests in, match, and look."""
    return Tracker(database, settings, tmp_path)


class Tracker:
    def __init__(self, database, settings, folder):
        self.database = database
        self.settings = settings
        self.folder = folder
        self.encoder = ToyEncoder()
        self.files = 0
        register = folder / "bodies.csv"
        rows = "".join(f"{slug},{slug.title()} Police\n" for slug in BODIES)
        register.write_text("slug,name\n" + rows)
        with database.writing() as session:
            import_bodies(session, register)

    def take_in(self, *requests, received=date(2026, 10, 5)):
        """Ingest (body, reference, text) triples, received a day apart."""
        self.files += 1
        path = self.folder / f"night-{self.files}.jsonl"
        lines = [
            {
                "body": body,
                "reference": reference,
                "received": (received + timedelta(days=number)).isoformat(),
                "text": text.format(f"{body.title()} Police"),
            }
            for number, (body, reference, text) in enumerate(requests)
        ]
        path.write_text("\n".join(map(json.dumps, lines)))
        with recorded_run(self.database.writing, "ingest", clock=lambda: NOW) as run:
            reports = ingest_files(
                self.database.writing,
                files_by_body(path) if path.is_dir() else _one(path),
                run=run,
                clock=lambda: NOW,
                listener=Quiet(),
            )
        assert sum(r.quarantined for r in reports) == 0

    def match(self, **options) -> MatchReport:
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

    def campaigns(self):
        """Give each campaign's id with the references in it."""
        from tracker.store.tables import Question

        query = (
            select(CampaignQuestion.campaign_id, Request.reference)
            .join(Question, Question.id == CampaignQuestion.question_id)
            .join(Request, Request.id == Question.request_id)
        )
        found: dict[int, set[str]] = {}
        with self.database.reading() as session:
            for campaign, reference in session.execute(query):
                found.setdefault(campaign, set()).add(reference)
        return found

    def count(self, table):
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table))


def _one(path):
    from tracker.ingest import SourceFile

    return [SourceFile(path=path)]


def test_copies_become_a_round_robin_and_the_rest_stays_alone(tracker):
    tracker.take_in(
        ("northshire", "N1", ASKED),
        ("eastmoor", "E1", REWORDED),
        ("westmarch", "W1", ASKED),
        ("southfen", "S1", OTHER),
        ("midvale", "M1", NOISE),
    )
    report = tracker.match()
    assert list(tracker.campaigns().values()) == [{"N1", "E1", "W1"}]
    assert (report.campaigns_new, report.round_robins_new, report.alerts_owed) == (1, 1, 3)
    with tracker.database.reading() as session:
        campaign = session.scalars(select(Campaign)).one()
        assert campaign.round_robin
        assert "listening devices" in campaign.title
        assert "Northshire" not in campaign.title


def test_a_second_run_changes_nothing_and_encodes_nothing(tracker):
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", REWORDED))
    tracker.match()
    before, encoded = tracker.campaigns(), tracker.encoder.encoded
    with tracker.database.reading() as session:
        changed_by = session.scalars(select(Campaign.changed_run_id)).all()
    again = tracker.match()
    assert tracker.campaigns() == before
    assert tracker.encoder.encoded == encoded
    assert (again.texts_encoded, again.pairs_scored, again.campaigns_changed) == (0, 0, 0)
    assert again.alerts_owed == 0
    with tracker.database.reading() as session:
        assert session.scalars(select(Campaign.changed_run_id)).all() == changed_by


def test_equal_wordings_share_one_vector_and_need_no_match(tracker):
    tracker.take_in(*((body, body, ASKED) for body in BODIES))
    assert tracker.match().texts_encoded == 1
    assert tracker.count(QuestionVector) == 1
    assert tracker.count(Match) == 0
    assert list(tracker.campaigns().values()) == [set(BODIES)]


def test_a_campaign_keeps_its_id_when_a_body_joins_and_only_that_desk_is_told(tracker):
    tracker.take_in(*((body, f"{body}-1", ASKED) for body in BODIES[:3]))
    first = tracker.match()
    (campaign,) = tracker.campaigns()
    tracker.take_in(("southfen", "late", REWORDED), received=date(2026, 10, 12))
    second = tracker.match()
    assert set(tracker.campaigns()) == {campaign}
    assert "late" in tracker.campaigns()[campaign]
    assert (first.alerts_owed, second.alerts_owed) == (3, 1)
    assert (second.campaigns_new, second.campaigns_changed) == (0, 1)


def test_nights_in_any_split_give_the_same_campaigns(tracker):
    requests = [
        ("northshire", "N1", ASKED), ("eastmoor", "E1", REWORDED), ("westmarch", "W1", ASKED),
        ("southfen", "S1", OTHER), ("midvale", "M1", OTHER), ("midvale", "M2", NOISE),
    ]  # fmt: skip
    for request in reversed(requests):
        tracker.take_in(request)
        tracker.match()
    found = sorted(map(sorted, tracker.campaigns().values()))
    assert found == [["E1", "N1", "W1"], ["M1", "S1"]]


def test_a_campaign_whose_requests_change_is_dissolved_and_its_row_stays(tracker):
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", ASKED))
    tracker.match()
    tracker.take_in(("eastmoor", "E1", OTHER))
    report = tracker.match()
    assert report.campaigns_dissolved == 1
    assert tracker.campaigns() == {}
    with tracker.database.reading() as session:
        assert session.scalars(select(Campaign)).one().dissolved_at == NOW


def test_another_encoder_encodes_anew_and_keeps_the_ids(tracker):
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", REWORDED))
    tracker.match()
    before = tracker.campaigns()
    tracker.encoder = ToyEncoder("toy@2")
    report = tracker.match()
    assert report.texts_encoded == 2
    assert tracker.campaigns() == before
    with tracker.database.reading() as session:
        assert set(session.scalars(select(Match.model))) == {"toy@2"}


def test_the_round_robin_flag_follows_the_settings(tracker):
    tracker.take_in(*((body, body, ASKED) for body in BODIES[:3]))
    assert tracker.match(round_robin_bodies=4).round_robins == 0
    assert tracker.match(round_robin_bodies=3).round_robins == 1
    assert tracker.match(round_robin_bodies=4).round_robins == 0


def test_every_match_is_explained_by_parts_that_add_up(tracker):
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", REWORDED))
    tracker.match()
    with tracker.database.reading() as session:
        match = session.scalars(select(Match)).one()
    log_odds = np.log(match.score / (1 - match.score))
    assert abs(sum(part["points"] for part in match.parts) - log_odds) < 1e-6
    assert match.scorer == load_scorer().version


def test_who_else_names_the_campaign_the_bodies_and_the_reasons(tracker):
    tracker.take_in(*((body, body, ASKED) for body in BODIES[:3]))
    tracker.match()
    scorer = load_scorer()
    text = f"Dear Midvale Police,\n\n{REWORDED.format('Midvale Police')}\n\nYours faithfully,\nA B"
    with tracker.database.reading() as session:
        (answer,) = who_else(
            session,
            prepare(text, body_names=("Midvale Police",)),
            encoder=tracker.encoder,
            scorer=scorer,
            threshold=scorer.threshold,
        )
    assert answer.campaigns[0].bodies == sorted(BODIES[:3])
    assert {copy.body for copy in answer.copies} == set(BODIES[:3])
    assert all(copy.campaign == answer.campaigns[0].id for copy in answer.copies)
    assert "listen" in next(p for p in answer.copies[0].parts if p["name"] == "substance")["words"]


def test_who_else_keeps_nothing(tracker):
    tracker.take_in(("northshire", "N1", ASKED))
    tracker.match()
    before = tracker.count(QuestionVector)
    scorer = load_scorer()
    with tracker.database.reading() as session:
        who_else(
            session,
            prepare(OTHER, body_names=()),
            encoder=tracker.encoder,
            scorer=scorer,
            threshold=scorer.threshold,
        )
    assert tracker.count(QuestionVector) == before


TALE = "Swarms of bees settled behind the derelict mill during the harvest."
TOPICS = (
    "horses stabled", "kennels rebuilt", "radios replaced", "boats moored", "bicycles stolen",
    "windows broken", "uniforms tailored", "helmets scrapped", "canteens closed", "trees felled",
    "lockers forced", "engines tuned", "drains cleared", "roofs mended", "gates painted",
)  # fmt: skip


def test_a_sentence_that_recurs_beside_other_questions_leaves_the_questions(tracker):
    from tracker.store.tables import Question, QuestionText, RecurringSentence

    tracker.take_in(
        *(
            (BODIES[n % 3], f"T{n}", f"{TALE} How many {topic} by {{}} were counted at each depot?")
            for n, topic in enumerate(TOPICS)
        )
    )
    report = tracker.match()
    assert (report.sentences_learned, report.requests_read_anew) == (1, len(TOPICS))
    with tracker.database.reading() as session:
        wordings = session.scalars(
            select(QuestionText.comparable).join(Question, Question.text_id == QuestionText.id)
        ).all()
        texts = session.scalars(select(Request.text)).all()
    assert len(wordings) == len(TOPICS)
    assert not any("bees" in wording for wording in wordings)
    assert all("bees" in text for text in texts)
    assert tracker.match().sentences_learned == 0
    tracker.take_in(("midvale", "late", f"{TALE} How many lanterns does {{}} keep at its depots?"))
    with tracker.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RecurringSentence)) == 1
        newest = session.scalars(select(Question.display).order_by(Question.id.desc())).first()
    assert "bees" not in newest
