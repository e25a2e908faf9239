"""Tell which stored question a newly read one still is, so that it keeps its row. Pure.

A request is read again when its body sends other words under the same reference, and when a
sentence turns out to belong to letters. What people decided about a question holds as long as
the question is the same one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

KEPT_SHARE = 0.9
"""Share of the shorter wording's words that the other must hold, where the text did not change:
reading anew takes sentences out, or puts them back."""

AMENDED_SHARE = 0.8
"""Share of all their words that two wordings must have in common, where the text changed."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as far as telling it from others goes."""

    position: int
    """From 1; 0 for all questions in one."""
    text_id: int
    comparable: str


def carried_over(
    stored: Sequence[Reading], read: Sequence[Reading], *, amended: bool
) -> dict[int, int]:
    """Give for indexes of `read` the index in `stored` of the question that it still is.

    The same wording is the same question wherever it stands. Of the others, a wording goes on as
    the one most like it; `amended` says that the request's text changed, and then the two must
    agree in every number and nearly every word. Where the text did not change and holds as many
    questions as before, place counts before likeness. Each is used once; ties go to the nearer.
    """
    by_place = not amended and len(stored) == len(read)
    ranked = sorted(
        (*rank, abs(old.position - new.position), i, j)
        for i, new in enumerate(read)
        for j, old in enumerate(stored)
        if (rank := _rank(old, new, amended=amended, by_place=by_place)) is not None
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in ranked:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _rank(old: Reading, new: Reading, *, amended: bool, by_place: bool) -> tuple[int, float] | None:
    """Say how surely two are the same question, the surest sorting first; None if they are not."""
    if old.text_id == new.text_id:
        return 0, 0.0
    if (old.position == 0) != (new.position == 0):
        return None
    if by_place and old.position == new.position:
        return 1, 0.0
    before, after = (set(_WORD.findall(r.comparable.lower())) for r in (old, new))
    both = before & after
    if amended:
        share, least = len(both) / max(len(before | after), 1), AMENDED_SHARE
        agree = _numbers(before) == _numbers(after)
    else:
        share, least = len(both) / max(min(len(before), len(after)), 1), KEPT_SHARE
        agree = True
    return (2, -share) if agree and share >= least else None


def _numbers(words: set[str]) -> set[str]:
    return {word for word in words if any(map(str.isdigit, word))}
