"""One campaign in full: its wordings, why they were matched, and where else it reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.campaigns.deadlines import Deadlines
from tracker.campaigns.differences import Differences, differences
from tracker.campaigns.links import Link, link_of
from tracker.campaigns.near_misses import NearMiss, near_misses
from tracker.campaigns.nearest import Copy, Weakest, best_matches, nearest_copies, weakest_link
from tracker.campaigns.overview import CampaignSummary, summarise
from tracker.campaigns.passages import Passages, passages
from tracker.campaigns.strands import Woven, letters, weave
from tracker.law.working_days import BankHolidays
from tracker.store.queries import campaigns as campaign_rows
from tracker.store.queries import near
from tracker.store.queries import wordings as store
from tracker.store.queries.wordings import LinkRow, WordingRow

_LINKS_SHOWN = 10
_COMPARED = 200
"""Wordings set beside the commonest one; nobody reads what further ones add."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a question, with the key that pages know it by: `A`, or `2B`."""

    key: str
    requests: int
    bodies: int
    display: str
    """As it reads in the request that came first."""
    text_id: int
    body_id: int
    beside: str = ""
    """The commonest wording of the question, which the passages are told from; else empty."""
    passages: Passages | None = None
    """What it adds to that wording and leaves out of it; None for the commonest one itself."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The wordings of one question of a campaign, the commonest first."""

    number: int
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings side by side, and the match between them where there is one."""

    a: Wording
    b: Wording
    differences: Differences
    link: Link | None


@dataclass(frozen=True, slots=True)
class OtherCampaign:
    """Another campaign in which requests of this one stand too."""

    code: str
    title: str
    shared: int


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the links of a campaign: the scorers, the encoders, and the rules for texts."""

    scorers: tuple[str, ...]
    models: tuple[str, ...]
    text_rules: tuple[str, ...]
    """More than one, or an empty one, while requests wait to be read anew."""


@dataclass(frozen=True, slots=True)
class CampaignDetail:
    """Everything one page tells of a campaign."""

    summary: CampaignSummary
    dissolved_at: datetime | None
    merged_into: str | None
    strands: tuple[Strand, ...]
    links: tuple[Link, ...]
    """The weakest of the links that hold it together, the very weakest first."""
    comparison: Comparison | None
    """None when every question has one wording."""
    others: tuple[OtherCampaign, ...]
    nearest: dict[int, tuple[Copy, ...]]
    """By number of the request: the nearest copy of each of its questions."""
    weakest: Weakest | None
    near_misses: tuple[NearMiss, ...]
    versions: Versions

    @property
    def wordings(self) -> dict[str, Wording]:
        """Give every wording by its key."""
        return {wording.key: wording for strand in self.strands for wording in strand.wordings}


def campaign(
    session: Session,
    campaign_id: int,
    *,
    today: date,
    holidays: BankHolidays,
    threshold: float = 0.0,
    compare: tuple[str, str] | None = None,
) -> CampaignDetail | None:
    """Give a campaign in full, or None when there never was one of this number.

    Matches below `threshold` do not hold anything together. `compare` names two wordings by
    their keys; without it, or when there are no such wordings, the two commonest wordings of
    one question are compared.
    """
    row = campaign_rows.campaign_row(session, campaign_id)
    if row is None:
        return None
    (summary,) = summarise(session, [row], today=today, deadlines=Deadlines(holidays))
    matches = store.links(session, campaign_id)
    woven = weave(
        store.wordings(session, campaign_id),
        [match for match in matches if match.score >= threshold],
    )
    strands = _beside_commonest(session, _strands(woven))
    keys = {w.text_id: w.key for strand in strands for w in strand.wordings}
    pair = _pair(strands, compare)
    best = best_matches(matches)
    held = woven.holding[:_LINKS_SHOWN]
    links = _explained(session, [*held, *_between(matches, pair), *best.values()], keys)
    weakest = frozenset(frozenset((m.text_a_id, m.text_b_id)) for m in held)
    others = campaign_rows.shared_campaigns(session, campaign_id)
    return CampaignDetail(
        summary=summary,
        dissolved_at=row.dissolved_at,
        merged_into=f"C-{row.merged_into_id}" if row.merged_into_id else None,
        strands=strands,
        links=tuple(link for texts, link in links.items() if texts in weakest),
        comparison=_comparison(session, pair, links) if pair else None,
        others=tuple(OtherCampaign(f"C-{n}", title, shared) for n, title, shared in others),
        nearest=nearest_copies(summary.members, best, links, keys),
        weakest=weakest_link(summary.members, held, links),
        near_misses=near_misses(session, campaign_id, keys, threshold=threshold),
        versions=Versions(
            scorers=tuple(sorted({link.scorer for link in links.values()})),
            models=tuple(sorted({link.model for link in links.values()})),
            text_rules=tuple(near.read_with(session, campaign_id)),
        ),
    )


