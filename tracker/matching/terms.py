"""Find the places, weapons, offences and other listed things that a wording names."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+")
_SHORTEST_PLURAL = 3

_LAWS = frozenset({"Act", "Acts", "Bill", "Order", "Regulations", "Rules"})
_INSIDE_TITLES = frozenset({"and", "of", "for", "etc"})


class Term(NamedTuple):
    """One thing of one class, under the name that people read."""

    kind: str
    name: str


class _Spelling(NamedTuple):
    """One way to write a thing: its words after the first, and how the first must be written."""

    rest: tuple[str, ...]
    case: str
    term: Term


def terms(tokens: Sequence[str]) -> dict[Term, list[range]]:
    """Return the things that a row of words names, and for each mention the places of its words.

    Where several could begin at one word the longest is taken, of each class. A thing in the
    title of a law is another one: the Firearms Act is no firearm.
    """
    index, titles = _index(), _titles_of_laws(tokens)
    lower = [_plain(token) for token in tokens]
    found: dict[Term, list[range]] = defaultdict(list)
    taken: dict[str, int] = {}
    for i, word in enumerate(lower):
        for spelling in index.get(word, ()):
            end = i + 1 + len(spelling.rest)
            kind = spelling.term.kind
            if taken.get(kind, 0) > i or tuple(lower[i + 1 : end]) != spelling.rest:
                continue
            if _written_so(tokens[i], spelling.case):
                law = titles.get(end - 1)
                term = Term(kind, f"{spelling.term.name} {law}") if law else spelling.term
                found[term].append(range(i, end))
                taken[kind] = end
    return found


def _titles_of_laws(tokens: Sequence[str]) -> dict[int, str]:
    """Return the places of the words in titles of laws, with the word that ends each title."""
    found: dict[int, str] = {}
    for end, token in enumerate(tokens):
        if token not in _LAWS:
            continue
        for place in range(end - 1, -1, -1):
            word = tokens[place]
            if not (word[0].isupper() or word in _INSIDE_TITLES):
                break
            found[place] = token
    return found


@lru_cache(maxsize=65_536)
def wider(a: str, b: str) -> bool:
    """Say whether the words of one name stand inside the other's: then one is the wider thing."""
    words_a, words_b = set(a.lower().split()), set(b.lower().split())
    return words_a <= words_b or words_b <= words_a


@cache
def term_words() -> frozenset[str]:
    """Return every word, in lower case, that stands in a listed thing."""
    return frozenset(_index()) | {
        word for found in _index().values() for spelling in found for word in spelling.rest
    }


def _plain(token: str) -> str:
    return token.lower().removesuffix("'s")


def _written_so(token: str, case: str) -> bool:
    """Say whether a word is written as its term must be."""
    match case:
        case "upper":
            return token.removesuffix("s").isupper()
        case "capital":
            return token[0].isupper()
        case _:
            return True


@cache
def _index() -> dict[str, tuple[_Spelling, ...]]:
    """Read tracker/data/variations.toml: for each first word its terms, the longest first."""
    data = tomllib.loads((files("tracker.data") / "variations.toml").read_text("utf-8"))
    index: dict[str, set[_Spelling]] = defaultdict(set)
    for kind, given in data.items():
        capital = frozenset(given.get("capital", "").lower().split())
        for line in given["terms"].strip().splitlines():
            spellings = [spelling.strip() for spelling in line.split(";")]
            term = Term(kind, spellings[0])
            for spelling in spellings:
                written = _TOKEN.findall(spelling)
                first, *rest = (_plain(word) for word in written)
                alone = "capital" if first in capital and not rest else ""
                case = "upper" if not rest and written[0].isupper() else alone
                for ending in _endings((first, *rest), plurals=given.get("plurals", False)):
                    index[ending[0]].add(_Spelling(ending[1:], case, term))
    return {
        first: tuple(sorted(found, key=lambda s: (-len(s.rest), s.term.kind, s.term.name)))
        for first, found in index.items()
    }


def _endings(words: tuple[str, ...], *, plurals: bool) -> Iterator[tuple[str, ...]]:
    """Give a term and, where wanted, the plural of its last word."""
    yield words
    last = words[-1]
    if not plurals or len(last) < _SHORTEST_PLURAL or not last.isalpha():
        return
    if last.endswith("y") and last[-2] not in "aeiou":
        yield (*words[:-1], last[:-1] + "ies")
    elif last.endswith(("s", "x", "ch", "sh")):
        yield (*words[:-1], last + "es")
    else:
        yield (*words[:-1], last + "s")
