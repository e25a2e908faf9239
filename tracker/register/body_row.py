"""One row of a bodies file, checked on its own and against the rows beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.register.names import fold_name
from tracker.register.report import Problem
from tracker.register.table import Row, read_table

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
REGIMES = {"foia": "FOIA", "foisa": "FOISA", "none": "none"}
LONGEST_SLUG = 80
LONGEST_NAME = 200
LONGEST_SHORT_NAME = 120

_COLUMNS = (
    *("slug", "name", "short_name", "aliases", "nation", "regime", "region", "kind"),
    *("tile_row", "tile_col", "valid_from", "valid_to", "successor", "unit"),
)


@dataclass(frozen=True)
class BodyRow:
    """A body as a file describes it.

    `fields` has a value for each column of the table that the file has; a column the file lacks
    leaves what the register holds.
    """

    line: int
    slug: str
    fields: Mapping[str, Any]
    names: Mapping[str, str]
    """Folded name to the name as written, the official name first and the slug last."""
    replaces_names: bool
    """True when the file has aliases, so that names it does not list are given up."""
    successor: str | None
    """Slug of another body; empty for none, None where the file does not say."""
    unit: str | None


def read_body_rows(path: Path) -> tuple[list[BodyRow], list[Problem]]:
    """Read a bodies file; the problems found make its rows unfit for use.

    Raises RegisterError when there are no rows to read at all.
    """
    table = read_table(path, required=("slug", "name"), known=_COLUMNS)
    rows = [_body_row(row) for row in table]
    problems = [problem for row in table for problem in row.problems]
    return rows, problems + _repeated_slugs(rows)


def _body_row(row: Row) -> BodyRow:
    slug = checked_slug(row, "slug")
    name = row.text("name", LONGEST_NAME)
    if not name:
        row.refuse("name is empty")
    short_name = row.text("short_name", LONGEST_SHORT_NAME)
    return BodyRow(
        line=row.line,
        slug=slug,
        fields={"name": name, **_fields(row), **({"short_name": short_name} if short_name else {})},
        names=_names(row, [name, short_name, *row.names("aliases"), slug]),
        replaces_names=row.has("aliases"),
        successor=row.values.get("successor"),
        unit=checked_slug(row, "unit") if row.values.get("unit") else None,
    )


def checked_slug(row: Row, column: str) -> str:
    """Give a slug; anything else is a problem of the row."""
    slug = row.text(column, LONGEST_SLUG)
    if not SLUG.fullmatch(slug):
        row.refuse(
            f"{column} must be lower-case letters and digits joined by hyphens or underscores"
            if slug
            else f"{column} is empty"
        )
    return slug


def _fields(row: Row) -> dict[str, Any]:
    fields: dict[str, Any] = {
        column: row.text(column, longest)
        for column, longest in (("nation", 40), ("region", 80), ("kind", 40))
        if row.has(column)
    }
    fields |= {c: row.number(c) for c in ("tile_row", "tile_col") if row.has(c)}
    fields |= {c: row.day(c) for c in ("valid_from", "valid_to") if row.has(c)}
    start, end = fields.get("valid_from"), fields.get("valid_to")
    if start and end and end < start:
        row.refuse("valid_to is before valid_from")
    if regime := row.values.get("regime", ""):
        fields["regime"] = REGIMES.get(regime.casefold(), "")
        if not fields["regime"]:
            row.refuse("regime must be FOIA, FOISA or none")
    return fields


def _names(row: Row, names: list[str]) -> dict[str, str]:
    folded: dict[str, str] = {}
    for name in filter(None, names):
        key = fold_name(name)
        if max(len(name), len(key)) > LONGEST_NAME:
            row.refuse(f"a name is longer than {LONGEST_NAME} characters")
        elif not key:
            row.refuse("a name has neither letters nor digits")
        else:
            folded.setdefault(key, name)
    return folded


def _repeated_slugs(rows: list[BodyRow]) -> list[Problem]:
    first: dict[str, int] = {}
    return [
        Problem(row.line, f'slug "{row.slug}" is already on line {first[row.slug]}')
        for row in rows
        if row.slug and first.setdefault(row.slug, row.line) != row.line
    ]
