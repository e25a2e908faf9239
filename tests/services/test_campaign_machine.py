"""Whatever people and runs do one after another: people win, and an undo restores exactly."""

import random
import shutil
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from tracker.campaigns.events import all_looks
from tracker.campaigns.judgement import CannotDecide
from tracker.campaigns.state import NOBODY, stands
from tracker.settings import Settings
from tracker.store.engine import open_database
from tracker.store.tables import Campaign, CampaignQuestion, Question

TESTS = Path(__file__).parents[1]
KIT = run_path(str(TESTS / "small_tracker.py"))
PEOPLE = run_path(str(TESTS / "people.py"))["People"]
TEXTS = [
    *(KIT[name] for name in ("ASKED", "REWORDED", "NEARLY", "OTHER", "NOISE")),
    f"1. {KIT['ASKED']}\n2. {KIT['OTHER']}",
    f"1. {KIT['OTHER']}\n2. {KIT['NOISE']}",
]
REQUEST = st.tuples(
    st.sampled_from(KIT["BODIES"]), st.integers(1, 4), st.sampled_from(TEXTS), st.integers(1, 9)
)
CHANCE = st.integers(0, 2**32).map(random.Random)

DECISIONS = {"confirm", "archive", "not-a-campaign", "reopen"}
PLACING = {"confirm", "not-a-campaign", "split", "merge", "move", "remove"}


def told(decision):
    """Give who decided, when and why; nothing where nobody did."""
    return decision and (decision.by, decision.at, decision.reason)


