"""What a column is: a field of a request, something about the applicant, or nothing of ours."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

REQUIRED = ("body", "reference", "received", "text")
OPTIONAL = (
    "subject",
    "status",
    "outcome",
    "exemptions",
    "responded",
    "due",
    "regime",
    "published_url",
)
FIELDS = REQUIRED + OPTIONAL

MAX_NAMES_COUNTED = 200
MAX_NAME_SHOWN = 80
OTHER_NAMES = "(further columns)"


def fold_name(name: str) -> str:
    """Return a column's name without case, spaces, underscores or other marks."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class ApplicantColumns:
    """Which columns say who asked: by name, or by a word in the name (both folded)."""

    names: frozenset[str]
    words: tuple[str, ...]

    def __contains__(self, name: object) -> bool:
        """Say whether a column says who asked; in `user.id`, so does the name of the object."""
        folded = [fold_name(part) for part in (str(name), *str(name).split("."))]
        return any(part in self.names for part in folded) or any(
            word in folded[0] for word in self.words
        )


@dataclass(slots=True)
class ColumnCounts:
    """In how many rows each applicant column, and each other column, held something."""

    dropped: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)

    def drop(self, name: str) -> None:
        """Count one applicant value that was not taken."""
        _count(self.dropped, name)

    def ignore(self, name: str, times: int = 1) -> None:
        """Count values that no field takes."""
        _count(self.ignored, name, times)

    def unignore(self, name: str) -> None:
        """Take back what was counted under a name."""
        del self.ignored[name]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the fields it may fill, each with its rank there, or who-asked, or neither."""

    fills: tuple[tuple[str, int], ...] = ()
    applicant: bool = False


def sort_column(
    fields: Mapping[str, tuple[str, ...]], applicant: ApplicantColumns, name: str
) -> Column:
    """Say what the column of this name is. A column that a profile asks for is never dropped."""
    folded = fold_name(name)
    fills = tuple(
        (field_name, rank)
        for field_name, wanted in fields.items()
        for rank, column in enumerate(wanted)
        if fold_name(column) == folded
    )
    return Column(fills, applicant=not fills and name in applicant)


def show_name(name: str) -> str:
    """Return a column's name fit to be stored and shown: short, and of printable characters."""
    printable = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(printable.split())[:MAX_NAME_SHOWN] or "(no name)"


def _count(counter: Counter[str], name: str, times: int = 1) -> None:
    """Count under a shortened name; a file cannot fill the memory with names."""
    name = show_name(name)
    if name not in counter and len(counter) >= MAX_NAMES_COUNTED:
        name = OTHER_NAMES
    counter[name] += times
