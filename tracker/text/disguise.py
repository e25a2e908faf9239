"""Undo disguises of a whole text, and say whether it wore one."""

import re
from collections import Counter
from dataclasses import dataclass

from tracker.text.apart import letters_together
from tracker.text.clean import seen_characters, tidy_lines, without_marks
from tracker.text.direction import in_reading_order, lines_in_reading_order
from tracker.text.fixed_width import without_cuts
from tracker.text.hidden import hiding_words
from tracker.text.leet import read_leet
from tracker.text.leftovers import decode_leftovers
from tracker.text.lookalikes import unmask
from tracker.text.misspelling import is_misspelt_all_over
from tracker.text.vocabulary import is_known

ODD_SHARE = 0.04
"""Share of words with hidden or exchanged characters from which a text counts as disguised."""

FEWEST_ODD = 2
"""Words that must be odd: one may be a slip, or a formula."""

ONE_IS_ENOUGH = 0.2
"""Share of all words from which a single odd one is no slip."""

MARKED_SHARE = 0.25
"""Share of words that are English once their marks are gone, from which marks are a disguise."""

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A text as people should read it, and whether it had been disguised."""

    text: str
    disguised: bool


def uncover(text: str) -> Uncovered:
    """Return a text clean for people to read, with disguises undone.

    Letters of other scripts are exchanged only where the text counts as disguised; digits for
    letters stay, since they are read. `tracker.text.clean.fold` undoes those for comparison.
    """
    decoded = decode_leftovers(text)
    _, about = in_reading_order(decoded.text)
    odd = hiding_words(decoded.text)
    shown, together = letters_together(seen_characters(decoded.text))
    shown, turned = lines_in_reading_order(shown)
    unmarked = without_marks(shown)
    bare = unmask(unmarked)
    odd += bare.words
    marked = _is_marked(shown, unmarked)
    disguised = decoded.hidden or about or together or turned or marked or _is_much(odd, shown)
    if disguised and (marked or bare.words):
        shown = bare.text
    shown = tidy_lines(without_cuts(shown))
    return Uncovered(shown, disguised or read_leet(bare.text)[1] or is_misspelt_all_over(bare.text))


def looks_disguised(text: str) -> bool:
    """Say whether a text was written so that a program should not find it."""
    return uncover(text).disguised


def _is_marked(text: str, unmarked: str) -> bool:
    """Say whether marks were put on the letters of English words, as no language does."""
    if text.isascii():
        return False
    plain = [word for word in _LETTERS.findall(unmarked) if is_known(word)]
    before = Counter(_LETTERS.findall(text))
    freed = sum((Counter(plain) - before).values())
    return freed >= MARKED_SHARE * len(_WORD.findall(text)) and freed >= FEWEST_ODD


def _is_much(odd: int, text: str) -> bool:
    """Say whether so many odd words are more than slips and formulas."""
    words = len(_WORD.findall(text))
    if odd < FEWEST_ODD:
        return odd >= ONE_IS_ENOUGH * max(words, 1) and odd > 0
    return odd >= ODD_SHARE * words
