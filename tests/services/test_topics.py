"""The sensitive topics of campaigns: found once, with a toy encoder, on both databases."""

import random
from datetime import timedelta
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import select, text

from tracker.campaigns.assessment import assess, risks
from tracker.campaigns.risk.topics import listed_topics, topics_of
from tracker.law.working_days import BankHolidays
from tracker.store.tables import Campaign, CampaignTopics, Request

SMALL = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
HOLIDAYS = BankHolidays.load()
CATCHERS = (
    "Ownership, purchase, policy or use of IMSI catchers, Stingrays, cell-site simulators or "
    "covert communications data capture (CCDC) equipment by {}."
)
CATERING = "Which bakers sold rolls, buns and cakes to the canteen of {} last summer?"


class Counting(SMALL["ToyEncoder"]):
    def __init__(self):
        super().__init__()
        self.lists = 0

    def encode(self, texts, progress=None):
        self.lists += len(texts) == len(listed_topics())
        return super().encode(texts, progress)


@pytest.fixture
def tracker(database, settings, tmp_path):
    small = SMALL["SmallTracker"](database, settings, tmp_path)
    small.encoder = Counting()
    return small


def ask(tracker, wording, name, bodies=("northshire", "eastmoor", "westmarch")):
    tracker.take_in(*((body, f"{name}/{body}", wording) for body in bodies))


def stored(tracker):
    query = select(Campaign.title, CampaignTopics.topics, CampaignTopics.run_id).join(
        CampaignTopics, CampaignTopics.campaign_id == Campaign.id
    )
    with tracker.database.reading() as session:
        return {
            "catchers" if "IMSI" in title else "catering": ([t["slug"] for t in topics], run)
            for title, topics, run in session.execute(query)
        }


def test_the_topics_are_looked_for_when_a_campaign_is_new_or_changed(tracker):
    ask(tracker, CATCHERS, "A")
    ask(tracker, CATERING, "B")
    tracker.match()
    first = stored(tracker)
    assert first["catchers"][0][0] == "imsi-catchers"
    assert first["catering"][0] == []
    assert tracker.encoder.lists == 1
    tracker.match()
    assert stored(tracker) == first
    assert tracker.encoder.lists == 1
    ask(tracker, CATERING, "C", bodies=("midvale",))
    tracker.match()
    assert stored(tracker)["catchers"] == first["catchers"]
    assert stored(tracker)["catering"][1] > first["catering"][1]
    assert tracker.encoder.lists == 2


def test_another_encoder_or_another_list_looks_again(tracker):
    ask(tracker, CATCHERS, "A")
    tracker.match()
    with tracker.database.writing() as session:
        session.execute(text("UPDATE campaign_topics SET topics = '[]', read_with = 'older toy'"))
    tracker.match()
    assert stored(tracker)["catchers"][0][0] == "imsi-catchers"


def test_only_topics_nearly_as_like_as_the_best_are_given():
    encoder = SMALL["ToyEncoder"]()
    listed = encoder.encode([topic.text for topic in listed_topics()])
    for topic in listed_topics():
        found = topics_of([topic.text], encoder.encode([topic.text]), listed)
        assert found[0].slug == topic.slug
        assert 1 <= len(found) <= 3
        assert all(each.likeness >= found[0].likeness - 0.101 for each in found)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_is_found_of_a_campaign_changes_a_request(tracker, today, seed):
    chance = random.Random(seed)
    bodies = [*SMALL["BODIES"], *SMALL["BODIES"]]
    for number, body in enumerate(bodies):
        ask(tracker, CATCHERS, f"A{number}", bodies=(body,))
    tracker.match()
    outcomes = ("pending", "ncnd", "not-held", "disclosed", "refused", "cost", "vexatious")
    with tracker.database.writing() as session:
        for request in session.scalars(select(Request)):
            request.outcome = chance.choice(outcomes)
            request.status = chance.choice(("", "Closed"))
            request.due = chance.choice((None, today))
            if request.outcome != "pending":
                request.responded = today - timedelta(days=chance.randint(0, 30))
    before = rows_of_requests(tracker)
    ask(tracker, CATCHERS.replace("purchase", "hire"), "B", bodies=("midvale", "southfen"))
    tracker.match()
    with tracker.database.writing() as session:
        campaigns = session.scalars(select(Campaign.id)).all()
        risks(session, campaigns, today=today, holidays=HOLIDAYS)
        found = [assess(session, c, today=today, holidays=HOLIDAYS) for c in campaigns]
        assert any(each.risk.score > 0 for each in found)
    assert rows_of_requests(tracker)[: len(before)] == before


def rows_of_requests(tracker):
    with tracker.database.reading() as session:
        return session.execute(text("SELECT * FROM requests ORDER BY id")).all()


def test_the_floors_fit_invented_questions_with_the_model_that_ships():
    from tracker.matching.encoder import SentenceEncoder

    encoder = SentenceEncoder.load()
    listed = encoder.encode([topic.text for topic in listed_topics()])
    path = Path(__file__).parents[1] / "bench" / "topic_questions.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t") for line in lines if not line.startswith("#")]
    vectors = encoder.encode([question for _, question in asked])
    found = [
        [each.slug for each in topics_of([question], vector[None, :], listed)]
        for (_, question), vector in zip(asked, vectors, strict=True)
    ]
    on = [slug in topics for (slug, _), topics in zip(asked, found, strict=True) if slug != "-"]
    off = [bool(topics) for (slug, _), topics in zip(asked, found, strict=True) if slug == "-"]
    assert (len(on), len(off)) == (43, 40)
    assert sum(on) >= 40
    assert sum(off) == 0
