"""Which wordings of a campaign ask one question, and which matches hold them together; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """A wording as far as its place goes."""

    @property
    def text_id(self) -> int:
        """The number of the wording."""
        ...

    @property
    def position(self) -> int:
        """The lowest place it has in a request."""
        ...


class Joining(Protocol):
    """A match as far as what it joins goes."""

    @property
    def text_a_id(self) -> int:
        """One of its wordings."""
        ...

    @property
    def text_b_id(self) -> int:
        """The other."""
        ...


W = TypeVar("W", bound=Placed)
J = TypeVar("J", bound=Joining)


@dataclass(frozen=True, slots=True)
class Woven(Generic[W, J]):
    """The wordings sorted by question, and the matches without which they would fall apart."""

    strands: tuple[tuple[W, ...], ...]
    """One tuple a question, in the order in which requests ask; each in the order given."""
    holding: tuple[J, ...]
    """The fewest and strongest matches that hold the strands together, the weakest first."""


def weave(wordings: Sequence[W], matches: Iterable[J]) -> Woven[W, J]:
    """Sort wordings into questions by the matches between them; the strongest match comes first."""
    root = {wording.text_id: wording.text_id for wording in wordings}

    def find(text_id: int) -> int:
        while root[text_id] != text_id:
            root[text_id] = root[root[text_id]]
            text_id = root[text_id]
        return text_id

    holding = []
    for match in matches:
        a, b = find(match.text_a_id), find(match.text_b_id)
        if a != b:
            root[a] = b
            holding.append(match)
    found: dict[int, list[W]] = defaultdict(list)
    for wording in wordings:
        found[find(wording.text_id)].append(wording)
    strands = sorted(found.values(), key=lambda strand: min(w.position for w in strand))
    return Woven(tuple(map(tuple, strands)), tuple(reversed(holding)))


def letters() -> Iterator[str]:
    """Give A, B ... Z, AA, AB and so on, without end."""
    for number in count(1):
        name, rest = "", number
        while rest:
            rest, place = divmod(rest - 1, len(ascii_uppercase))
            name = ascii_uppercase[place] + name
        yield name
