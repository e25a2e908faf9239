"""Loading bodies: every row is checked before the first is stored."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.register.body_row import LONGEST_SHORT_NAME, BodyRow, read_body_rows
from tracker.register.report import Problem, RegisterError, RegisterReport
from tracker.register.units import assign_unit, give_own_units
from tracker.store.register import Body, BodyAlias


def import_bodies(session: Session, path: Path) -> RegisterReport:
    """Load or update bodies from a CSV file; only `slug` and `name` are required.

    A column that the file lacks leaves what the register holds; a file with aliases states all
    names of the bodies it lists. A body that no unit answers for gets a unit of its own.

    Raises RegisterError with every problem of the file; then nothing is changed.
    """
    report = store_bodies(session, path)
    give_own_units(session)
    return report


def store_bodies(
    session: Session, path: Path, *, wanted: Callable[[BodyRow], bool] = lambda _: True
) -> RegisterReport:
    """Store the wanted rows of a file, without giving anyone a unit that the file does not name.

    Raises RegisterError with every problem of the file; then nothing is changed.
    """
    rows, problems = read_body_rows(path)
    rows = [row for row in rows if wanted(row)]
    known = {body.slug: body for body in session.scalars(select(Body))}
    aliases = list(session.scalars(select(BodyAlias)))
    problems += _taken_names(rows, known, aliases) + _unknown_successors(rows, known)
    if problems:
        raise RegisterError(problems)
    changes = _Changes(session, rows, known)
    changes.store_fields()
    changes.store_names(aliases)
    changes.store_successors_and_units()
    return RegisterReport.of(changes.result(row) for row in rows)


class _Changes:
    """The rows of a good file on their way into the register."""

    def __init__(self, session: Session, rows: list[BodyRow], known: dict[str, Body]) -> None:
        self.session = session
        self.rows = rows
        self.bodies = known
        self.added: set[str] = set()
        self.changed: set[str] = set()

    def store_fields(self) -> None:
        """Make new bodies and bring the columns of the others up to date."""
        for row in self.rows:
            if row.slug not in self.bodies:
                self._add(row)
            body = self.bodies[row.slug]
            for field, value in row.fields.items():
                if getattr(body, field) != value:
                    setattr(body, field, value)
                    self.changed.add(row.slug)
        self.session.flush()

    def store_names(self, aliases: Iterable[BodyAlias]) -> None:
        """Give each body its names; a name that moves leaves its old owner first."""
        stored = {alias.folded: alias for alias in aliases}
        by_id = {self.bodies[row.slug].id: row for row in self.rows}
        for alias in list(stored.values()):
            row = by_id.get(alias.body_id)
            if row and row.replaces_names and alias.folded not in row.names:
                self.session.delete(stored.pop(alias.folded))
                self.changed.add(row.slug)
        self.session.flush()
        for row in self.rows:
            for folded, name in row.names.items():
                self._store_name(row, stored.get(folded), folded, name)

    def store_successors_and_units(self) -> None:
        """Point ended bodies at their successors, and bodies at the unit their row names."""
        for row in self.rows:
            body = self.bodies[row.slug]
            successor = self.bodies[row.successor].id if row.successor else None
            if row.successor is not None and body.successor_id != successor:
                body.successor_id = successor
                self.changed.add(row.slug)
            if row.unit and assign_unit(self.session, body, row.unit):
                self.changed.add(row.slug)
        self.session.flush()

    def result(self, row: BodyRow) -> str:
        """Say what became of a row."""
        if row.slug in self.added:
            return "added"
        return "changed" if row.slug in self.changed else "unchanged"

    def _add(self, row: BodyRow) -> None:
        name: str = row.fields["name"]
        body = Body(slug=row.slug, name=name, short_name=name[:LONGEST_SHORT_NAME])
        body.nation, body.regime, body.region, body.kind = "", "FOIA", "", ""
        self.session.add(body)
        self.bodies[row.slug] = body
        self.added.add(row.slug)

    def _store_name(self, row: BodyRow, alias: BodyAlias | None, folded: str, name: str) -> None:
        if alias is None:
            body_id = self.bodies[row.slug].id
            self.session.add(BodyAlias(body_id=body_id, alias=name, folded=folded))
        elif alias.alias != name:
            alias.alias = name
        else:
            return
        self.changed.add(row.slug)


def _taken_names(
    rows: list[BodyRow], known: dict[str, Body], aliases: list[BodyAlias]
) -> list[Problem]:
    slugs = {body.id: slug for slug, body in known.items()}
    given_up = {row.slug for row in rows if row.replaces_names}
    owners = {
        alias.folded: slugs[alias.body_id]
        for alias in aliases
        if slugs[alias.body_id] not in given_up
    }
    problems = []
    for row in rows:
        for folded, name in row.names.items():
            owner = owners.setdefault(folded, row.slug)
            if owner != row.slug:
                problems.append(Problem(row.line, f'"{name}" is already a name of {owner}'))
    return problems


def _unknown_successors(rows: list[BodyRow], known: dict[str, Body]) -> list[Problem]:
    slugs = known.keys() | {row.slug for row in rows}
    return [
        Problem(row.line, f'successor "{row.successor}" is not the slug of another body')
        for row in rows
        if row.successor and (row.successor not in slugs or row.successor == row.slug)
    ]
