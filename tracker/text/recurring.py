"""Learn which sentences recur in unrelated requests, and so belong to letters. Pure.

A question that is sent round reaches each body about once. A sentence that comes to the same
bodies again and again, each time beside another question, is part of somebody's letter.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.text.placeholder import hide_body
from tracker.text.talk import tokens

MIN_TIMES = 12
"""Requests in which a sentence must stand before it can be said to recur."""

TIMES_PER_BODY = 1.5
"""Average number of times that it must have come to each body that had it."""

BESIDE_OTHERS = 0.9
"""Share of those requests that must hold another sentence that asks."""

DIFFERENT_OTHERS = 0.5
"""How many different other questions it must stand beside, as a share of its requests."""

KEY_LENGTH = 32
PERIOD_MARK = "#"

_CODE = re.compile(r"\b[A-Z]{1,5}[-/]?\d[\w/-]*\b")
"""A reference such as RI/7598/15, which differs in every letter."""

_SCOPE = (
    "from|between|since|until|till|to|and|or|year|years|month|months|in|during|over|last|past|for|"
    "before|after|by|of|than|up"
)
_PERIOD = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|"
    rf"december)\b|\b(?:{_SCOPE})\b [#]|[#] \b(?:{_SCOPE})\b"
)


@dataclass(slots=True)
class _Seen:
    times: int = 0
    beside: int = 0
    bodies: set[int] = field(default_factory=set)
    others: set[frozenset[str]] = field(default_factory=set)


def sentence_key(sentence: str, body_names: Sequence[str]) -> str:
    """Return what a sentence is known by, in any case and to whichever body.

    The key of a sentence that names a number or a month begins with a mark: it sets what a
    question covers, and is never said to recur.
    """
    words = " ".join(tokens(_CODE.sub("0", hide_body(sentence, body_names))))
    key = hashlib.sha256(words.encode("utf-8")).hexdigest()[:KEY_LENGTH]
    return f"{PERIOD_MARK}{key}" if not words or _PERIOD.search(words) else key


def recurring(requests: Iterable[tuple[int, frozenset[str]]]) -> frozenset[str]:
    """Return the keys of sentences that recur in unrelated requests.

    `requests` gives for each request its body's id and the keys of the sentences that ask in it.
    """
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for body, keys in requests:
        for key in keys:
            if key.startswith(PERIOD_MARK):
                continue
            one = seen[key]
            others = keys - {key}
            one.times += 1
            one.bodies.add(body)
            if others:
                one.beside += 1
                one.others.add(others)
    return frozenset(key for key, one in seen.items() if _recurs(one))


def _recurs(seen: _Seen) -> bool:
    """Say whether what was seen of a sentence makes it one of letters."""
    return (
        seen.times >= MIN_TIMES
        and seen.times >= TIMES_PER_BODY * len(seen.bodies)
        and seen.beside >= BESIDE_OTHERS * seen.times
        and len(seen.others) >= DIFFERENT_OTHERS * seen.times
    )
