"""Bring the stored campaigns in line with what the rules say now, changing only what changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.campaigns.grouping import AskedQuestion, Group, group_questions
from tracker.campaigns.identity import Assignment, assign
from tracker.campaigns.linkage import Pair
from tracker.campaigns.round_robin import is_round_robin
from tracker.campaigns.titles import title_for
from tracker.matching.scorer import Scorer
from tracker.matching.signature import signature
from tracker.settings import Settings
from tracker.store.tables import (
    Campaign,
    CampaignQuestion,
    Match,
    Question,
    QuestionText,
    Request,
)

_IN_CLAUSE = 900


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What regrouping came to."""

    campaigns: int
    new: int
    changed: int
    dissolved: int
    round_robins: list[int]
    round_robins_new: int


def regroup(
    session: Session, *, scorer: Scorer, settings: Settings, now: datetime, run_id: int
) -> Regrouped:
    """Group all questions anew and store the difference; ids of campaigns survive."""
    questions = _questions(session)
    threshold = settings.copy_threshold or scorer.threshold
    scores = _scores(session, scorer, threshold)
    groups = group_questions(
        questions,
        scores,
        threshold=threshold,
        wave_gap_days=settings.wave_gap_days,
        unspecific=_unspecific(session, scorer, questions),
    )
    placed = select(CampaignQuestion.question_id, CampaignQuestion.campaign_id)
    members = dict(session.execute(placed).all())
    assignment = assign([group.questions for group in groups], members)
    writer = _Writer(session, {q.id: q for q in questions}, settings, now=now, run_id=run_id)
    writer.store(groups, assignment, members)
    return writer.result(len(groups))


class _Writer:
    """Writes one regrouping: the campaigns, their members, and what became of ended ones."""

    def __init__(
        self,
        session: Session,
        questions: Mapping[int, AskedQuestion],
        settings: Settings,
        *,
        now: datetime,
        run_id: int,
    ) -> None:
        self.session = session
        self.questions = questions
        self.settings = settings
        self.now = now
        self.run_id = run_id
        self.new = self.changed = self.dissolved = self.round_robins_new = 0
        self.round_robins: list[int] = []

    def store(
        self, groups: Sequence[Group], assignment: Assignment, members: Mapping[int, int]
    ) -> None:
        """Write new and changed campaigns, then end the ones that no group took."""
        before: dict[int, set[int]] = {}
        for question, campaign in members.items():
            before.setdefault(campaign, set()).add(question)
        stored = {c.id: c for c in self.session.scalars(select(Campaign)) if c.id in before}
        leaving = [q for q in members if q not in self.questions]
        for number, group in enumerate(groups):
            old = assignment.kept.get(number)
            leaving += [q for q in group.questions if members.get(q, old) != old]
        leaving += sorted(set(members) - {q for g in groups for q in g.questions} - set(leaving))
        self._remove(leaving)
        ids: dict[int, int] = {}
        for number, group in enumerate(groups):
            old = assignment.kept.get(number)
            known = stored[old] if old is not None else None
            ids[number] = self._write(group, known, before.get(old or 0, set()))
        for ended, heir in assignment.ended.items():
            self._end(stored[ended], ids[heir] if heir is not None else None)

    def result(self, campaigns: int) -> Regrouped:
        """Return the counts."""
        return Regrouped(
            campaigns=campaigns,
            new=self.new,
            changed=self.changed,
            dissolved=self.dissolved,
            round_robins=self.round_robins,
            round_robins_new=self.round_robins_new,
        )

    def _write(self, group: Group, campaign: Campaign | None, before: set[int]) -> int:
        """Make or update one campaign and return its id; an unchanged one is left alone."""
        asked = [self.questions[q] for q in group.questions]
        dates = [question.received for question in asked]
        facts = {
            "body_count": len({question.body for question in asked}),
            "request_count": len({question.request for question in asked}),
            "first_received": min(dates),
            "last_received": max(dates),
            "weakest_score": round(group.weakest_score, 6),
        }
        joined = [q for q in group.questions if q not in before]
        if campaign is None:
            campaign = Campaign(
                title=self._title(asked),
                created_run_id=self.run_id,
                changed_run_id=self.run_id,
                **facts,
            )
            self.session.add(campaign)
            self.session.flush()
            self.new += 1
        elif joined or len(before) != len(asked) or _differs(campaign, facts):
            if set(group.questions) != before:
                campaign.title = self._title(asked)
            for name, value in facts.items():
                setattr(campaign, name, value)
            campaign.changed_run_id = self.run_id
            self.changed += 1
        self._add(campaign.id, joined)
        self._flag(campaign, asked)
        return campaign.id

    def _flag(self, campaign: Campaign, asked: Sequence[AskedQuestion]) -> None:
        """Set or take the round-robin flag."""
        flag = is_round_robin(
            ((question.received, question.body) for question in asked),
            bodies=self.settings.round_robin_bodies,
            days=self.settings.round_robin_days,
        )
        if flag:
            self.round_robins.append(campaign.id)
        if flag and not campaign.round_robin:
            campaign.round_robin_since = self.now
            self.round_robins_new += 1
        if flag != campaign.round_robin:
            campaign.round_robin = flag

    def _title(self, asked: Sequence[AskedQuestion]) -> str:
        """Name a campaign after the question that most of its requests ask."""
        counts: dict[int, int] = {}
        for question in asked:
            counts[question.text] = counts.get(question.text, 0) + 1
        wordings = _comparables(self.session, sorted(counts))
        return title_for([wordings[text] for text in sorted(counts) for _ in range(counts[text])])

    def _add(self, campaign_id: int, questions: Sequence[int]) -> None:
        if questions:
            self.session.execute(
                insert(CampaignQuestion),
                [
                    {"question_id": q, "campaign_id": campaign_id, "joined_run_id": self.run_id}
                    for q in questions
                ],
            )

    def _remove(self, questions: Sequence[int]) -> None:
        for start in range(0, len(questions), _IN_CLAUSE):
            part = list(questions[start : start + _IN_CLAUSE])
            self.session.execute(
                delete(CampaignQuestion).where(CampaignQuestion.question_id.in_(part))
            )

    def _end(self, campaign: Campaign, successor: int | None) -> None:
        """Keep an ended campaign's row, so that old links to it can say what became of it."""
        self.session.execute(
            update(Campaign)
            .where(Campaign.id == campaign.id)
            .values(
                dissolved_at=self.now,
                merged_into_id=successor,
                round_robin=False,
                changed_run_id=self.run_id,
            )
        )
        self.dissolved += 1


