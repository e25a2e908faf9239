"""Assess campaigns: what an outsider could map, what contradicts, what is public, what comes next.

Nothing here changes a request: no assessment closes, delays or refuses anything, and none says
that being asked alike is a ground for section 12 or section 14.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.campaigns.answers_stored import registered_bodies, stored_answers
from tracker.campaigns.events import explained_by_campaign
from tracker.campaigns.risk.answers import Answer, RegisteredBody, is_open, known
from tracker.campaigns.risk.contradiction import Inconsistency
from tracker.campaigns.risk.disclosed import Disclosed, disclosed
from tracker.campaigns.risk.inconsistencies import inconsistencies
from tracker.campaigns.risk.next_answers import NextAnswer, next_answers
from tracker.campaigns.risk.outsider_map import Known, known_of_bodies
from tracker.campaigns.risk.score import Risk, Topic, changes_on, mapping_risk
from tracker.campaigns.topics import topics_by_campaign
from tracker.law.postures import Reveals
from tracker.law.working_days import BankHolidays

_NAMED = 500
"""Campaigns that a statement names at most; more are looked for among all."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of the answers of one campaign on a day, and what follows from it."""

    campaign_id: int
    as_of: date
    answers: tuple[Answer, ...]
    """As they stood on that day, in the order of receipt."""
    known: tuple[Known, ...]
    """What an outsider knows of each body."""
    inconsistencies: tuple[Inconsistency, ...]
    risk: Risk
    next_answers: tuple[NextAnswer, ...]
    disclosed: tuple[Disclosed, ...]
    topics: tuple[Topic, ...]
    units_to_answer: int
    """Desks that still have an answer to write; joint units once."""

    @property
    def bodies(self) -> int:
        """Count the bodies asked by that day."""
        return len({answer.body.slug for answer in self.answers})

    @property
    def outsider_map(self) -> dict[str, Reveals]:
        """Give by slug what an outsider knows of each body."""
        return {each.body.slug: each.reveals for each in self.known}


def assess(
    session: Session,
    campaign_id: int,
    *,
    today: date,
    holidays: BankHolidays,
    as_of: date | None = None,
    explained: Collection[str] = frozenset(),
    ahead: bool = True,
) -> Assessment:
    """Assess one campaign as its answers stood on a day; by default, all that is stored.

    The same few statements whatever its size. `explained` holds the keys of inconsistencies that
    people explained. Looking ahead to the next answers takes longest; without `ahead` it is left
    out.
    """
    bodies = registered_bodies(session, on=as_of or today)
    answers = stored_answers(session, [campaign_id], bodies, holidays=holidays)[campaign_id]
    day = as_of or _last_day(answers, today)
    topics = topics_by_campaign(session, [campaign_id]).get(campaign_id, ())
    stood = known(answers, day)
    return Assessment(
        campaign_id=campaign_id,
        as_of=day,
        answers=stood,
        known=tuple(known_of_bodies(stood, bodies.values(), day)),
        inconsistencies=tuple(inconsistencies(stood, day, explained=explained)),
        risk=mapping_risk(stood, day, topics=topics, explained=explained),
        next_answers=tuple(
            next_answers(stood, day, topics=topics, explained=explained) if ahead else ()
        ),
        disclosed=tuple(disclosed(stood, day)),
        topics=topics,
        units_to_answer=len(
            {answer.body.unit or answer.body.slug for answer in stood if is_open(answer)}
        ),
    )


@dataclass(frozen=True, slots=True)
class Brief:
    """What lists keep of an assessment."""

    risk: Risk
    conflicts: int
    """Inconsistencies that nobody explained."""
    changes_on: date | None
    """The first day on which the risk changes though nobody says anything."""


def risks(
    session: Session,
    campaigns: Collection[int],
    *,
    today: date,
    holidays: BankHolidays,
    explained: Mapping[int, Collection[str]] | None = None,
) -> dict[int, Risk]:
    """Give the mapping risk of several campaigns by all that is stored, in five statements."""
    if not campaigns:
        return {}
    bodies = registered_bodies(session)
    named = campaigns if len(campaigns) <= _NAMED else None
    answers = stored_answers(session, named, bodies, holidays=holidays)
    topics = topics_by_campaign(session, named)
    return {
        campaign: mapping_risk(
            answers.get(campaign, []),
            _last_day(answers.get(campaign, []), today),
            topics=topics.get(campaign, ()),
            explained=(explained or {}).get(campaign, frozenset()),
        )
        for campaign in campaigns
    }


def briefs(
    session: Session,
    campaigns: Collection[int],
    *,
    today: date,
    holidays: BankHolidays,
    bodies: Mapping[int, RegisteredBody],
) -> dict[int, Brief]:
    """Give what lists keep of these campaigns, in four statements; `bodies` are the register."""
    answers = stored_answers(session, campaigns, bodies, holidays=holidays)
    topics = topics_by_campaign(session, campaigns)
    explained = explained_by_campaign(session, campaigns)
    return {
        campaign: _brief(
            answers.get(campaign, []),
            today,
            topics=topics.get(campaign, ()),
            explained=explained.get(campaign, frozenset()),
        )
        for campaign in campaigns
    }


def _brief(
    answers: Sequence[Answer],
    today: date,
    *,
    topics: Sequence[Topic],
    explained: Collection[str],
) -> Brief:
    day = _last_day(answers, today)
    found = inconsistencies(answers, day, explained=explained)
    return Brief(
        risk=mapping_risk(answers, day, topics=topics, explained=explained),
        conflicts=sum(not each.explained for each in found),
        changes_on=changes_on(answers, day),
    )


def _last_day(answers: Iterable[Answer], today: date) -> date:
    """Give today, or the last date that a source stated: what is stored is known now."""
    stated = [day for each in answers for day in (each.received, each.responded) if day]
    return max([today, *stated])
