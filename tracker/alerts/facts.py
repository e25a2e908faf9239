"""What an alert says: references, counts and dates, never wording, title or tactic."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

ROUND_ROBIN = "round-robin"


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


class RoundRobinFacts(BaseModel):
    """That a unit holds open copies of what became a round robin."""

    model_config = ConfigDict(frozen=True)

    campaign: int
    bodies: int
    """Bodies that received it, those of this unit included."""
    other_bodies: int
    """Bodies of other units that received it."""
    copies: tuple[OpenCopy, ...]

    def as_json(self) -> dict[str, Any]:
        """Give what the alert's row keeps."""
        return self.model_dump(mode="json")
