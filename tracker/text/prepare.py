"""The whole way of one text: clean, redact, take the letter off, split, hide the body's name."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.text.clean import clean_display, fold, looks_disguised
from tracker.text.letter import content_words, letter_rules, strip_lead_ins
from tracker.text.placeholder import hide_body
from tracker.text.questions import split_questions
from tracker.text.redact import redact

MAX_COMPARABLE = 8_000
"""Characters of a question that take part in comparison; the rest is kept for display."""

WITHHELD = "[withheld]"
"""What stands in comparison for anything that a person or this program has masked."""

_MASKED = re.compile(
    r"\{[^{}]{1,80}\}|"
    r"[\[(](?=[^\])]{0,80}\b(?:removed|redacted|withheld|severed|specified|named|individual(?:'s)?|"
    r"name of|an? address)\b)[^\])]{1,80}[\])]|\[an?\s[^\]]{1,60}\]|"
    r"\b(?:personal information|name|address) (?:severed|removed|redacted|withheld)\b|"
    r"\[(?:name|email|phone|postcode|address|organisation|web address|date of birth|"
    r"vehicle|reference|handle|number)\]",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PreparedQuestion:
    """A question with its label, its words for people, and its words for comparison."""

    label: str
    display: str
    comparable: str


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A request's text as it is stored, and what was taken out of it."""

    display: str
    questions: tuple[PreparedQuestion, ...]
    removed: Counter[str] = field(default_factory=Counter)
    """Personal data removed, by kind."""
    flags: frozenset[str] = frozenset()


def prepare(text: str, *, body_names: Sequence[str], subject: str = "") -> PreparedText:
    """Turn a text as received into what may be stored, shown and compared.

    A text with nothing but a letter around nothing has no questions and the flag `no-question`;
    its subject stands in when there is one. Characters meant to disguise give `obfuscated`.
    """
    flags: set[str] = set()
    if looks_disguised(text):
        flags.add("obfuscated")
    redacted = redact(clean_display(text))
    questions = _questions(redacted.text, body_names)
    if not questions and subject.strip():
        questions = _questions(redact(clean_display(subject)).text, body_names)
        flags.add("title-only")
    if not questions:
        flags.add("no-question")
    return PreparedText(
        display=redacted.text,
        questions=questions,
        removed=redacted.counts,
        flags=frozenset(flags),
    )


def _questions(display: str, body_names: Sequence[str]) -> tuple[PreparedQuestion, ...]:
    """Split a redacted text and make each question comparable."""
    prepared = []
    for ask in split_questions(fold(display)):
        comparable = comparable_form(ask.full, body_names)
        if content_words(comparable):
            prepared.append(PreparedQuestion(ask.label, ask.display, comparable))
    return tuple(prepared)


def comparable_form(text: str, body_names: Sequence[str]) -> str:
    """Return a question as it is compared: folded, lead-in off, body hidden, one line."""
    hidden = hide_body(strip_lead_ins(_SPACES.sub(" ", fold(text))), body_names)
    hidden = letter_rules().earlier_answer.sub(r"\g<kept>", hidden)
    bare = _SPACES.sub(" ", _MASKED.sub(WITHHELD, hidden)).strip(" .;:,-")
    return bare[:MAX_COMPARABLE]
