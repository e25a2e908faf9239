"""Tell a text whose words are misspelt all over from one with slips, names and terms of art."""

import re

from tracker.english import dictionary
from tracker.text.vocabulary import is_known

MISSPELT_SHARE = 0.25
"""Share of the longer words that are no words, from which a text is misspelt all over.

Of 30,508 questions of parliament as they were asked two reach it, both full of names of drugs.
"""

FEWEST = 3
"""Longer words that must be no words: fewer may be names or terms of art."""

SMALL_KNOWN = 0.8
"""Share of the short words that must be English: in another language they are not."""

_NO_PART = r"(?<![\w'’&/.@-])(?:{})(?![\w'’@&/-])"
_LONGER = re.compile(_NO_PART.format("[a-z]{4,}"))
_SHORT = re.compile(_NO_PART.format("[a-z]{1,3}"))


def is_misspelt_all_over(text: str) -> bool:
    """Say whether so many words in small letters are misspelt that words no longer find a text."""
    longer = _LONGER.findall(text)
    unknown = [word for word in longer if not is_known(word)]
    if not _are_many(unknown, longer):
        return False
    short = _SHORT.findall(text)
    if sum(map(is_known, short)) < SMALL_KNOWN * len(short):
        return False
    words = dictionary().words
    return _are_many([word for word in unknown if word not in words], longer)


def _are_many(unknown: list[str], longer: list[str]) -> bool:
    return len(unknown) >= FEWEST and len(unknown) >= MISSPELT_SHARE * len(longer)
