"""Split a request into its separate questions; sub-parts keep their stem."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from tracker.text.asking import PLAINLY, how_it_asks, is_elliptic, is_heading
from tracker.text.brief import named_briefly
from tracker.text.foreign import in_english
from tracker.text.frame import inside_frame
from tracker.text.greeting import greetings_apart
from tracker.text.letter import content_words, strip_lead_ins
from tracker.text.segments import Segment, segments, that_ask, without_repeats
from tracker.text.talk import talk_model
from tracker.text.topics import FEW, Sorted, Topic, topics

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
    opening: set[str] = field(default_factory=set)
    """Those of its lines that open a paragraph."""

    def parted(self, beside: int) -> tuple[str, "Sorted"]:
        """Return the item with what belongs to it, and what else stands behind it."""
        asks_more = any(how_it_asks(line) == PLAINLY for line in self.opening)
        if len(self.lines) <= FEW and not asks_more:
            return " ".join(self.lines).strip(), Sorted((), frozenset())
        own, *others = topics(self.lines, self.opening)
        return " ".join(own.sentences).strip(), Sorted.out(others, beside)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter asks: its questions in order, and all of them in one."""

    questions: tuple[Ask, ...]
    whole: Ask | None
    """None where there are not several questions: then the one is the whole."""
    sentences: tuple[str, ...]
    """The sentences that were taken to ask, items of lists apart."""


def split_questions(
    text: str, recurs: Callable[[str], bool] | None = None, *, brief: bool = False
) -> Asked:
    """Return what a letter asks; no questions when nothing but a letter is there.

    `recurs` says of a sentence that it recurs in unrelated requests. With `brief`, a letter of a
    few words may also name what is wanted without asking.
    """
    inside, framed = inside_frame(greetings_apart(text))
    found = without_repeats(segments(inside))
    kept = in_english(that_ask(found, framed=framed, recurs=recurs))
    if brief and not kept:
        kept = named_briefly(found, recurs)
    sentences = tuple(segment.text for segment in kept if segment.label is None)
    kept = _under_heading(found, kept)
    beside = sum(_fills(segment, recurs) for segment in found) if recurs else 0
    preamble, items = _itemise(kept)
    if len(items) >= MIN_ITEMS:
        asks, stuffed = _itemised(preamble, items, beside)
    else:
        opening = frozenset(segment.text for segment in kept if segment.opens)
        asks, stuffed = _prose([segment.text for segment in kept], beside, opening)
    asks = _most(asks)
    whole = [segment.text for segment in kept if segment.text not in stuffed]
    full = " ".join(strip_lead_ins(sentence) for sentence in whole)
    if len(asks) < MIN_ITEMS and (not asks or asks[0].full == full):
        return Asked(tuple(asks), None, sentences)
    return Asked(tuple(asks), Ask(label="", display="\n".join(whole), full=full), sentences)


def _under_heading(found: Sequence[Segment], kept: list[Segment]) -> list[Segment]:
    """Give the first question the heading above it, where it does not say of what it asks."""
    if not kept or not _is_cut_short(kept[0].text):
        return kept
    place = found.index(kept[0])
    above = strip_lead_ins(found[place - 1].text) if place else ""
    if not above or not is_heading(above) or not talk_model().has_own_word(above.lower()):
        return kept
    return [replace(kept[0], text=f"{above}: {kept[0].text}"), *kept[1:]]


def _is_cut_short(question: str) -> bool:
    """Say whether a question of few words leaves what it asks about to another."""
    return len(content_words(question)) < MIN_OWN_WORDS and is_elliptic(question)


def _fills(segment: Segment, recurs: Callable[[str], bool]) -> int:
    """Return the words of a sentence that asks nothing and recurs in unrelated requests."""
    if segment.label is not None or how_it_asks(segment.text) or not recurs(segment.text):
        return 0
    return len(segment.text.split())


