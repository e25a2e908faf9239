"""Make what was typed into a field of exemptions even, and cut it into its items."""

import html
import re
import unicodedata

MAX_READ = 10_000
"""Characters of a field that are read; a longer one says so in what was not read."""

_TAG = re.compile(r"<[^<>]{1,100}>")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ACT_AND_NUMBER = re.compile(r"\b(FOISA|FOIA?|EISR|EIRs?)(?=\d)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "\u2018\u2019\u201b\u0060\u00b4"
_EVEN = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_QUOTES, "'")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | {"[": "(", "]": ")", "{": "(", "}": ")", "\u00a7": "s"}
)
_BETWEEN_QUOTED = re.compile(r"[\"'] ?, ?[\"']")
_COUNTING = re.compile(
    r"(?:(?<= )|^)\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)"
    r"(?= (?:ss?|sect?|sections?|regs?|regulations?|FOIS?A?|EIRs?)\b| ss?\d)",
    re.IGNORECASE,
)
_BETWEEN_ITEMS = re.compile("[;\n\r|\u2022\u25cf\u25aa\u00b7]")


def even(written: str) -> tuple[str, tuple[str, ...]]:
    """Give one spelling of brackets, dashes and spaces; HTML, links and quoted lists undone.

    Also say how much is beyond what is read, if anything is.
    """
    text = _TAG.sub("\n", html.unescape(written[:MAX_READ]))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
    beyond = max(len(written) - MAX_READ, 0) + max(len(text) - MAX_READ, 0)
    text = text[:MAX_READ]
    if text.startswith("[") and text.endswith("]"):
        text = _BETWEEN_QUOTED.sub(";", text[1:-1]).strip(" '\"")
    text = _ACT_AND_NUMBER.sub(r"\1 ", _LINK.sub(" ", text.translate(_EVEN)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    evened = "\n".join(lines).replace('"', "")
    return evened, ((f"{beyond:,} more characters were not read",) if beyond else ())


def items(text: str) -> list[str]:
    """Cut an even text at semicolons, line ends and bullets; counting letters are taken out."""
    return [
        item for item in (_without_counting(part) for part in _BETWEEN_ITEMS.split(text)) if item
    ]


def _without_counting(item: str) -> str:
    """Take (a), (b) and such out of an item that begins with one and counts its citations."""
    item = item.strip()
    return _COUNTING.sub(" ", item).strip() if _COUNTING.match(item) else item
