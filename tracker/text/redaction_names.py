"""Read a person's or an organisation's name out of running text."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TITLES = frozenset(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd reverend fr cllr"
    " councillor".split()
)
INSTITUTION = frozenset(
    "police constabulary service services force council authority commissioner commission office"
    " officer officers team unit department dept foi foia freedom information disclosure data"
    " records compliance governance headquarters hq colleague colleagues all concern concerned"
    " whom manager heddlu syr sirs madam madame chief constable constables custodian request"
    " requests access legal committee agency trust college association secretary minister"
    " ministry government sir/madam cyfeillion gyfeillion there everyone folks team/officer"
    " recipient requester applicant reader editor inspector superintendent sergeant".split()
)
"""Words that make an addressee a body, a desk or an office and not a person."""

_PARTICLES = frozenset(
    "van der den de la le du da dos di del al el bin bint ibn von ap ferch".split()
)
_CONNECTORS = frozenset("of and the for in on at de la du & y".split())
_STOPS = frozenset(
    "i we my our this these that the a an under could can would will please in re as thank thanks"
    " following foi request what how when which who why where do does did is are was has have had"
    " from to for also if it its regarding subject on at with yours kind best regards many sent and"
    " but or of by your you they he she there pursuant further since after before during between"
    " both writing not".split()
)
_WORD = re.compile(
    r"[ \t\u00a0]{0,4}(?P<word>[^\W\d_]{1,40}(?:['’‘-][^\W\d_]{1,40}){0,3}\.?)(?!\w)"
)
_LONGEST_NAME = 60
_AMPERSAND = re.compile(r"[ \t\u00a0]{1,4}&(?=[ \t\u00a0])")


class Name(NamedTuple):
    """Where a name ends, and how many words of it are a name and not a title."""

    end: int
    words: int


@cache
def given_names() -> frozenset[str]:
    """List common given names in the United Kingdom, folded; a hint, never a verdict."""
    text = files("tracker").joinpath("data/given_names.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name.casefold() for line in lines for name in line.split())


def read_name(text: str, start: int, *, most: int = 5, lower: bool = False) -> Name:
    """Read the longest personal name that begins at `start`, on one line.

    Titles, initials and particles belong to it. With `lower`, words in small letters are taken
    as well. `end` is `start` where there is none.
    """
    end = position = start
    words = 0
    while words < most and (found := _WORD.match(text, position)):
        word = found["word"]
        bare = word.removesuffix(".")
        folded = bare.casefold()
        if folded in _STOPS:
            break
        position = found.end()
        if folded in TITLES:
            end = position
            continue
        if folded in _PARTICLES and bare.islower() and not lower:
            continue
        if bare[0].islower() and not lower:
            break
        words += 1
        end = position
        if word != bare and len(bare) > 1:
            end -= 1
            break
    return Name(end if words else start, words)


def read_organisation(text: str, start: int, *, most: int = 8) -> Name:
    """Read the longest run of capitalised words, joined by small ones such as `of` and `&`."""
    end = position = start
    words = 0
    while words < most:
        if joined := _AMPERSAND.match(text, position):
            position = joined.end()
            continue
        found = _WORD.match(text, position)
        if found is None:
            break
        bare = found["word"].removesuffix(".")
        position = found.end()
        if bare.casefold() in _CONNECTORS:
            continue
        if bare[0].islower() or bare == "I":
            break
        words += 1
        end = position
        if bare != found["word"] and len(bare) > 1:
            end -= 1
            break
    return Name(end if words else start, words)


def words_of(text: str) -> list[str]:
    """Split into folded words of letters, for looking up."""
    return re.findall(r"[^\W\d_]+", text.casefold())


def names_institution(text: str) -> bool:
    """Say whether any word belongs to a body, a desk or an office."""
    return not INSTITUTION.isdisjoint(words_of(text))


def is_personal_name(line: str, *, most: int = 4) -> bool:
    """Say whether a whole line reads as one personal name, by its shape."""
    bare = plain_name(line)
    if not bare or len(bare) > _LONGEST_NAME or names_institution(bare):
        return False
    name = read_name(bare, 0, most=most)
    return name.words > 0 and name.end >= len(bare.rstrip("."))


def plain_name(line: str) -> str:
    """Return a name without the marks around it."""
    return line.strip(" \t,.;-–—*_\"'")
