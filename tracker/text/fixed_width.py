"""Put a text together that a field of fixed width has cut after every so many characters."""

from collections import Counter
from itertools import pairwise

from tracker.text.lines import CERTAIN, FEWEST_LINES, breaks_word

NARROWEST = 12
"""Width of the narrowest field."""


def without_cuts(text: str) -> str:
    """Return a text without the line ends that stand after every so many characters.

    They are taken for cuts only where some of them break words: rows of a table are as wide as each
    other as well. Its own line ends count as characters, as they did when it was cut.
    """
    lines = text.split("\n")
    if len(lines) <= FEWEST_LINES:
        return text
    (width, _), *_ = Counter(map(len, lines)).most_common(1)
    if width < NARROWEST or set(text[width :: width + 1]) != {"\n"}:
        return text
    parts = [text[at : at + width] for at in range(0, len(text), width + 1)]
    broken = sum(breaks_word(a, b) for a, b in pairwise(parts))
    return "".join(parts) if broken >= CERTAIN else text
