"""Find folders that lie beside the package in a checkout and inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped_dir(name: str) -> Path:
    """Return the folder `name` inside the package when it is there, else the one beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
