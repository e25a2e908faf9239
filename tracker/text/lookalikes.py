"""Tell letters that pass for Latin ones, tracker/data/lookalikes.tsv, and put Latin ones for them.

Follows the skeleton idea of Unicode TS 39, with care for texts in other scripts: a word is put
right when it mixes scripts, or when it looks Latin all through in a text whose other words of
that script look Latin too. Words of Russian, Greek or Cherokee stay as they are.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, product

from tracker.text.vocabulary import is_known

LATIN = "LATIN"
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")

_STANDS_ALONE = 3
"""Letters a word needs to be judged by itself: units and formulas, as kΩ, have fewer."""


_MOST_READINGS = 64
"""Words tried for one with letters that pass for several."""


@dataclass(frozen=True, slots=True)
class Unmasked:
    """A text with Latin letters for those that pass for them, and how many words had any."""

    text: str
    words: int


@dataclass(frozen=True, slots=True)
class _Table:
    language: dict[int, str]
    """Ordinary letters of languages in Latin script, such as `ł`: no disguise."""
    doubles: dict[str, str]
    """Letters of other alphabets; of several that one may pass for, the likeliest first."""
    signs: dict[str, str]
    run: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Scripts:
    """How the scripts beside Latin are used in a text."""

    honest: frozenset[str]
    """They have words that could be no Latin ones, more often than words mixed with Latin."""
    mixed: frozenset[str]
    """They stand inside words of another script."""
    beside_latin: bool
    """The text has Latin words too."""


def unmask(text: str) -> Unmasked:
    """Put Latin letters for doubles; marks and compatibility forms must be gone already."""
    if text.isascii():
        return Unmasked(text, 0)
    table = _table()
    text = text.translate(table.language)
    if text.isascii():
        return Unmasked(text, 0)
    used = _scripts(text, table)
    odd = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal odd
        word = match.group()
        if word.isascii() or not _is_mask(word, used, table):
            return word
        odd += 1
        return _read(word, table)

    return Unmasked(table.run.sub(put_right, text), odd)


def _is_mask(word: str, used: _Scripts, table: _Table) -> bool:
    """Say whether a word is to be read as a Latin one."""
    doubles = [c for c in word if c in table.doubles]
    if not doubles:
        return word[0].isascii() and word[-1].isascii() and any(c in table.signs for c in word)
    scripts = {_script(c) for c in word if c.isalpha()}
    if scripts == {LATIN}:
        return True
    if len(word) < _STANDS_ALONE and not scripts & used.mixed:
        return False
    if len(scripts) > 1:
        return True
    alike = all(c in table.doubles for c in word if c.isalpha())
    return used.beside_latin and alike and not scripts & used.honest


def _read(word: str, table: _Table) -> str:
    """Return the likeliest Latin word: a known one, else with the likeliest letters."""
    choices = [table.doubles.get(c) or table.signs.get(c, c) for c in word]
    first = "".join(letters[0] for letters in choices)
    if is_known(first):
        return first
    readings = islice(product(*choices), _MOST_READINGS)
    return next((read for letters in readings if is_known(read := "".join(letters))), first)


def _scripts(text: str, table: _Table) -> _Scripts:
    """See which scripts a text uses honestly and which inside words of another."""
    honest: Counter[str] = Counter()
    mixed: Counter[str] = Counter()
    for match in table.run.finditer(text):
        word = match.group()
        if word.isascii() or len(word) < _STANDS_ALONE:
            continue
        scripts = {_script(c) for c in word if c.isalpha()} - {LATIN}
        if any(c.isascii() for c in word) or len(scripts) > 1:
            mixed.update(scripts)
        elif any(c.isalpha() and c not in table.doubles for c in word):
            honest.update(scripts)
    return _Scripts(
        frozenset(s for s, n in honest.items() if n > mixed[s]),
        frozenset(s for s, n in mixed.items() if n >= honest[s]),
        bool(mixed or _LATIN_WORD.search(text)),
    )


@cache
def _script(letter: str) -> str:
    """Return the first word of a letter's name, which is its script; for signs too."""
    return unicodedata.name(letter, LATIN).split(" ", 1)[0] if not letter.isascii() else LATIN


@cache
def _table() -> _Table:
    """Read the list: letter, what it stands for, and of which kind it is."""
    lines = (files("tracker.data") / "lookalikes.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    signs = {letter: plain for letter, plain, kind in rows if kind == "sign"}
    run = rf"(?:[^\W\d_]|[{re.escape(''.join(signs))}])+"
    return _Table(
        language={ord(letter): plain for letter, plain, kind in rows if kind == "language"},
        doubles={letter: plain for letter, plain, kind in rows if kind == "double"},
        signs=signs,
        run=re.compile(run),
    )
