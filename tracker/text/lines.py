"""Mend lines: words that a line end broke, and paragraphs in lines too narrow to be wrapped."""

import re
from itertools import pairwise

from tracker.text.vocabulary import is_known

NARROWEST, NARROW = 12, 50
"""Width of lines that no mail program makes; wider ones are joined with the segments."""

FEWEST_LINES = 4
"""Lines from which a paragraph shows how wide it is."""

FILLED = 0.6
"""Share of the width that a line must fill to be one that was broken for want of space."""

CERTAIN = 2
"""Words certainly broken by line ends from which unknown halves are taken to be broken too."""

_QUOTE = re.compile(r"^(?:[>|]\s?)+")
_TAIL = re.compile(r"([A-Za-z]+)(-?)$")
_HEAD = re.compile(r"^[a-z]+")
_END = (".", "?", "!", ":", ";")


def mend(text: str) -> str:
    """Return a text with broken words put together and narrow paragraphs in one line each."""
    if "\n" not in text:
        return text
    lines = [_QUOTE.sub("", line) for line in text.split("\n")]
    broken = sum(breaks_word(a, b) for a, b in pairwise(lines)) >= CERTAIN
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    return "\n\n".join("\n".join(_mended(p, broken=broken)) for p in paragraphs if p)


def _mended(lines: list[str], *, broken: bool) -> list[str]:
    """Mend one paragraph."""
    narrow = _is_narrow(lines)
    found = [lines[0]]
    for line in lines[1:]:
        before = found[-1]
        if breaks_word(before, line) or (broken and _halves(before, line)):
            found[-1] = _together(before, line)
        elif narrow:
            found[-1] = f"{before} {line}"
        else:
            found.append(line)
    return found


def _is_narrow(lines: list[str]) -> bool:
    """Say whether a paragraph was broken into narrow lines for want of space."""
    width = max(map(len, lines))
    if len(lines) < FEWEST_LINES or not NARROWEST <= width < NARROW:
        return False
    return all(
        len(a) >= FILLED * width and len(a) + 1 + len(b.split(" ", 1)[0]) > width
        for a, b in pairwise(lines)
    )


def breaks_word(before: str, line: str) -> bool:
    """Say whether a line end certainly stands inside a word."""
    tail, head = _TAIL.search(before), _HEAD.match(line)
    if tail is None or head is None:
        return False
    if tail.group(2):
        return True
    left, right = tail.group(1), head.group()
    return is_known(left + right) and not (is_known(left) and is_known(right))


def _halves(before: str, line: str) -> bool:
    """Say whether a line end may stand inside a word: what is on both sides is none, or all is."""
    tail, head = _TAIL.search(before), _HEAD.match(line)
    if tail is None or head is None:
        return False
    left, right = tail.group(1), head.group()
    return is_known(left + right) or not (is_known(left) or is_known(right))


def _together(before: str, line: str) -> str:
    """Put the halves of a word together; a hyphen stays between two words."""
    tail, head = _TAIL.search(before), _HEAD.match(line)
    if tail is None or head is None or not tail.group(2):
        return before + line
    left, right = tail.group(1), head.group()
    compound = is_known(left) and is_known(right) and not is_known(left + right)
    return before + line if compound else before[:-1] + line
