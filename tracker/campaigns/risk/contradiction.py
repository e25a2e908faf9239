"""One inconsistency between answers, with both its sides and a key that people can mark."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.campaigns.risk.answers import Said
from tracker.campaigns.risk.line import bodies_of


class Rule(StrEnum):
    """The ways in which answers contradict each other, the worst first."""

    NCND_BESIDE_DENIAL = "ncnd-beside-denial"
    """The fatal one: NCND then reads as yes."""
    NCND_BESIDE_CONFIRMATION = "ncnd-beside-confirmation"
    SAME_BODY_DIFFERS = "same-body-differs"
    ANSWER_CHANGED = "answer-changed"
    HELD_WITH_NCND = "held-with-ncnd"
    NEIGHBOUR_DISCLOSED = "neighbour-disclosed"
    OTHER_LIMB = "other-limb"


@dataclass(frozen=True, slots=True)
class Side:
    """The answers on one side of an inconsistency, under what they have in common."""

    label: str
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Answers that do not go together; a prompt for people, never a fault found."""

    rule: Rule
    sides: tuple[Side, ...]
    why: str
    key: str
    """The same as long as the answers that break the pattern are the same."""
    explained: bool = False
    """A person marked this key as explained."""

    @property
    def bodies(self) -> tuple[str, ...]:
        """Give the slugs of all bodies on any side."""
        return tuple(sorted({slug for side in self.sides for slug in bodies_of(side.answers)}))


def key_of(rule: Rule, parts: Iterable[str]) -> str:
    """Make the key of an inconsistency from what breaks the pattern, in any order."""
    digest = hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
    return f"{rule}:{digest[:12]}"


def named(answers: Iterable[Said]) -> list[str]:
    """Name answers for a key, by body and reference."""
    return [f"{each.body.slug} {each.reference}" for each in answers]
