"""Remove where a person lives: postcodes and street addresses."""

import re
from collections import Counter
from collections.abc import Iterator

from tracker.text.redaction_cut import Cut, cut_out
from tracker.text.redaction_names import read_name

_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT"
    " DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD"
    " LE"
    " LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL"
    " SM"
    " SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
_POSTCODE = re.compile(
    r"(?i)(?<![\w£$/.-])(?P<area>[A-Z]{1,2})(?P<district>\d[A-Z\d]?)(?P<gap>[ \t\u00a0]{0,2})"
    r"(?P<inward>\d[ABD-HJLNP-UW-Z]{2})(?![\w/])"
)
_UNITS = frozenset("st nd rd th hr ft lb gb tb yr yd pt sq pp".split())
_BFPO = re.compile(r"\bBFPO ?\d{1,4}\b|\bGIR ?0AA\b")
_PUBLIC_STREETS = re.compile(
    r"(?i)\b(?:downing street|marsham street|carlton gardens|petty france|broadway, london)$"
)
_COUNTED = re.compile(
    r"(?i)\b(?:phase|stage|question|part|zone|type|class|grade|tier|band|version|schedule"
    r"|annex)[ ]$"
)

_STREET = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Crescent|Cres|Court|Ct|Place|Pl|Terrace"
    "|Way"
    "|Gardens|Gdns|Grove|Square|Sq|Hill|Park|Row|Mews|Walk|Green|Rise|View|Parade|Broadway|Wharf"
    "|Quay|Embankment|Gate|Mount|Croft|Vale|Common|Approach|Circus|Heol|Ffordd|Stryd"
)
_ADDRESS = re.compile(
    r"(?<![\w.,/£$-])(?:(?:Flat|Apartment|Apt|Unit|Room|Suite)[ ]\w{1,4}[, ]\s?)?"
    r"(?P<number>\d{1,4})[A-Za-z]?(?:[-–]\d{1,4}[A-Za-z]?)?,?[ ]"
    rf"(?:(?:[A-Z][\w'’.-]{{0,24}}[ ]){{1,4}}(?:{_STREET})|(?:Heol|Ffordd"
    rf"|Stryd)(?:[ ][A-Z][\w'’-]{{1,24}}){{1,3}}"
    r"|(?:Broadway|Piccadilly|Strand))\b"
    r"(?![ ](?:shops?|banks?|stores?|retailers?|outlets?|businesses|stations?|schools?)\b)"
)
_FLAT = re.compile(r"\b(?:Flat|Apartment|Apt)[ ]\d{1,4}[A-Za-z]?(?=[,\n ])")
_PO_BOX = re.compile(r"(?i)\bP\.?\s?O\.? Box \d{1,6}\b")
_RESIDENCE = re.compile(
    r"(?i)\b(?:my (?:home |postal |current |full )?address (?:is|:)|i (?:live|reside|am resident)"
    r" at"
    r"|(?:write|reply|respond|post(?: it)?|send(?: it| them)?) to me at)[: ]{1,2}(?=[\w])"
)
_END = re.compile(r"[.;?!](?:\s|$)|\n|\s(?:and (?:i|my|would|want)|where|but)\b", re.IGNORECASE)
_TOWN_FOLLOWS = re.compile(r",?[ \t]{0,2}(?:\n[ \t]{0,4})?")
_AFTER_TOWN = re.compile(r"[ \t]{0,2}(?:[,.;:)\n]|$|\[postcode\]|and\b|in\b)")
_LONGEST_RESIDENCE = 120


def remove_postcodes(text: str, counts: Counter[str]) -> str:
    """Take out whole United Kingdom postcodes; districts such as `CR0` alone stay."""

    def replaced(found: re.Match[str]) -> str:
        if not _is_postcode(found):
            return found[0]
        counts["postcode"] += 1
        return "[postcode]"

    text, forces = _BFPO.subn("[postcode]", text)
    counts["postcode"] += forces
    return _POSTCODE.sub(replaced, text)


def _is_postcode(found: re.Match[str]) -> bool:
    if found["area"].upper() not in _AREAS:
        return False
    inward = found["inward"]
    if inward.isupper():
        return found["area"].isupper()
    return inward[1:] not in _UNITS and found["area"].islower()


def remove_addresses(text: str, counts: Counter[str]) -> str:
    """Take out street addresses and what follows `I live at`, with the town after them."""
    text = cut_out(text, _residences(text), counts)
    return cut_out(text, _addresses(text), counts)


def _addresses(text: str) -> Iterator[Cut]:
    for found in _ADDRESS.finditer(text):
        if _is_address(found):
            yield Cut(found.start(), _end_of_towns(text, found.end()), "address")
    for pattern in (_FLAT, _PO_BOX):
        for found in pattern.finditer(text):
            yield Cut(found.start(), found.end(), "address")


def _residences(text: str) -> Iterator[Cut]:
    for found in _RESIDENCE.finditer(text):
        limit = min(len(text), found.end() + _LONGEST_RESIDENCE)
        stop = _END.search(text, found.end(), limit)
        yield Cut(found.end(), stop.start() if stop else limit, "address")


def _is_address(found: re.Match[str]) -> bool:
    number = int(found["number"])
    year = 1900 <= number <= 2099  # noqa: PLR2004
    before = found.string[max(0, found.start() - 12) : found.start()]
    return not (year or _PUBLIC_STREETS.search(found[0]) or _COUNTED.search(before))


def _end_of_towns(text: str, end: int) -> int:
    for _ in range(4):
        gap = _TOWN_FOLLOWS.match(text, end)
        if gap is None or not gap[0].strip(" \t"):
            break
        town = read_name(text, gap.end(), most=4)
        if not town.words or not _AFTER_TOWN.match(text, town.end):
            break
        end = town.end
    return end
