"""Cut spans out of a text and leave placeholders, counted, in their place."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tracker.text.redaction_names import plain_name


class Cut(NamedTuple):
    """A span to be replaced by `[kind]`."""

    start: int
    end: int
    kind: str = "name"


def cut_out(
    text: str, cuts: Iterable[Cut], counts: Counter[str], known: set[str] | None = None
) -> str:
    """Replace spans, given in any order, by placeholders.

    Of two that overlap the earlier, or else the longer, is replaced. With `known`, every name
    and organisation cut out is added to it.
    """
    pieces: list[str] = []
    done = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if cut.start < done or cut.end <= cut.start:
            continue
        if known is not None and cut.kind in {"name", "organisation"}:
            known.add(plain_name(text[cut.start : cut.end]))
        pieces += [text[done : cut.start], f"[{cut.kind}]"]
        counts[cut.kind] += 1
        done = cut.end
    return "".join([*pieces, text[done:]]) if pieces else text
