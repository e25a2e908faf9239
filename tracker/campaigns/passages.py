"""What a copy adds to another wording of its question, and what it leaves out; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.campaigns.differences import Differences, Piece


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages in which one wording differs from another, in their order."""

    adds: tuple[str, ...]
    leaves_out: tuple[str, ...]


def passages(found: Differences) -> Passages:
    """Give what the right side adds to the left one, and what it leaves out of it.

    The body's own name is expected to differ and is no passage; nor is a mere comma.
    """
    return Passages(tuple(_changed(found.right)), tuple(_changed(found.left)))


def _changed(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        words = " ".join(piece.text.split())
        if piece.kind == "changed" and any(map(str.isalnum, words)):
            yield words
