"""Let what people say of campaigns take effect at once: members, facts, titles, and ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.campaigns.facts import facts_of, flag
from tracker.campaigns.grouping import AskedQuestion
from tracker.campaigns.replay import Event, Kind, decided, titles
from tracker.campaigns.stored import title_of
from tracker.campaigns.summaries import refresh_some
from tracker.holidays import holidays_of
from tracker.runs import day_of
from tracker.settings import Settings
from tracker.store.matches import Campaign, CampaignQuestion
from tracker.store.queries import events as store
from tracker.store.queries.events import StandingRow

_IN_CLAUSE = 900


@dataclass(frozen=True, slots=True)
class Move:
    """A question, the campaign it goes to, if any, and the run that had put it there."""

    question: int
    campaign: int | None
    run: int


@dataclass(frozen=True, slots=True)
class Placing:
    """What is to be the case: questions moved, and then campaigns brought up to date."""

    moves: Sequence[Move] = ()
    touched: Iterable[int] = ()
    """Campaigns whose facts are worked out anew; one that is left without a question ends."""
    named: Mapping[int, str] = field(default_factory=dict)
    """Titles to set; another campaign whose members change is named after its wordings."""
    heirs: Mapping[int, int] = field(default_factory=dict)
    """Where a campaign that ends is said to have gone."""


def make_campaign(session: Session, source: Campaign, rows: Sequence[StandingRow]) -> Campaign:
    """Make a campaign of questions that stand in another; they are not moved yet."""
    made = Campaign(
        title=title_of(session, as_asked(rows)),
        weakest_score=source.weakest_score,
        created_run_id=source.created_run_id,
        changed_run_id=source.changed_run_id,
        round_robin=False,
        **facts_of(as_asked(rows)),
    )
    session.add(made)
    session.flush()
    return made


def put_in_place(
    session: Session,
    placing: Placing,
    standing: Sequence[Event],
    *,
    settings: Settings,
    now: datetime,
) -> None:
    """Move questions and bring their campaigns up to date; `standing` are the events in force.

    Their summaries follow at once.
    """
    changed = _move(session, placing.moves)
    touched = sorted({*placing.touched, *changed})
    asked: dict[int, list[StandingRow]] = {campaign: [] for campaign in touched}
    for row in store.standing(session, touched):
        asked[row.campaign].append(row)
    given, decisions = titles(standing), decided(standing)
    for number in touched:
        campaign = session.get_one(Campaign, number)
        if not asked[number]:
            _end(campaign, placing.heirs.get(number), now)
            continue
        found = as_asked(asked[number])
        campaign.dissolved_at = campaign.merged_into_id = None
        for name, value in facts_of(found).items():
            setattr(campaign, name, value)
        decision = decisions.get(number)
        dismissed = decision is not None and decision.kind is Kind.NOT_A_CAMPAIGN
        flag(campaign, found, settings, now=now, dismissed=dismissed)
        title = given.get(number) or placing.named.get(number)
        if title is not None:
            campaign.title = title
        elif number in changed:
            campaign.title = title_of(session, found)
    session.flush()
    refresh_some(session, touched, today=day_of(now), holidays=holidays_of(settings))


def as_asked(rows: Iterable[StandingRow]) -> list[AskedQuestion]:
    """Give questions as grouping knows them."""
    return [AskedQuestion(r.question, r.text, r.request, r.body, r.received) for r in rows]


def _move(session: Session, moves: Sequence[Move]) -> set[int]:
    """Move questions, and give the campaigns that they left or came to."""
    changed = {move.campaign for move in moves if move.campaign is not None}
    questions = [move.question for move in moves]
    for start in range(0, len(questions), _IN_CLAUSE):
        part = CampaignQuestion.question_id.in_(questions[start : start + _IN_CLAUSE])
        left = delete(CampaignQuestion).where(part).returning(CampaignQuestion.campaign_id)
        changed |= set(session.scalars(left))
    rows = [
        {"question_id": m.question, "campaign_id": m.campaign, "joined_run_id": m.run}
        for m in moves
        if m.campaign is not None
    ]
    if rows:
        session.execute(insert(CampaignQuestion), rows)
    return changed


def _end(campaign: Campaign, heir: int | None, now: datetime) -> None:
    if campaign.dissolved_at is None:
        campaign.dissolved_at = now
    campaign.merged_into_id = heir
    campaign.round_robin = False