def _most(asks: list[Ask]) -> list[Ask]:
    """Keep everything beyond the limit inside the last question, what plainly asks apart."""
    if len(asks) <= MAX_QUESTIONS:
        return asks
    ranked = sorted(range(len(asks)), key=lambda i: (-how_it_asks(asks[i].display), i))
    kept = [asks[i] for i in sorted(ranked[: MAX_QUESTIONS - 1])]
    rest = [asks[i] for i in sorted(ranked[MAX_QUESTIONS - 1 :])]
    display = "\n".join(ask.display for ask in rest)
    full = " ".join(ask.full for ask in rest)
    return [*kept, Ask(label=rest[0].label, display=display, full=full)]


def _itemise(kept: list[Segment]) -> tuple[list[str], list[_Item]]:
    """Part what asks into what comes before the first item, and the items with what follows."""
    preamble: list[str] = []
    items: list[_Item] = []
    for segment in kept:
        if segment.label is not None:
            items.append(_Item(segment.label, [segment.text]))
        elif items:
            items[-1].lines.append(segment.text)
            if segment.opens:
                items[-1].opening.add(segment.text)
        else:
            preamble.append(segment.text)
    return preamble, items


def _itemised(
    preamble: list[str], items: list[_Item], beside: int
) -> tuple[list[Ask], frozenset[str]]:
    """Make a question of every item, with the stem it needs to be understood alone.

    Returns also the sentences that stuff the list: neither items nor about them.
    """
    before = Sorted.of(preamble[:-1], beside) if len(preamble) > FEW else Sorted((), frozenset())
    near = [s for s in preamble if s not in before.stuffing][-FEW:]
    opening = strip_lead_ins(near[-1]).rstrip(" :") if near else ""
    context = " ".join(strip_lead_ins(sentence) for sentence in near)
    asks = [_as_ask(topic, None) for topic in before.topics if topic.sentences[-1] not in near]
    stuffing = set(before.stuffing)
    stem = ""
    for item in items:
        own, others = item.parted(beside)
        is_part = bool(_ROMAN_OR_LETTER.match(item.label)) and not _BULLET.match(item.label)
        if not is_part:
            stem = own
        short = len(content_words(own)) < MIN_OWN_WORDS
        lead = (stem if is_part and stem != own else opening) if is_part or short else ""
        if not lead and asks and _is_cut_short(own):
            lead = asks[0].full
        full = f"{lead} {strip_lead_ins(own)}".strip()
        if len(content_words(full)) < MIN_OWN_WORDS and context and context not in full:
            full = f"{context} {full}"
        label = "" if _BULLET.match(item.label) else item.label.strip(" .):(")
        asks.append(Ask(label=label, display=own, full=full))
        asks.extend(_as_ask(topic, None) for topic in others.topics)
        stuffing |= others.stuffing
    return asks, frozenset(stuffing)


def _prose(
    found: list[str], beside: int, opening: Collection[str]
) -> tuple[list[Ask], frozenset[str]]:
    """Take running text as one question, cut where it plainly turns to another.

    Returns also the sentences that stuff the text: there is much of them, and they ask nothing.
    """
    sorted_out = Sorted.of(found, beside, opening)
    asks: list[Ask] = []
    for topic in sorted_out.topics:
        ask = _as_ask(topic, asks[0] if asks else None)
        if asks and not topic.is_whole and len(content_words(ask.full)) < MIN_OWN_WORDS:
            last = asks[-1]
            asks[-1] = Ask(last.label, f"{last.display} {ask.display}", f"{last.full} {ask.full}")
        elif ask.full:
            asks.append(ask)
    return asks, sorted_out.stuffing


def _as_ask(topic: Topic, first: Ask | None) -> Ask:
    """Make a question of a topic; a further one with few words of its own carries the first."""
    full = " ".join(strip_lead_ins(sentence) for sentence in topic.sentences).strip()
    if first and topic.further and 0 < len(content_words(full)) < MIN_FURTHER_WORDS:
        full = f"{first.full} {full}" if len(content_words(full)) >= MIN_OWN_WORDS else full
    return Ask(label="", display=" ".join(topic.sentences), full=full)
