"""The ways to disguise a request that tests/bench/evasion.py measures, by name."""

from evasion_kinds import characters, leftovers, notation, spelling, stuffing, wording
from evasion_kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    Kind("none", lambda text, _: text),
    *characters.KINDS,
    *leftovers.KINDS,
    *spelling.KINDS,
    *notation.KINDS,
    *wording.KINDS,
    *stuffing.KINDS,
)

__all__ = ["KINDS", "Kind"]
