"""Part a letter into segments and tell, in context, which of them ask something.

A segment is an item of a list or a sentence. Each is scored by the talk model; then the labels
are chosen together (Viterbi), because letter talk stands beside letter talk.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from tracker.text.asking import PERHAPS, PLAINLY, begins_as_question, how_it_asks
from tracker.text.letter import content_words, is_letter_phrase, sentences, strip_lead_ins
from tracker.text.talk import talk_model

SWITCH = 1.2
"""Log-odds that a change between letter talk and question costs."""

MOST_CERTAIN = 100.0
"""Log-odds of what is known to be letter talk."""

PLAINLY_TALK = 3.75
"""Log-odds from which even a sentence that asks is letter talk: "kindly send me the above"."""

MOST = 6.0
"""Log-odds that one segment can weigh at most."""

FRAMED, ALONE = 0.5, -1.5
"""Log-odds added to every segment: inside a greeting and a closing letter talk is common."""

QUESTION = -1.5
"""Log-odds added to what begins as a question does: letters talk so now and then."""

OWN_WORD = -4.0
"""Log-odds added to what plainly asks with a word that letters never use: a drone, a tattoo."""

OWN_NAME = -2.0
"""Log-odds added to what may ask and has a name that letters never use: contracts with Palantir."""

ITEM = -2.0
"""Log-odds added to an item of a list: applicants number what they ask."""

_MARKER = re.compile(
    r"^\s*(?P<label>(?:q(?:uestion)?\s*)?\d{1,2}(?:[.):]|\s*[.)-]\s)|q(?:uestion)?\s*\d{1,2}\b[.:)]?|"
    r"\(?[a-z]\)|[a-z][.)]\s|\(?(?:i{1,3}|iv|vi{0,3}|ix|x)(?:\)|\.\s)|\(\d{1,2}\)|[-*+>]\s|o\s(?=[A-Z]))"
    r"\s*(?=\S)",
    re.IGNORECASE,
)
_INLINE_ITEM = re.compile(r"(?<=[\s;:,.?])(?:Q|Question )?(?P<number>\d{1,2})[.):]\s+(?=[A-Z\"'(])")
_FIRST_ITEM = re.compile(r"(?:Q|Question )?1[.):]\s")
_COLON = re.compile(r"^(?P<before>[^:]{8,140}:)\s+(?=\S)")
_QUOTE = re.compile(r"^(?:>\s?)+")
_FIELD = re.compile(r"^[A-Z][^:.?!]{2,60}:\s")
"""A field of a form begins a line of its own, whatever stands above it."""

LONGEST_ITEM = 200
"""Words of an item of a list that is taken whole; one of more goes on as running text."""

VERY_LONG = 1_000
"""Words beyond which a sentence that comes again is no emphasis, as "by year" under each item."""

_HARD_WRAP = 50
_MIN_ITEMS = 2
_MIN_REST = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or an item of a list with its label; `label` is None for a sentence."""

    label: str | None
    text: str
    opens: bool = False
    """It is the first sentence of a paragraph."""


def segments(text: str) -> list[Segment]:
    """Part a text without its frame into segments, in order."""
    found: list[Segment] = []
    for line, opens in _unwrap(text):
        marker = _MARKER.match(line)
        rest = line[marker.end() :].strip() if marker else ""
        if marker and rest:
            item, *behind = _item(rest)
            found.append(Segment(marker.group("label").strip(), item))
            found.extend(Segment(None, sentence) for sentence in behind)
            continue
        parts = [part for sentence in sentences(line) for part in _at_colon(sentence)]
        found.extend(Segment(None, part, opens and not n) for n, part in enumerate(parts))
    return found


def _item(rest: str) -> list[str]:
    """Give the text of an item, and the sentences behind it that are none of it."""
    said = sentences(rest)
    if len(rest.split()) > LONGEST_ITEM:
        return said
    end = len(said)
    while end > 1 and is_letter_phrase(said[end - 1]):
        end -= 1
    return [" ".join(said[:end]) if end < len(said) else rest, *said[end:]]


def without_repeats(found: list[Segment]) -> list[Segment]:
    """Leave out the sentences of a very long text that stood there before: they only fill it."""
    if sum(len(segment.text.split()) for segment in found) <= VERY_LONG:
        return found
    once: dict[str | int, Segment] = {}
    for place, segment in enumerate(found):
        once.setdefault(segment.text if segment.label is None else place, segment)
    return list(once.values())


def that_ask(
    found: list[Segment], *, framed: bool, recurs: Callable[[str], bool] | None = None
) -> list[Segment]:
    """Keep the segments that belong to the question.

    `recurs` says of a sentence that it is known to recur in unrelated requests. That is forgotten
    of a plain question where nothing else would be left. Where still nothing is left, as of a
    request about requests, which is all procedure words, what plainly asks and is not plainly
    talk is the question; a text of nothing but talk has none.
    """
    odds = [_odds(segment, framed=framed) for segment in found]
    if recurs is None:
        return _kept(found, odds) or _least_like_talk(found, odds)
    known = [segment.label is None and recurs(segment.text) for segment in found]
    learned = [MOST_CERTAIN if k else odd for k, odd in zip(known, odds, strict=True)]
    return (
        _kept(found, learned)
        or _least_like_talk(found, learned)
        or [s for s in _kept(found, odds) if how_it_asks(s.text) == PLAINLY]
    )