class Judging(RuleBasedStateMachine):
    """Nights and judgements, beside a replay of the judgements that knows nothing of ours."""

    def __init__(self, template):
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "mosaic.db"
        shutil.copyfile(template, path)
        self.database = open_database(f"sqlite:///{path}")
        found = Settings(database_url=f"sqlite:///{path}")
        self.tracker = KIT["SmallTracker"](self.database, found, Path(self.folder.name))
        self.people = PEOPLE(self.database, self.tracker.settings)
        self.said = []
        """(event, {question: campaign or None}, merged into, before)"""
        self.undone = set()
        self.encoders = 1

    @initialize()
    def begin(self):
        for number, text in enumerate(TEXTS):
            self.tracker.take_in(*((body, f"{number}", text) for body in KIT["BODIES"][:4]))
        self.tracker.match()

    @rule(requests=st.lists(REQUEST, min_size=1, max_size=3, unique_by=lambda r: r[:2]))
    def ingest(self, requests):
        for body, number, text, month in requests:
            received = KIT["date"](2026, month, 3)
            self.tracker.take_in((body, f"{number}", text), received=received)

    @rule(again=st.integers(0, 3))
    def run(self, again):
        if not again:
            self.encoders += 1
            self.tracker.encoder = KIT["ToyEncoder"](f"toy@{self.encoders}")
        self.tracker.match(copy_threshold=(0.5, 0.5, 0.2, 0.9)[again])

    @rule(rng=CHANCE, what=st.sampled_from(["confirm", "archive", "not-a-campaign", "reopen"]))
    def decide(self, rng, what):
        (campaign,) = self.some_campaigns(rng, 1)
        pins = self.members(campaign) if what in {"confirm", "not-a-campaign"} else {}
        self.attempt(what, campaign, pins=pins)

    @rule(rng=CHANCE)
    def retitle(self, rng):
        self.attempt("retitle", *self.some_campaigns(rng, 1), f"Title {rng.random()}", pins={})

    @rule(rng=CHANCE, what=st.sampled_from(["split", "remove", "move", "move"]))
    def part(self, rng, what):
        campaign, other = self.some_campaigns(rng, 2)
        members = self.members(campaign)
        requests = sorted({self.request[q] for q in members})
        chosen = set(rng.sample(requests, rng.randint(1, max(1, len(requests) - 1))))
        leaving = {q for q in members if self.request[q] in chosen}
        to = {"split": "made", "remove": None, "move": other}[what]
        pins = members | dict.fromkeys(leaving, to)
        if what == "move":
            pins |= self.members(other)
            more = {"to": other}
        else:
            more = {}
        self.attempt(what, campaign, *chosen, pins=pins, **more)

    @rule(rng=CHANCE)
    def merge(self, rng):
        campaign, *others = self.some_campaigns(rng, rng.choice((2, 2, 3)))
        pins = {q: campaign for each in (campaign, *others) for q in self.members(each)}
        self.attempt("merge", campaign, others, pins=pins, merged=others)

    @precondition(lambda self: self.said)
    @rule(rng=CHANCE, latest=st.sampled_from([True, True, True, False]))
    def undo(self, rng, latest):
        standing = [entry for entry in self.said if entry[0].id not in self.undone]
        event, _, _, before = standing[-1] if latest and standing else rng.choice(self.said)
        untouched = self.people.rows()
        try:
            self.people.do("undo", event.id)
        except CannotDecide:
            assert self.people.rows() == untouched
            return
        assert event.id not in self.undone
        self.undone.add(event.id)
        places, titles, decisions = self.facts()
        for question, campaign in before[0].items() if event.kind in PLACING else ():
            assert question not in self.request or places.get(question) == campaign
        for campaign, title in before[1].items():
            if event.kind not in DECISIONS:
                assert titles.get(campaign, title) in {title, self.given_title(campaign)}
        for campaign in event.campaigns:
            assert told(decisions.get(campaign, NOBODY).decision) == told(self.last_word(campaign))

    def last_word(self, campaign):
        """Give the last decision about a campaign that nobody took back, unless it reopened it."""
        decisions = [
            said
            for said, *_ in self.said
            if said.campaign == campaign and said.kind in DECISIONS and said.id not in self.undone
        ]
        return decisions[-1] if decisions and decisions[-1].kind != "reopen" else None

    @invariant()
    def people_win(self):
        if not hasattr(self, "request"):
            return
        places, titles, _ = self.facts()
        pins = self.replayed()
        for question, label in pins.items():
            if question not in self.request:
                continue
            if label is None:
                company = {q for q, place in places.items() if place == places.get(question, 0)}
                assert (company - {question}).isdisjoint(pins)
            else:
                assert places.get(question) == label
        assert set(places.values()) <= set(titles)

    def attempt(self, what, campaign, *given, pins, merged=(), **more):
        """Judge, and remember what has to be the case from then on."""
        touched = {campaign, *merged, *([more["to"]] if more else [])}
        places, titles, decisions = self.facts()
        before = (
            {q: place for q, place in places.items() if place in touched},
            {c: titles[c] for c in touched},
            {c: decisions[c].decision for c in touched if c in decisions},
        )
        untouched = self.people.rows()
        try:
            event = self.people.do(what, campaign, *given, **more)
        except CannotDecide:
            assert self.people.rows() == untouched
            return
        pins = {q: event.made if place == "made" else place for q, place in pins.items()}
        self.said.append((event, pins, (campaign, merged), before))

    def replayed(self):
        """Say where people want each question, from what they did and did not take back."""
        pins = {}
        for event, pinned, (survivor, merged), _ in self.said:
            if event.id not in self.undone:
                pins = {q: survivor if place in merged else place for q, place in pins.items()}
                pins |= pinned
        return pins

    def given_title(self, campaign):
        titles = [
            event.title
            for event, *_ in self.said
            if event.title and event.campaign == campaign and event.id not in self.undone
        ]
        return titles[-1] if titles else None

    def some_campaigns(self, rng, wanted):
        """Choose campaigns that are there, or the same twice where there are too few."""
        places, titles, _ = self.facts()
        found = sorted(set(places.values())) or sorted(titles) or [1]
        return rng.sample(found * wanted if len(found) < wanted else found, wanted)

    def members(self, campaign):
        places, _, _ = self.facts()
        return {q: place for q, place in places.items() if place == campaign}

    def facts(self):
        """Give where questions are, the titles of live campaigns, and what was decided."""
        with self.database.reading() as session:
            asked = session.execute(select(Question.id, Question.request_id)).all()
            self.request = dict(tuple(row) for row in asked)
            placed = select(CampaignQuestion.question_id, CampaignQuestion.campaign_id)
            alive = select(Campaign.id, Campaign.title).where(Campaign.dissolved_at.is_(None))
            return (
                dict(tuple(row) for row in session.execute(placed)),
                dict(tuple(row) for row in session.execute(alive)),
                stands(all_looks(session)),
            )

    def teardown(self):
        self.database.dispose()
        self.folder.cleanup()


def judge(template, examples, *, always_the_same=False):
    """Run the machine so often, 40 steps each."""
    run_state_machine_as_test(
        lambda: Judging(template),
        settings=settings(
            max_examples=examples,
            derandomize=always_the_same,
            stateful_step_count=40,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_people_win_whatever_happens(sqlite_template):
    judge(sqlite_template, 5, always_the_same=True)