def _beside_commonest(session: Session, strands: Sequence[Strand]) -> tuple[Strand, ...]:
    """Tell for each rarer wording what it adds to the commonest one, and what it leaves out."""
    rarer = [w for strand in strands for w in strand.wordings[1:]][:_COMPARED]
    commonest = [strand.wordings[0] for strand in strands if len(strand.wordings) > 1]
    names = store.body_names(session, {w.body_id for w in [*rarer, *commonest]}) if rarer else {}
    known = frozenset(wording.key for wording in rarer)

    def told(first: Wording, other: Wording) -> Wording:
        if other.key not in known:
            return other
        found = differences(
            first.display,
            other.display,
            left_names=names[first.body_id],
            right_names=names[other.body_id],
        )
        return replace(other, beside=first.key, passages=passages(found))

    return tuple(
        Strand(s.number, (s.wordings[0], *(told(s.wordings[0], w) for w in s.wordings[1:])))
        for s in strands
    )


def _strands(woven: Woven[WordingRow, LinkRow]) -> tuple[Strand, ...]:
    several = len(woven.strands) > 1
    return tuple(
        Strand(
            number,
            tuple(
                Wording(
                    key=f"{number}{letter}" if several else letter,
                    requests=row.requests,
                    bodies=row.bodies,
                    display=row.display,
                    text_id=row.text_id,
                    body_id=row.body_id,
                )
                for row, letter in zip(rows, letters(), strict=False)
            ),
        )
        for number, rows in enumerate(woven.strands, start=1)
    )


def _pair(
    strands: Sequence[Strand], wanted: tuple[str, str] | None
) -> tuple[Wording, Wording] | None:
    by_key = {w.key: w for strand in strands for w in strand.wordings}
    if wanted and wanted[0] != wanted[1] and set(wanted) <= by_key.keys():
        return by_key[wanted[0]], by_key[wanted[1]]
    several = [strand.wordings for strand in strands if len(strand.wordings) > 1]
    if not several:
        return None
    commonest = max(several, key=lambda wordings: sum(w.requests for w in wordings))
    return commonest[0], commonest[1]


def _between(matches: Sequence[LinkRow], pair: tuple[Wording, Wording] | None) -> list[LinkRow]:
    texts = {wording.text_id for wording in pair or ()}
    return [match for match in matches if {match.text_a_id, match.text_b_id} == texts]


def _explained(
    session: Session, matches: Sequence[LinkRow], keys: Mapping[int, str]
) -> dict[frozenset[int], Link]:
    rows = store.explained(session, {match.id for match in matches})
    return {frozenset((row.text_a_id, row.text_b_id)): link_of(row, keys) for row in rows}


def _comparison(
    session: Session, pair: tuple[Wording, Wording], links: Mapping[frozenset[int], Link]
) -> Comparison:
    a, b = pair
    names = store.body_names(session, {a.body_id, b.body_id})
    return Comparison(
        a,
        b,
        differences(
            a.display,
            b.display,
            left_names=names[a.body_id],
            right_names=names[b.body_id],
        ),
        links.get(frozenset((a.text_id, b.text_id))),
    )
