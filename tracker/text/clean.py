"""Clean Unicode: once for people to read, and again, harder, for comparison."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborHTMLParser

INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control, format, surrogate, private and unassigned characters carry no wording."""

MIXED_SCRIPT_SHARE = 0.02
"""Share of mixed-script or invisible characters from which a text counts as disguised."""

_TAG = re.compile(
    r"<(?:p|br|div|span|html|body|table|li|ul|ol|a|b|i|em|strong|font)\b[^>]*>", re.IGNORECASE
)
_STYLED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
"""Full-width and mathematical letters: compatibility forms that look like plain ones."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")
_SPACES = re.compile(r"[ \t\u00a0]+")
_WORD = re.compile(r"\S+")
_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‐": "-",  # noqa: RUF001
     "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...", "•": "*"}  # noqa: RUF001
)  # fmt: skip


def clean_display(text: str) -> str:
    """Return the text as people should read it: no markup, no control characters, tidy lines."""
    if _TAG.search(text):
        text = _from_html(text)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def fold(text: str) -> str:
    """Return the text for comparison: compatibility forms, look-alikes and marks undone.

    Follows the skeleton idea of Unicode TS 39: NFKC, invisible characters dropped, marks taken
    off, letters of other scripts that look Latin replaced where a word mixes scripts.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text.translate(_STRAIGHT)).translate(_STRAIGHT)
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in INVISIBLE_CATEGORIES)
    text = unicodedata.normalize("NFKD", "".join(kept))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return _WORD.sub(lambda match: _unmask(match.group()), text)


def looks_disguised(text: str) -> bool:
    """Say whether a text carries enough invisible or mixed-script characters to be a disguise."""
    if text.isascii() or not text:
        return False
    odd = sum(1 for c in text if c not in "\n\r\t" and unicodedata.category(c) == "Cf")
    odd += sum(len(w) for w in _WORD.findall(text) if _unmask(w) != w)
    odd += len(_STYLED.findall(text))
    return odd / len(text) >= MIXED_SCRIPT_SHARE


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


@cache
def _lookalikes() -> dict[str, str]:
    """Read the letters that pass for Latin ones."""
    lines = (files("tracker.data") / "lookalikes.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))


def _unmask(word: str) -> str:
    """Replace look-alikes in a word that mixes scripts or is made of look-alikes alone."""
    if word.isascii():
        return word
    table = _lookalikes()
    foreign = [c for c in word if c in table]
    if not foreign:
        return word
    latin = any("a" <= c.lower() <= "z" for c in word)
    others = any(c.isalpha() and not c.isascii() and c not in table for c in word)
    if others and not latin:
        return word
    return "".join(table.get(c, c) for c in word)
