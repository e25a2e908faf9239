"""Look for the sensitive topics of new and changed campaigns, once, and keep what was found."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.campaigns.risk.score import Topic
from tracker.campaigns.risk.topics import listed_topics, topics_of, topics_version
from tracker.matching.encoder import Encoder, Vectors
from tracker.runs import Transaction
from tracker.store.queries import series
from tracker.store.queries import topics as store
from tracker.store.tables import CampaignTopics


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A campaign to be looked at: its commonest wordings, and their vectors."""

    campaign_id: int
    texts: tuple[str, ...]
    vectors: Vectors


def find_topics(transaction: Transaction, encoder: Encoder, *, run_id: int) -> int:
    """Look for the topics of the campaigns that changed since; return how many were looked at.

    The list of topics is encoded only when there is one, and between the transactions, because
    the model may have to be loaded for it.
    """
    read_with = f"{topics_version()} {encoder.name}"
    with transaction() as session:
        waiting = _waiting(session, read_with, encoder.name)
    if not waiting:
        return 0
    listed = encoder.encode([topic.text for topic in listed_topics()])
    rows = [
        {
            "campaign_id": one.campaign_id,
            "topics": [
                {"slug": found.slug, "likeness": found.likeness}
                for found in topics_of(one.texts, one.vectors, listed)
            ],
            "read_with": read_with,
            "run_id": run_id,
        }
        for one in waiting
    ]
    with transaction() as session:
        _store(session, rows)
    return len(rows)


def topics_by_campaign(
    session: Session, campaigns: Collection[int] | None = None
) -> dict[int, tuple[Topic, ...]]:
    """Give the topics that were found for these campaigns, for all when none are named.

    A topic that is on the list no more is left out.
    """
    listed = {topic.slug: topic for topic in listed_topics()}
    return {
        campaign: tuple(
            Topic(
                slug=found["slug"],
                title=listed[found["slug"]].title,
                likeness=found["likeness"],
                ncnd_typical=listed[found["slug"]].ncnd_typical,
            )
            for found in topics
            if found["slug"] in listed
        )
        for campaign, topics in store.topics_found(session, campaigns).items()
    }


def _waiting(session: Session, read_with: str, model: str) -> list[_Waiting]:
    campaigns = set(store.waiting(session, read_with))
    if not campaigns:
        return []
    asked: dict[int, list[int]] = defaultdict(list)
    for one in series.commonest(session):
        if one.campaign_id in campaigns:
            asked[one.campaign_id].append(one.text_id)
    wanted = {text for texts in asked.values() for text in texts}
    vectors = series.vectors(session, wanted, model)
    words = series.comparables(session, wanted & vectors.keys())
    found = []
    for campaign, texts in sorted(asked.items()):
        held = [text for text in texts if text in vectors]
        if held:
            rows = [np.frombuffer(vectors[text], dtype="<f4") for text in held]
            found.append(_Waiting(campaign, tuple(words[text] for text in held), np.stack(rows)))
    return found


def _store(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    numbers = [row["campaign_id"] for row in rows]
    for start in range(0, len(numbers), series.IN_CLAUSE):
        part = numbers[start : start + series.IN_CLAUSE]
        session.execute(delete(CampaignTopics).where(CampaignTopics.campaign_id.in_(part)))
    session.execute(insert(CampaignTopics), rows)
