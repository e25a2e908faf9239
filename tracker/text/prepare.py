"""The whole way of one text: clean, redact, take the letter off, split, hide the body's name."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from tracker.text.asking import how_it_asks, may_ask
from tracker.text.clean import fold
from tracker.text.disguise import uncover
from tracker.text.letter import content_words, letter_rules, strip_lead_ins
from tracker.text.lines import mend
from tracker.text.notation import in_digits
from tracker.text.placeholder import PLACEHOLDER, hide_body
from tracker.text.questions import Asked, split_questions
from tracker.text.recurring import Sentence, sentence_key, sentence_of
from tracker.text.redact import redact
from tracker.text.rolled import mark_rolled

MAX_COMPARABLE = 8_000
"""Characters of a question that take part in comparison; the rest is kept for display."""

MIN_ALONE = 6
"""Content words with which a question is understood without the earlier answer that it follows."""

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
    sentences: tuple[Sentence, ...] = ()
    """The sentences that were taken to ask, those known to recur among them."""

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
    received: date | None = None,
) -> PreparedText:
    """Turn a text as received into what may be stored, shown and compared.

    `recurring` holds the keys of sentences known to recur in unrelated requests. A text with
    nothing but a letter around nothing has no questions and the flag `no-question`; its subject
    stands in when there is one, and else the few words in which it may name something.
    Characters meant to disguise give `obfuscated`. With the day of receipt, dates that are
    counted from it are marked for comparison.
    """
    shown = uncover(text)
    redacted = redact(shown.text)
    titled = redact(uncover(subject).text).text if subject.strip() else ""
    found = read_again(
        redacted.text, body_names=body_names, subject=titled, recurring=recurring, received=received
    )
    flags = found.flags | {"obfuscated"} if shown.disguised else found.flags
    return replace(found, removed=redacted.counts, flags=flags)


def read_again(
    text: str,
    *,
    body_names: Sequence[str],
    subject: str = "",
    recurring: Collection[str] = frozenset(),
    received: date | None = None,
) -> PreparedText:
    """Read a text that was cleaned and redacted before, as one that is stored, for what it asks.

    What comes out depends on the text and `recurring` alone, however often it was read before.
    """
    flags: set[str] = set()
    asked, sentences = _asked(text, body_names, recurring)
    if not asked.questions and subject:
        asked, sentences = _asked(subject, body_names, recurring)
        if asked.questions:
            flags.add("title-only")
    if not asked.questions:
        asked, sentences = _asked(text, body_names, recurring, brief=True)
    whole, questions = _comparables(asked, body_names, received)
    if not questions:
        flags.add("no-question")
    return PreparedText(
        display=text,
        questions=questions,
        whole=whole,
        flags=frozenset(flags),
        sentences=sentences,
    )


def _asked(
    display: str, body_names: Sequence[str], recurring: Collection[str], *, brief: bool = False
) -> tuple[Asked, tuple[Sentence, ...]]:
    """Give what a text asks, and the sentences that ask when none is known to recur."""
    plain = _split(display, body_names, frozenset(), brief=brief)
    sentences = tuple(sentence_of(sentence, body_names) for sentence in plain.sentences)
    if any(sentence.key in recurring for sentence in sentences):
        left = _split(display, body_names, recurring, brief=brief)
        return (plain if _only_tells(left, plain) else left), sentences
    return plain, sentences


def _only_tells(left: Asked, plain: Asked) -> bool:
    """Say whether all that asked recurs, and what is left without it only tells of it.

    "The incident occurred on 8 May" is no question without "a copy of the fire report".
    """
    if not left.questions or any(may_ask(ask.display) for ask in left.questions):
        return False
    return any(how_it_asks(s) for s in plain.sentences if s not in left.sentences)


def _split(
    display: str, body_names: Sequence[str], recurring: Collection[str], *, brief: bool
) -> Asked:
    """Split a redacted text into what it asks."""

    @cache
    def recurs(sentence: str) -> bool:
        named = hide_body(sentence, body_names).strip(" .,:;")
        return named == PLACEHOLDER or (
            bool(recurring) and sentence_key(sentence, body_names) in recurring
        )

    return split_questions(mend(fold(display)), recurs, brief=brief)


def _comparables(
    asked: Asked, body_names: Sequence[str], received: date | None
) -> tuple[PreparedQuestion | None, tuple[PreparedQuestion, ...]]:
    """Make the whole and each question comparable; leave out what has no word of its own."""
    prepared: list[PreparedQuestion] = []
    for ask in asked.questions:
        comparable = comparable_form(ask.full, body_names, received)
        if content_words(comparable):
            position = len(prepared) + 1
            prepared.append(PreparedQuestion(position, ask.label, ask.display, comparable))
    if asked.whole is None or not prepared:
        return None, tuple(prepared)
    comparable = comparable_form(asked.whole.full, body_names, received)
    return PreparedQuestion(0, "", asked.whole.display, comparable), tuple(prepared)


def _without_earlier_answer(text: str) -> str:
    """Take off which earlier answer a question follows; where it needs that, its date alone."""
    alone = letter_rules().earlier_reference.sub("", text)
    if alone != text and len(content_words(alone)) >= MIN_ALONE:
        return alone
    return letter_rules().earlier_answer.sub(r"\g<kept>", text)


def comparable_form(text: str, body_names: Sequence[str], received: date | None = None) -> str:
    """Return a question as it is compared: folded, lead-in off, body hidden, one line."""
    hidden = hide_body(strip_lead_ins(_SPACES.sub(" ", fold(text))), body_names)
    hidden = _without_earlier_answer(hidden)
    bare = in_digits(_SPACES.sub(" ", _MASKED.sub(WITHHELD, hidden)).strip(" .;:,-"))
    return (mark_rolled(bare, received) if received else bare)[:MAX_COMPARABLE]
