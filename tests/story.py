"""Rows for tests, written straight into the tables; texts are invented.

Not importable: tests load it with `runpy.run_path`.
"""

import hashlib
import math
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy import func, select

from tracker.store.tables import (
    Body,
    BodyAlias,
    Campaign,
    CampaignQuestion,
    Match,
    QuarantinedRow,
    Question,
    QuestionText,
    Request,
    Run,
    RunFile,
    SeriesLink,
)

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
TODAY = NOW.date()
HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)> \u202eevil\u202c =1+1 🦉"

FORCES = [
    ("avon-and-somerset", "Avon and Somerset Police"),
    ("bedfordshire", "Bedfordshire Police"),
    ("cambridgeshire", "Cambridgeshire Constabulary"),
    ("cheshire", "Cheshire Constabulary"),
    ("cleveland", "Cleveland Police"),
    ("cumbria", "Cumbria Constabulary"),
    ("derbyshire", "Derbyshire Constabulary"),
    ("devon-and-cornwall", "Devon and Cornwall Police"),
    ("dorset", "Dorset Police"),
    ("durham", "Durham Constabulary"),
    ("dyfed-powys", "Dyfed-Powys Police"),
    ("essex", "Essex Police"),
    ("gloucestershire", "Gloucestershire Constabulary"),
    ("gwent", "Gwent Police"),
    ("hampshire", "Hampshire and Isle of Wight Constabulary"),
    ("humberside", "Humberside Police"),
    ("kent", "Kent Police"),
    ("lincolnshire", "Lincolnshire Police"),
    ("norfolk", "Norfolk Constabulary"),
    ("north-wales", "North Wales Police"),
    ("police-scotland", "Police Service of Scotland"),
    ("staffordshire", "Staffordshire Police"),
    ("surrey", "Surrey Police"),
]


