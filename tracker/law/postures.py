"""What an answer gives away: what a body said, and what an outsider learns from it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.law.exemptions import Cited
from tracker.law.grounds import Grounds


class Reveals(StrEnum):
    """What an outsider learns about one body from what is known of it."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    NOTHING = "nothing"
    UNCLEAR = "unclear"
    PENDING = "pending"
    """Asked, and not answered yet; also overdue, withdrawn for clarification and the like."""
    NOT_ASKED = "not-asked"
    NO_DATA = "no-data"
    """Nothing of this body's requests reaches us, so nobody knows whether it was asked."""


class Posture(StrEnum):
    """How a body stands to a question after its answer."""

    DISCLOSED = "disclosed"
    PARTLY_DISCLOSED = "partly-disclosed"
    REFUSED = "refused"
    """Withheld, which confirms that it is held."""
    NCND = "ncnd"
    NOT_HELD = "not-held"
    COST = "cost"
    """Section 12(1): finding it would cost too much."""
    COST_TO_CONFIRM = "cost-to-confirm"
    """Section 12(2): even saying whether it is held would; no NCND."""
    VEXATIOUS = "vexatious"
    ALREADY_PUBLISHED = "already-published"
    WITHDRAWN = "withdrawn"
    CLARIFICATION = "clarification"
    PENDING = "pending"
    UNKNOWN = "unknown"
    """The body's word for its outcome is not known."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What one answer says and what it gives away, with the reasons in words."""

    posture: Posture
    reveals: Reveals
    ncnd_beside: bool = False
    """An NCND for a part stands beside an answer for another part."""
    remarks: tuple[str, ...] = ()
    """What a coordinator should check, such as an NCND limb cited while saying it is held."""


CITES_HELD = "cites a limb that applies only to information that is held"
NCND_ALONE = "refused under nothing but what lifts the duty to confirm or deny: read as NCND"
NCND_BESIDE = "an NCND stands beside another answer: check that it is about another part"
NCND_BESIDE_DENIAL = "says that it is not held beside an NCND: check that the NCND is needed"
NO_NCND_LIMB = "cites nothing that lifts the duty to confirm or deny"
NO_EXEMPTION = "no exemption was read, so what the refusal rests on is not known"
SEVERAL = "rests on grounds that each say something else: check what was refused"
COST_LOOKS_LIKE_NCND = "section 12(2) is about the cost of finding out: no NCND"
LONE_SECTION_18 = "section 18 of FOISA has to be cited with one of sections 28 to 35, 38, 39(1), 41"
UNREAD = "some of what it cited could not be read"
UNKNOWN_OUTCOME = "the outcome is not one that is known"

REVEALS = {
    Posture.DISCLOSED: Reveals.CONFIRMS,
    Posture.PARTLY_DISCLOSED: Reveals.CONFIRMS,
    Posture.REFUSED: Reveals.CONFIRMS,
    Posture.NCND: Reveals.NOTHING,
    Posture.NOT_HELD: Reveals.DENIES,
    Posture.COST: Reveals.UNCLEAR,
    Posture.COST_TO_CONFIRM: Reveals.NOTHING,
    Posture.VEXATIOUS: Reveals.NOTHING,
    Posture.ALREADY_PUBLISHED: Reveals.CONFIRMS,
    Posture.WITHDRAWN: Reveals.NOTHING,
    Posture.CLARIFICATION: Reveals.PENDING,
    Posture.PENDING: Reveals.PENDING,
    Posture.UNKNOWN: Reveals.UNCLEAR,
}
"""What each posture gives away, where nothing beside it says otherwise."""

_NO_OUTCOMES = {Posture.COST_TO_CONFIRM, Posture.UNKNOWN}
_NO_ANSWERS = {Posture.WITHDRAWN, Posture.CLARIFICATION, Posture.PENDING}


def stance(outcome: str, cited: Cited) -> Stance:
    """Say what an outcome, as the register of outcomes names it, and the exemptions give away.

    Only what the data say counts; whether the information is really held is never asked. What is
    no outcome of the register is UNKNOWN and unclear.
    """
    if outcome not in set(Posture) - _NO_OUTCOMES:
        return Stance(Posture.UNKNOWN, Reveals.UNCLEAR, remarks=(UNKNOWN_OUTCOME,))
    said = Posture(outcome)
    if said in _NO_ANSWERS:
        return Stance(said, REVEALS[said])
    grounds = Grounds.of(cited)
    found = _refusal(grounds) if said is Posture.REFUSED else _plain(said, grounds)
    beside = grounds.says_ncnd and found.posture is not Posture.NCND
    remarks = [*found.remarks]
    if beside and found.posture is not Posture.NOT_HELD:
        remarks.append(NCND_BESIDE)
    if grounds.lone_section_18:
        remarks.append(LONE_SECTION_18)
    if grounds.unread:
        remarks.append(UNREAD)
    return replace(found, ncnd_beside=beside, remarks=tuple(remarks))


def _refusal(grounds: Grounds) -> Stance:
    """Read a refusal by what it rests on: it confirms, unless nothing cited claims to hold."""
    if grounds.held:
        return _revealing(Posture.REFUSED)
    if not grounds.others:
        if grounds.says_ncnd:
            return _revealing(Posture.NCND, NCND_ALONE)
        return _revealing(Posture.REFUSED, NO_EXEMPTION)
    meanings = {Posture(meaning) for meaning in grounds.meanings}
    if Posture.COST_TO_CONFIRM in meanings:
        meanings.discard(Posture.COST)
    if len(meanings) == 1:
        return _revealing(meanings.pop())
    confirms = Posture.ALREADY_PUBLISHED in meanings and Posture.NOT_HELD not in meanings
    reveals = Reveals.CONFIRMS if confirms else Reveals.UNCLEAR
    return Stance(Posture.REFUSED, reveals, remarks=(SEVERAL,))


def _plain(said: Posture, grounds: Grounds) -> Stance:
    """Take an outcome other than refused as it stands, with what its exemptions speak against."""
    to_confirm = Posture.COST_TO_CONFIRM in grounds.meanings
    if said is Posture.COST and to_confirm:
        return _revealing(Posture.COST_TO_CONFIRM)
    if said is Posture.NCND and to_confirm and not grounds.says_ncnd and not grounds.held:
        return _revealing(Posture.COST_TO_CONFIRM, COST_LOOKS_LIKE_NCND)
    remarks = []
    if said in {Posture.NCND, Posture.NOT_HELD} and grounds.names_held:
        remarks.append(CITES_HELD)
    if said is Posture.NCND and not grounds.says_ncnd and (grounds.held or grounds.others):
        remarks.append(NO_NCND_LIMB)
    if said is Posture.NOT_HELD and grounds.says_ncnd:
        remarks.append(NCND_BESIDE_DENIAL)
    return _revealing(said, *remarks)


def _revealing(posture: Posture, *remarks: str) -> Stance:
    return Stance(posture, REVEALS[posture], remarks=remarks)
