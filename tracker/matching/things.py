"""Take the things out of a wording that could stand for others: times, places, weapons, people."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from tracker.matching.periods import Span, periods
from tracker.matching.reading import (
    PLACEHOLDER,
    asks_one_about_itself,
    organisations,
    without_organisations,
)
from tracker.matching.terms import terms

KINDS = (
    "period", "place", "organisation", "weapon", "equipment", "offence", "drug", "vehicle",
    "rank", "people", "animal", "stage", "name", "number",
)  # fmt: skip
"""Classes of things that can stand for each other, in the order in which they are reported.

`period` are years, months, days and spans of time; `name` is any name that no class holds;
`number` is any number that is no time; the others are read from tracker/data/variations.toml,
and organisations from tracker/data/organisations.toml."""

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
class Things:
    """Everything in a wording that could stand for something else."""

    named: dict[str, frozenset[str]]
    """For each kind that occurs, in the order of KINDS, each thing once, however it is written."""
    mentions: dict[str, Counter[str]]
    """For each kind that is listed, how often each thing is named."""
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
    used = {place for mentions in found.values() for words in mentions for place in words}
    by_kind: dict[str, set[str]] = defaultdict(set)
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    for (kind, name), places in found.items():
        by_kind[kind].add(name)
        mentions[kind][name] = len(places)
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
        mentions=dict(mentions),
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
    found = {
        term: [place for words in mentions for place in words]
        for term, mentions in terms(tokens).items()
    }
    for term, places in sorted(found.items(), key=lambda one: (len(one[1]), one[0])):
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


def _number(token: str) -> str | None:
    """Return a number in one spelling; None for a word."""
    if token[0].isdigit() or token[0] == "£":
        plain = token.replace(",", "").replace(" ", "")
        return plain.lstrip("0") or "0"
    return _SPELLED.get(token.lower())
