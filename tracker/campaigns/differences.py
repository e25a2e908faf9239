"""What differs between two wordings, word by word; pure.

The name of the body that was asked, or `your force`, is expected to differ: it counts as one word
that is the same on both sides, and is marked as expected where it is not written alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from tracker.text.letter import letter_rules

_WORD = r"\w+(?:['\u2019-]\w+)*|[^\w\s]"
_BODY = "\0body"
_LONGEST = 3000
"""Words compared on either side; what stands behind them is shown as one difference."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that are `same`, `changed` (only on this side) or `expected` to differ."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Two wordings side by side, and how many places differ."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    changes: int
    """Places where words were added, removed or replaced."""
    expected: int
    """Places where only the name of the body differs."""


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    text: str
    """As written, with the white space behind it."""


def differences(
    left: str, right: str, *, left_names: Sequence[str] = (), right_names: Sequence[str] = ()
) -> Differences:
    """Compare two wordings; the names are those of the body that each was put to.

    Case and white space do not count. The pieces of a side put together give its text.
    """
    a, b = _tokens(left, left_names), _tokens(right, right_names)
    pieces_a: list[Piece] = []
    pieces_b: list[Piece] = []
    changes = expected = 0
    previous = ""
    opcodes = Indel.opcodes([t.key for t in a[:_LONGEST]], [t.key for t in b[:_LONGEST]])
    for code in opcodes:
        in_a, in_b = a[code.src_start : code.src_end], b[code.dest_start : code.dest_end]
        if code.tag == "equal":
            expected += _add_equal(in_a, in_b, pieces_a, pieces_b)
        else:
            pieces_a.extend(_piece("changed", in_a))
            pieces_b.extend(_piece("changed", in_b))
            changes += previous in {"", "equal"}
        previous = code.tag
    if a[_LONGEST:] or b[_LONGEST:]:
        pieces_a.extend(_piece("changed", a[_LONGEST:]))
        pieces_b.extend(_piece("changed", b[_LONGEST:]))
        changes += 1
    return Differences(tuple(_joined(pieces_a)), tuple(_joined(pieces_b)), changes, expected)


def _add_equal(
    in_a: Sequence[_Token], in_b: Sequence[_Token], pieces_a: list[Piece], pieces_b: list[Piece]
) -> int:
    """Add words that are the same to both sides; count the bodies' names that are not equal."""
    found = 0
    for token_a, token_b in zip(in_a, in_b, strict=True):
        named = token_a.key == _BODY and token_a.text and token_b.text
        other_name = bool(named) and _folded(token_a.text) != _folded(token_b.text)
        kind = "expected" if other_name else "same"
        found += other_name
        pieces_a.extend(_piece(kind, [token_a]))
        pieces_b.extend(_piece(kind, [token_b]))
    return found


def _tokens(text: str, names: Sequence[str]) -> list[_Token]:
    """Cut a text into words; each keeps the white space behind it, the first also that before.

    A body's name counts double, so that names rather meet each other than small words do.
    """
    known = sorted(filter(str.strip, names), key=len, reverse=True)
    named = [rf"(?:the\s+)?(?:{'|'.join(map(_named, known))})(?!\w)"] if known else []
    body = "|".join([*named, letter_rules().addressed_body.pattern])
    found = list(re.finditer(rf"(?P<body>\b(?:{body}))|{_WORD}", text, re.IGNORECASE))
    starts = [0, *(word.start() for word in found[1:]), len(text)]
    if not found:
        return [_Token(" ", text)] if text else []
    tokens = []
    for word, (start, end) in zip(found, pairwise(starts), strict=True):
        tokens.append(_Token(_BODY if word["body"] else word.group().casefold(), text[start:end]))
        if word["body"]:
            tokens.append(_Token(_BODY, ""))
    return tokens


def _named(name: str) -> str:
    return r"\s+".join(re.escape(part) for part in name.split())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _piece(kind: str, tokens: Sequence[_Token]) -> Iterator[Piece]:
    if tokens:
        yield Piece(kind, "".join(token.text for token in tokens))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Put neighbours of one kind together."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting and waiting.kind == piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
        else:
            if waiting:
                yield waiting
            waiting = piece
    if waiting:
        yield waiting
