"""Split a request into its separate questions; sub-parts keep their stem."""

import re
from dataclasses import dataclass
from itertools import pairwise

from tracker.text.frame import inside_frame
from tracker.text.letter import (
    TALK_ALONE,
    TALK_IN_LETTER,
    content_words,
    is_letter_talk,
    letter_rules,
    sentences,
    strip_lead_ins,
)

MIN_OWN_WORDS = 5
"""An item with fewer content words than this cannot stand without its stem."""

MAX_QUESTIONS = 60
"""A request with more items keeps the rest in its last question; nothing is lost."""

MIN_ITEMS = 2
"""A list has at least two items; a single number at the start of a line is not one."""

_MARKER = re.compile(
    r"^\s*(?P<label>(?:q(?:uestion)?\s*)?\d{1,2}(?:[.):]|\s*[.)-]\s)|q(?:uestion)?\s*\d{1,2}\b[.:)]?|"
    r"\(?[a-z]\)|[a-z][.)]\s|\(?(?:i{1,3}|iv|vi{0,3}|ix|x)\)|\(\d{1,2}\)|[-*+>]\s|o\s(?=[A-Z]))\s*(?=\S)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[-*+>o]$", re.IGNORECASE)
_ROMAN_OR_LETTER = re.compile(r"^\(?[a-z]{1,5}[.)]?$", re.IGNORECASE)
_INLINE_ITEM = re.compile(r"(?<=[\s;:,.?])(?:Q|Question )?(?P<number>\d{1,2})[.):]\s+(?=[A-Z\"'(])")
_HARD_WRAP = 50
_QUOTE = re.compile(r"^(?:>\s?)+")


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


def split_questions(text: str) -> tuple[Ask, ...]:
    """Return the questions of a letter, in order; empty when nothing but a letter is there."""
    inside, framed = inside_frame(text)
    cut = TALK_IN_LETTER if framed else TALK_ALONE
    preamble, items = _itemise(_unwrap(inside), cut)
    if len(items) >= MIN_ITEMS:
        asks = _itemised(preamble, items, cut)
    else:
        asks = _prose([*preamble, *(line for item in items for line in item.lines)], cut)
    return tuple(asks[:MAX_QUESTIONS]) if len(asks) <= MAX_QUESTIONS else _with_rest(asks)


def _with_rest(asks: list[Ask]) -> tuple[Ask, ...]:
    """Keep everything beyond the limit inside the last question."""
    kept, rest = asks[: MAX_QUESTIONS - 1], asks[MAX_QUESTIONS - 1 :]
    display = "\n".join(ask.display for ask in rest)
    full = " ".join(ask.full for ask in rest)
    return (*kept, Ask(label=rest[0].label, display=display, full=full))


def _unwrap(text: str) -> list[str]:
    """Join lines that a mail program broke, and put inline numbered items on lines of their own."""
    lines: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw).strip()
        if not line:
            open_line = False
            continue
        if open_line and not _MARKER.match(line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        open_line = len(line) >= _HARD_WRAP and line[-1] not in ".?!:;"
    return [piece for line in lines for piece in _inline_items(line)]


def _inline_items(line: str) -> list[str]:
    """Cut a line before its items when they count 1, 2 and so on; else leave it whole."""
    cuts: list[int] = []
    start = re.match(r"(?:Q|Question )?1[.):]\s", line)
    expected = 2 if start else 1
    for item in _INLINE_ITEM.finditer(line):
        if int(item.group("number")) == expected:
            cuts.append(item.start())
            expected += 1
    if len(cuts) + (1 if start else 0) < MIN_ITEMS:
        return [line]
    edges = [0, *cuts, len(line)]
    pieces = (line[a:b].strip() for a, b in pairwise(edges))
    return [piece for piece in pieces if piece]


def _itemise(lines: list[str], cut: float) -> tuple[list[str], list[_Item]]:
    """Part the lines into what comes before the first item, and the items with their lines."""
    preamble: list[str] = []
    items: list[_Item] = []
    for line in lines:
        marker = _MARKER.match(line)
        rest = line[marker.end() :].strip() if marker else line
        if marker and rest:
            items.append(_Item(marker.group("label").strip(), [rest]))
        elif items and not is_letter_talk(line, cut=cut):
            items[-1].lines.append(line)
        elif not items:
            preamble.append(line)
    return preamble, items


def _itemised(preamble: list[str], items: list[_Item], cut: float) -> list[Ask]:
    """Make a question of every item, with the stem it needs to be understood alone."""
    before = _substance(sentences("\n".join(preamble)), cut)
    opening = strip_lead_ins(before[-1]).rstrip(" :") if before else ""
    context = " ".join(strip_lead_ins(s) for s in before)
    asks: list[Ask] = []
    stem = ""
    for item in items:
        text = item.text
        if is_letter_talk(text, asked=True):
            continue
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
    return asks or _prose(preamble, cut)


def _prose(lines: list[str], cut: float) -> list[Ask]:
    """Take running text as one question, cut where a further request plainly begins."""
    rules = letter_rules()
    groups: list[list[str]] = []
    for sentence in _substance(sentences("\n".join(lines)), cut):
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
            asks.append(Ask(label="", display=display, full=full))
    return asks


def _substance(found: list[str], cut: float) -> list[str]:
    """Keep the sentences that belong to the question.

    A request about requests is all procedure words: then the sentences that match no known
    phrase of letters are the question.
    """
    kept = [sentence for sentence in found if not is_letter_talk(sentence, cut=cut)]
    return kept or [sentence for sentence in found if not is_letter_talk(sentence, asked=True)]
