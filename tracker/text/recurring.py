"""Learn which sentences recur in unrelated requests, and so belong to letters. Pure.

A question that is sent round reaches each body about once. A sentence that comes to the same
bodies again and again, each time beside other questions of which none is about the same thing,
is part of somebody's letter.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tracker.text.letter import content_words
from tracker.text.placeholder import hide_body
from tracker.text.talk import tokens

MIN_TIMES = 12
"""Requests in which a sentence must stand before it can be said to recur."""

TIMES_PER_BODY = 1.5
"""Average number of times that it must have come to each body that had it."""

BESIDE_OTHERS = 0.75
"""Share of those requests that must hold another sentence that asks; in some it is not seen."""

DIFFERENT_OTHERS = 0.5
"""How many different other questions it must stand beside, as a share of its requests."""

MIN_BESIDE = 6
"""Different questions beside a sentence without which nothing can be said of what it is about."""

TELLING = 0.05
"""Share of all questions below which holding a word tells what a question is about."""

RELATED, MORE_OFTEN = 0.2, 3.0
"""A sentence is about the same as the questions beside it when this share of them hold a telling
word of it, and so many times more of them than of questions in general."""

MIN_ELSEWHERE = 50
"""Other questions without which it cannot be said which words are telling."""

MANY_BESIDE = 100
"""Different questions that no question stands beside all of: what nearly every request says."""

MOST_BESIDE, MOST_GENERAL = 300, 2_000
"""Questions looked at beside a sentence, and in general; which ones depends on nothing but them."""

KEY_LENGTH = 32
PERIOD_MARK = "#"

Keys = frozenset[str]

_CODE = re.compile(r"\b[A-Z]{1,5}[-/]?\d[\w/-]*\b")
"""A reference such as RI/7598/15, which differs in every letter."""

_SPELLED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b", re.IGNORECASE
)
_SCOPE = (
    "from|between|since|until|till|to|and|or|year|years|month|months|in|during|over|last|past|for|"
    "before|after|by|of|than|up"
)
_PERIOD = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|"
    r"\b(?:in|of|from|to|since|until|till|during|by|before|after|last|between) may\b|\bmay [#]|"
    rf"\b(?:{_SCOPE})\b [#]|[#] \b(?:{_SCOPE}|may)\b"
)
_LETTERS = 6
"""Letters by which words are told apart here: enough for drone and drones to be one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that asks: what it is known by, and its words as people read them."""

    key: str
    words: str


@dataclass(slots=True)
class _Seen:
    times: int = 0
    beside: int = 0
    bodies: set[int] = field(default_factory=set)
    others: set[Keys] = field(default_factory=set)


def sentence_of(sentence: str, body_names: Sequence[str]) -> Sentence:
    """Return a sentence with the body's name hidden, and the key that it is known by."""
    return Sentence(sentence_key(sentence, body_names), hide_body(sentence, body_names))


def sentence_key(sentence: str, body_names: Sequence[str]) -> str:
    """Return what a sentence is known by, in any case and to whichever body.

    The key of a sentence that names a number or a month begins with a mark: it sets what a
    question covers, and is never said to recur.
    """
    words = _normal(hide_body(sentence, body_names))
    key = hashlib.sha256(words.encode("utf-8")).hexdigest()[:KEY_LENGTH]
    return f"{PERIOD_MARK}{key}" if not words or _PERIOD.search(words) else key


def sets_scope(key: str) -> bool:
    """Say whether a key is that of a sentence which sets what a question covers."""
    return key.startswith(PERIOD_MARK)


def recurring(
    requests: Sequence[tuple[int, Keys]],
    words_of: Callable[[Collection[str]], Mapping[str, str]],
) -> frozenset[str]:
    """Return the keys of sentences that recur in unrelated requests.

    `requests` gives for each request its body's id and the keys of the sentences that ask in it;
    their order does not count. `words_of` gives the words of sentences by key.
    """
    found = _repeated(requests)
    if not found:
        return found
    beside: dict[str, set[Keys]] = {key: set() for key in found}
    general: set[Keys] = set()
    for _, keys in requests:
        questions = keys - found
        if questions:
            general.add(questions)
            for key in keys & found:
                beside[key].add(questions)
    sample = _some(general, MOST_GENERAL)
    near = {key: _some(sets, MOST_BESIDE) for key, sets in beside.items()}
    wanted = found.union(*sample, *(keys for sets in near.values() for keys in sets))
    stems = {key: _stems(words) for key, words in words_of(wanted).items()}
    words = {keys: _words(keys, stems) for keys in {*sample, *chain(*near.values())}}

    def belongs_to_letters(key: str) -> bool:
        if len(near[key]) < MIN_BESIDE:
            return False
        elsewhere = [words[keys] for keys in sample if keys not in beside[key]]
        if len(elsewhere) < MIN_ELSEWHERE and len(beside[key]) >= MANY_BESIDE:
            return True
        return not _is_about_the_same(stems[key], [words[keys] for keys in near[key]], elsewhere)

    return frozenset(filter(belongs_to_letters, found))


def _repeated(requests: Iterable[tuple[int, Keys]]) -> frozenset[str]:
    """Return the sentences that come to the same bodies again and again beside others."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for body, keys in requests:
        for key in keys:
            if sets_scope(key):
                continue
            one = seen[key]
            others = keys - {key}
            one.times += 1
            one.bodies.add(body)
            if others:
                one.beside += 1
                one.others.add(others)
    return frozenset(key for key, one in seen.items() if _repeats(one))


def _repeats(seen: _Seen) -> bool:
    """Say whether what was seen of a sentence can make it one of letters."""
    return (
        seen.times >= MIN_TIMES
        and seen.times >= TIMES_PER_BODY * len(seen.bodies)
        and seen.beside >= BESIDE_OTHERS * seen.times
        and len(seen.others) >= DIFFERENT_OTHERS * seen.times
    )


def _is_about_the_same(own: Keys, beside: Sequence[Keys], elsewhere: Sequence[Keys]) -> bool:
    """Say whether the questions beside a sentence share its telling words more than others do.

    A popular question stands beside questions on its own subject, a hobby horse beside any.
    Where there are hardly any others, every word of the sentence is telling.
    """
    if len(elsewhere) < MIN_ELSEWHERE:
        return _share(beside, own) >= RELATED
    telling = frozenset(word for word in own if _share(elsewhere, {word}) <= TELLING)
    near = _share(beside, telling)
    return near >= RELATED and near >= MORE_OFTEN * _share(elsewhere, telling)


def _share(sets: Sequence[Keys], words: Collection[str]) -> float:
    """Return the share of word sets that hold any of these words."""
    return sum(not one.isdisjoint(words) for one in sets) / len(sets)


def _some(sets: Iterable[Keys], most: int) -> list[Keys]:
    """Choose sets of keys as if by lot, the same ones whatever the order."""
    return sorted(sets, key=_lot)[:most]


def _lot(keys: Keys) -> str:
    return hashlib.sha256("".join(sorted(keys)).encode("utf-8")).hexdigest()


def _words(keys: Keys, stems: Mapping[str, Keys]) -> Keys:
    return frozenset().union(*(stems[key] for key in keys))


def _normal(sentence: str) -> str:
    """Return a sentence's words in lower case, each number and reference as the same mark."""
    return " ".join(tokens(_SPELLED.sub("0", _CODE.sub("0", sentence))))


def _stems(sentence: str) -> Keys:
    """Return the beginnings of the words that say what a sentence is about."""
    return frozenset(
        word.removesuffix("s")[:_LETTERS]
        for word in content_words(_normal(sentence))
        if not any(map(str.isdigit, word))
    )