class Story:
    """Puts bodies, requests, campaigns and runs into a session, with defaults for the rest."""

    def __init__(self, session):
        self.session = session
        self.number = count(1 + session.scalar(select(func.count()).select_from(Request)))
        self.bodies = dict(tuple(row) for row in session.execute(select(Body.slug, Body.id)))

    def body(self, slug, name=None, regime="FOIA", aliases=()):
        if slug not in self.bodies:
            name = name or dict(FORCES).get(slug, slug.title())
            regime = "FOISA" if slug == "police-scotland" else regime
            body = Body(slug=slug, name=name, short_name=name.split()[0], regime=regime)
            self.session.add(body)
            self.session.flush()
            for alias in aliases:
                self.session.add(BodyAlias(body_id=body.id, alias=alias, folded=alias.casefold()))
            self.bodies[slug] = body.id
        return self.bodies[slug]

    def run(self, kind="nightly", status="done", started=NOW - timedelta(minutes=15), report=None):
        finished = None if status == "running" else started + timedelta(minutes=9)
        run = Run(
            kind=kind, status=status, started_at=started, finished_at=finished, report=report or {}
        )
        self.session.add(run)
        self.session.flush()
        return run.id

    def file(self, run, name="kent.csv", *, rejected=(), **fields):
        counted = {"stored": 0, "changed": 0, "unchanged": 0, "quarantined": len(rejected)}
        counted |= {key: value for key, value in fields.items() if key in counted}
        others = {key: value for key, value in fields.items() if key not in counted}
        file = RunFile(
            run_id=run,
            name=name,
            sha256="0" * 64,
            rows_in=sum(counted.values()),
            **counted,
            **({"status": "accepted"} | others),
        )
        self.session.add(file)
        self.session.flush()
        for line, code, reason, held in rejected:
            self.session.add(
                QuarantinedRow(
                    run_file_id=file.id, line=line, code=code, reason=reason, fields=held
                )
            )
        return file.id

    def text(self, comparable):
        digest = hashlib.sha256(comparable.encode()).hexdigest()
        found = self.session.scalars(
            select(QuestionText).where(QuestionText.sha256 == digest)
        ).one_or_none()
        if found is None:
            found = QuestionText(sha256=digest, comparable=comparable)
            self.session.add(found)
            self.session.flush()
        return found.id

    def request(self, body, received, questions, *, run, **fields):
        """Store a request; `questions` are wordings with `{body}`. Give its questions' numbers."""
        number = next(self.number)
        name = dict(FORCES).get(body, body.title())
        reference = fields.pop("reference", f"FOI/26/{4000 + number}")
        request = Request(
            body_id=self.body(body),
            reference=reference,
            reference_key=f"{reference.casefold()}-{number}",
            received=received,
            text="\n".join(questions).replace("{body}", name),
            content_hash=f"{number:064d}",
            first_run_id=run,
            last_run_id=run,
            **fields,
        )
        self.session.add(request)
        self.session.flush()
        asked = [
            Question(
                request_id=request.id,
                position=place,
                label=str(place),
                display=wording.replace("{body}", name),
                text_id=self.text(wording.replace("{body}", "your organisation")),
            )
            for place, wording in enumerate(questions, start=1)
        ]
        self.session.add_all(asked)
        self.session.flush()
        return [question.id for question in asked]

    def campaign(self, title, questions, *, run, round_robin=False, joined=None, **fields):
        """Make a campaign of questions; `joined` tells for some of them by which run they came."""
        found = list(
            self.session.execute(
                select(Request.id, Request.body_id, Request.received)
                .join(Question, Question.request_id == Request.id)
                .where(Question.id.in_(questions))
                .distinct()
            )
        )
        days = [row.received for row in found] or [TODAY]
        campaign = Campaign(
            title=title,
            round_robin=round_robin,
            round_robin_since=NOW if round_robin else None,
            body_count=len({row.body_id for row in found}),
            request_count=len(found),
            first_received=min(days),
            last_received=max(days),
            weakest_score=fields.pop("weakest_score", 0.91),
            created_run_id=run,
            changed_run_id=run,
            **fields,
        )
        self.session.add(campaign)
        self.session.flush()
        self.session.add_all(
            CampaignQuestion(
                question_id=question,
                campaign_id=campaign.id,
                joined_run_id=(joined or {}).get(question, run),
            )
            for question in questions
        )
        self.session.flush()
        return campaign.id

    def match(self, one, other, points):
        """Match two wordings; `points` are (name, value, points, words)."""
        a, b = sorted(self.text(w.replace("{body}", "your organisation")) for w in (one, other))
        total = sum(part[2] for part in points)
        self.session.add(
            Match(
                text_a_id=a,
                text_b_id=b,
                score=1 / (1 + math.exp(-total)),
                parts=[
                    dict(zip(("name", "value", "points", "words"), part, strict=True))
                    for part in points
                ],
                scorer="pair-scorer@1",
                model="all-MiniLM-L6-v2@53aa5117",
            )
        )
        self.session.flush()


CATCHERS = (
    "Has {body} bought or used IMSI catchers since 1 January 2023, and under whose authority?",
    "Tell me whether {body} has used IMSI catchers or cell-site simulators since 1 January 2023.",
    "Has {body} used IMSI catchers since 1 January 2023, and at how many public events?",
)
CATCHER_COST = "How much has {body} spent on this equipment in each financial year since 2022/23?"
DRONES = "How many drones does {body} own, and how often was each of them flown in 2025?"
DRONES_LONG = "How many drones does {body} own, and how often was each flown during 2025?"
PARTS = [
    ("start", 1.0, -4.1, ""),
    ("meaning", 0.93, 5.2, "The two wordings mean nearly the same"),
    ("rare_words", 0.7, 2.4, "Both use the rare words imsi, catchers, simulators"),
    ("dates_and_numbers", 1.0, 1.1, "Both name 1 January 2023"),
    ("length", 0.8, -0.3, "One is a fifth longer"),
]


