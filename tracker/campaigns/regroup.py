"""Bring the stored campaigns in line with what the rules say now, changing only what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.campaigns.events import all_events
from tracker.campaigns.facts import facts_of, flag
from tracker.campaigns.grouping import AskedQuestion, Group
from tracker.campaigns.identity import Assignment, assign
from tracker.campaigns.judgement import one_at_a_time
from tracker.campaigns.replay import Kind, decided, in_force, titles
from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.stored import group_stored, places, title_of
from tracker.matching.scorer import Scorer
from tracker.settings import Settings
from tracker.store.tables import Campaign, CampaignQuestion

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
    """Group all questions anew and store the difference; ids of campaigns survive.

    Nobody decides meanwhile, and what people decided before counts.
    """
    one_at_a_time(session)
    threshold = copy_threshold(settings, scorer)
    grouped = group_stored(session, scorer=scorer, settings=settings, threshold=threshold)
    members = places(session)
    labels = {n: group.label for n, group in enumerate(grouped.groups) if group.label is not None}
    assignment = assign([group.questions for group in grouped.groups], members, labels)
    writer = _Writer(session, grouped.questions, settings, now=now, run_id=run_id)
    writer.store(grouped.groups, assignment, members)
    return writer.result(len(grouped.groups))


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
        standing = in_force(all_events(session))
        self.titles = titles(standing)
        self.dismissed = {
            campaign
            for campaign, event in decided(standing).items()
            if event.kind is Kind.NOT_A_CAMPAIGN
        }

    def store(
        self, groups: Sequence[Group], assignment: Assignment, members: Mapping[int, int]
    ) -> None:
        """Write new and changed campaigns, then end the ones that no group took."""
        before: dict[int, set[int]] = {}
        for question, campaign in members.items():
            before.setdefault(campaign, set()).add(question)
        stored = {campaign.id: campaign for campaign in self.session.scalars(select(Campaign))}
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
        for emptied in stored.keys() - before.keys() - set(assignment.kept.values()):
            if stored[emptied].dissolved_at is None:
                self._end(stored[emptied], None)

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
        facts = facts_of(asked)
        weakest = round(group.weakest_score, 6)
        joined = [q for q in group.questions if q not in before]
        if campaign is None:
            campaign = Campaign(
                title=title_of(self.session, asked),
                created_run_id=self.run_id,
                changed_run_id=self.run_id,
                round_robin=False,
                weakest_score=weakest,
                **facts,
            )
            self.session.add(campaign)
            self.session.flush()
            self.new += 1
        elif joined or len(before) != len(asked) or _differs(campaign, facts):
            if set(group.questions) != before and campaign.id not in self.titles:
                campaign.title = title_of(self.session, asked)
            for name, value in facts.items():
                setattr(campaign, name, value)
            campaign.dissolved_at = campaign.merged_into_id = None
            campaign.changed_run_id = self.run_id
            self.changed += 1
        campaign.weakest_score = weakest
        self._add(campaign.id, joined)
        self._flag(campaign, asked)
        return campaign.id

    def _flag(self, campaign: Campaign, asked: Sequence[AskedQuestion]) -> None:
        """Set or take the round-robin flag, and count it."""
        dismissed = campaign.id in self.dismissed
        fresh = flag(campaign, asked, self.settings, now=self.now, dismissed=dismissed)
        self.round_robins_new += fresh
        if campaign.round_robin:
            self.round_robins.append(campaign.id)

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
