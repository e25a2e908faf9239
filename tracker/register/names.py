"""When two ways to write a body's name are the same name."""

import re
import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\u2032\uff07", "'"))
_AMPERSAND = re.compile(r"\s*&\s*")
_NEITHER_WORD_NOR_APOSTROPHE = re.compile(r"[^\w']+|_+")
_ARTICLE = "the "


def visible(text: str) -> str:
    """Drop control and invisible characters and make every run of white space one space."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def fold_name(name: str) -> str:
    """Reduce a name to what identifies it: no capitals, no punctuation, `&` read as "and".

    Apostrophes stay, because two bodies may differ by one alone; `loose_name` drops them.
    """
    text = unicodedata.normalize("NFKC", visible(name.translate(_APOSTROPHES))).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    text = _AMPERSAND.sub(" and ", text)
    words = _NEITHER_WORD_NOR_APOSTROPHE.sub(" ", text).split()
    return " ".join(word for word in words if word.strip("'"))


def loose_name(folded: str) -> str:
    """Reduce a folded name further: no apostrophes, no accents, no leading "the"."""
    decomposed = unicodedata.normalize("NFKD", folded.replace("'", ""))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.removeprefix(_ARTICLE)
