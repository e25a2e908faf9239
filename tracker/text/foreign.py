"""Tell sentences in another language from English ones, beside which they ask nothing new."""

import re
from collections.abc import Sequence

from tracker.text.asking import how_it_asks
from tracker.text.segments import Segment
from tracker.text.vocabulary import known_share

MIN_WORDS = 5
"""Words a sentence needs for its language to be told."""

MOST_KNOWN = 0.5
"""Share of letters in known English words up to which a sentence may be of another language."""

MOST_ENGLISH = 0.07
"""Share of its words that may be small words of English."""

SHORTEST, MIN_SMALL = 3, 0.4
"""Letters of words in small letters, and the share of all words that they must be."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and with for that this which from how what been were are you your have has by all any "
    "is to it not be or at their there when who would could should did does many much into "
    "my she we until but about than only had will was were no such over under each".split()
)


def is_foreign(sentence: str) -> bool:
    """Say whether a sentence is in another language than English; names and codes say nothing."""
    words = _WORD.findall(sentence)
    small = [word for word in words if word[0].islower() and len(word) >= SHORTEST]
    if len(words) < MIN_WORDS or len(small) < max(2, MIN_SMALL * len(words)):
        return False
    english = sum(word in _ENGLISH for word in words)
    return english <= MOST_ENGLISH * len(words) and known_share(" ".join(small)) <= MOST_KNOWN


def in_english(found: Sequence[Segment]) -> list[Segment]:
    """Leave out sentences of other languages where something is asked in English."""
    english = [segment for segment in found if not is_foreign(segment.text)]
    if len(english) < len(found) and any(how_it_asks(segment.text) for segment in english):
        return english
    return list(found)
