"""The whole way of one text: clean, redact, take the letter off, split, hide the body's name."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tracker.text.clean import clean_display, fold, looks_disguised
from tracker.text.letter import content_words, letter_rules, strip_lead_ins
from tracker.text.placeholder import PLACEHOLDER, hide_body
from tracker.text.questions import MIN_ITEMS, Asked, split_questions
from tracker.text.recurring import sentence_key
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

    position: int
    label: str
    display: str
    comparable: str


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A request's text as it is stored, and what was taken out of it."""

    display: str
    questions: tuple[PreparedQuestion, ...]
    whole: PreparedQuestion | None = None
    """All questions in one, at position 0, where there are several: the same request may come
    as a list to one body and in running text to another."""
    removed: Counter[str] = field(default_factory=Counter)
    """Personal data removed, by kind."""
    flags: frozenset[str] = frozenset()
    sentences: tuple[str, ...] = ()
    """Keys of the sentences that were taken to ask and that might yet turn out to recur."""

    @property
    def wordings(self) -> tuple[PreparedQuestion, ...]:
        """Return everything that takes part in comparison: the whole first, then each question."""
        return (self.whole, *self.questions) if self.whole else self.questions


def prepare(
    text: str,
    *,
    body_names: Sequence[str],
    subject: str = "",
    recurring: Collection[str] = frozenset(),
) -> PreparedText:
    """Turn a text as received into what may be stored, shown and compared.

    `recurring` holds the keys of sentences known to recur in unrelated requests. A text with
    nothing but a letter around nothing has no questions and the flag `no-question`; its subject
    stands in when there is one. Characters meant to disguise give `obfuscated`.
    """
    flags: set[str] = set()
    if looks_disguised(text):
        flags.add("obfuscated")
    redacted = redact(clean_display(text))
    asked = _split(redacted.text, body_names, recurring)
    if not asked.questions and subject.strip():
        asked = _split(redact(clean_display(subject)).text, body_names, recurring)
        flags.add("title-only")
    whole, questions = _comparables(asked, body_names)
    if not questions:
        flags.add("no-question")
    keys = [sentence_key(sentence, body_names) for sentence in asked.sentences]
    return PreparedText(
        display=redacted.text,
        questions=questions,
        whole=whole,
        removed=redacted.counts,
        flags=frozenset(flags),
        sentences=tuple(keys),
    )


def _split(display: str, body_names: Sequence[str], recurring: Collection[str]) -> Asked:
    """Split a redacted text into what it asks."""

    def recurs(sentence: str) -> bool:
        named = hide_body(sentence, body_names).strip(" .,:;")
        return named == PLACEHOLDER or (
            bool(recurring) and sentence_key(sentence, body_names) in recurring
        )

    return split_questions(fold(display), recurs)


def _comparables(
    asked: Asked, body_names: Sequence[str]
) -> tuple[PreparedQuestion | None, tuple[PreparedQuestion, ...]]:
    """Make the whole and each question comparable; leave out what has no word of its own."""
    prepared: list[PreparedQuestion] = []
    for ask in asked.questions:
        comparable = comparable_form(ask.full, body_names)
        if content_words(comparable):
            position = len(prepared) + 1
            prepared.append(PreparedQuestion(position, ask.label, ask.display, comparable))
    if asked.whole is None or len(prepared) < MIN_ITEMS:
        return None, tuple(prepared)
    comparable = comparable_form(asked.whole.full, body_names)
    return PreparedQuestion(0, "", asked.whole.display, comparable), tuple(prepared)


def comparable_form(text: str, body_names: Sequence[str]) -> str:
    """Return a question as it is compared: folded, lead-in off, body hidden, one line."""
    hidden = hide_body(strip_lead_ins(_SPACES.sub(" ", fold(text))), body_names)
    hidden = letter_rules().earlier_answer.sub(r"\g<kept>", hidden)
    bare = _SPACES.sub(" ", _MASKED.sub(WITHHELD, hidden)).strip(" .;:,-")
    return bare[:MAX_COMPARABLE]
