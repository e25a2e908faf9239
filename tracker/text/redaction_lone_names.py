"""Remove names that stand alone: a sender's head above the greeting, a name at the end."""

from collections import Counter

from tracker.text.redaction_names import (
    TITLES,
    given_names,
    is_personal_name,
    names_institution,
    plain_name,
    words_of,
)
from tracker.text.redaction_signature_lines import (
    is_device_line,
    is_greeting_line,
    is_signature_line,
    unquoted,
)

_REACHED = ("[postcode]", "[address]", "[email]", "[phone]")
_LONGEST_HEAD = 24
_LONGEST_SENDER = 10
_MOST_BLANK_LINES = 6


def remove_lone_names(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out a name that stands alone at the end, or before a device line or a quotation."""
    lines = text.split("\n")
    ends = [at for at, line in enumerate(lines) if is_device_line(unquoted(line))]
    for end in [*ends, len(lines)]:
        at = end - 1
        while at > 0 and end - at < _MOST_BLANK_LINES and not unquoted(lines[at]):
            at -= 1
        alone = at > 0 and not unquoted(lines[at - 1])
        bare = unquoted(lines[at])
        words = words_of(bare)
        if (
            alone
            and words
            and is_personal_name(bare)
            and (end < len(lines) or words[0] in given_names())
        ):
            if len(words) > 1:
                known.add(plain_name(bare))
            lines[at] = "[name]"
            counts["name"] += 1
    return "\n".join(lines)


def remove_sender_head(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out the sender's name and address above the greeting; run after places and numbers.

    Lines that name a body or an office stay. Without a greeting, only the first lines are looked
    at.
    """
    lines = text.split("\n")
    greeting = _greeting(lines)
    at = 0
    while at < greeting:
        end = at
        while end < greeting and lines[end].strip():
            end += 1
        if end > at and _is_sender(lines[at:end]):
            if is_personal_name(lines[at]):
                known.add(plain_name(lines[at]))
            offices = [line for line in lines[at + 1 : end] if names_institution(line)]
            lines[at:end] = ["[name]", *offices]
            greeting -= end - at - 1 - len(offices)
            counts["name"] += 1
            end = at + 1 + len(offices)
        at = end + 1
    return "\n".join(lines)


def _greeting(lines: list[str]) -> int:
    """Find the line of the greeting, or else the end of the first lines."""
    top = lines[:_LONGEST_HEAD]
    found = next((at for at, line in enumerate(top) if is_greeting_line(unquoted(line))), None)
    if found is not None:
        return found
    return next((at for at, line in enumerate(top) if not line.strip()), 0)


def _is_sender(lines: list[str]) -> bool:
    first = lines[0].strip()
    if len(lines) > _LONGEST_SENDER or first == "[name]" or names_institution(first):
        return False
    if not all(is_signature_line(line.strip(), strict=False) for line in lines):
        return False
    words = words_of(first)
    if is_personal_name(first) and (words[0] in given_names() or words[0] in TITLES):
        return True
    reached = any(mark in line for line in lines for mark in _REACHED)
    return reached and len(lines) > 1 and not any(names_institution(line) for line in lines)
