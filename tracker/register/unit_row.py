"""One row of a units file, checked on its own and against the rows beside it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tracker.register.body_row import LONGEST_NAME, checked_slug
from tracker.register.mailboxes import is_mailbox
from tracker.register.names import fold_name
from tracker.register.report import Problem
from tracker.register.table import Row, read_table

_COLUMNS = ("slug", "name", "bodies", "valid_from", "valid_to", "mailbox")
_NO_MAILBOX = "-"


class Spell(NamedTuple):
    """A time in which a unit answers for a body; None is unbounded."""

    unit: str
    start: date | None
    end: date | None

    def overlaps(self, other: "Spell") -> bool:
        """Say whether some day belongs to both."""
        starts = max(self.start or date.min, other.start or date.min)
        return starts <= min(self.end or date.max, other.end or date.max)


@dataclass(frozen=True)
class UnitRow:
    """A unit as a file describes it; its name may be empty when the register has one."""

    slug: str
    name: str
    mailbox: str | None
    """None leaves what is stored; empty removes it."""


def read_unit_rows(
    path: Path, names: Mapping[str, int], units: Collection[str]
) -> tuple[list[UnitRow], dict[int, list[Spell]], list[Problem]]:
    """Read a units file: its rows, the spells of each body by id, and what is wrong.

    `names` has the id of the body for each folded name; `units` the slugs already known.

    Raises RegisterError when there are no rows to read at all.
    """
    table = read_table(path, required=("slug",), known=_COLUMNS)
    named = set(units) | {row.values["slug"] for row in table if row.values.get("name")}
    rows = [_unit_row(row, named) for row in table]
    spells = _spells(table, names)
    return rows, spells, [problem for row in table for problem in row.problems]


def _unit_row(row: Row, named: Collection[str]) -> UnitRow:
    slug = checked_slug(row, "slug")
    if slug not in named:
        row.refuse("a new unit needs a name")
    mailbox = row.values.get("mailbox", "")
    if mailbox not in {"", _NO_MAILBOX} and not is_mailbox(mailbox):
        row.refuse("mailbox must be one plain e-mail address")
    stored = {"": None, _NO_MAILBOX: ""}.get(mailbox, mailbox)
    return UnitRow(slug, row.text("name", LONGEST_NAME), stored)


def _spells(table: list[Row], names: Mapping[str, int]) -> dict[int, list[Spell]]:
    spells: dict[int, list[Spell]] = defaultdict(list)
    for row in table:
        spell = Spell(row.values["slug"], row.day("valid_from"), row.day("valid_to"))
        if spell.start and spell.end and spell.end < spell.start:
            row.refuse("valid_to is before valid_from")
        for name in row.names("bodies"):
            body_id = names.get(fold_name(name))
            if body_id is None:
                row.refuse(f'"{name}" is not a body of the register')
            elif any(spell.overlaps(other) for other in spells[body_id]):
                row.refuse(f'"{name}" already has a unit at that time')
            else:
                spells[body_id].append(spell)
    return dict(spells)
