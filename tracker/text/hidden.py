"""Take out what is not seen, and show letters of another style as the plain ones they are."""

import re
import unicodedata

from tracker.text.vocabulary import known_share

_JOINERS = "\u200c\u200d"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a]"
)
_LETTER_JOINER = re.compile(r"(?<=[\x00-\u02ff])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\u02ff]|$)")
_SELECTOR = re.compile("(?<=[\x00-\u02ff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_TAGS = re.compile("(?<!\U0001f3f4)(?<![\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+")
_FILLER = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_STYLED = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff20\uff0e"
    "\U0001d400-\U0001d7ff\u249c-\u24e9\U0001f110-\U0001f189]"
)
_WIDE_SIGN = re.compile("[\uff01-\uff5e]")
_FIRST_MATHEMATICAL, _LAST_MATHEMATICAL = 0x1D400, 0x1D6A4
_MATHEMATICAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""Alphabets follow each other; letters that Unicode has elsewhere are missing, such as italic h."""

_BOXED = ((0x1F150, 26), (0x1F170, 26))
_STACK = re.compile(
    "([^\\W\\d_])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{2,}"
)
"""A letter with two marks or more that no language writes as one."""

_INSIDE_WORD = re.compile(
    "[A-Za-z][\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u034f\u061c\u180e\u115f\u1160\u3164\uffa0"
    "\ufe00-\ufe0f\U000e0000-\U000e01ef]+[A-Za-z]"
)
_CHOPPED = re.compile("(?<![A-Za-z])[A-Za-z]\u00ad+[A-Za-z]|[A-Za-z]\u00ad+[A-Za-z]\u00ad")
"""Soft hyphens where no program would part a word."""

_WORD = re.compile(r"\S+")


def show_hidden(text: str) -> str:
    """Return what is seen of a text: nothing invisible, letters of one style, no heaps of marks.

    Joiners and selectors of emoji and of other scripts stay; marks that a language puts on its
    letters stay.
    """
    text = _UNSEEN.sub("", text)
    text = _TAGS.sub("", _SELECTOR.sub("", _LETTER_JOINER.sub("", text)))
    if _FILLER.search(text):
        text = _unfilled(text)
    text = unicodedata.normalize("NFC", _STACK.sub(r"\1", unicodedata.normalize("NFC", text)))
    text = _STYLED.sub(lambda match: _plain(match.group()), text)
    if not _CJK.search(text):
        text = _WIDE_SIGN.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return text


def hiding_words(text: str) -> int:
    """Count the words that hide something inside, are styled, or bear heaps of marks."""
    text = unicodedata.normalize("NFC", text)
    styled = not _CJK.search(text)
    return sum(
        bool(
            _INSIDE_WORD.search(word)
            or _CHOPPED.search(word)
            or _STACK.search(word)
            or (styled and len(_STYLED.findall(word)) > 1)
        )
        for word in _WORD.findall(text)
        if not word.isascii()
    )


def _unfilled(text: str) -> str:
    """Put spaces for fillers, or nothing, whichever gives more words that are known."""
    apart, closed = _FILLER.sub(" ", text), _FILLER.sub("", text)
    return apart if known_share(apart) >= known_share(closed) else closed


def _plain(letter: str) -> str:
    """Return the plain letter of a styled one."""
    code = ord(letter)
    for first, count in _BOXED:
        if first <= code < first + count:
            return chr(code - first + ord("A"))
    if _FIRST_MATHEMATICAL <= code < _LAST_MATHEMATICAL and unicodedata.category(letter) == "Cn":
        return _MATHEMATICAL[(code - _FIRST_MATHEMATICAL) % len(_MATHEMATICAL)]
    return unicodedata.normalize("NFKC", letter).strip("()")
