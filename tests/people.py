"""What people do with the campaigns of a small tracker or of toy nights, for tests.

Not importable: tests load it with `runpy.run_path`.
"""

from datetime import UTC, datetime

from sqlalchemy import select

from tracker.campaigns import life
from tracker.campaigns.history import history
from tracker.campaigns.judgement import Judgement
from tracker.campaigns.undo import undo
from tracker.store.tables import Campaign, CampaignQuestion, Question, Request

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


class People:
    """Judges campaigns on a database, and looks at what came of it."""

    def __init__(self, database, settings):
        self.database = database
        self.settings = settings

    def do(self, what, campaign, *given, by="Coordinator", reason="I read them", seen=None, **more):
        """Do something with a campaign; requests are named by reference. Give the event."""
        act = undo if what == "undo" else getattr(life, what.replace("-", "_"))
        with self.database.writing() as session:
            if what in {"split", "move", "remove"}:
                given = [self.requests(session, given)]
            return act(
                session,
                campaign,
                *given,
                judgement=Judgement(reason, by, NOW, seen),
                settings=self.settings,
                **more,
            )

    def requests(self, session, references):
        known = dict(session.execute(select(Request.reference, Request.id)).all())
        return [known.get(one, 0) if isinstance(one, str) else one for one in references]

    def members(self):
        """Give by campaign the references in it."""
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

    def rows(self):
        """Give every row of campaigns and of their members, but for how firmly they hold."""
        with self.database.reading() as session:
            skipped = {"weakest_score", "round_robin_since"}
            names = [c.key for c in Campaign.__table__.columns if c.key not in skipped]
            return (
                {
                    c.id: tuple(getattr(c, n) for n in names)
                    for c in session.scalars(select(Campaign))
                },
                {(q.question_id, q.campaign_id) for q in session.scalars(select(CampaignQuestion))},
            )

    def row(self, campaign):
        with self.database.reading() as session:
            return session.get_one(Campaign, campaign)

    def history(self, campaign):
        with self.database.reading() as session:
            return history(session, campaign)
