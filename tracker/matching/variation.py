"""Find the things that one wording names in the stead of another: a year, a place, a weapon.

Two wordings that differ in nothing else ask the same of another thing: they are of one series and
no copies of each other. What only one of the two names is an addition and no variation.
"""

import operator
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.matching.periods import in_words, is_counted, same_time, span_in_words, spelt_out
from tracker.matching.terms import wider
from tracker.matching.things import Things

Names = frozenset[str]
_NONE: Names = frozenset()
_NEVER: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Variation:
    """What one wording names and the other names in its stead, in words for people."""

    kind: str
    a: str
    b: str


def kinds(a: Things, b: Things) -> frozenset[str]:
    """Return the kinds of things that are named in each other's stead, without saying which."""
    return frozenset(kind for kind, _, _ in _varied(a, b))


def variations(a: Things, b: Things) -> tuple[Variation, ...]:
    """Say what the second wording names in the stead of what the first names, in KINDS' order.

    Empty where they name the same, or where only one of them names more. A wider thing does not
    stand for a narrower one (`2024` and `March 2024`, `assault` and `assault with injury`).
    """
    return tuple(
        Variation(kind, _in_words(kind, a, of_a), _in_words(kind, b, of_b))
        for kind, of_a, of_b in _varied(a, b)
    )


def rolled_apart(a: Things, b: Things) -> str:
    """Name the dates that differ and yet mean the same, counted from each day of asking."""
    times_a, times_b = a.named.get("period", _NONE), b.named.get("period", _NONE)
    sides = [
        sorted(name for name in mine.rolled.keys() - other_times if mine.rolled[name] in said)
        for mine, other_times, said in (
            (a, times_b, set(b.rolled.values())),
            (b, times_a, set(a.rolled.values())),
        )
    ]
    if not all(sides):
        return ""
    return " and ".join(", ".join(in_words(name) for name in side) for side in sides)


def _varied(a: Things, b: Things) -> Iterator[tuple[str, Names, Names]]:
    """Yield each kind of which both wordings name what the other does not."""
    for kind, named_a in a.named.items():
        named_b = b.named.get(kind)
        if named_b is None or named_a == named_b:
            continue
        if named_a < named_b or named_b < named_a:
            only_a, only_b = _said_once_more(kind, a, b)
        else:
            only_a, only_b = _only(kind, a, b), _only(kind, b, a)
        if only_a and only_b:
            left_a, left_b = _exchanged(kind, only_a, only_b)
            if left_a and left_b:
                yield kind, left_a, left_b


def _only(kind: str, a: Things, b: Things) -> Names:
    """Return what one wording names and the other does not name in any form."""
    only = a.named[kind] - b.named[kind]
    if not only:
        return only
    match kind:
        case "period":
            return _other_times(a, b, only)
        case "name":
            known = b.words
            return frozenset(
                n for n in only if a.hidden == b.hidden and not known.issuperset(_split(n))
            )
        case _:
            return only


def _said_once_more(kind: str, a: Things, b: Things) -> tuple[Names, Names]:
    """Return what each names more often than the other, where both name as many of a kind.

    "Nurses trained by nurses" is another question than "nurses trained by paramedics", though the
    one names nothing that the other does not.
    """
    often_a, often_b = a.mentions.get(kind, _NEVER), b.mentions.get(kind, _NEVER)
    if often_a.total() != often_b.total():
        return _NONE, _NONE
    return frozenset(often_a - often_b), frozenset(often_b - often_a)


def _exchanged(kind: str, only_a: Names, only_b: Names) -> tuple[Names, Names]:
    """Leave out what is a wider or narrower form of something that the other side names.

    A time is set beside times of its sort alone, and left out where the other side has none.
    """
    return _standing(kind, only_a, only_b), _standing(kind, only_b, only_a)


def _standing(kind: str, mine: Names, others: Names) -> Names:
    """Keep what has something else of its sort on the other side, and no form of itself."""
    same = _SAME.get(kind, wider)
    standing = set()
    for name in mine:
        beside = others
        if kind == "period":
            beside = frozenset(time for time in others if is_counted(time) == is_counted(name))
        if (beside or kind != "period") and not any(same(name, other) for other in beside):
            standing.add(name)
    return frozenset(standing)


def _other_times(a: Things, b: Things, only: Names) -> Names:
    """Leave out the times that the other wording gives in another form, or rolled alike."""
    if a.rolled and b.rolled:
        counted = set(b.rolled.values())
        only = frozenset(name for name in only if a.rolled.get(name) not in counted)
    if a.spans and b.spans:
        spans_b = {(span.first, span.last) for span in b.spans}
        equal = [span.names for span in a.spans if (span.first, span.last) in spans_b]
        only = only.difference(*equal)
    return only - spelt_out(a.named["period"], b.named["period"])


def _one_name(x: str, y: str) -> bool:
    """Say whether one name is part of the other or made of the other's first letters."""
    return wider(x, y) or _initials(x) == y.lower() or _initials(y) == x.lower()


@lru_cache(maxsize=65_536)
def _split(name: str) -> tuple[str, ...]:
    return tuple(name.lower().split())


def _initials(name: str) -> str:
    return "".join(word[0] for word in _split(name))


_SAME: dict[str, Callable[[str, str], bool]] = {
    "period": same_time,
    "name": _one_name,
    "number": operator.eq,
}
"""For each kind when two names may mean one thing; for the others, when one is the wider."""


def _in_words(kind: str, side: Things, names: Names) -> str:
    """List things for people: times in their order, the others by name."""
    if kind != "period":
        return ", ".join(sorted(names))
    spans = [span for span in side.spans if span.names & names]
    loose = names.difference(*(span.names for span in spans))
    return ", ".join([*(span_in_words(s) for s in spans), *(in_words(n) for n in sorted(loose))])
