"""Split a request into its separate questions; sub-parts keep their stem."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tracker.text.frame import inside_frame
from tracker.text.letter import content_words, letter_rules, strip_lead_ins
from tracker.text.segments import Segment, segments, that_ask

MIN_OWN_WORDS = 5
"""An item with fewer content words than this cannot stand without its stem."""

MIN_FURTHER_WORDS = 9
"""A further question in running text with fewer content words leans on the one before it:
"please also give totals by quarter" is no question of its own."""

MIN_ITEMS = 2
"""A list has at least two items; a single number at the start of a line is not one."""

MAX_QUESTIONS = 60
"""A request with more items keeps the rest in its last question; nothing is lost."""

_BULLET = re.compile(r"^[-*+>o]$", re.IGNORECASE)
_ROMAN_OR_LETTER = re.compile(r"^\(?[a-z]{1,5}[.)]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: its label, its words as people see them, and its words with their stem."""

    label: str
    display: str
    full: str


@dataclass(slots=True)
class _Item:
    label: str
    lines: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.lines).strip()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter asks: its questions in order, and all of them in one."""

    questions: tuple[Ask, ...]
    whole: Ask | None
    """None where there are not several questions: then the one is the whole."""
    sentences: tuple[str, ...]
    """The sentences that were taken to ask, items of lists apart."""


def split_questions(text: str, recurs: Callable[[str], bool] | None = None) -> Asked:
    """Return what a letter asks; no questions when nothing but a letter is there.

    `recurs` says of a sentence that it recurs in unrelated requests.
    """
    inside, framed = inside_frame(text)
    kept = that_ask(segments(inside), framed=framed, recurs=recurs)
    sentences = tuple(segment.text for segment in kept if segment.label is None)
    preamble, items = _itemise(kept)
    if len(items) >= MIN_ITEMS:
        asks = _itemised(preamble, items)
    else:
        asks = _prose([segment.text for segment in kept])
    questions = tuple(asks) if len(asks) <= MAX_QUESTIONS else _with_rest(asks)
    if len(questions) < MIN_ITEMS:
        return Asked(questions, None, sentences)
    full = " ".join(strip_lead_ins(segment.text) for segment in kept)
    display = "\n".join(segment.text for segment in kept)
    return Asked(questions, Ask(label="", display=display, full=full), sentences)


def _with_rest(asks: list[Ask]) -> tuple[Ask, ...]:
    """Keep everything beyond the limit inside the last question."""
    kept, rest = asks[: MAX_QUESTIONS - 1], asks[MAX_QUESTIONS - 1 :]
    display = "\n".join(ask.display for ask in rest)
    full = " ".join(ask.full for ask in rest)
    return (*kept, Ask(label=rest[0].label, display=display, full=full))


def _itemise(kept: list[Segment]) -> tuple[list[str], list[_Item]]:
    """Part what asks into what comes before the first item, and the items with what follows."""
    preamble: list[str] = []
    items: list[_Item] = []
    for segment in kept:
        if segment.label is not None:
            items.append(_Item(segment.label, [segment.text]))
        elif items:
            items[-1].lines.append(segment.text)
        else:
            preamble.append(segment.text)
    return preamble, items


def _itemised(preamble: list[str], items: list[_Item]) -> list[Ask]:
    """Make a question of every item, with the stem it needs to be understood alone."""
    opening = strip_lead_ins(preamble[-1]).rstrip(" :") if preamble else ""
    context = " ".join(strip_lead_ins(sentence) for sentence in preamble)
    asks: list[Ask] = []
    stem = ""
    for item in items:
        text = item.text
        is_part = bool(_ROMAN_OR_LETTER.match(item.label)) and not _BULLET.match(item.label)
        if not is_part:
            stem = text
        needs_stem = is_part or len(content_words(text)) < MIN_OWN_WORDS
        lead = (stem if is_part and stem != text else opening) if needs_stem else ""
        full = f"{lead} {strip_lead_ins(text)}".strip()
        if len(content_words(full)) < MIN_OWN_WORDS and context and context not in full:
            full = f"{context} {full}"
        label = "" if _BULLET.match(item.label) else item.label.strip(" .):(")
        asks.append(Ask(label=label, display=text, full=full))
    return asks


def _prose(found: list[str]) -> list[Ask]:
    """Take running text as one question, cut where a further request plainly begins."""
    rules = letter_rules()
    groups: list[list[str]] = []
    for sentence in found:
        if not groups or rules.further_question.search(sentence):
            groups.append([sentence])
        else:
            groups[-1].append(sentence)
    asks: list[Ask] = []
    for group in groups:
        full = " ".join(strip_lead_ins(sentence) for sentence in group).strip()
        display = " ".join(group)
        if asks and len(content_words(full)) < MIN_OWN_WORDS:
            last = asks[-1]
            asks[-1] = Ask(last.label, f"{last.display} {display}", f"{last.full} {full}")
        elif full:
            if asks and len(content_words(full)) < MIN_FURTHER_WORDS:
                full = f"{asks[0].full} {full}"
            asks.append(Ask(label="", display=display, full=full))
    return asks