def _least_like_talk(found: list[Segment], odds: list[float]) -> list[Segment]:
    """Keep what is more like a question than like talk; else what plainly asks and may be one."""
    judged = list(zip(found, odds, strict=True))
    return [segment for segment, odd in judged if odd < 0] or [
        segment
        for segment, odd in judged
        if odd < PLAINLY_TALK and how_it_asks(segment.text) == PLAINLY
    ]


def _kept(found: list[Segment], odds: list[float]) -> list[Segment]:
    """Return the segments that are no letter talk; nothing unless one has a word of its own."""
    kept = [s for s, is_talk in zip(found, _label(odds), strict=True) if not is_talk]
    return kept if any(content_words(segment.text) for segment in kept) else []


def _odds(segment: Segment, *, framed: bool) -> float:
    """Return the log-odds that a segment is letter talk, within limits.

    A question, and what stands before a colon and may name the subject, are judged without their
    way of asking.
    """
    if is_phrase(segment):
        return MOST_CERTAIN
    odds = talk_model().score(segment.text)
    bare = strip_lead_ins(segment.text).rstrip(" :")
    introduces = segment.text.endswith(":")
    asks = segment.label is None and not introduces and begins_as_question(bare)
    if asks or introduces:
        odds = min(odds, talk_model().score(bare))
    odds += OWN_WORD if _asks_in_own_words(segment, bare, odds) else 0.0
    odds += OWN_NAME if _asks_of_a_name(segment) else 0.0
    odds += FRAMED if framed else ALONE
    odds += QUESTION if asks else 0.0
    odds += ITEM if segment.label is not None else 0.0
    return max(-MOST, min(MOST, odds))


def _asks_in_own_words(segment: Segment, bare: str, odds: float) -> bool:
    """Say whether a sentence plainly asks, not quite as letters do, of what they never speak of.

    `bare` is the sentence without its way of asking.
    """
    return (
        segment.label is None
        and odds < PLAINLY_TALK
        and how_it_asks(segment.text) == PLAINLY
        and talk_model().has_own_word(bare)
    )


def _asks_of_a_name(segment: Segment) -> bool:
    """Say whether a sentence names what is wanted, of a name that letters never use."""
    return (
        segment.label is None
        and talk_model().has_own_name(segment.text)
        and how_it_asks(segment.text) == PERHAPS
    )


def is_phrase(segment: Segment) -> bool:
    """Say whether a segment is a known phrase of letters or has no word of its own."""
    return is_letter_phrase(segment.text) or not content_words(segment.text)


def _label(odds: list[float]) -> list[bool]:
    """Choose letter talk (True) or question for each segment so that the whole fits best."""
    talk, ask = 0.0, 0.0
    history: list[tuple[bool, bool]] = []
    for odd in odds:
        from_talk = (talk >= ask - SWITCH, talk - SWITCH > ask)
        history.append(from_talk)
        talk, ask = max(talk, ask - SWITCH) + odd / 2, max(ask, talk - SWITCH) - odd / 2
    labels: list[bool] = []
    state = talk > ask
    for stayed_talk, came_from_talk in reversed(history):
        labels.append(state)
        state = stayed_talk if state else came_from_talk
    return labels[::-1]


def _at_colon(sentence: str) -> list[str]:
    """Part a sentence behind a colon, so that what introduces a question can go alone."""
    before = _COLON.match(sentence)
    if before is None or len(content_words(sentence[before.end() :])) < _MIN_REST:
        return [sentence]
    return [before.group("before"), sentence[before.end() :]]


def _unwrap(text: str) -> list[tuple[str, bool]]:
    """Join lines that a mail program broke, and put inline numbered items on lines of their own.

    Each line comes with whether it opens a paragraph.
    """
    lines: list[tuple[str, bool]] = []
    open_line, opens = False, True
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw).strip()
        if not line:
            open_line, opens = False, True
            continue
        if open_line and not _MARKER.match(line) and not _FIELD.match(line):
            lines[-1] = (f"{lines[-1][0]} {line}", lines[-1][1])
        else:
            lines.append((line, opens))
        open_line, opens = len(line) >= _HARD_WRAP and line[-1] not in ".?!:;", False
    return [
        (piece, opens and not n)
        for line, opens in lines
        for n, piece in enumerate(_inline_items(line))
    ]


def _inline_items(line: str) -> list[str]:
    """Cut a line before its items when they count 1, 2 and so on; else leave it whole."""
    cuts: list[int] = []
    starts_with_one = bool(_FIRST_ITEM.match(line))
    expected = 2 if starts_with_one else 1
    for item in _INLINE_ITEM.finditer(line):
        if int(item.group("number")) == expected:
            cuts.append(item.start())
            expected += 1
    if len(cuts) + starts_with_one < _MIN_ITEMS:
        return [line]
    edges = [0, *cuts, len(line)]
    pieces = (line[a:b].strip() for a, b in pairwise(edges))
    return [piece for piece in pieces if piece]
