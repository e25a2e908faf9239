"""Put the addressed body behind one placeholder, so that copies differ in nothing else."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.text.letter import letter_rules

PLACEHOLDER = "your organisation"
"""What stands for the body: ordinary words, so that the encoder reads them as a person does."""

_REPEATED = re.compile(
    rf"\b(?:the )?{PLACEHOLDER}(?:(?: \(?(?:the )?{PLACEHOLDER}\)?)+)", re.IGNORECASE
)
_MIN_ACRONYM = 3


def hide_body(text: str, body_names: Sequence[str]) -> str:
    """Replace the body's own names, and ways to address it, by the placeholder."""
    names = _names_pattern(tuple(body_names))
    if names is not None:
        text = names.sub(PLACEHOLDER, text)
    text = letter_rules().addressed_body.sub(PLACEHOLDER, text)
    return _REPEATED.sub(PLACEHOLDER, text)


@lru_cache(maxsize=4096)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Compile the names, longest first; acronyms and single words match with their case."""
    folded: list[str] = []
    exact: list[str] = []
    for name in sorted({n.strip() for n in names if n.strip()}, key=len, reverse=True):
        pattern = re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]?")
        (exact if " " not in name else folded).append(pattern)
    exact = [p for p in exact if len(p) >= _MIN_ACRONYM]
    parts = [f"(?i:{'|'.join(folded)})"] if folded else []
    parts += [f"(?:{'|'.join(exact)})"] if exact else []
    if not parts:
        return None
    return re.compile(rf"\b(?:[Tt]he\s+)?(?:{'|'.join(parts)})\b")
