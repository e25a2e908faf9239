"""The register: bodies, every name they go by, and the units that answer for them."""

from tracker.register.bodies import import_bodies
from tracker.register.directory import BodyEntry, Directory
from tracker.register.names import fold_name
from tracker.register.report import Problem, RegisterError, RegisterReport
from tracker.register.shipped import load_shipped_register
from tracker.register.units import UnitEntry, give_own_units, import_units, units_for

__all__ = [
    "BodyEntry",
    "Directory",
    "Problem",
    "RegisterError",
    "RegisterReport",
    "UnitEntry",
    "fold_name",
    "give_own_units",
    "import_bodies",
    "import_units",
    "load_shipped_register",
    "units_for",
]
