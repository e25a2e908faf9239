"""Say of which Act each citation of an item is: by the words beside it, or by the regime."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.law.citation_bare import BareNumbers, in_list
from tracker.law.citation_scan import Cite, Head, Named
from tracker.law.provisions import Provisions

OTHER = "other"
"""The Act of a citation that is not read here; its words are kept."""

_OF = re.compile(r"[ (,-]*(?:(?:of|under|from|in|within|to) )?(?:the )?", re.IGNORECASE)
_OF_FOREIGN = re.compile(r" ?(?:(?:of|under) )?(?:the )?", re.IGNORECASE)
_OF_LONG_NAME = re.compile(r" (?:(?:of|under) [^,;:()]{0,90}|(?:[A-Z]\w* |of |and ){1,8})")
_LEADS = re.compile(r"[ ,:(-]*(?:the )?(?:exemptions? |under )?\(?", re.IGNORECASE)
_SEPARATES = re.compile(r"[,&+/]|\b(?:and|or)\b", re.IGNORECASE)
_SCOTTISH = {"EIR": "EISR", "EISR": "EISR"}
_ACTS = {"FOIA", "FOISA"}
_REGULATIONS = {"EIR", "EISR"}


@dataclass(slots=True)
class Naming:
    """Gives every citation of one item its Act; a bare number that is no citation gets none."""

    known: Provisions
    text: str
    marks: Sequence[Cite | Named]
    regime: str
    _numbers: BareNumbers = field(init=False)
    _beside: dict[int, str] = field(default_factory=dict)
    """Citation, by its place among the marks, to the Act that is named beside it."""

    def __post_init__(self) -> None:
        """Look at bare numbers with the same marks."""
        self._numbers = BareNumbers(self.known, self.text, self.marks)

    def name_all(self, heading: str) -> None:
        """Set head and Act of every citation; `heading` names the Act of an item before."""
        for place, mark in enumerate(self.marks):
            if isinstance(mark, Named) and mark.act:
                self._lend(place, mark)
        acts = {"act": self.regime, "regulations": self._local("EIR"), "article": ""}
        self._widen(acts, heading)
        bare, before = heading, -1
        for place, mark in enumerate(self.marks):
            if isinstance(mark, Named):
                self._widen(acts, mark.act)
                bare = mark.act if mark.act in _ACTS | _REGULATIONS else bare
            elif self._settle(place, mark, before, bare):
                mark.act = self._act(mark, self._beside.get(place, ""), acts)
                before = place

    def _settle(self, place: int, cite: Cite, before: int, bare: str) -> bool:
        """Say whether a mark is a citation; in a list, a bare number is of the Act before it."""
        last = self.marks[before] if before >= 0 else None
        if cite.head is not Head.BARE or not isinstance(last, Cite):
            return cite.head is not Head.BARE or self._settle_bare(place, cite, None, bare)
        if not self._settle_bare(place, cite, last, bare):
            return False
        if place not in self._beside and self._in_list(last, cite):
            self._beside[place] = self._beside.get(before, "" if last.act == OTHER else last.act)
        return True

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
        return in_list(self.text, before, cite)

    def _settle_bare(self, place: int, cite: Cite, before: Cite | None, bare: str) -> bool:
        """Say whether a number without a word before it is a citation; give it its head."""
        if before is not None and self._numbers.ends_range(before, cite):
            before.act, before.unread_to = OTHER, cite.end
            return False
        if before is not None and (self._in_list(before, cite) or before.head is Head.REGULATION):
            head = before.head
        else:
            act = self._beside.get(place, bare)
            head = Head.REGULATION if act in _REGULATIONS else Head.BARE
        act = self._local("EIR") if head is Head.REGULATION else self.regime
        act = self._beside.get(place, act)
        return self._numbers.is_citation(place, before, head=head, act=act)

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
