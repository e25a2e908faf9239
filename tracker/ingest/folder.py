"""Which files a folder holds, and which body each of them is from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to take, and the body it is from when its folder says so."""

    path: Path
    body: str | None = None


def files_in(path: Path) -> list[SourceFile]:
    """List a file, or every file below a folder, by name; hidden ones are left out."""
    if not path.is_dir():
        return [SourceFile(path)]
    return [SourceFile(found) for found in _visible_files(path)]


def files_by_body(folder: Path) -> list[SourceFile]:
    """List the files of a sources folder: those below `BODY-SLUG/` are from that body."""
    return [
        SourceFile(found, _first_folder(found.relative_to(folder)))
        for found in _visible_files(folder)
    ]


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _first_folder(relative: Path) -> str | None:
    return relative.parts[0] if len(relative.parts) > 1 else None
