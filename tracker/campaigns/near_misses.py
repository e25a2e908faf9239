"""Requests that nearly belong to a campaign: how near they come, and what speaks against them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.campaigns.links import Link, link_of
from tracker.store.queries import near as store
from tracker.store.queries import wordings

SHOWN = 5
"""Near misses that are shown, the nearest first."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A request that is not in a campaign though it comes near to a wording of it."""

    body: str
    body_name: str
    reference: str
    received: date
    question: int
    campaign: str | None
    """The campaign that the question stands in instead."""
    wording: str
    """The wording of the campaign that it comes near to."""
    text: str
    link: Link
    kept_apart: bool
    """Whether it is alike enough for a copy, and what was received when, the rest of its group or
    a person keeps it apart."""


def near_misses(
    session: Session, campaign_id: int, keys: dict[int, str], *, threshold: float
) -> tuple[NearMiss, ...]:
    """Give the requests outside a campaign whose questions come nearest to it, each once.

    `keys` names the campaign's wordings by number.
    """
    rows = store.near(session, campaign_id, limit=SHOWN)
    matches = {row.match_id for row in rows}
    explained = {
        (row.text_a_id, row.text_b_id): row for row in wordings.explained(session, matches)
    }
    found = []
    for row in rows:
        pair = (min(row.inside, row.outside), max(row.inside, row.outside))
        link = link_of(explained[pair], keys)
        found.append(
            NearMiss(
                body=row.body,
                body_name=row.body_name,
                reference=row.reference,
                received=row.received,
                question=row.question,
                campaign=f"C-{row.campaign_id}" if row.campaign_id is not None else None,
                wording=keys[row.inside],
                text=row.display,
                link=link,
                kept_apart=link.score >= threshold,
            )
        )
    return tuple(found)
