"""Put words together whose letters were set apart: `d r o n e s`, `d.r.o.n.e.s`."""

import re

from tracker.text.vocabulary import is_known, known_share, part

_GAP = re.compile(r"[ \t\u00a0]{2,}")
_FEWEST_SINGLE = 6
_MOSTLY = 0.7
"""Share of the pieces of a line that must be single characters."""

_READS = 0.5
"""Share of letters that must stand in known words once they are put together."""

_BETWEEN = r"[.\-_*\u00b7\u2022~/|+,:;']"
_APART = re.compile(rf"(?<![\w.])[^\W_](?P<sign>{_BETWEEN})[^\W_](?:(?P=sign)[^\W_])*(?![^\W_])")
_LOOSE_STOP = re.compile(r"(?<=[^\W_])\.(?=[,;:?!])")
_SHORTEST = 4
_FEWEST_WORDS = 2
_KNOWN_SHORT = frozenset("e.g i.e a.m p.m a/c c/o w/o n/a y/n p/t f/t".split())


def letters_together(text: str) -> tuple[str, bool]:
    """Return a text with its words put together, and whether any had been taken apart."""
    lines = text.split("\n")
    joined = [_unspaced(line) for line in lines]
    marked = _without_signs("\n".join(joined))
    return marked, marked != text


def _unspaced(line: str) -> str:
    """Put a line together that consists of single letters; wider gaps part its words."""
    pieces = line.split()
    single = [piece for piece in pieces if len(piece) == 1]
    letters = sum(piece.isalpha() for piece in single)
    if letters < _FEWEST_SINGLE or len(single) < _MOSTLY * len(pieces):
        return line
    chunks = [re.sub(r"\s", "", chunk) for chunk in _GAP.split(line.strip())]
    if known_share(" ".join(chunks)) < _READS:
        chunks = [word for chunk in chunks for word in _parted(chunk)]
    found = " ".join(chunks)
    return found if known_share(found) >= _READS else line


def _parted(chunk: str) -> list[str]:
    """Part a row of letters into words, and leave what is no letter where it stands."""
    pieces = re.findall(r"[A-Za-z]+|[^A-Za-z]+", chunk)
    return [word for piece in pieces for word in (part(piece) if piece.isalpha() else [piece])]


def _without_signs(text: str) -> str:
    """Put together words whose letters have one and the same sign between them."""
    found = list(_APART.finditer(text))
    certain = [m for m in found if len(_bare(m)) >= _SHORTEST and not m.group().isupper()]
    known = sum(is_known(_bare(match)) for match in certain)
    if known < _FEWEST_WORDS or known < _READS * len(certain):
        return text
    signs = {m.group("sign") for m in certain if is_known(_bare(m))}

    def joined(match: re.Match[str]) -> str:
        bare = _bare(match)
        if match.group("sign") not in signs or match.group().lower() in _KNOWN_SHORT:
            return match.group()
        return match.group() if bare.isdigit() and len(bare) < _SHORTEST else bare

    return _LOOSE_STOP.sub("", _APART.sub(joined, text))


def _bare(match: re.Match[str]) -> str:
    return match.group().replace(match.group("sign"), "")
