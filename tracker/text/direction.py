"""Put text in the order in which a reader sees it, and take the marks of direction out."""

import re

from tracker.text.vocabulary import known_share

OVERRIDES = "\u202d\u202e"
MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_OVERRIDDEN = re.compile("\u202e([^\u202c\u202e\n]*)(?:\u202c|(?=\n)|$)")
_MOST_NESTED = 4
_WORDS = re.compile(r"[A-Za-z]{2,}")
_FEWEST_WORDS = 4
_LITTLE, _MUCH = 0.3, 0.5
"""Share of letters in known words below which a line is no English, and from which it is."""

_UPSIDE_DOWN = "ɐɔǝɟƃᵷɓɥᴉıɾʞꞁʃɯɹʇʌʍʎ∀ᗺƆᗡƎℲ⅁ᴚ⊥∩Λ⅄¿¡˙bdnpqu"
_UPRIGHT = "acefggghiijkllmrtvwyABCDEFGRTUVY?!.qpudbn"
_TURN = str.maketrans(_UPSIDE_DOWN, _UPRIGHT)
_ONLY_TURNED = frozenset("ɐɔǝɟƃᵷɥᴉɾʞꞁɯɹʇʌʍʎ")
_TURNED_SHARE = 0.25


def in_reading_order(text: str) -> tuple[str, bool]:
    """Return a text without marks of direction, in reading order, and whether it was put about.

    What stands behind a right-to-left override is turned round unless it reads as it is.
    """
    about = False
    if "\u202e" in text:
        for _ in range(_MOST_NESTED):
            text, found = _OVERRIDDEN.subn(_turned_round, text)
            about = about or found > 0
            if not found:
                break
    return MARKS.sub("", text), about


def lines_in_reading_order(text: str) -> tuple[str, bool]:
    """Turn round lines that are written backwards or upside down; say whether there were any."""
    lines = text.split("\n")
    turned = [_line(line) for line in lines]
    return "\n".join(turned), turned != lines


def _turned_round(match: re.Match[str]) -> str:
    """Return the words of an override in the order that makes sense."""
    inside = match.group(1)
    back = inside[::-1]
    return inside if known_share(inside) > known_share(back) else back


def _line(line: str) -> str:
    """Return one line as it is to be read."""
    letters = sum(c.isalpha() for c in line)
    if not line.isascii() and sum(c in _ONLY_TURNED for c in line) > _TURNED_SHARE * letters:
        upright = line.translate(_TURN)[::-1]
        return upright if known_share(upright) >= _LITTLE else line
    if len(_WORDS.findall(line)) < _FEWEST_WORDS or known_share(line) >= _LITTLE:
        return line
    back = line[::-1]
    if known_share(back) < _MUCH:
        return line
    if line.rstrip()[-1:] in ".?!" or line[:1].isupper():
        return _WORDS.sub(lambda match: match.group()[::-1], line)
    return back
