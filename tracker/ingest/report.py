"""What became of a file: every row of it is in exactly one of four counts."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class FileReport:
    """The counts of one file, and by name what was refused, removed or left aside."""

    name: str
    status: str = "accepted"
    """`accepted`, or `quarantined` when nothing of the file could be taken."""
    code: str = ""
    reason: str = ""
    stored: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    seen_before: bool = False
    """The same file was taken before, and its rows were not read again."""
    codes: Counter[str] = field(default_factory=Counter)
    """Why rows were quarantined, by code."""
    examples: dict[str, str] = field(default_factory=dict)
    """For each code where it first occurred and the reason in words."""
    dropped: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    @property
    def rows_in(self) -> int:
        """Count the rows of the file: stored, changed, unchanged or quarantined."""
        return self.stored + self.changed + self.unchanged + self.quarantined

    def refuse(self, *, line: int, code: str, reason: str) -> None:
        """Count one quarantined row."""
        self.quarantined += 1
        self.codes[code] += 1
        self.examples.setdefault(code, f"line {line}: {reason}")

    def details(self) -> dict[str, Any]:
        """Give the counts by name, as the record of the file keeps them."""
        named = {
            "codes": self.codes,
            "dropped": self.dropped,
            "ignored": self.ignored,
            "removed": self.removed,
            "flags": self.flags,
        }
        return {name: dict(sorted(counts.items())) for name, counts in named.items() if counts}

    def lines(self) -> list[str]:
        """Say what became of the file, for people: its counts, then why rows were kept aside."""
        if self.status == "quarantined":
            return [f"{self.name}: nothing taken, {self.code}: {self.reason}"]
        counts = (
            f"{self.name}: {self.rows_in} rows = {self.stored} stored + {self.changed} changed "
            f"+ {self.unchanged} unchanged + {self.quarantined} quarantined"
        )
        found = [counts + (" (the same file as before)" if self.seen_before else "")]
        found += [
            f"  {code}: {count}, first at {self.examples[code]}"
            for code, count in sorted(self.codes.items())
        ]
        named = (
            ("applicant columns dropped", self.dropped),
            ("other columns ignored", self.ignored),
            ("personal data removed", self.removed),
            ("remarks", self.flags),
        )
        return found + [f"  {what}: {_listed(counted)}" for what, counted in named if counted]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
