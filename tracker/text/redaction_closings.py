"""Remove the last lines of a letter whose closing phrase is unusual, or is not there at all."""

import re
from collections import Counter
from functools import cached_property

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
    is_device_line,
    is_greeting_line,
    is_list_line,
    is_signature_line,
    next_content,
    quote_depth,
    unquoted,
)

_TOPIC = frozenset(
    "act acts regulations report reports policy policies statistics figures costs spending video"
    " search contract contracts crime crimes arrests complaints summary format county city borough"
    " district north south east west northern southern eastern western greater upper lower new"
    " england scotland wales ireland kingdom london university school hospital road st street"
    " avenue lane ward party group ltd limited llp plc press media news society union branch"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday annex appendix schedule section"
    " part table question questions note notes background details response reference subject"
    " general total other".split()
)
"""Words of headings, places and dates: a capitalised line with one of them may be no person."""

_REACHED = re.compile(r"\[(?:email|phone|postcode|address|handle)\]")
_AFTER_NAME = re.compile(r"\.?[ \t]{0,3}$|[,;|]|[ \t]{1,3}[(|\[–—-]|(?: x{1,4}){1,3}$")
_WRITTEN_OUT = re.compile(r"\b[a-z]{3,}[.!?,]$|\bx{1,4}$")
_PERSONAL = re.compile(r"(?i)\b(?:i|i'm|i’m|i'd|i’d|me|my|mine|you|your|yours|we|us|our)\b")
_ANNOUNCES = re.compile(
    r"(?i)\b(?:following|below|namely|list(?:ed)?|information|requests?|questions?|provide|supply"
    r"|send|ask|know)\b"
)
_LAST_WORDS = re.compile(
    r"\b[a-z]{2,40}[.!?]{1,3}[ \t]{1,3}(?P<name>[^\W\d_][^.!?,;:\n]{1,40}?)"
    r"(?:[.!]|[ ]x{1,3})?[ \t]{0,3}$"
)
_LONGEST_LAST_WORDS = 60
_MOST_CLOSING_WORDS = 10
_FEW_WORDS = 4
_LONGEST_HEAD = 24
_MOST_WORDS_AFTER_NAME = 8
_MOST_LINES = 8
_MOST_BLANK_LINES = 6
_FULL = 2


