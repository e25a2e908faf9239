"""What another threshold would change, worked out in memory: nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.campaigns.changes import Change, Kind, changes, counted
from tracker.campaigns.grouping import AskedQuestion
from tracker.campaigns.round_robin import is_round_robin
from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.stored import Grouped, group_stored, places, title_of, wordings_not_compared
from tracker.matching.scorer import Scorer
from tracker.settings import Settings
from tracker.store.tables import Body, Campaign


class CannotTell(Exception):
    """A threshold for which the stored matches do not say what would change; says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """One campaign before or after; `code` is None for one that does not exist yet."""

    code: str | None
    title: str
    bodies: tuple[str, ...]
    requests: int
    round_robin: bool


@dataclass(frozen=True, slots=True)
class CampaignChange:
    """What would become of some campaigns."""

    kind: Kind
    before: tuple[Side, ...]
    after: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The campaigns as stored beside those that another threshold would make."""

    threshold_now: float
    threshold_tried: float
    counts: dict[Kind, int]
    round_robins_before: int
    round_robins_after: int
    changes: tuple[CampaignChange, ...]
    """All but the unchanged."""
    waiting: int
    """Changes that the next run makes anyway, at the threshold in use: something came in, or
    somebody decided, since the last."""
    not_compared: int
    """Wordings that the scorer in use has not compared with all others: what they would change is
    not in here."""


def what_if(session: Session, *, scorer: Scorer, settings: Settings, threshold: float) -> WhatIf:
    """Regroup the stored questions at another threshold and compare with the stored campaigns.

    Raises CannotTell below the scorer's near-miss score, from which on matches are stored.
    """
    _check(scorer, threshold)
    in_use = copy_threshold(settings, scorer)
    tried = group_stored(session, scorer=scorer, settings=settings, threshold=threshold)
    anyway = (
        tried
        if threshold == in_use
        else group_stored(session, scorer=scorer, settings=settings, threshold=in_use)
    )
    before = _stored_members(session)
    found = changes(before, _members(tried))
    sides = _Sides(session, settings, tried, before)
    return WhatIf(
        threshold_now=in_use,
        threshold_tried=threshold,
        counts=counted(found),
        round_robins_before=sum(sides.before(key).round_robin for key in before),
        round_robins_after=sum(sides.after(n).round_robin for n in range(len(tried.groups))),
        changes=tuple(sides.of(change) for change in found if change.kind is not Kind.UNCHANGED),
        waiting=sum(c.kind is not Kind.UNCHANGED for c in changes(before, _members(anyway))),
        not_compared=wordings_not_compared(session, scorer),
    )


def _check(scorer: Scorer, threshold: float) -> None:
    if not scorer.near_miss <= threshold <= 1.0:
        raise CannotTell(
            f"Pairs are stored from the score {scorer.near_miss:g} on, so only a threshold from "
            f"there to 1 can be tried; a lower one would find more than can be seen now."
        )


def _stored_members(session: Session) -> dict[int, frozenset[int]]:
    members: dict[int, set[int]] = {}
    for question, campaign in places(session).items():
        members.setdefault(campaign, set()).add(question)
    return {campaign: frozenset(questions) for campaign, questions in members.items()}


def _members(grouped: Grouped) -> list[frozenset[int]]:
    return [frozenset(group.questions) for group in grouped.groups]


class _Sides:
    """Puts campaigns as people read them."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        tried: Grouped,
        before: Mapping[int, frozenset[int]],
    ) -> None:
        self.session = session
        self.settings = settings
        self.tried = tried
        self.members = before
        self.slugs = dict(session.execute(select(Body.id, Body.slug)).all())
        self.stored = {row.id: row for row in session.scalars(select(Campaign))}

    def of(self, change: Change) -> CampaignChange:
        """Put one change; a campaign that goes on keeps its code and, unchanged, its title."""
        return CampaignChange(
            kind=change.kind,
            before=tuple(self.before(key) for key in change.before),
            after=tuple(self.after(number, titled=True) for number in change.after),
        )

    def before(self, key: int) -> Side:
        """Put a stored campaign."""
        row = self.stored[key]
        asked = [self.tried.questions[q] for q in self.members[key]]
        return self._side(f"C-{key}", row.title, asked, round_robin=row.round_robin)

    def after(self, number: int, *, titled: bool = False) -> Side:
        """Put a campaign that would be; its title takes work, so only those shown get one."""
        asked = [self.tried.questions[q] for q in self.tried.groups[number].questions]
        return self._side(
            None,
            title_of(self.session, asked) if titled else "",
            asked,
            round_robin=is_round_robin(
                ((question.received, question.body) for question in asked),
                bodies=self.settings.round_robin_bodies,
                days=self.settings.round_robin_days,
            ),
        )

    def _side(
        self, code: str | None, title: str, asked: Sequence[AskedQuestion], *, round_robin: bool
    ) -> Side:
        return Side(
            code=code,
            title=title,
            bodies=tuple(sorted({self.slugs[question.body] for question in asked})),
            requests=len({question.request for question in asked}),
            round_robin=round_robin,
        )
