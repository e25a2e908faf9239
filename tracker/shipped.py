"""Find folders that lie beside the package in a checkout and inside it in a wheel."""

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent

_RULES = (".py", ".toml", ".tsv", ".txt")
"""Endings of the files that rules are written in: modules, and tables of words."""


def shipped_dir(name: str) -> Path:
    """Return the folder `name` inside the package when it is there, else the one beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@cache
def rules_hash(*names: str) -> str:
    """Return 12 digits of the hash of every module and table in these folders of the package."""
    read = hashlib.sha256()
    for name in names:
        for item in sorted((PACKAGE / name).iterdir()):
            if item.suffix in _RULES:
                read.update(item.name.encode())
                read.update(item.read_bytes())
    return read.hexdigest()[:12]
