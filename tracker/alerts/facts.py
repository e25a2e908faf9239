"""What an alert says: references, counts and dates, never wording, title or tactic."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

ROUND_ROBIN = "round-robin"
ADVICE = "advice"


class OpenCopy(BaseModel):
    """A copy that a body of the unit still has to answer."""

    model_config = ConfigDict(frozen=True)

    body: str
    reference: str
    received: date
    due: date | None
    due_basis: Literal["recorded", "computed", "provisional", "paused", "unknown"]
    """From the body's own system, by the law, by the law beyond the known holidays; none while
    the body waits for a clarification; or not known."""


class AlertFacts(BaseModel):
    """What every kind of alert says: a campaign, and the unit's open copies of it."""

    model_config = ConfigDict(frozen=True)

    kind: ClassVar[str]

    campaign: int
    copies: tuple[OpenCopy, ...]

    def as_json(self) -> dict[str, Any]:
        """Give what the alert's row keeps."""
        return self.model_dump(mode="json")


class RoundRobinFacts(AlertFacts):
    """That a unit holds open copies of what became a round robin."""

    kind = ROUND_ROBIN

    bodies: int
    """Bodies that received it, those of this unit included."""
    other_bodies: int
    """Bodies of other units that received it."""


class AdviceFacts(AlertFacts):
    """That advice was given on a campaign, changed or withdrawn, of which a unit holds copies."""

    kind = ADVICE

    version: int
    change: Literal["issued", "changed", "withdrawn"]


_KINDS: Mapping[str, type[AlertFacts]] = {
    facts.kind: facts for facts in (RoundRobinFacts, AdviceFacts)
}


def read_facts(kind: str, kept: Mapping[str, Any]) -> AlertFacts:
    """Read what an alert's row keeps. Raises pydantic's ValidationError, or KeyError for a kind."""
    return _KINDS[kind].model_validate(kept)
