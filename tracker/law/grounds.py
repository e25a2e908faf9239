"""Sort what a body cited: what lifts the duty to say, what claims to hold, what does neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tracker.law.exemptions import Cited, Exemption
from tracker.law.provisions import Provisions, plain_words, provisions


@dataclass(frozen=True, slots=True)
class Grounds:
    """The exemptions of one answer by what they say of holding the information.

    Data protection law is left out: it explains an exemption and is none.
    """

    ncnd: tuple[Exemption, ...]
    partners: tuple[Exemption, ...]
    """What an NCND is cited with, such as 35(1)(a) with section 18 of FOISA; no claim to hold."""
    held: tuple[Exemption, ...]
    """Exemptions of information that is held."""
    others: tuple[Exemption, ...]
    """What is no claim to hold by itself: cost, vexatious, published, not held."""
    meanings: frozenset[str]
    """What a refusal under `others` means, as the data file names it."""
    says_ncnd: bool
    """An NCND is cited, or the body wrote NCND and named no limb that could be read."""
    lone_section_18: bool
    """Section 18 of FOISA is cited without an exemption that it can go with."""
    unread: bool

    @classmethod
    def of(cls, cited: Cited) -> Self:
        """Sort what was read of one answer."""
        known = provisions()
        exemptions = [one for one in cited.exemptions if one.act != "DPA"]
        ncnd = tuple(one for one in exemptions if one.ncnd)
        says_ncnd = bool(ncnd) or any(map(_says_ncnd, cited.unread))
        partners = tuple(
            one
            for one in exemptions
            if not one.ncnd
            and (_goes_with(known, one, ncnd) or (says_ncnd and _may_be_ncnd(known, one, ncnd)))
        )
        rest = [one for one in exemptions if not one.ncnd and one not in partners]
        meanings = {one: known.meaning_alone(one) for one in rest}
        return cls(
            ncnd=ncnd,
            partners=partners,
            held=tuple(one for one in rest if meanings[one] is None),
            others=tuple(one for one in rest if meanings[one] is not None),
            meanings=frozenset(meaning for meaning in meanings.values() if meaning),
            says_ncnd=says_ncnd,
            lone_section_18=bool(ncnd)
            and all(one.family == "FOISA 18" for one in ncnd)
            and not any(_goes_with(known, one, ncnd) for one in partners),
            unread=bool(cited.unread),
        )

    @property
    def names_held(self) -> bool:
        """Say whether a subsection or limb is cited that only what is held can fall under."""
        return any(one.subsection or one.limb for one in self.held)


def _goes_with(known: Provisions, one: Exemption, ncnd: Iterable[Exemption]) -> bool:
    """Say whether an exemption is what an NCND beside it has to be cited with."""
    found = (known.find(other.act, other.number) for other in ncnd if other.act == one.act)
    sections = [section for provision in found if provision for section in provision.cited_with]
    return any(
        one.section == section or one.section.startswith(f"{section}(") for section in sections
    )


def _may_be_ncnd(known: Provisions, one: Exemption, ncnd: Iterable[Exemption]) -> bool:
    """Say whether a section without limbs is, for all that is written, the NCND of its own.

    It is where its NCND limb is cited too, or where only the letters NCND were written.
    """
    provision = known.find(one.act, one.number)
    bare = not one.subsection and not one.limb and provision is not None and bool(provision.ncnd)
    families = {other.family for other in ncnd}
    return bare and (not families or one.family in families)


def _says_ncnd(unread: str) -> bool:
    words = set(plain_words(unread))
    return "ncnd" in words or {"neither", "confirm"} <= words
