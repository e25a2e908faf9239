"""Keep the links between campaigns of one series in line with what the campaigns ask now."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.campaigns.scoring import copy_threshold
from tracker.campaigns.series import (
    AlikeQuestions,
    Link,
    Wave,
    Wording,
    alike,
    frame_key,
    link,
    series,
    wording,
)
from tracker.matching.retrieval import candidates
from tracker.matching.scorer import Scorer
from tracker.settings import Settings
from tracker.store.queries import series as store
from tracker.store.queries.series import Asked
from tracker.store.tables import SeriesLink, SeriesReading

Pair = tuple[int, int]
"""The numbers of two campaigns, the smaller first."""

Place = tuple[int, int]
"""A campaign's number, and the place of a question in its requests."""

Near = tuple[Asked, Asked, float]
"""Two questions and the cosine of their vectors."""


@dataclass(frozen=True, slots=True)
class SeriesLinked:
    """What linking came to."""

    series: int
    """Sets of campaigns that hang together as precedent; none is joined by it."""
    series_links: int
    """Pairs of campaigns that ask the same of another thing, or in another wave."""
    series_links_new: int
    series_links_changed: int
    series_links_removed: int


@dataclass(frozen=True, slots=True)
class _Campaigns:
    """What the campaigns ask, when they were received, and which of them are to be compared."""

    asked: dict[int, list[Asked]]
    waves: dict[int, Wave]
    prints: dict[int, str]
    changed: frozenset[int]
    gone: frozenset[int]


def link_series(
    session: Session, *, scorer: Scorer, model: str, settings: Settings, run_id: int
) -> SeriesLinked:
    """Compare the campaigns whose wordings or days changed with all others; store what differs.

    What a campaign asks is the commonest wording at each place of its requests. Nothing but links
    is written: campaigns, their members and alerts stay as they are.
    """
    threshold = copy_threshold(settings, scorer)
    campaigns = _campaigns(session, f"{scorer.version} {model} {threshold}")
    comparer = _Comparer(session, campaigns, scorer, threshold)
    found = comparer.links(model) if campaigns.changed else {}
    writer = _Writer(session, scorer.version, run_id)
    writer.store(found, campaigns.changed | campaigns.gone)
    writer.note(campaigns, comparer.frames)
    pairs = store.pairs(session)
    days = {campaign: first for campaign, (first, _) in campaigns.waves.items()}
    return SeriesLinked(
        series=len(series(pairs, days)),
        series_links=len(pairs),
        series_links_new=writer.new,
        series_links_changed=writer.changed,
        series_links_removed=writer.removed,
    )


def _campaigns(session: Session, judged_by: str) -> _Campaigns:
    """Load what the campaigns ask, and find those that ask otherwise than when last compared."""
    waves = store.waves(session)
    asked: dict[int, list[Asked]] = defaultdict(list)
    for one in store.commonest(session):
        if one.campaign_id in waves:
            asked[one.campaign_id].append(one)
    prints = {
        campaign: _fingerprint(questions, waves[campaign], judged_by)
        for campaign, questions in asked.items()
    }
    known = store.fingerprints(session)
    return _Campaigns(
        asked=asked,
        waves=waves,
        prints=prints,
        changed=frozenset(c for c, found in prints.items() if known.get(c) != found),
        gone=frozenset(known.keys() - prints.keys()),
    )


def _fingerprint(questions: Sequence[Asked], wave: Wave, judged_by: str) -> str:
    """Hash all that decides with what a campaign is linked."""
    lines = [f"{one.place} {one.sha256}" for one in questions]
    days = [day.isoformat() for day in wave]
    return hashlib.sha256("\n".join([*lines, *days, judged_by]).encode()).hexdigest()


