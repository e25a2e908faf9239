"""What every source yields: requests as they came, and rows that could not be read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

OUTCOMES = frozenset(
    {
        "disclosed",
        "partly-disclosed",
        "refused",
        "ncnd",
        "not-held",
        "cost",
        "vexatious",
        "already-published",
        "withdrawn",
        "clarification",
        "pending",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAnswer:
    """What a source says of the answer to one question of a request."""

    position: int
    """From 1, as the request numbers its questions."""
    outcome: str
    """One of OUTCOMES; `pending` where the source's word is not known."""
    outcome_as_written: str
    exemptions: str = ""
    responded: date | None = None
    unknown: bool = False
    """Whether the source's word for the outcome is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One request as a source gave it, before its text is redacted.

    `line` is where a person finds it: the line of a CSV, the row of a sheet, the number of a
    message or of an item. `body` is what the source wrote, or the body it was configured for,
    not yet resolved. Where a body was configured and the row named one too, `claimed_body` is
    what the row said: whoever resolves names quarantines a row that claims another body.
    """

    line: int
    body: str
    reference: str
    received: date
    text: str
    subject: str = ""
    status: str = ""
    outcome: str = ""
    """One of OUTCOMES, or nothing where the source gave none that its profile knows."""
    outcome_as_written: str = ""
    exemptions: str = ""
    responded: date | None = None
    due: date | None = None
    regime: str = ""
    published_url: str = ""
    answers: tuple[PartAnswer, ...] = ()
    """Of single questions, in their order; only JSON records have them."""
    claimed_body: str = ""
    flags: frozenset[str] = frozenset()
    """Remarks: title-only, snippet, truncated, forwarded, outcome-unknown, received-estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that could not be read: where, why (a short code and a sentence), what it held.

    `reason` names columns and shapes, never the text of a request. `fields` has no applicant
    column, but may hold personal data in prose: whoever keeps it redacts it first.
    """

    line: int
    code: str
    reason: str
    fields: Mapping[str, str] = field(default_factory=dict)


class UnreadableFile(Exception):
    """A whole file that cannot be taken; `code` is short, the message is for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True, kw_only=True)
class Reading:
    """A file being read: its rows, and the columns counted while they pass.

    `rows` may raise UnreadableFile at any row; the caller then drops what it took from the file.
    """

    format: str
    profile: str
    rows: Iterator[Incoming | Rejected]
    dropped: Counter[str] = field(default_factory=Counter)
    """Applicant columns, and in how many rows each held something."""
    ignored: Counter[str] = field(default_factory=Counter)
    """Other columns that no field takes, and in how many rows each held something."""
    size_hint: int | None = None
    """Rows expected, where that is cheap to know; for a progress bar."""
