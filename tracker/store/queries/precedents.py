"""What the store knows of answers that may be precedent."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.requests import Request

_IN_CLAUSE = 900


def published_urls(session: Session, requests: Collection[int]) -> dict[int, str]:
    """Give where the answers to these requests are published; those that are not are left out."""
    ordered = sorted(requests)
    found: dict[int, str] = {}
    for start in range(0, len(ordered), _IN_CLAUSE):
        part = ordered[start : start + _IN_CLAUSE]
        query = select(Request.id, Request.published_url).where(
            Request.id.in_(part), Request.published_url != ""
        )
        found.update(session.execute(query).all())
    return found
