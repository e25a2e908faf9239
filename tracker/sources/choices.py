"""What whoever reads a file has chosen for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """The configured body and profile, if any.

    A configured body always wins: requests belong to the source they came from. What a row says
    itself is handed on as `claimed_body`, so that a row that names another body can be refused.
    """

    body: str | None = None
    profile: str | None = None
