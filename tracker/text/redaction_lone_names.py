"""Remove names that stand alone: a sender's head above the greeting, a name at the end."""

import re
from collections import Counter

from tracker.text.redaction_names import (
    given_names,
    is_personal_name,
    names_institution,
    plain_name,
    words_of,
)
from tracker.text.redaction_signature_lines import is_device_line, is_signature_line, unquoted

_GREETING = re.compile(r"(?i)[ \t>]*(?:dear|annwyl)\b")
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
    """Take out the sender's name and address above the greeting; run after places and numbers."""
    lines = text.split("\n")
    greeting = next(
        (at for at, line in enumerate(lines[:_LONGEST_HEAD]) if _GREETING.match(line)),
        None,
    )
    if not greeting:
        return text
    at = 0
    while at < greeting:
        end = at
        while end < greeting and lines[end].strip():
            end += 1
        if end > at and _is_sender(lines[at:end]):
            if is_personal_name(lines[at]):
                known.add(plain_name(lines[at]))
            lines[at] = "[name]"
            del lines[at + 1 : end]
            greeting -= end - at - 1
            counts["name"] += 1
            end = at + 1
        at = end + 1
    return "\n".join(lines)


def _is_sender(lines: list[str]) -> bool:
    first = lines[0].strip()
    if (
        len(lines) > _LONGEST_SENDER
        or first == "[name]"
        or any(names_institution(line) for line in lines)
    ):
        return False
    if not all(is_signature_line(line.strip(), strict=False) for line in lines):
        return False
    words = words_of(first)
    named = bool(words) and words[0] in given_names() and is_personal_name(first)
    reached = any(
        mark in line for line in lines for mark in ("[postcode]", "[address]", "[email]", "[phone]")
    )
    return named or (reached and len(lines) > 1)
