"""Remove the last lines of a letter whose closing phrase is unusual, or is not there at all."""

import re
from collections import Counter

from tracker.text.redaction_names import (
    TITLES,
    given_names,
    is_personal_name,
    names_institution,
    plain_name,
    read_name,
    words_of,
)
from tracker.text.redaction_signature_lines import (
    block_end,
    is_boundary_line,
    is_greeting_line,
    quote_depth,
    unquoted,
)

_TOPIC = frozenset(
    "act acts regulations report reports policy policies statistics figures costs spending video"
    " search contract contracts crime crimes arrests complaints summary format county city borough"
    " district north south east west northern southern eastern western england scotland wales"
    " ireland kingdom london university school hospital road street ward party group ltd limited"
    " llp plc press media news society union branch january february march april may june july"
    " august september october november december monday tuesday wednesday thursday friday saturday"
    " sunday annex appendix schedule section part table question questions note notes background"
    " format details response reference subject".split()
)
"""Words of headings, places and dates: two capitalised words with one of them are no person."""

_MASKS = ("[email]", "[phone]", "[postcode]", "[address]", "[handle]")
_AFTER_NAME = re.compile(r"^[ \t]{0,3}(?:$|[,;.(|/\[–—-])")
_PERSONAL = re.compile(r"(?i)\b(?:i|i'm|i’m|i'd|i’d|me|my|mine|you|your|yours|we|us|our)\b")
_LAST_WORDS = re.compile(
    r"(?P<before>\b[^\W\d_]{2,}[.!?]{1,3}[ \t]{1,3})(?P<name>[^.!?,;:\n]{2,60})[.!]?[ \t]*$"
)
_KISS = re.compile(r"(?: x{1,4})+$")
_LOOK_BACK = 200
_MOST_CLOSING_WORDS = 10
_MOST_LINES = 8
_MOST_BLANK_LINES = 6
_FULL = 2
_LONGEST_LINE = 200
_LONGEST_WORDS = 60


def remove_closing_blocks(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out a short block that begins with a name and ends a letter; run after signatures.

    What tells it from a heading is one of: a short line with a comma before it; an address, a
    telephone or an e-mail (already masked) below the name; the end of a letter in the first
    person after it. A block with a question, a number in front or the name of a body stays.
    """
    lines = text.split("\n")
    greeting = next((at for at, line in enumerate(lines) if is_greeting_line(line)), -1)
    lower = None
    kept = lines[: greeting + 1]
    at = greeting + 1
    while at < len(lines):
        end = _block(lines, at)
        if end > at:
            if lower is None:
                lower = frozenset(re.findall(r"\b[^\W\d_]{4,}\b", text)) - frozenset(
                    re.findall(r"\b[^\W\d_a-z][^\W\d_]*\b", text)
                )
            if _is_signed(lines, at, end, written=lower, letter=greeting >= 0):
                head = unquoted(lines[at])
                _remember(head, known)
                kept.append(lines[at][: len(lines[at]) - len(lines[at].lstrip("> \t"))] + "[name]")
                counts["name"] += 1
                at = end
                continue
        kept.append(lines[at])
        at += 1
    return _remove_last_words("\n".join(kept), counts, known)