def _differs(campaign: Campaign, facts: Mapping[str, object]) -> bool:
    """Say whether any stored fact of a campaign is out of date."""
    return any(getattr(campaign, name) != value for name, value in facts.items())


def _questions(session: Session) -> list[AskedQuestion]:
    """Load every question with what grouping needs, in an order that arrival has no part in."""
    query = (
        select(
            Question.id, Question.text_id, Question.request_id, Request.body_id, Request.received
        )
        .join(Request, Request.id == Question.request_id)
        .join(QuestionText, QuestionText.id == Question.text_id)
        .order_by(QuestionText.sha256, Request.received, Request.reference_key, Question.position)
    )
    return [AskedQuestion(*row) for row in session.execute(query)]


def _scores(session: Session, scorer: Scorer, threshold: float) -> dict[Pair, float]:
    """Load the matches that can take part in a group; near misses count as no match.

    A pair below the threshold still lowers an average, so everything kept is loaded.
    """
    floor = min(threshold, scorer.near_miss)
    query = select(Match.text_a_id, Match.text_b_id, Match.score).where(
        Match.scorer == scorer.version, Match.score >= floor
    )
    return {(a, b): score for a, b, score in session.execute(query)}


def _unspecific(
    session: Session, scorer: Scorer, questions: Sequence[AskedQuestion]
) -> frozenset[int]:
    """Find the repeated wordings that say too little; the scorer kept the others from matches."""
    repeated = sorted(text for text, n in Counter(q.text for q in questions).items() if n > 1)
    wordings = _comparables(session, repeated)
    return frozenset(t for t, words in wordings.items() if not scorer.is_specific(signature(words)))


def _comparables(session: Session, texts: Sequence[int]) -> dict[int, str]:
    """Load the comparable wordings of these texts."""
    found: dict[int, str] = {}
    for start in range(0, len(texts), _IN_CLAUSE):
        part = list(texts[start : start + _IN_CLAUSE])
        query = select(QuestionText.id, QuestionText.comparable).where(QuestionText.id.in_(part))
        found.update(session.execute(query).all())
    return found
