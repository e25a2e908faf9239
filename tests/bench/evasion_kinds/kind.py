"""What a kind of disguise is."""

import random
from collections.abc import Callable
from dataclasses import dataclass

Attack = Callable[[str, random.Random], str]
"""Changes a text; all chance comes from the second argument."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A disguise: its name, how it changes a text, and where it is applied.

    With `inside` it is applied to the question before a letter goes around it, else to the
    letter and all. `before` is done to the plain copy and to the attacked one alike, where most
    texts have nothing of the sort that is attacked.
    """

    name: str
    attack: Attack
    inside: bool = False
    before: Attack | None = None
