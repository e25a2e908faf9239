"""Words of English: those that requests are written in, and a dictionary."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symspellpy import SymSpell


@cache
def request_words() -> frozenset[str]:
    """Read tracker/data/known_words.txt: words of requests, in lower case."""
    lines = (files("tracker.data") / "known_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def dictionary() -> "SymSpell":
    """Load the dictionary of symspellpy: 82,765 words in British and American spelling."""
    from symspellpy import SymSpell  # noqa: PLC0415

    found = SymSpell(max_dictionary_edit_distance=1)
    path = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    found.load_dictionary(str(path), term_index=0, count_index=1)
    return found
