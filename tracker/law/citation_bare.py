"""Tell a bare number that is a citation, as 24(2) or the 40 of "s.31, 40", from any other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.law.citation_scan import Cite, Head, Named
from tracker.law.provisions import Provisions, plain_words

_LIST = re.compile(
    r"[ ,&+/]*(?:(?:and|or|plus|with|read|in conjunction|together|as well as)\b[ ,]*){0,3}",
    re.IGNORECASE,
)
_LIST_GOES_ON = re.compile(r" ?(?:$|[,&+/)]|(?:and|or|of)\b)", re.IGNORECASE)
_EXPLAINED = re.compile(r" ?[-:(] ?([^,;/&+)(]{1,90})")
_MOST_NAMES = 8


def in_list(text: str, before: Cite, cite: Cite) -> bool:
    """Say whether nothing but what joins a list stands between two citations."""
    return _LIST.fullmatch(text, before.end, cite.start) is not None


@dataclass(frozen=True, slots=True)
class BareNumbers:
    """The bare numbers of one item."""

    known: Provisions
    text: str
    marks: Sequence[Cite | Named]

    def is_citation(self, place: int, before: Cite | None, *, head: Head, act: str) -> bool:
        """Decide on the number at a place, and give it the head that it has if it is one.

        `before` is the citation before it; `head` and `act` are what the number would be of.
        With brackets it is one. Alone it is one when it opens the item or stands in a list, and
        nothing follows but the next of the list or its own title. A stray number straight after
        a citation counts as one that cannot be read.
        """
        cite = self.marks[place]
        if not isinstance(cite, Cite):
            return False
        gap = self.text[before.end : cite.start] if before is not None else ""
        cite.head = head
        if any(step.bracketed for step in cite.steps):
            if gap == " " and len(cite.number) == 1:
                cite.head = Head.OTHER
            return True
        if gap == " ":
            cite.head = Head.OTHER
            limb = not cite.number[1:].isdigit() and self.text[cite.end : cite.end + 1] not in ".)"
            return limb or self._list_goes_on(cite)
        listed = before is not None and bool(gap.strip()) and in_list(self.text, before, cite)
        return (listed or self._opens(place)) and self._stands_alone(place, cite, act)

    def ends_range(self, before: Cite, cite: Cite) -> bool:
        """Say whether a number ends a range of sections, such as 30-35: nobody cites so many."""
        gap = self.text[before.end : cite.start].strip().casefold()
        return gap in {"-", "to"} and not cite.steps and self._list_goes_on(cite)

    def _list_goes_on(self, cite: Cite) -> bool:
        return _LIST_GOES_ON.match(self.text, cite.end) is not None

    def _opens(self, place: int) -> bool:
        """Say whether nothing but the name of an Act and noise comes before the first number."""
        if place > _MOST_NAMES or any(isinstance(mark, Cite) for mark in self.marks[:place]):
            return False
        start = self.marks[place - 1].end if place else 0
        return set(plain_words(self.text[start : self.marks[place].start])) <= self.known.noise

    def _stands_alone(self, place: int, cite: Cite, act: str) -> bool:
        """Say whether nothing follows a number but its own title or the next of a list."""
        if self._list_goes_on(cite):
            return True
        after = self.marks[place + 1] if place + 1 < len(self.marks) else None
        if isinstance(after, Named) and after.start <= cite.end + 1:
            return True
        explained = _EXPLAINED.match(self.text, cite.end)
        provision = self.known.find(act, cite.number)
        if explained is None or provision is None:
            return False
        return self.known.is_title(provision, explained[1])
