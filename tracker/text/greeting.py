"""Part a greeting, or thanks, from what is asked behind it on the same line.

"Dear Sir, how many ..." is one sentence, and no phrase of letters: an export of a case system
has often lost the lines of a letter.
"""

import re

from tracker.text.asking import PLAINLY, begins_as_question, how_it_asks
from tracker.text.letter import content_words

LONGEST = 100
"""Letters after the first word in which a greeting ends; "Dear" a body with a long name."""

WHOLE = 3
"""Content words of what says something without what led to it."""

_GREETING = re.compile(
    r"\W*(?:dear|to whom (?:it|this) may concern|good (?:morning|afternoon|evening|day)|hello|hi|"
    r"hiya|hey|greetings|sirs?|madam|annwyl|bore da|prynhawn da|fao|f\.a\.o|attn|"
    r"for the attention of)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\W*(?:many |with )?(?:thanks|thank you)\b", re.IGNORECASE)
_NAMELESS = re.compile(
    r"\W*(?:dear (?:sirs?(?: ?(?:or|and|/) ?madam)?|madam|all|team)|(?:hi|hello)(?: there| all)?|"
    r"good (?:morning|afternoon|evening))\s+",
    re.IGNORECASE,
)
_END = re.compile(r"[,:;!.]\s+|\s+[-\u2013\u2014]+\s+")
_ITEM = re.compile(r"^\W*(?:q(?:uestion)?\s*)?(?:\d{1,2}|[a-z])[.):]\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,;:.?!]*[,;:.?!]?")
_OPENS = re.compile(
    r"(?!(?:and|foi|foia|foisa|eir|freedom|re|request)\b)(?=.*[^\s:,\u2013\u2014-]\s*$)"
    r"(?:(?:I|We|My|This|These|Under|In accordance|Pursuant|Further to|Following|As)\b|[a-z])"
)
"""How a sentence goes on behind a greeting; a part of a name and a mere heading do not."""


def greetings_apart(text: str) -> str:
    """Return a text in which every greeting stands on a line of its own, and thanks are left out.

    Thanks alone on a line would close the letter.
    """
    return "\n".join("\n".join(_parted(line)) for line in text.split("\n"))


def _parted(line: str) -> list[str]:
    """Part one line behind its greeting; where it has none, or nothing else, it stays whole."""
    greeting, thanks = _GREETING.match(line), _THANKS.match(line)
    start = greeting or thanks
    if start is None:
        return [line]
    for end in _END.finditer(line, start.end(), start.end() + LONGEST):
        rest = line[end.end() :]
        if _asks(rest) or (greeting and (_OPENS.match(rest) or _introduced(end.group(), rest))):
            return [line[: end.end()].rstrip(), rest] if greeting else [rest]
    nameless = _NAMELESS.match(line)
    if nameless and _asks(line[nameless.end() :]):
        return [nameless.group().rstrip(), line[nameless.end() :]]
    return [line]


def _introduced(end: str, rest: str) -> bool:
    """Say whether a colon or a dash leads to something whole: "Hi, FOI request - The cost of"."""
    return end.strip(" :-\u2013\u2014") == "" and len(content_words(rest)) >= WHOLE


def _asks(rest: str) -> bool:
    """Say whether the first words plainly ask, or are those of a question."""
    clause = _CLAUSE.match(_ITEM.sub("", rest))
    first = clause.group() if clause else ""
    return how_it_asks(first) == PLAINLY or begins_as_question(first)
