"""Say of which Act each citation of an item is: by the words beside it, or by the regime."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.law.citation_scan import Cite, Head, Named
from tracker.law.provisions import Provisions, plain_words, provisions

OTHER = "other"
"""The Act of a citation that is not read here; its words are kept."""

_LIST = re.compile(
    r"[ ,&+/]*(?:(?:and|or|plus|with|read|in conjunction|together|as well as)\b[ ,]*){0,3}",
    re.IGNORECASE,
)
_OF = re.compile(r"[ (,-]*(?:(?:of|under|from|in|within|to) )?(?:the )?", re.IGNORECASE)
_OF_FOREIGN = re.compile(r" ?(?:(?:of|under) )?(?:the )?", re.IGNORECASE)
_OF_LONG_NAME = re.compile(r" (?:(?:of|under) [^,;:()]{0,90}|(?:[A-Z]\w* |of |and ){1,8})")
_LEADS = re.compile(r"[ ,:(-]*(?:the )?(?:exemptions? |under )?\(?", re.IGNORECASE)
_SEPARATES = re.compile(r"[,&+/]|\b(?:and|or)\b", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r" ?(?:$|[,&+/)]|(?:and|or|of)\b)", re.IGNORECASE)
_EXPLAINED = re.compile(r" ?[-:(] ?([^,;/&+)(]{1,90})")
_MOST_NAMES = 8
_SCOTTISH = {"EIR": "EISR", "EISR": "EISR"}
_ACTS = {"FOIA", "FOISA"}
_REGULATIONS = {"EIR", "EISR"}


@dataclass(slots=True)
class Naming:
    """Gives every citation of one item its Act; a bare number that is no citation gets none."""

    text: str
    marks: Sequence[Cite | Named]
    regime: str
    heading: str = ""
    _known: Provisions = field(default_factory=provisions)
    _beside: dict[int, str] = field(default_factory=dict)
    """Citation, by its place among the marks, to the Act that is named beside it."""

    def name_all(self) -> None:
        """Set head and Act of every citation."""
        for place, mark in enumerate(self.marks):
            if isinstance(mark, Named) and mark.act:
                self._lend(place, mark)
        acts = {"act": self.regime, "regulations": self._local("EIR"), "article": ""}
        self._widen(acts, self.heading)
        bare = self.heading
        before: Cite | None = None
        for place, mark in enumerate(self.marks):
            if isinstance(mark, Named):
                self._widen(acts, mark.act)
                bare = mark.act if mark.act in _ACTS | _REGULATIONS else bare
                continue
            linked = before is not None and self._in_list(before, mark)
            if mark.head is Head.BARE and not self._settle_bare(place, mark, before, bare):
                continue
            named = self._beside.get(place, "")
            if not named and linked and before is not None and self._was_bare(mark):
                named = before.act
            mark.act = self._act(mark, named, acts)
            before = mark

    def _lend(self, place: int, named: Named) -> None:
        """Give the name of an Act to the citation before it or to the one after it."""
        before = self.marks[place - 1] if place else None
        after = self.marks[place + 1] if place + 1 < len(self.marks) else None
        left = self.text[before.end : named.start] if isinstance(before, Cite) else ""
        right = self.text[named.end : after.start] if isinstance(after, Cite) else ""
        follows = isinstance(before, Cite) and _belongs(named.act, left)
        leads = isinstance(after, Cite) and _LEADS.fullmatch(right) is not None
        if follows and leads and isinstance(after, Cite):
            follows = not _SEPARATES.search(left) and after.head is not Head.BARE
        if follows and isinstance(before, Cite):
            before.unread_to = named.end
            self._lend_back(place - 1, named.act)
        elif leads and isinstance(after, Cite):
            after.unread_from = named.start
            self._beside[place + 1] = named.act

    def _lend_back(self, place: int, act: str) -> None:
        """Lend a name to a citation and to those in one list with it."""
        while True:
            self._beside[place] = act
            cite = self.marks[place]
            before = self.marks[place - 1] if place else None
            if not isinstance(before, Cite) or not isinstance(cite, Cite):
                return
            if place - 1 in self._beside or not self._in_list(before, cite):
                return
            if cite.head not in {before.head, Head.BARE}:
                return
            place -= 1

    def _in_list(self, before: Cite, cite: Cite) -> bool:
        return _LIST.fullmatch(self.text, before.end, cite.start) is not None

    def _was_bare(self, cite: Cite) -> bool:
        return self.text[cite.start].isdigit()

    def _settle_bare(self, place: int, cite: Cite, before: Cite | None, bare: str) -> bool:
        """Decide whether a number without a word before it is a citation, and of what kind."""
        linked = before is not None and self._in_list(before, cite)
        if before is not None and (linked or before.head is Head.REGULATION):
            head = before.head
        else:
            act = self._beside.get(place, bare)
            head = Head.REGULATION if act in _REGULATIONS else Head.BARE
        gap = self.text[before.end : cite.start] if before is not None else ""
        if any(step.bracketed for step in cite.steps):
            cite.head = Head.OTHER if gap == " " and len(cite.number) == 1 else head
            return True
        if before is not None and self._ends_range(before, gap, cite):
            return False
        if before is not None and gap == " ":
            cite.head = Head.OTHER
            limb = not cite.number[1:].isdigit() and self.text[cite.end : cite.end + 1] not in ".)"
            return limb or _LIST_GOES_ON.match(self.text, cite.end) is not None
        opens = self._opens(place)
        if not (linked and gap.strip()) and not opens:
            return False
        cite.head = head
        act = self._beside.get(place, "") or (self._local("EIR") if head is Head.REGULATION else "")
        return self._stands_alone(place, cite, act or self.regime)

    def _ends_range(self, before: Cite, gap: str, cite: Cite) -> bool:
        """Keep a range of sections, such as 30-35, as it is written: nobody cites so many."""
        if gap.strip().casefold() not in {"-", "to"} or cite.steps:
            return False
        if _LIST_GOES_ON.match(self.text, cite.end) is None:
            return False
        before.act, before.unread_to = OTHER, cite.end
        return True

    def _opens(self, place: int) -> bool:
        """Say whether nothing but the name of an Act and noise comes before the first number."""
        if any(isinstance(mark, Cite) for mark in self.marks[: min(place, _MOST_NAMES)]):
            return False
        start = self.marks[place - 1].end if place else 0
        words = plain_words(self.text[start : self.marks[place].start])
        return place <= _MOST_NAMES and set(words) <= self._known.noise

    def _stands_alone(self, place: int, cite: Cite, act: str) -> bool:
        """Say whether nothing follows a bare number but its own title or the next citation."""
        if _LIST_GOES_ON.match(self.text, cite.end):
            return True
        after = self.marks[place + 1] if place + 1 < len(self.marks) else None
        if isinstance(after, Named) and after.start <= cite.end + 1:
            return True
        explained = _EXPLAINED.match(self.text, cite.end)
        provision = self._known.find(act, cite.number)
        if explained is None or provision is None:
            return False
        return self._known.is_title(provision, explained[1])

    def _local(self, act: str) -> str:
        return _SCOTTISH.get(act, act) if self.regime == "FOISA" else act

    def _widen(self, acts: dict[str, str], act: str) -> None:
        """Let a named Act hold for what follows in the item."""
        if act in _ACTS:
            acts["act"] = act
        elif act in _REGULATIONS:
            acts["regulations"] = self._local(act)
        elif act == "GDPR":
            acts["article"] = "DPA"

    def _act(self, cite: Cite, named: str, acts: dict[str, str]) -> str:
        if cite.act == OTHER or cite.head is Head.OTHER or not cite.number or named == OTHER:
            return OTHER
        if cite.head is Head.ARTICLE:
            cite.number = f"Article {cite.number}"
            return ("DPA" if named in {"GDPR", "DPA"} else acts["article"]) or OTHER
        if cite.head is Head.REGULATION:
            if named in _REGULATIONS:
                return self._local(named)
            return OTHER if named else acts["regulations"]
        if named == "GDPR":
            return OTHER
        return self._local(named) or acts["act"]


def _belongs(act: str, gap: str) -> bool:
    """Say whether the words between a citation and the name of an Act make it of that Act."""
    if act in {"GDPR", "DPA"}:
        return _OF_FOREIGN.fullmatch(gap) is not None
    if act == OTHER:
        return _OF_LONG_NAME.fullmatch(gap) is not None or _OF_FOREIGN.fullmatch(gap) is not None
    return _OF.fullmatch(gap) is not None