class _Comparer:
    """Finds the campaigns that ask alike, among the pairs of which one side changed."""

    def __init__(
        self, session: Session, campaigns: _Campaigns, scorer: Scorer, threshold: float
    ) -> None:
        self.session = session
        self.campaigns = campaigns
        self.scorer = scorer
        self.threshold = threshold
        self.known: dict[int, Wording] = {}
        self.frames: dict[Place, str] = {}

    def links(self, model: str) -> dict[Pair, Link]:
        """Return the link of each pair of campaigns that has one and of which a side changed."""
        asked, waves = self.campaigns.asked, self.campaigns.waves
        alike_questions: dict[Pair, list[AlikeQuestions]] = defaultdict(list)
        for a, b, cosine in self._near(model):
            first, second = self.known[a.text_id], self.known[b.text_id]
            found = alike(first, second, cosine, scorer=self.scorer, threshold=self.threshold)
            if found is not None:
                pair = AlikeQuestions(a.place, b.place, found)
                alike_questions[a.campaign_id, b.campaign_id].append(pair)
        linked = {}
        for (a_id, b_id), pairs in alike_questions.items():
            sizes = (len(asked[a_id]), len(asked[b_id]))
            made = link(pairs, sizes, (waves[a_id], waves[b_id]))
            if made is not None:
                linked[a_id, b_id] = made
        return linked

    def _near(self, model: str) -> list[Near]:
        """Return the questions of two campaigns each that are alike in meaning or in frame.

        The first is of the campaign with the smaller number.
        """
        asked, changed = self.campaigns.asked, self.campaigns.changed
        rows = [one for c in sorted(asked, key=lambda c: (c in changed, c)) for one in asked[c]]
        stored = store.vectors(self.session, {one.text_id for one in rows}, model)
        rows = [one for one in rows if one.text_id in stored]
        joined = np.frombuffer(b"".join(stored[one.text_id] for one in rows), dtype="<f4")
        vectors = joined.reshape(len(rows), -1) if rows else joined.reshape(0, 1)
        new = sum(one.campaign_id in changed for one in rows)
        found = {
            (j, i): cosine
            for i, j, cosine in candidates(
                vectors, len(rows) - new, len(rows), floor=self.scorer.cosine_floor
            )
        }
        self._take_apart({one.text_id for one in rows[len(rows) - new :]})
        for j, i in self._of_one_frame(rows, len(rows) - new):
            found.setdefault((j, i), float(vectors[i] @ vectors[j]))
        pairs = [(rows[j], rows[i], cosine) for (j, i), cosine in sorted(found.items())]
        pairs = [pair for pair in pairs if pair[0].campaign_id != pair[1].campaign_id]
        self._take_apart({one.text_id for pair in pairs for one in pair[:2]})
        return [
            (a, b, cosine) if a.campaign_id < b.campaign_id else (b, a, cosine)
            for a, b, cosine in pairs
        ]

    def _of_one_frame(self, rows: Sequence[Asked], start: int) -> Iterator[tuple[int, int]]:
        """Yield the rows from `start` on with the earlier rows of their frame, those first."""
        self.frames = {
            place: frame
            for place, frame in store.frames(self.session).items()
            if place[0] not in self.campaigns.changed
        }
        for one in rows[start:]:
            self.frames[one.campaign_id, one.place] = frame_key(self.known[one.text_id])
        seen: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(rows):
            frame = self.frames.get((one.campaign_id, one.place), "")
            if i >= start and frame:
                yield from ((j, i) for j in seen[frame])
            seen[frame].append(i)

    def _take_apart(self, texts: AbstractSet[int]) -> None:
        """Take wordings apart that are not yet."""
        words = store.comparables(self.session, texts - self.known.keys())
        self.known |= {text: wording(comparable) for text, comparable in words.items()}


@dataclass(slots=True)
class _Writer:
    """Writes the difference between the links stored and those found."""

    session: Session
    scorer: str
    run_id: int
    new: int = 0
    changed: int = 0
    removed: int = 0

    def store(self, found: Mapping[Pair, Link], campaigns: Collection[int]) -> None:
        """Bring every link that one of these campaigns has in line with what was found."""
        stored = {
            (row.campaign_a_id, row.campaign_b_id): row
            for row in store.links_of(self.session, campaigns)
        }
        for pair, row in stored.items():
            if pair not in found:
                self.session.delete(row)
                self.removed += 1
        for pair, made in found.items():
            values = {
                "differs": [{"kind": v.kind, "a": v.a, "b": v.b} for v in made.differs],
                "likeness": round(made.likeness, 6),
                "scorer": self.scorer,
            }
            before = stored.get(pair)
            if before is None:
                a, b = pair
                self.session.add(
                    SeriesLink(campaign_a_id=a, campaign_b_id=b, run_id=self.run_id, **values)
                )
                self.new += 1
            elif any(getattr(before, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(before, name, value)
                before.run_id = self.run_id
                self.changed += 1
        self.session.flush()

    def note(self, campaigns: _Campaigns, frames: Mapping[Place, str]) -> None:
        """Note by what each campaign was compared."""
        outdated = sorted(campaigns.changed | campaigns.gone)
        for start in range(0, len(outdated), store.IN_CLAUSE):
            part = outdated[start : start + store.IN_CLAUSE]
            self.session.execute(delete(SeriesReading).where(SeriesReading.campaign_id.in_(part)))
        rows = [
            {
                "campaign_id": campaign,
                "place": one.place,
                "fingerprint": campaigns.prints[campaign],
                "frame": frames.get((campaign, one.place), ""),
            }
            for campaign in sorted(campaigns.changed)
            for one in campaigns.asked[campaign]
        ]
        if rows:
            self.session.execute(insert(SeriesReading), rows)
