"""Read what a body wrote about exemptions; keep what was not understood, and guess nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.law.citation_acts import OTHER, Naming
from tracker.law.citation_limbs import Limbs
from tracker.law.citation_scan import Cite, Head, Named, scan
from tracker.law.citation_text import even, items
from tracker.law.citation_words import chunks, deny, not_understood
from tracker.law.exemptions import Cited, Exemption
from tracker.law.provisions import Provisions, provisions


def parse_exemptions(written: str, regime: str = "FOIA") -> Cited:
    """Read the provisions that a body cited, in its order; `regime` is that of the request.

    A bare section belongs to the regime's Act (FOIA for any but FOISA), a regulation to the
    Environmental Information Regulations of the same country, unless words beside it name another.
    Sections that are procedure (1, 10, 16, 17 and such) are passed over. What is not in the Act,
    and words that are no citation, are given back as written but for spaces, brackets and dashes.
    At most 10,000 characters are read.
    """
    reader = _Reader(provisions(), "FOISA" if regime.strip().upper() == "FOISA" else "FOIA")
    text, beyond = even(written)
    for item in items(text):
        reader.read(item)
    return Cited(tuple(reader.found), (*reader.unread(), *beyond))


@dataclass(frozen=True, slots=True)
class _Item:
    """One item with what was found in it, and which of its citations could not be read."""

    text: str
    marks: Sequence[Cite | Named]
    cites: Sequence[Cite]
    unread: Sequence[str]


@dataclass(slots=True)
class _Reader:
    """Reads one field, item by item."""

    known: Provisions
    regime: str
    found: dict[Exemption, None] = field(default_factory=dict)
    _items: list[_Item] = field(default_factory=list)
    _heading: str = ""
    """The Act that an item without citations named: it holds for the items below."""

    def read(self, text: str) -> None:
        """Take the citations of one item."""
        marks = scan(text)
        Naming(self.known, text, marks, self.regime).name_all(self._heading)
        cites = [mark for mark in marks if isinstance(mark, Cite) and mark.act]
        deny(self.known, text, cites)
        kept = [mark for mark in marks if isinstance(mark, Named) or mark.act]
        unread = [_as_written(text, cite) for cite in cites if not self._take(cite)]
        self._items.append(_Item(text, kept, cites, unread))
        if not cites:
            named = (mark.act for mark in kept if isinstance(mark, Named) and mark.act != OTHER)
            self._heading = next(filter(None, named), self._heading)

    def _take(self, cite: Cite) -> bool:
        """Add what is cited; say whether all of it was read."""
        if cite.act == OTHER:
            return False
        provision = self.known.find(cite.act, cite.number)
        if provision is None:
            alone = cite.head is Head.BARE and not cite.steps
            return not alone and self.known.is_procedure(cite.act, cite.number)
        limbs = Limbs(self.known, provision)
        self.found |= dict.fromkeys(limbs.follow(cite.steps))
        return not limbs.bad

    def unread(self) -> dict[str, None]:
        """Give what was not understood, now that all citations are known."""
        cited = {(exemption.act, exemption.number) for exemption in self.found}
        anything = bool(self.found) or any(item.cites for item in self._items)
        lost = dict.fromkeys(
            words for item in self._items for words in self._lost(item, cited, anything=anything)
        )
        if not any(exemption.ncnd for exemption in self.found):
            lost |= dict.fromkeys(self._ncnd_words()[:1])
        return lost

    def _lost(self, item: _Item, cited: set[tuple[str, str]], *, anything: bool) -> list[str]:
        if not item.cites:
            return [] if self._says_nothing(item, cited, anything=anything) else [item.text]
        lost = list(item.unread)
        for after, chunk in chunks(item.text, item.marks):
            lost += not_understood(self.known, chunk, cited=cited, after=after)
        return lost

    def _says_nothing(self, item: _Item, cited: set[tuple[str, str]], *, anything: bool) -> bool:
        """Say whether an item without citations holds only names, headings, titles, or "none"."""
        words = " ".join(chunk for _, chunk in chunks(item.text, item.marks))
        if self.known.means_none(item.text):
            return True
        telling = self.known.telling(words)
        if telling:
            return self.known.among_titles(telling, cited)
        named = any(isinstance(mark, Named) and mark.act for mark in item.marks)
        return anything or not (named or words.strip(" .,-:()"))

    def _ncnd_words(self) -> list[str]:
        return [
            item.text[mark.start : mark.end]
            for item in self._items
            for mark in item.marks
            if isinstance(mark, Named) and not mark.act
        ]


def _as_written(text: str, cite: Cite) -> str:
    """Give a citation that was not read, with the words that kept it from being read."""
    start = cite.start if cite.unread_from < 0 else cite.unread_from
    return text[start : max(cite.end, cite.unread_to)].strip()
