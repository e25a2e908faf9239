"""What an import did, or every reason why it did nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file: the line where it begins, and what it is."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class RegisterError(Exception):
    """A register file of which nothing was taken; the message lists every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        heading = f"nothing was imported: {count} problem{'s' if count != 1 else ''}"
        super().__init__("\n".join([heading, *map(str, self.problems)]))


@dataclass(frozen=True)
class RegisterReport:
    """How many rows were new, how many changed something, and how many changed nothing."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @classmethod
    def of(cls, results: Iterable[str]) -> Self:
        """Count the words `added`, `changed` and `unchanged`."""
        counts = Counter(results)
        return cls(counts["added"], counts["changed"], counts["unchanged"])
