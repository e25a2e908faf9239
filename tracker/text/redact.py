"""Remove personal data of those who ask, before anything is stored, compared or embedded.

Removed with a placeholder in square brackets: names in greetings, introductions, labels and
signatures; ways to reach a person; where a person lives; numbers that point at one. Kept on
purpose: people whom a question is about, with the office they hold, since they are part of what
is asked; figures, dates, sections of Acts, references of requests, plain public web addresses.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from tracker.text.redaction_closings import remove_closing_blocks
from tracker.text.redaction_contact import (
    remove_emails,
    remove_handles,
    remove_phones,
    remove_web_addresses,
)
from tracker.text.redaction_cut import cut_out
from tracker.text.redaction_greetings import greeted_names
from tracker.text.redaction_introductions import employers, introduced_names
from tracker.text.redaction_labels import labelled_identities, quoted_writers
from tracker.text.redaction_lone_names import remove_lone_names, remove_sender_head
from tracker.text.redaction_names import TITLES, names_institution
from tracker.text.redaction_numbers import remove_numbers
from tracker.text.redaction_places import remove_addresses, remove_postcodes
from tracker.text.redaction_signatures import remove_signatures

_DIGIT = re.compile(r"\d")
_MOST_PASSES = 4
_SHORTEST_KNOWN = 5
_MOST_KNOWN = 24
"""Names of applicants that one text is searched for; a letter has one or two."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal data of the applicant, and what was removed, by kind."""

    text: str
    counts: Counter[str] = field(default_factory=Counter)


def redact(text: str) -> Redacted:
    """Replace personal data by placeholders such as `[name]`; redacting again changes nothing.

    `counts` has one for each removal: name, email, phone, postcode, address, organisation, web
    address, date of birth, vehicle, reference, handle, number. Pure, and linear in the length.
    """
    counts: Counter[str] = Counter()
    known: set[str] = set()
    for _ in range(_MOST_PASSES):
        before = text
        text = _once(text, counts, known)
        if text == before:
            break
    return Redacted(text, +counts)


def _once(text: str, counts: Counter[str], known: set[str]) -> str:
    if "://" in text or "www." in text.casefold():
        text = remove_web_addresses(text, counts)
    text = remove_handles(remove_emails(text, counts), counts)
    if _DIGIT.search(text):
        text = remove_numbers(text, counts)
        text = remove_phones(text, counts)
        text = remove_postcodes(text, counts)
    text = remove_addresses(text, counts)
    text = cut_out(text, greeted_names(text), counts)
    if ":" in text or "=" in text:
        text = cut_out(text, labelled_identities(text), counts, known)
    if "wrote" in text or "made this" in text:
        text = cut_out(text, quoted_writers(text), counts, known)
    text = cut_out(text, introduced_names(text), counts, known)
    text = cut_out(text, employers(text), counts, known)
    text = remove_signatures(text, counts, known)
    if "\n" in text:
        text = remove_sender_head(text, counts, known)
    text = remove_closing_blocks(text, counts, known)
    if "\n" in text:
        text = remove_lone_names(text, counts, known)
    return _remove_known(text, counts, known)


def _remove_known(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out full names of the applicant elsewhere, and a title with the same surname."""
    full = {name for name in known if len(name) >= _SHORTEST_KNOWN and _is_full(name)}
    if not full:
        return text
    full = set(sorted(full)[:_MOST_KNOWN])
    surnames = {name.split()[-1] for name in full}
    titles = "|".join(sorted(TITLES))
    alternatives = [*map(re.escape, sorted(full, key=len, reverse=True))]
    alternatives += [rf"(?:{titles})\.? {re.escape(surname)}" for surname in sorted(surnames)]
    text, found = re.subn(rf"(?i)\b(?:{'|'.join(alternatives)})\b", "[name]", text)
    counts["name"] += found
    return text


def _is_full(name: str) -> bool:
    words = [word for word in name.split() if word.casefold().strip(".") not in TITLES]
    return len(words) > 1 and "[" not in name and not names_institution(name)
