"""What a wording is made of: words with weights, numbers and dates, organisations."""

import math
import re
from dataclasses import dataclass
from functools import cache

from tracker.matching.reading import organisations, without_organisations
from tracker.shipped import shipped_dir

RAREST = 1.0
"""Weight of a word that the corpus does not know; common ones weigh less, down to zero."""

_TOKEN = re.compile(r"[a-z0-9]+(?:['.&][a-z0-9]+)*", re.IGNORECASE)
SHORTEST_STEM = 3
"""Letters that cutting an ending leaves at least."""

_SAME_PHRASE = tuple(
    (re.compile(rf"\b(?:the )?{phrase}", re.IGNORECASE), instead)
    for phrase, instead in (
        (r"(?:total |overall |exact )?numbers? of\b", "how many"),
        (r"(?:total )?(?:amount|sum)s?(?: of money)?\b(?= (?:spent|paid|your))", "how much"),
        (r"(?:proportion|percentage|share) of\b", "what proportion of"),
    )
)
"""Ways to put the same kind of question, and the one that stands for all of them."""

_FORM = re.compile(
    r"\b(how (?:many|much|often|long)|what (?:proportion|percentage)|whether|if|which|when|where|"
    r"why|for (?:what|which) reasons?|who|what|how)\b",
    re.IGNORECASE,
)
_SAME_FORM = {
    "if": "whether",
    "for what reason": "why",
    "for what reasons": "why",
    "for which reason": "why",
    "how often": "how many",
    "what percentage": "what proportion",
}
_LIST_MARK = re.compile(r"\(\d{1,2}\)|\(?\b(?:[a-h]|i{1,3}|iv|v|vi{1,3})\)", re.IGNORECASE)
_WITHHELD = re.compile(r"\[withheld\]")
_MONTHS = {
    name: f"month-{number:02d}"
    for number, names in enumerate(
        (
            "january jan", "february feb", "march", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_AMBIGUOUS_MONTHS = frozenset({"may", "march"})
_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
    if number > 1
}
_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with or and nor but if so as is are was were be been "
    "being am do does did has have had having i me my mine we us our ours you your yours it its "
    "this that these those there here he him his she her hers they them their who whom which "
    "what when where why how any each every other such than then too very can will would could "
    "should may might must shall into out up down over under whether also both either only own "
    "same just upon through across within among throughout towards per please provide list give "
    "state per etc via organisation one s".split()
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A wording taken apart for comparison."""

    line: str
    """All words in lower case, in order, list marks taken out."""
    weights: dict[str, float]
    """Stem of each content word to its weight."""
    mass: float
    """Sum of the weights: how much the wording says."""
    numbers: frozenset[str]
    """Numbers, years and months."""
    organisations: frozenset[str]
    """Organisations named besides the addressed body; their words are not among the others."""
    forms: frozenset[str]
    """Kinds of question asked: how many, whether, what and so on."""
    withheld: int
    """How often something was masked: a hidden name cannot be the same as another."""


def signature(text: str) -> Signature:
    """Take a comparable text apart."""
    bare = _LIST_MARK.sub(" ", _WITHHELD.sub(" ", without_organisations(text)))
    for phrase, instead in _SAME_PHRASE:
        bare = phrase.sub(instead, bare)
    weights: dict[str, float] = {}
    numbers: set[str] = set()
    line: list[str] = []
    for match in _TOKEN.finditer(bare):
        raw = match.group()
        word = raw.lower().removesuffix("'s")
        line.append(word)
        number = _as_number(raw, word)
        if number is not None:
            numbers.add(number)
            continue
        if word in _FUNCTION_WORDS:
            continue
        root = stem(word)
        weights[root] = word_weight(root)
    return Signature(
        line=" ".join(line),
        weights=weights,
        mass=sum(weights.values()),
        numbers=frozenset(numbers),
        organisations=organisations(text),
        forms=_forms(bare),
        withheld=len(_WITHHELD.findall(text)),
    )


def stem(word: str) -> str:
    """Cut the endings of plurals and verbs, so that `forces` and `force` are one word."""
    if len(word) <= SHORTEST_STEM or not word.isalpha():
        return word
    for ending, instead in (
        ("ies", "y"), ("sses", "ss"), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""),
        ("ments", "ment"), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""),
    ):  # fmt: skip
        if word.endswith(ending) and not word.endswith("ss"):
            root = word[: len(word) - len(ending)] + instead
            if len(root) >= SHORTEST_STEM:
                return root.rstrip("e") if len(root) > SHORTEST_STEM else root
    return word.rstrip("e") if len(word) > SHORTEST_STEM + 1 else word


def word_weight(root: str) -> float:
    """Return how rare a stem is in requests, 0 to 1; unknown ones are rarest."""
    return _weights().get(root, RAREST)


@cache
def _weights() -> dict[str, float]:
    """Read models/word_weights.tsv: a stem and how many texts hold it; `*` is all texts."""
    lines = (shipped_dir("models") / "word_weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    total = next(int(count) for word, count in rows if word == "*")
    top = math.log(total)
    return {
        word: max(0.0, math.log(total / int(count)) / top) for word, count in rows if word != "*"
    }


def _as_number(raw: str, word: str) -> str | None:
    """Return a number, year or month in one spelling; None for any other word."""
    if word in _MONTHS and (word not in _AMBIGUOUS_MONTHS or raw[0].isupper()):
        return _MONTHS[word]
    if word in _SPELLED:
        return _SPELLED[word]
    if word[0].isdigit() or (word[-1].isdigit() and not word.isalpha()):
        return word.strip(".'").lstrip("0") or "0"
    return None


def _forms(text: str) -> frozenset[str]:
    """Return the kinds of question that a text asks, in one spelling each."""
    found = (match.group().lower() for match in _FORM.finditer(text))
    return frozenset(_SAME_FORM.get(form, form) for form in found)
