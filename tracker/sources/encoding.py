"""Which encoding a text file has, and its text without losing a broken byte."""

import codecs
import io

from tracker.sources.opened import Opened

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUL_SHARE = 0.3
"""Share of NUL bytes at every second place from which a text without a mark is UTF-16."""


def text_of(opened: Opened, *, newline: str | None = "") -> io.TextIOWrapper:
    """Open a file as text.

    A byte that the encoding does not know becomes a lone surrogate, so that the row it stands in
    can be rejected instead of being altered.
    """
    encoding = detect_encoding(opened)
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(opened.reader(), encoding=encoding, errors=errors, newline=newline)


def detect_encoding(opened: Opened) -> str:
    """Name the encoding: by its mark, by its NULs, else UTF-8 unless most lines are not.

    A UTF-8 file with a few foreign lines stays UTF-8, so that those lines stand out.
    """
    for mark, encoding in _BOMS:
        if opened.head.startswith(mark):
            return encoding
    sample = opened.head[:4096]
    if sample[1::2].count(0) > len(sample) / 2 * _NUL_SHARE:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) / 2 * _NUL_SHARE:
        return "utf-16-be"
    good, bad = _count_lines(opened)
    return "cp1252" if bad > good else "utf-8"


def _count_lines(opened: Opened) -> tuple[int, int]:
    """Count the lines beyond ASCII that are UTF-8, and those that are not."""
    good = bad = 0
    with opened.reader() as file:
        for line in file:
            if line.isascii():
                continue
            try:
                line.decode()
            except UnicodeDecodeError:
                bad += 1
            else:
                good += 1
    return good, bad