def police_story(session):
    """Tell a small story: a big round robin, two smaller campaigns, an ended one, three runs."""
    story = Story(session)
    first = story.run(kind="demo", started=NOW - timedelta(days=9))
    failed = story.run(kind="match", status="failed", started=NOW - timedelta(days=2))
    last = story.run(
        report={"encoded": 12, "matches": 31, "campaigns": {"new": 1, "grown": 2}, "alerts": 4}
    )
    story.file(failed, "scan.pdf", status="quarantined", reason="This is not a file of requests")
    story.file(
        last,
        "requests.csv",
        stored=41,
        unchanged=1180,
        counts={"dropped": {"requester_name": 41}, "removed": {"email": 3}},
        rejected=[
            (17, "date", "Date received “31/02/2026” does not exist", {"body": "Kent Police"}),
            (29, "body", "No body is called “Kentshire Police”", {"text": HOSTILE}),
        ],
    )
    outcomes = ["ncnd"] * 9 + ["disclosed", "not-held", "refused", "partly-disclosed", "cost"]
    asked, joined = [], {}
    for place, (slug, _) in enumerate(FORCES):
        received = date(2026, 10, 12) + timedelta(days=(place * place) % 31)
        late = place >= len(FORCES) - 3
        outcome = outcomes[place] if place < len(outcomes) else "pending"
        wording = CATCHERS[0 if place < 15 else 1 if place < 21 else 2]
        questions = story.request(
            slug,
            date(2026, 11, 16) if late else received,
            [wording, CATCHER_COST] if place % 4 == 0 else [wording],
            run=last if late else first,
            outcome=outcome,
            responded=received + timedelta(days=18) if outcome != "pending" else None,
        )
        asked += questions
        joined |= dict.fromkeys(questions, last if late else first)
    story.match(CATCHERS[0], CATCHERS[1], PARTS)
    story.match(CATCHERS[1], CATCHERS[2], [*PARTS[:2], ("lists", 0.4, -0.2, "The lists differ")])
    catchers = story.campaign(
        "IMSI catchers and other mobile phone surveillance equipment",
        asked,
        run=first,
        round_robin=True,
        joined=joined,
    )
    drones = [
        story.request(slug, date(2026, 11, day), [wording], run=last)[0]
        for slug, day, wording in (
            ("kent", 16, DRONES),
            ("essex", 17, DRONES_LONG),
            ("police-scotland", 18, DRONES),
        )
    ]
    story.match(DRONES, DRONES_LONG, [*PARTS[:2], ("wording", 0.97, 3.3, "Almost every word")])
    flown = story.campaign("Drones owned and flown", drones, run=last, round_robin=True)
    session.add(
        SeriesLink(
            campaign_a_id=catchers,
            campaign_b_id=flown,
            differs=[{"kind": "equipment", "a": "IMSI catcher", "b": "drone"}],
            likeness=0.8,
            scorer="pair-scorer@1",
            run_id=last,
        )
    )
    settled = [
        story.request(
            slug, date(2026, 6, 1), ["Which dogs does {body} keep?"], run=first, outcome="disclosed"
        )[0]
        for slug in ("dorset", "surrey")
    ]
    story.campaign("Police dogs kept", settled, run=first)
    story.campaign("Ended", [], run=first, dissolved_at=NOW - timedelta(days=1))
    story.campaign(
        "Merged", [], run=first, dissolved_at=NOW - timedelta(days=1), merged_into_id=catchers
    )
    return story


def crowd(session, campaigns, *, size=3):
    """Add many plain campaigns, each of `size` requests with one wording."""
    story = Story(session)
    run = story.run()
    for slug, _ in FORCES[:size]:
        story.body(slug)
    for number in range(campaigns):
        wording = f"How many vans of type {number} does {{body}} have?"
        questions = [
            story.request(slug, date(2026, 9, 1) + timedelta(days=number % 60), [wording], run=run)
            for slug, _ in FORCES[:size]
        ]
        flat = [question for found in questions for question in found]
        story.campaign(f"Vans of type {number}", flat, run=run, round_robin=number % 2 == 0)
    return story
