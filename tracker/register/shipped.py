"""The register that ships with the program, as a start."""

from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.register.bodies import store_bodies
from tracker.register.report import RegisterReport
from tracker.register.units import give_own_units, import_units
from tracker.store.register import Body


def load_shipped_register(session: Session) -> RegisterReport:
    """Add the shipped bodies that the register lacks; what it has stays as people left it.

    The shipped units come with them only where the register was empty, so that no unit that people
    arranged is rearranged.

    Raises RegisterError when a name that ships already belongs to another body.
    """
    known = set(session.scalars(select(Body.slug)))
    with as_file(files("tracker.data")) as folder:
        report = store_bodies(
            session, Path(folder) / "bodies.csv", wanted=lambda row: row.slug not in known
        )
        if not known:
            import_units(session, Path(folder) / "disclosure_units.csv")
    give_own_units(session)
    return report
