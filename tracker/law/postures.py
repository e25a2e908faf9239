"""What an answer gives away: what a body said, and what an outsider learns from it."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.law.exemptions import Cited


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


def stance(outcome: str, cited: Cited) -> Stance:
    """Say what an outcome, as the register of outcomes names it, and the exemptions give away."""
    raise NotImplementedError
