"""One campaign in full: its wordings, why they were matched, and where else it reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.campaigns.differences import Differences, differences
from tracker.campaigns.overview import CampaignSummary, Deadlines, summarise
from tracker.campaigns.strands import Woven, letters, weave
from tracker.law.working_days import BankHolidays
from tracker.matching.explanation import label
from tracker.matching.scorer import START
from tracker.store.queries import campaigns as campaign_rows
from tracker.store.queries import wordings as store
from tracker.store.queries.wordings import ExplainedRow, LinkRow, WordingRow

_LINKS_SHOWN = 10
_REMARKS = {START: "Most pairs of questions are not copies"}


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


@dataclass(frozen=True, slots=True)
class Strand:
    """The wordings of one question of a campaign, the commonest first."""

    number: int
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: what was looked at, what was found, and its points."""

    name: str
    label: str
    """The name as people read it."""
    value: float | None
    points: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """A match between two wordings; the points of its parts add up to the score's log-odds."""

    a: str
    b: str
    score: float
    parts: tuple[Part, ...]
    total: float
    scorer: str
    model: str


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
    strands = _strands(woven)
    keys = {w.text_id: w.key for strand in strands for w in strand.wordings}
    pair = _pair(strands, compare)
    links = _explained(session, [*woven.holding[:_LINKS_SHOWN], *_between(matches, pair)], keys)
    weakest = frozenset(frozenset((m.text_a_id, m.text_b_id)) for m in woven.holding[:_LINKS_SHOWN])
    others = campaign_rows.shared_campaigns(session, campaign_id)
    return CampaignDetail(
        summary=summary,
        dissolved_at=row.dissolved_at,
        merged_into=f"C-{row.merged_into_id}" if row.merged_into_id else None,
        strands=strands,
        links=tuple(link for texts, link in links.items() if texts in weakest),
        comparison=_comparison(session, pair, links) if pair else None,
        others=tuple(OtherCampaign(f"C-{n}", title, shared) for n, title, shared in others),
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
    rows = store.explained(session, [match.id for match in matches])
    return {frozenset((row.text_a_id, row.text_b_id)): _link(row, keys) for row in rows}


def _link(row: ExplainedRow, keys: Mapping[int, str]) -> Link:
    a, b = sorted((keys[row.text_a_id], keys[row.text_b_id]), key=lambda key: (len(key), key))
    parts = tuple(
        Part(
            name=str(part["name"]),
            label=label(str(part["name"])),
            value=part.get("value"),
            points=float(part["points"]),
            words=_words(part.get("words")) or _REMARKS.get(part["name"], ""),
        )
        for part in row.parts
    )
    total = sum(part.points for part in parts)
    return Link(a, b, row.score, parts, total, scorer=row.scorer, model=row.model)


def _words(found: object) -> str:
    return ", ".join(map(str, found)) if isinstance(found, list) else str(found or "")


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
