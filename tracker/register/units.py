"""Disclosure units: which desk answers for which body, from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from tracker.register.report import RegisterError, RegisterReport
from tracker.register.unit_row import Spell, UnitRow, read_unit_rows
from tracker.store.register import Body, BodyAlias, DisclosureUnit, UnitBody


@dataclass(frozen=True)
class UnitEntry:
    """A disclosure unit, and where its alerts go; no mailbox while nobody has given one."""

    id: int
    slug: str
    name: str
    mailbox: str | None


def units_for(session: Session, body_ids: Iterable[int], on: date) -> dict[int, UnitEntry]:
    """Find the unit that answers for each body on a day; a body without one is left out."""
    rows = session.execute(
        select(UnitBody.body_id, DisclosureUnit)
        .join(DisclosureUnit, DisclosureUnit.id == UnitBody.unit_id)
        .where(
            UnitBody.body_id.in_(set(body_ids)),
            or_(UnitBody.valid_from.is_(None), UnitBody.valid_from <= on),
            or_(UnitBody.valid_to.is_(None), UnitBody.valid_to >= on),
        )
        .order_by(UnitBody.id)
    )
    return {
        body_id: UnitEntry(unit.id, unit.slug, unit.name, unit.mailbox or None)
        for body_id, unit in rows
    }


def import_units(session: Session, path: Path) -> RegisterReport:
    """Load or update units from a CSV file; only `slug` is required.

    Columns: slug, name, bodies (names or slugs, separated by semicolons), valid_from, valid_to,
    mailbox. The file states every spell of the bodies it lists; on days that no spell covers, a
    body's own unit answers. An empty mailbox leaves the stored one, `-` removes it.

    Raises RegisterError with every problem of the file; then nothing is changed.
    """
    names = session.execute(select(BodyAlias.folded, BodyAlias.body_id))
    units = {unit.slug: unit for unit in session.scalars(select(DisclosureUnit))}
    rows, spells, problems = read_unit_rows(
        path, {row.folded: row.body_id for row in names}, set(units)
    )
    if problems:
        raise RegisterError(problems)
    results: dict[str, str] = {}
    for row in rows:
        result = _store_unit(session, units, row)
        if results.get(row.slug, "unchanged") == "unchanged":
            results[row.slug] = result
    session.flush()
    for body_id, wanted in spells.items():
        for slug in _store_spells(session, body_id, wanted, units):
            if results.get(slug) == "unchanged":
                results[slug] = "changed"
    return RegisterReport.of(results.values())


def assign_unit(session: Session, body: Body, slug: str) -> bool:
    """Make a unit answer for a body at all times, unless it has a spell already; say if new."""
    unit = session.scalar(select(DisclosureUnit).where(DisclosureUnit.slug == slug))
    if unit is None:
        unit = DisclosureUnit(slug=slug, name=body.name if slug == body.slug else _title(slug))
        session.add(unit)
        session.flush()
    spells = select(UnitBody.id).where(UnitBody.body_id == body.id, UnitBody.unit_id == unit.id)
    if session.scalar(spells.limit(1)) is not None:
        return False
    session.execute(delete(UnitBody).where(UnitBody.body_id == body.id))
    session.add(UnitBody(unit_id=unit.id, body_id=body.id))
    session.flush()
    return True


def give_own_units(session: Session) -> int:
    """Give every body that has never had a unit one of its own slug; return how many."""
    bodies = list(
        session.scalars(
            select(Body).where(Body.id.not_in(select(UnitBody.body_id))).order_by(Body.id)
        )
    )
    for body in bodies:
        assign_unit(session, body, body.slug)
    return len(bodies)


def _store_unit(session: Session, units: dict[str, DisclosureUnit], row: UnitRow) -> str:
    unit = units.get(row.slug)
    if unit is None:
        unit = DisclosureUnit(slug=row.slug, name=row.name, mailbox=row.mailbox or None)
        session.add(unit)
        units[row.slug] = unit
        return "added"
    before = unit.name, unit.mailbox
    unit.name = row.name or unit.name
    if row.mailbox is not None:
        unit.mailbox = row.mailbox or None
    return "unchanged" if before == (unit.name, unit.mailbox) else "changed"


def _store_spells(
    session: Session, body_id: int, wanted: list[Spell], units: dict[str, DisclosureUnit]
) -> set[str]:
    body = session.get_one(Body, body_id)
    spells = wanted + [Spell(body.slug, *gap) for gap in _gaps(wanted)]
    if body.slug not in units and any(spell.unit == body.slug for spell in spells):
        units[body.slug] = DisclosureUnit(slug=body.slug, name=body.name)
        session.add(units[body.slug])
        session.flush()
    rows = list(session.scalars(select(UnitBody).where(UnitBody.body_id == body_id)))
    slugs = {unit.id: slug for slug, unit in units.items()}
    stored = {Spell(slugs[row.unit_id], row.valid_from, row.valid_to): row for row in rows}
    for spell, row in stored.items():
        if spell not in spells:
            session.delete(row)
    new = [spell for spell in spells if spell not in stored]
    session.add_all(
        UnitBody(unit_id=units[s.unit].id, body_id=body_id, valid_from=s.start, valid_to=s.end)
        for s in new
    )
    session.flush()
    return {spell.unit for spell in new}


def _gaps(spells: list[Spell]) -> list[tuple[date | None, date | None]]:
    gaps: list[tuple[date | None, date | None]] = []
    free_from: date | None = None
    for spell in sorted(spells, key=lambda s: s.start or date.min):
        if spell.start and (free_from is None or free_from < spell.start):
            gaps.append((free_from, spell.start - timedelta(days=1)))
        if spell.end is None or spell.end == date.max:
            return gaps
        free_from = spell.end + timedelta(days=1)
    return [*gaps, (free_from, None)]


def _title(slug: str) -> str:
    words = slug.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
