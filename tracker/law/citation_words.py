"""The words around citations: titles and asides, denials, and what was not understood."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from tracker.law.citation_acts import OTHER
from tracker.law.citation_scan import Cite, Named
from tracker.law.provisions import Provisions, plain_words

_DENIED_AFTER = re.compile(
    r"[ ,:(-]*(?:(?:was|were|is|are|has|have|been|being|but|considered) ){0,4}"
    r"(?:not (?:been )?(?:engaged|applied|applicable|apply|relied|used|cited)|no longer|withdrawn"
    r"|removed|dropped|disapplied|d(?:oes|o|id) not apply)\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"\b(?:not|no longer|instead of|rather than|without|never|withdrew|previously|formerly)"
    r"(?: (?:under|applying|applied|relying on|relied on|citing|cited))? ?$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"(,|&|\+|/|\band\b|\bor\b|\(|\)| - |:)", re.IGNORECASE)
_LISTING = {",", "&", "+", "/", "and", "or"}
_ORPHAN = re.compile(r"\((?:\d{1,2}[a-z]?|[ivx]{1,4}|[a-z])(?:\)|(?=,)|$)", re.IGNORECASE)
_LOOSE = re.compile(r"(?: ?[-:] ?[b-z]|[:/.-]\d{1,2}[a-z]?)(?![\w'.])", re.IGNORECASE)
_PLACE = re.compile(r"\bq(?:n|s|uestions?)?\.? ?\d{1,3}[a-z]?\b", re.IGNORECASE)
_MOST_WORDS, _SHORT_ASIDE = 3, 8


def deny(known: Provisions, text: str, cites: Sequence[Cite]) -> None:
    """Mark citations of which the words beside them say that they were not relied on.

    That a duty, which is procedure, does not apply is how an NCND is put.
    """
    for place, cite in enumerate(cites):
        if known.find(cite.act, cite.number) is None:
            continue
        start = cites[place - 1].end if place else 0
        if before := _DENIED_BEFORE.search(text, max(start, cite.start - 40), cite.start):
            cite.act, cite.unread_from = OTHER, before.start()
        if after := _DENIED_AFTER.match(text, max(cite.end, cite.unread_to)):
            cite.unread_to = after.end()
            for one in _list_before(text, cites, place):
                one.act = OTHER


def _list_before(text: str, cites: Sequence[Cite], place: int) -> Iterator[Cite]:
    """Give a citation and those that stand in one list with it."""
    yield cites[place]
    while place and set(plain_words(text[cites[place - 1].end : cites[place].start])) <= {"and"}:
        place -= 1
        yield cites[place]


def chunks(text: str, marks: Sequence[Cite | Named]) -> Iterator[tuple[bool, str]]:
    """Give the words between marks, and whether a citation comes before them."""
    start, after = 0, False
    for mark in marks:
        yield after, text[start : mark.start]
        start = max(start, mark.end)
        if isinstance(mark, Cite):
            after = True
            start = max(start, mark.unread_to)
    yield after, text[start:]


def not_understood(
    known: Provisions, chunk: str, *, cited: AbstractSet[tuple[str, str]], after: bool
) -> Iterator[str]:
    """Give the parts of an aside that are, or may be, citations nobody could read.

    These are a stray limb, the title of a provision that is not cited, and one to three words in
    a list after a citation. Longer prose and what hangs on a citation are taken for an aside.
    """
    parts = _PIECES.split(chunk)
    prose = len(plain_words(chunk)) > _SHORT_ASIDE
    for place in range(0, len(parts), 2):
        piece = parts[place].strip(" .-:'")
        words = known.telling(_PLACE.sub(" ", piece))
        if not words or known.among_titles(words, cited):
            continue
        listed = place > 0 and parts[place - 1].casefold() in _LISTING
        short = len(plain_words(piece)) == len(words) <= _MOST_WORDS
        if known.is_any_title(words) or (after and listed and short and not prose):
            yield piece
    if after:
        yield from (hit[0] for hit in _ORPHAN.finditer(chunk))
        if loose := _LOOSE.match(chunk):
            yield loose[0].strip()
