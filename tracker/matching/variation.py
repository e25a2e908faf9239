"""Find the things that one wording names in the stead of another: a year, a place, a weapon.

Two wordings that differ in nothing else ask the same of another thing: they are of one series and
no copies of each other. What only one of the two names is an addition and no variation.
"""

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.matching.periods import (
    Span,
    in_words,
    is_counted,
    periods,
    same_time,
    span_in_words,
    spelt_out,
)
from tracker.matching.reading import (
    PLACEHOLDER,
    asks_one_about_itself,
    organisations,
    without_organisations,
)
from tracker.matching.terms import terms, wider

KINDS = (
    "period", "place", "organisation", "weapon", "equipment", "offence", "drug", "vehicle",
    "rank", "people", "animal", "stage", "name", "number",
)  # fmt: skip
"""Classes of things that can stand for each other, in the order in which they are reported.

`period` are years, months, days and spans of time; `name` is any name that no class holds;
`number` is any number that is no time; the others are read from tracker/data/variations.toml,
and organisations from tracker/data/organisations.toml."""

Names = frozenset[str]
_NONE: Names = frozenset()

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|(?:£\s?)?\d+(?:[,.]\d+)*%?|[.?!:;]")
_LIST_MARK = re.compile(r"\(\d{1,2}\)|\(?\b(?:[a-h]|i{1,3}|iv|v|vi{1,3})\)", re.IGNORECASE)
_MASK = re.compile(r"\[[a-z ]{1,20}\]")
_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
    if number > 1
}
_SENTENCE_ENDS = frozenset(".?!:;")
_SHOUTED, _FEW_NAMES = 0.4, 3
"""Share of words with a capital from which capitals say nothing, and how many always may."""

_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Variation:
    """What one wording names and the other names in its stead, in words for people."""

    kind: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Things:
    """Everything in a wording that could stand for something else."""

    named: dict[str, frozenset[str]]
    """For each kind that occurs, in the order of KINDS, each thing once, however it is written."""
    spans: tuple[Span, ...]
    rolled: dict[str, str]
    """Those of its times that are counted from the day of asking, and how."""
    words: frozenset[str]
    """Its words in small letters, to know a name again that is written without capitals."""
    hidden: int
    """How often a body or organisation stands in it: a name can be one that was not hidden."""
    about_itself: bool
    """One organisation stands in it where the addressed body would."""


def things(text: str) -> Things:
    """Take the things out of a comparable wording; for each wording once."""
    times = periods(text)
    hidden = without_organisations(times.rest)
    tokens = _tokens(hidden)
    found = terms(tokens)
    used = {place for places in found.values() for place in places}
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, name in found:
        by_kind[kind].add(name)
    by_kind["period"] = set(times.names)
    by_kind["organisation"] = set(organisations(times.rest))
    by_kind["name"] = {name for name, _ in _names(tokens, used)}
    by_kind["number"] = {
        number
        for i, token in enumerate(tokens)
        if i not in used and (number := _number(token)) is not None
    }
    return Things(
        named={kind: frozenset(by_kind[kind]) for kind in KINDS if by_kind[kind]},
        spans=times.spans,
        rolled=times.rolled,
        words=frozenset(_WORD.findall(times.rest.lower())),
        hidden=hidden.count(PLACEHOLDER),
        about_itself=asks_one_about_itself(times.rest),
    )


def frame(text: str) -> list[str]:
    """Return the words of a comparable wording in small letters, its things behind their kinds.

    `how many Tasers were used in 2023` gives `how many <weapon> were used in`: times are left
    out. Wordings of one frame ask the same of different things.
    """
    tokens = _tokens(without_organisations(periods(text).rest))
    instead: dict[int, str] = {}
    for term, places in sorted(terms(tokens).items(), key=lambda found: (len(found[1]), found[0])):
        instead |= dict.fromkeys(places, f"<{term.kind}>")
    for _, row in _names(tokens, instead.keys()):
        instead |= dict.fromkeys(row, "<name>")
    for i, token in enumerate(tokens):
        if i not in instead and _number(token) is not None:
            instead[i] = "<number>"
    words = [
        instead.get(i, token.lower())
        for i, token in enumerate(tokens)
        if token not in _SENTENCE_ENDS
    ]
    return [word for word, before in zip(words, [None, *words], strict=False) if word != before]


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
        if named_b is None or named_a <= named_b or named_b <= named_a:
            continue
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


def _tokens(text: str) -> list[str]:
    """Return words, numbers and ends of sentences; what was hidden ends one too."""
    return _WORD.findall(_LIST_MARK.sub(" ", _MASK.sub(" ", text).replace(PLACEHOLDER, " . ")))


def _names(tokens: Sequence[str], used: Container[int]) -> Iterator[tuple[str, range]]:
    """Give the names that no class holds and their places: words with capitals in a row.

    A wording of nothing but a few words with capitals is a name: "Springden Walk".
    """
    capitals = sum(token[0].isupper() for token in tokens)
    if capitals > max(_SHOUTED * len(tokens), _FEW_NAMES):
        return
    whole = capitals == len(tokens) <= _FEW_NAMES
    row: list[str] = []
    for i, token in enumerate((*tokens, ".")):
        starts = (i == 0 or tokens[i - 1] in _SENTENCE_ENDS) and not whole
        if i not in used and not starts and _is_name(token):
            row.append(token.removesuffix("'s"))
        elif row:
            yield " ".join(row), range(i - len(row), i)
            row = []


def _is_name(token: str) -> bool:
    """Say whether a word inside a sentence is part of a name; HR is one, and I is none."""
    if not token[0].isupper():
        return False
    return len(token) >= _SHORTEST_NAME or (len(token) > 1 and token.isupper())


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


def _number(token: str) -> str | None:
    """Return a number in one spelling; None for a word."""
    if token[0].isdigit() or token[0] == "£":
        plain = token.replace(",", "").replace(" ", "")
        return plain.lstrip("0") or "0"
    return _SPELLED.get(token.lower())