def remove_closing_blocks(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out a short block that begins with a name and ends a letter; run after signatures.

    What tells it from a heading is one of: a short line with a comma before it; an address, a
    telephone or an e-mail (already masked) below the name; the end of the letter after it. A block
    with a question, with a number in front or with the name of a body in its first line stays.
    """
    letter = _Letter(text)
    kept = letter.lines[: letter.greeting + 1]
    at = letter.greeting + 1
    while at < len(letter.lines):
        line = letter.lines[at]
        end = letter.block_at(at)
        if end == at:
            kept.append(line)
            at += 1
            continue
        name = _head_name(unquoted(line))
        if len(words_of(name)) >= _FULL and letter.is_hinted_or_closed(at):
            known.add(plain_name(name))
        kept.append(line[: len(line) - len(line.lstrip("> \t"))] + "[name]")
        counts["name"] += 1
        at = end
    return _remove_last_words(kept, counts)


class _Letter:
    """The lines of one text, and which of them close it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lines = text.split("\n")
        top = self.lines[:_LONGEST_HEAD]
        found = (at for at, line in enumerate(top) if is_greeting_line(unquoted(line)))
        self.greeting = next(found, -1)

    @cached_property
    def _small(self) -> frozenset[str]:
        """Every longer word that the text also has in small letters; few names are among them."""
        return frozenset(re.findall(r"\b[a-z]{4,40}\b", self._text))

    def block_at(self, at: int) -> int:
        """Find where the closing block that begins at a line ends; `at` where there is none."""
        name = _head_name(unquoted(self.lines[at]))
        closed = self._closed(at) if name else ""
        if not (closed or (name and self._starts(at))):
            return at
        end = self._end(at)
        signed = end > at and (
            (closed != "" and self._signs_below(at, end, closed))
            or self._reached_below(at, end, name)
            or self._ends_letter(at, end, name)
        )
        return end if signed else at

    def is_hinted_or_closed(self, at: int) -> bool:
        """Say whether a line is a name by more than its shape and its place."""
        return self._closed(at) != "" or _is_hinted(unquoted(self.lines[at]))

    def _starts(self, at: int) -> bool:
        """Say whether a paragraph, or at least a sentence, begins with a line."""
        before = unquoted(self.lines[at - 1]) if at else ""
        return not before or _WRITTEN_OUT.search(before) is not None

    def _closed(self, at: int) -> str:
        """Return the short line before that ends in a comma and begins a sentence, or nothing."""
        before = self._before(at)
        if before is None or before <= self.greeting:
            return ""
        closing = unquoted(self.lines[before])
        same = quote_depth(self.lines[before]) == quote_depth(self.lines[at])
        return closing if same and _is_closing(closing) and self._starts(before) else ""

    def _signs_below(self, at: int, end: int, closing: str) -> bool:
        """Say whether a name below a closing phrase is known, or full, or the last word."""
        bare = unquoted(self.lines[at])
        name = _head_name(bare)
        if _is_hinted(name):
            return True
        goes_on = end < len(self.lines) and unquoted(self.lines[end]) != ""
        last = self._is_last(end) and (" " in closing or closing.endswith("ly,"))
        return not goes_on and not bare.endswith(",") and (_is_full(name) or last)

    def _reached_below(self, at: int, end: int, name: str) -> bool:
        """Say whether a name has ways to reach a person below it, with nothing between."""
        bare = unquoted(self.lines[at])
        if end < len(self.lines) and unquoted(self.lines[end]):
            return False
        below = self.lines[at + 1 : end]
        after = next_content(self.lines, end)
        if after is not None and not bare.endswith(","):
            below = [*below, self.lines[after]]
        return (
            _is_full(name)
            and is_signature_line(bare, strict=True)
            and any(_REACHED.search(line) and not _is_prose(line) for line in below)
        )

    def _is_last(self, end: int) -> bool:
        after = next_content(self.lines, end)
        return after is None or is_boundary_line(unquoted(self.lines[after]))

    def _before(self, at: int) -> int | None:
        for before in range(at - 1, max(-1, at - _MOST_BLANK_LINES), -1):
            if unquoted(self.lines[before]):
                return before
        return None

    def _end(self, at: int) -> int:
        """Find the end of the paragraph, as far as its lines belong to a signature."""
        end = min(block_end(self.lines, at, soft=True), at + _MOST_LINES)
        stops = (here for here in range(at, end) if not _may_sign(unquoted(self.lines[here])))
        return next(stops, end)

    def _ends_letter(self, at: int, end: int, name: str) -> bool:
        """Say whether a name that ends the text signs it, though no phrase closes it."""
        before = self._before(at)
        bare = unquoted(self.lines[at])
        if before is None or not self._is_last(end) or not is_signature_line(bare, strict=True):
            return False
        prior = unquoted(self.lines[before])
        if prior.endswith(":") or is_list_line(prior) or _head_name(prior):
            return False
        words = words_of(name)
        if _is_hinted(name):
            second = unquoted(self.lines[at + 1]) if end > at + 1 else ""
            alone = _is_full(name) or plain_name(bare) == plain_name(name)
            return alone and not _is_hinted(second) and _TOPIC.isdisjoint(words[1:])
        return (
            self.greeting >= 0
            and _is_full(name)
            and not name.isupper()
            and _TOPIC.isdisjoint(words)
            and self._small.isdisjoint(words)
            and _PERSONAL.search(prior) is not None
            and _ANNOUNCES.search(prior) is None
        )


def _is_closing(line: str) -> bool:
    """Say whether a line may be a closing phrase: few words, a comma, one capital in front."""
    words = line.split()
    if not line.endswith(",") or len(words) > _MOST_CLOSING_WORDS or is_list_line(line):
        return False
    if any(character.isdigit() or character in "[({" for character in line):
        return False
    if not line[0].isupper() or (words[0].strip(",.").isupper() and len(words[0]) > _FULL):
        return False
    farewell = "yours" in words_of(line)
    if is_personal_name(line) and len(words) >= _FULL and not farewell:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals == 1 or " / " in line or (farewell and len(words) <= _FEW_WORDS)


def _may_sign(line: str) -> bool:
    """Say whether a line of a block is free of figures, or has them masked."""
    return bool(line) and (not any(map(str.isdigit, line)) or _REACHED.search(line) is not None)


def _is_prose(line: str) -> bool:
    """Say whether a line is a sentence, which may only mention an address."""
    small = sum(word[0].islower() for word in line.split())
    return small > _FEW_WORDS or (small > _FULL and line.endswith((".", "?")))


def _head_name(line: str) -> str:
    """Return the name that a line begins with, when only a role or a place follows; or nothing."""
    bare = line.lstrip("-–—~* \t")
    name = read_name(bare, 0, most=4)
    whole = bare[: name.end]
    rest = bare[name.end :]
    if not name.words or "?" in line or line.endswith(":") or names_institution(whole):
        return ""
    fits = _AFTER_NAME.match(rest) is not None and len(rest.split()) <= _MOST_WORDS_AFTER_NAME
    return whole if fits else ""


def _is_full(name: str) -> bool:
    words = words_of(name)
    return len(words) >= _FULL or words[0] in TITLES


def _is_hinted(name: str) -> bool:
    words = words_of(name)
    return bool(words) and (words[0] in TITLES or words[0] in given_names())


def _remove_last_words(lines: list[str], counts: Counter[str]) -> str:
    """Take out a common given name, alone or with more, after the last sentence of a letter."""
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        after = next_content(lines, at + 1)
        if after is not None and not is_boundary_line(unquoted(lines[after])):
            continue
        found = _LAST_WORDS.search(line, max(0, len(line) - _LONGEST_LAST_WORDS))
        if found is None or not is_personal_name(found["name"], most=3):
            continue
        device = after is not None and is_device_line(unquoted(lines[after]))
        words = words_of(found["name"])
        if words[0] in given_names() or (device and len(words) == 1):
            lines[at] = line[: found.start("name")] + "[name]" + line[found.end("name") :]
            counts["name"] += 1
    return "\n".join(lines)
