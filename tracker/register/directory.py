"""Finding a body by what somebody wrote in a body field; never in free text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.register.body_row import LONGEST_NAME
from tracker.register.names import fold_name, loose_name
from tracker.register.units import units_for
from tracker.store.register import Body, BodyAlias


@dataclass(frozen=True)
class BodyEntry:
    """A body as the rest of the program sees it.

    `names` holds every name as written, without the slug; "&" and "and" are given both ways.
    """

    id: int
    slug: str
    name: str
    regime: str
    names: tuple[str, ...]
    short_name: str = ""
    unit_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def exists_on(self, day: date) -> bool:
        """Say whether the body exists on this day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class Directory:
    """The register in memory: bodies by every name they go by."""

    def __init__(self, entries: Iterable[BodyEntry], folded: Mapping[str, int]) -> None:
        """Take the entries, and the id of the body for each folded name."""
        self._entries = {entry.id: entry for entry in entries}
        self._by_name = {name: self._entries[body_id] for name, body_id in folded.items()}
        self._by_loose_name = _loose(self._by_name)

    @classmethod
    def load(cls, session: Session, today: date) -> Self:
        """Read the register, with the units that answer today; ended bodies are kept."""
        names: dict[int, list[str]] = defaultdict(list)
        folded: dict[str, int] = {}
        for alias in session.scalars(select(BodyAlias).order_by(BodyAlias.id)):
            names[alias.body_id].append(alias.alias)
            folded[alias.folded] = alias.body_id
        bodies = list(session.scalars(select(Body).order_by(Body.name, Body.id)))
        units = units_for(session, [body.id for body in bodies], today)
        entries = [
            _entry(body, names[body.id], units[body.id].id if body.id in units else None)
            for body in bodies
        ]
        return cls(entries, folded)

    def all(self) -> list[BodyEntry]:
        """Give every body by name, those that have ended or not begun included."""
        return list(self._entries.values())

    def find(self, name: str) -> BodyEntry | None:
        """Find the body with this slug or name; None when no body or more than one fits.

        Capitals, spacing and punctuation do not matter; apostrophes, accents and a leading "the"
        do so only where another body would fit as well.
        """
        folded = fold_name(name[: LONGEST_NAME * 2])
        return self._by_name.get(folded) or self._by_loose_name.get(loose_name(folded))

    def nearest(self, name: str, count: int = 3) -> list[str]:
        """Give the official names that come closest, for the message that a name is unknown."""
        written = fold_name(name[:LONGEST_NAME])
        found = process.extract(
            written, list(self._by_name), scorer=fuzz.token_sort_ratio, limit=None
        )
        return list(dict.fromkeys(self._by_name[close].name for close, _, _ in found))[:count]


def _loose(by_name: Mapping[str, BodyEntry]) -> dict[str, BodyEntry]:
    owners: dict[str, set[int]] = defaultdict(set)
    for folded, entry in by_name.items():
        owners[loose_name(folded)].add(entry.id)
    return {
        loose: entry
        for folded, entry in by_name.items()
        if len(owners[loose := loose_name(folded)]) == 1
    }


def _entry(body: Body, aliases: list[str], unit_id: int | None) -> BodyEntry:
    written = [body.name, body.short_name, *(alias for alias in aliases if alias != body.slug)]
    names = [spelling for name in written for spelling in _spellings(name)]
    return BodyEntry(
        id=body.id,
        slug=body.slug,
        name=body.name,
        regime=body.regime,
        names=tuple(dict.fromkeys(names)),
        short_name=body.short_name,
        unit_id=unit_id,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
    )


def _spellings(name: str) -> tuple[str, ...]:
    return name, name.replace(" & ", " and "), name.replace(" and ", " & ")
