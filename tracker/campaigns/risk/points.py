"""How many points each factor of the mapping risk gives, read from a file people can change."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

_HIGHEST = 100


class PointsProblem(ValueError):
    """A file of points that cannot be used; the message says what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Points:
    """The numbers by section and name, as the file has them."""

    version: str
    bands: tuple[tuple[str, float], ...]
    """The bands above the lowest, each with the points it begins at, the lowest first."""
    sections: dict[str, dict[str, float]]

    def __call__(self, section: str, name: str) -> float:
        """Give one number."""
        return self.sections[section][name]


@cache
def load_points(path: Path | None = None) -> Points:
    """Read a file of points, the shipped one by default; PointsProblem when it does not fit."""
    source = path or files("tracker.data") / "mapping_risk.toml"
    return read_points(source.read_text(encoding="utf-8"))


def read_points(text: str) -> Points:
    """Read and check the text of a file of points against the names of the shipped one."""
    raw = tomllib.loads(text)
    version = str(raw.pop("version", ""))
    sections = {section: _numbers(section, values) for section, values in raw.items()}
    bands = sections.pop("bands", {})
    points = Points(
        version,
        tuple((name.replace("_", " "), value) for name, value in bands.items()),
        sections,
    )
    _check(points)
    return points


def _numbers(section: str, values: object) -> dict[str, float]:
    if not isinstance(values, dict):
        raise PointsProblem(f"{section} is no section.")
    found = {}
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise PointsProblem(f"{section}.{name} must be a number, zero or more.")
        if round(value, 1) != value:
            raise PointsProblem(f"{section}.{name} may have one decimal.")
        found[name] = float(value)
    return found


def _check(points: Points) -> None:
    starts = [value for _, value in points.bands]
    if not points.version or not starts or starts != sorted(set(starts)):
        raise PointsProblem("A version and bands that rise are needed.")
    missing = [
        f"{section}.{name}"
        for section, names in _NAMES.items()
        for name in names.split()
        if name not in points.sections.get(section, {})
    ]
    if missing:
        raise PointsProblem(f"Missing: {', '.join(missing)}.")
    _check_order(points)


def _check_order(points: Points) -> None:
    for section, *rising in _RISING:
        values = [points(section, name) for name in rising]
        if values != sorted(values):
            raise PointsProblem(f"In {section}, {' <= '.join(rising)} must hold.")
    most = sum(points(section, "at_most") for section in _NAMES if section != "topic")
    if most + points("topic", "often_ncnd") > _HIGHEST:
        raise PointsProblem("All factors together may give at most 100 points.")


_NAMES = {
    "bodies": "each_further at_most",
    "places": "each_further_region each_further_nation at_most",
    "topic": "often_ncnd other",
    "answers": "revealing due_soon due_later soon_days at_most",
    "ncnd_beside_denial": "first first_in_part each_further_denial each_ncnd each_ncnd_in_part "
    "at_most",
    "ncnd_beside_confirmation": "first each_further_confirmation each_ncnd at_most",
    "neighbours": "each_pair at_most",
}
_RISING = (
    ("answers", "due_later", "due_soon", "revealing"),
    ("topic", "other", "often_ncnd"),
    ("ncnd_beside_denial", "first_in_part", "first"),
)
"""What must not fall, so that no further answer that reveals lowers a score."""
