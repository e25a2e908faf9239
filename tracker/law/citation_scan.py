"""Find the citations, the names of Acts and the words of an NCND in one item of a field."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.law.citation_limbs import Step, steps


class Head(StrEnum):
    """What stands before a number."""

    SECTION = "section"
    REGULATION = "regulation"
    ARTICLE = "article"
    OTHER = "other"
    """A paragraph, a schedule or a rule: of no Act that is read here."""
    BARE = "bare"


@dataclass(slots=True)
class Cite:
    """One number with its brackets, as written from `start` to `end`."""

    start: int
    end: int
    head: Head
    number: str
    steps: list[Step] = field(default_factory=list)
    act: str = ""
    """The Act that the words beside it name; `other` is one that is not read here."""
    unread_to: int = 0
    """Where the words end that are kept when it is not read; 0 is its own end."""
    unread_from: int = -1


@dataclass(frozen=True, slots=True)
class Named:
    """The name of an Act, or the words of an NCND (`act` is empty)."""

    start: int
    end: int
    act: str


_OWN = {
    "FOISA": r"FOISA|FOI ?\(S\) ?A(?:ct)?\b|(?:freedom of information|FOI) \(scotland\) act",
    "FOIA": r"FOIA|F\.O\.I\.A\.?|(?:freedom of information|FOI) act",
    "EISR": r"EI ?\(S\) ?Rs?|EISRs?|scottish EIRs?|EIRs? ?\(?scotland\)?"
    r"|environmental information \(scotland\) regulations?",
    "EIR": r"EIRs?|environmental information regulations?",
    "GDPR": r"(?:UK |EU )?GDPR|general data protection regulation",
    "DPA": r"(?:DPA|data protection act)(?! ?1998)",
}
_YEAR = "(?: ?(?:2000|2002|2004|2018))?"
_FOREIGN = (
    r"(?:DPA|data protection act) ?1998|RIPA|RIPSA|PACE|ECHR|HRA|CPIA|POCA"
    r"|(?-i:Act|ACT)\b(?: (?:19|20)\d\d)?|(?:regulations?|order|rules) (?:19|20)\d\d"
)
_NCND = (
    r"N\.?C\.?N\.?D|NC/ND"
    r"|neither (?:to )?confirm(?:s|ed|ing)?(?: n?or (?:to )?den(?:y|ies|ied|ying))?"
)
_HEADS = {
    Head.SECTION: r"section\(s\)|se[ct]{1,2}i?o?n?s?|ss?|exemptions?|adran(?:nau)?",
    Head.REGULATION: r"regulations?|regs?|exceptions?|r(?=\.|\d\d\()|rheoliad(?:au)?",
    Head.ARTICLE: r"articles?|arts?",
    Head.OTHER: r"paragraphs?|paras?|schedules?|sch|rules?|principles?|clauses?|conditions?",
}
_PLACES = r"questions?|qs?|qns?|parts?|pages?|points?|items?|pp?|refs?|annex|appendix|tables?"
_AFTER_HEAD = r"\.?[ .:-]{0,3}(?:(?:numbers?|nos?)\b[ .]{0,2})?(?=\(?\d)"
_NEXT = re.compile(
    "|".join(
        [
            *(rf"(?P<{act}>\b(?:{name})\b{_YEAR})" for act, name in _OWN.items()),
            rf"(?P<foreign>\b(?:{_FOREIGN})\b)",
            rf"(?P<ncnd>\b(?:{_NCND})\b)",
            r"(?P<date>(?<![\w.])\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b(?!\())",
            *(rf"(?P<{h}>(?<![\w'])(?:{words}){_AFTER_HEAD})" for h, words in _HEADS.items()),
            rf"(?P<place>(?<!\w)(?:{_PLACES}){_AFTER_HEAD}\d+[a-z]?)",
            r"(?P<bare>(?<![\w£$€.])(?=\d))",
        ]
    ),
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?(\d{1,4}[a-z]?)(?![a-z0-9])\)?|\(?\w+", re.IGNORECASE)
_RUNS_ON = re.compile(r"(?!ss?\.? ?\d|sec|reg|and\b|or\b)[a-z]\w*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(\d{1,3}[a-z]?)(?![\w%£])", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_THE_ACT = re.compile(
    r"(?:^|\b(?:the|this|that|said|same|an|foi|information))[ (]*$", re.IGNORECASE
)


def scan(text: str) -> list[Cite | Named]:
    """Give all that cites or names something, in order; what lies between is other words."""
    found: list[Cite | Named] = []
    position = 0
    while hit := _NEXT.search(text, position):
        kind = hit.lastgroup or ""
        position = max(hit.end(), hit.start() + 1)
        if kind in {"date", "place"}:
            continue
        if kind == "foreign":
            if not _is_the_act(text, hit):
                found.append(Named(hit.start(), hit.end(), "other"))
        elif kind == "ncnd" or kind in _OWN:
            found.append(Named(hit.start(), hit.end(), kind if kind in _OWN else ""))
        elif (cite := _cite(text, hit, Head(kind))) is not None:
            found.append(cite)
            position = cite.end
        elif word := _WORD.match(text, hit.start()):
            position = word.end()
    return found


def _cite(text: str, hit: re.Match[str], head: Head) -> Cite | None:
    number = (_BARE_NUMBER if head is Head.BARE else _NUMBER).match(text, hit.end())
    if number is None:
        return None
    written, end = steps(text, number.end())
    rest = _RUNS_ON.match(text, end)
    if rest or not number[1]:
        plain_word = head is Head.BARE and not written
        return None if plain_word else Cite(hit.start(), rest.end() if rest else end, head, "")
    return Cite(hit.start(), end, head, number[1].upper(), written)


def _is_the_act(text: str, hit: re.Match[str]) -> bool:
    """Say whether "Act" is the Act that is spoken of, and not one that has another name."""
    alone = hit[0].casefold() in {"act", "act 2000", "act 2002"}
    return alone and _THE_ACT.search(text, max(0, hit.start() - 14), hit.start()) is not None
