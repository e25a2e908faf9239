"""Clean Unicode: once for people to read, and again, harder, for comparison."""

import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser

from tracker.text.direction import in_reading_order
from tracker.text.hidden import show_hidden
from tracker.text.leet import read_leet
from tracker.text.lookalikes import unmask

INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control, format, surrogate, private and unassigned characters carry no wording."""

_TAG = re.compile(
    r"<(?:p|br|div|span|html|body|table|li|ul|ol|a|b|i|em|strong|font)\b[^>]*>", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‐": "-",  # noqa: RUF001
     "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...", "•": "*",  # noqa: RUF001
     "ϲ": "c", "Ϲ": "C"}  # noqa: RUF001
)  # fmt: skip


def clean_display(text: str) -> str:
    """Return the text as people should read it: no markup, nothing unseen, tidy lines."""
    return tidy_lines(seen_characters(text))


def seen_characters(text: str) -> str:
    """Return a text without markup, its characters those that a reader sees, in their order."""
    if _TAG.search(text):
        text = _from_html(text)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.isascii():
        text = show_hidden(in_reading_order(text)[0])
    return text


def tidy_lines(text: str) -> str:
    """Return a text with single spaces, no more than one blank line, and nothing around it."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def fold(text: str) -> str:
    """Return the text for comparison: compatibility forms, look-alikes and marks undone."""
    return read_leet(unmask(without_marks(text)).text)[0]


def without_marks(text: str) -> str:
    """Return compatibility forms made plain, without invisible characters and marks on letters."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text.translate(_STRAIGHT)).translate(_STRAIGHT)
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if c.isascii() or not _carries_nothing(c))


def _carries_nothing(character: str) -> bool:
    """Say whether a character is invisible or a mark on another."""
    category = unicodedata.category(character)
    return category in INVISIBLE_CATEGORIES or category in {"Mn", "Me"}


def _from_html(text: str) -> str:
    """Turn markup into lines of text."""
    tree = LexborHTMLParser(text)
    for tag in ("script", "style", "head", "title"):
        for node in tree.css(tag):
            node.decompose()
    for tag in ("p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3"):
        for node in tree.css(tag):
            node.insert_before("\n")
            node.insert_after("\n")
    for node in tree.css("br"):
        node.replace_with("\n")
    root = tree.body or tree.root
    return root.text() if root else ""
