"""Gather the evidence about a campaign from the store; every free text is redacted once more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from tracker.campaigns import detail
from tracker.campaigns.assessment import Assessment, assess
from tracker.campaigns.detail import CampaignDetail, Strand
from tracker.campaigns.events import explained_in
from tracker.campaigns.evidence import Evidence, QuestionAsked
from tracker.campaigns.judgement import kept_words
from tracker.campaigns.members import Member
from tracker.campaigns.precedents import Precedent, PrecedentAnswer, Precedents, precedents
from tracker.campaigns.risk.answers import Answer
from tracker.campaigns.risk.disclosed import Disclosed
from tracker.law.working_days import BankHolidays
from tracker.store.queries import advice as advised
from tracker.store.queries import answers as register
from tracker.store.queries import wordings
from tracker.store.queries.decisions import wordings_named

_NAMED = "Asks the same of another name"
"""Instead of names, which may be of people."""


A = TypeVar("A", Answer, Disclosed, PrecedentAnswer)


class NothingAsked(Exception):
    """Evidence that cannot be given; the message says why."""


def gather(
    session: Session,
    campaign_id: int,
    *,
    today: date,
    holidays: BankHolidays,
    threshold: float,
    marking: str,
    as_of: date | None = None,
) -> Evidence:
    """Gather what is known of a campaign on a day, today by default.

    `threshold` is the score of a copy. Raises NothingAsked where there is no such campaign, the
    day is still to come, or nothing had been received by then.
    """
    if as_of is not None and as_of > today:
        raise NothingAsked("Evidence is about a day that is over, or today.")
    found = detail.campaign(
        session, campaign_id, today=today, holidays=holidays, threshold=threshold
    )
    if found is None:
        raise NothingAsked(f"There is no campaign C-{campaign_id}.")
    assessed = assess(
        session,
        campaign_id,
        today=today,
        holidays=holidays,
        as_of=as_of,
        explained=explained_in(session, campaign_id),
    )
    if not assessed.answers:
        raise NothingAsked(f"C-{campaign_id} holds no request received by {assessed.as_of}.")
    before = precedents(
        session,
        campaign_id,
        today=today,
        holidays=holidays,
        as_of=assessed.as_of,
        near=found.near_misses,
    )
    told = _Told(_one_line(marking), today, _publishable(before))
    return _evidence(session, found, assessed, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is neither of the campaign nor of its answers."""

    marking: str
    generated: date
    precedents: Precedents


def _evidence(
    session: Session, found: CampaignDetail, assessed: Assessment, told: _Told
) -> Evidence:
    day = assessed.as_of
    copies = advised.copies(session, found.summary.id)
    return Evidence(
        code=found.summary.code,
        title=_one_line(found.summary.title),
        marking=told.marking,
        generated=told.generated,
        as_of=day,
        questions=_questions(session, found, day),
        answers=tuple(map(_published, assessed.answers)),
        names={row.slug: row.name for row in register.register(session)},
        outsider_map=assessed.outsider_map,
        inconsistencies=assessed.inconsistencies,
        next_answers=assessed.next_answers,
        disclosed=tuple(map(_published, assessed.disclosed)),
        precedents=told.precedents,
        scottish=any(copy.regime == "FOISA" and copy.received <= day for copy in copies),
    )


def _questions(session: Session, found: CampaignDetail, day: date) -> tuple[QuestionAsked, ...]:
    """Give each question in its commonest wording; the whole of a request only where it is alone.

    Counted are the requests received by that day.
    """
    places = {row.text_id: row.position for row in wordings.wordings(session, found.summary.id)}
    parts = [s for s in found.strands if any(places[w.text_id] for w in s.wordings)]
    strands = parts or list(found.strands)
    texts = wordings_named(session, {strand.wordings[0].text_id for strand in strands})
    members = [member for member in found.summary.members if member.received <= day]
    asked = [_question(strand, texts[strand.wordings[0].text_id], members) for strand in strands]
    return tuple(each for each in asked if each.requests)


def _question(strand: Strand, text: str, members: Sequence[Member]) -> QuestionAsked:
    own = {wording.text_id for wording in strand.wordings}
    asking = [member for member in members if own.intersection(member.texts)]
    return QuestionAsked(
        text=_one_line(text),
        requests=len(asking),
        bodies=len({member.body for member in asking}),
        wordings=len(own.intersection(text for member in asking for text in member.texts)),
    )


def _publishable(found: Precedents) -> Precedents:
    return Precedents(
        disclosed=tuple(map(_precedent, found.disclosed)),
        withheld=tuple(map(_precedent, found.withheld)),
        mixed=tuple(map(_precedent, found.mixed)),
    )


def _precedent(each: Precedent) -> Precedent:
    return replace(
        each,
        title=_one_line(each.title),
        relation=_NAMED if any(d.kind == "name" for d in each.differs) else each.relation,
        differs=(),
        answers=tuple(map(_published, each.answers)),
    )


def _one_line(words: str) -> str:
    return " ".join(kept_words(words).split())


def _published(answer: A) -> A:
    """Leave an answer its address where that leads to a public page, and not to a person."""
    public = kept_words(answer.published_url) == answer.published_url.strip()
    return answer if public else replace(answer, published_url="")
