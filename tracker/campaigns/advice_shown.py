"""Advice as people read it: every version, who was asked, who said what, who had answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.alerts.advice import advice_key
from tracker.alerts.facts import ADVICE
from tracker.law.citations import parse_exemptions
from tracker.law.exemptions import Cited
from tracker.register import units_for
from tracker.runs import day_of
from tracker.store.advice import Advice, AdviceAcknowledgement
from tracker.store.queries import advice as store
from tracker.store.queries.advice import CopyRow


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit said to a version."""

    response: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AdvisedCopy:
    """A request that a unit answered before the advice was issued."""

    body: str
    reference: str
    responded: date


@dataclass(frozen=True, slots=True)
class AdvisedUnit:
    """One unit in the light of one version."""

    slug: str
    name: str
    bodies: tuple[str, ...]
    asked: bool
    """Whether an alert about this version was owed to it."""
    said: tuple[Said, ...]
    """The latest first, and only that one counts."""
    answered_before: tuple[AdvisedCopy, ...]
    still_open: int
    """Copies that it still has to answer."""

    @property
    def response(self) -> str | None:
        """Give how it stands to the version; None while it has said nothing."""
        return self.said[0].response if self.said else None


@dataclass(frozen=True, slots=True)
class AdviceVersion:
    """One version of the line, with what became of it."""

    version: int
    status: str
    author: str
    issued_at: datetime
    review_on: date
    review_due: bool
    """In force, and the day of its review has come."""
    line: str
    foisa_line: str
    exemptions: str
    cited: Cited
    factors_for: tuple[str, ...]
    factors_against: tuple[str, ...]
    already_public: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_reason: str | None
    units: tuple[AdvisedUnit, ...]


@dataclass(frozen=True, slots=True)
class AdviceOfCampaign:
    """All advice on one campaign."""

    campaign: int
    versions: tuple[AdviceVersion, ...]
    """The newest first."""
    without_foisa_line: tuple[str, ...]
    """Bodies under FOISA that joined since, while the version in force has no line for them."""
    merged: tuple[int, ...]
    """Campaigns that went over into this one and have advice of their own."""

    @property
    def in_force(self) -> AdviceVersion | None:
        """Give the version in force."""
        return next((each for each in self.versions if each.status == "issued"), None)


def advice_of(session: Session, campaign_id: int, *, today: date) -> AdviceOfCampaign:
    """Give all advice on a campaign; without versions where there is none."""
    rows = store.versions(session, campaign_id)
    copies = store.copies(session, campaign_id) if rows else []
    said: dict[int, list[tuple[AdviceAcknowledgement, str, str]]] = defaultdict(list)
    for each, unit in store.acknowledgements(session, [row.id for row in rows]):
        said[each.advice_id].append((each, unit.slug, unit.name))
    units = _units(session, copies, today)
    keys = frozenset(store.alert_keys(session, campaign_id, ADVICE))
    versions = tuple(
        _version(row, _advised(row, units, said[row.id], keys), today=today) for row in rows
    )
    in_force = next((row for row in rows if row.status == "issued"), None)
    scottish = {copy.body_name for copy in copies if copy.regime == "FOISA"}
    return AdviceOfCampaign(
        campaign=campaign_id,
        versions=versions,
        without_foisa_line=(
            tuple(sorted(scottish)) if in_force is not None and not in_force.foisa_line else ()
        ),
        merged=tuple(store.advised_and_merged(session, campaign_id)),
    )


def _units(
    session: Session, copies: Sequence[CopyRow], today: date
) -> dict[tuple[str, str], list[CopyRow]]:
    """Give the copies by slug and name of the unit that answers for them today."""
    answering = units_for(session, {copy.body_id for copy in copies}, today)
    found: dict[tuple[str, str], list[CopyRow]] = defaultdict(list)
    for copy in copies:
        unit = answering.get(copy.body_id)
        if unit is not None:
            found[unit.slug, unit.name].append(copy)
    return found


def _advised(
    row: Advice,
    units: Mapping[tuple[str, str], Sequence[CopyRow]],
    said: Iterable[tuple[AdviceAcknowledgement, str, str]],
    keys: frozenset[str],
) -> tuple[AdvisedUnit, ...]:
    """Put together what each unit of the campaign, or that spoke of it, has to do with a version.

    A unit that answers for no body of it any more stays on the list for what it said.
    """
    spoken: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for each, slug, name in said:
        spoken[slug, name].insert(0, Said(each.response, each.reason, each.said_by, each.said_at))
    prefix = advice_key(row.campaign_id, row.version)
    issued_on = day_of(row.issued_at)
    return tuple(
        AdvisedUnit(
            slug=slug,
            name=name,
            bodies=tuple(dict.fromkeys(copy.body for copy in units.get((slug, name), ()))),
            asked=f"{prefix}{slug}" in keys,
            said=tuple(spoken.get((slug, name), ())),
            answered_before=tuple(
                AdvisedCopy(copy.body, copy.reference, copy.responded)
                for copy in units.get((slug, name), ())
                if copy.responded is not None and copy.responded < issued_on
            ),
            still_open=sum(copy.is_open for copy in units.get((slug, name), ())),
        )
        for slug, name in sorted({*units, *spoken}, key=lambda unit: (unit[1], unit[0]))
    )


def _version(row: Advice, units: tuple[AdvisedUnit, ...], *, today: date) -> AdviceVersion:
    return AdviceVersion(
        version=row.version,
        status=row.status,
        author=row.author,
        issued_at=row.issued_at,
        review_on=row.review_on,
        review_due=row.status == "issued" and row.review_on <= today,
        line=row.line,
        foisa_line=row.foisa_line,
        exemptions=row.exemptions,
        cited=parse_exemptions(row.exemptions),
        factors_for=tuple(row.factors_for),
        factors_against=tuple(row.factors_against),
        already_public=row.already_public,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn_reason=row.withdrawn_reason,
        units=units,
    )
