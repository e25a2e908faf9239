"""What a wording is made of: words with weights, phrases, numbers and dates, organisations."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from tracker.matching.reading import organisations, without_marks, without_organisations
from tracker.matching.spelling import respelt
from tracker.matching.things import Things, things
from tracker.matching.words import one_phrase, root_of, word_weight

_TOKEN = re.compile(r"[a-z0-9]+(?:['.&][a-z0-9]+)*", re.IGNORECASE)

_WHAT_IS = r"what (?:is|was|are|were|will be|has been|have been) "
_SOME = r"(?:(?:the|your|its) )?(?:[a-z]+ ){0,2}"
_SAME_PHRASE = tuple(
    (re.compile(rf"\b(?:the )?{phrase}", re.IGNORECASE), instead)
    for phrase, instead in (
        (r"(?:total |overall |exact )?numbers? of\b", "how many"),
        (r"(?:total )?(?:amount|sum)s?(?: of money)?\b(?= (?:spent|paid|your))", "how much"),
        (r"(?:proportion|percentage|share) of\b", "what proportion of"),
        (
            rf"{_WHAT_IS}(?={_SOME}(?:costs?|budgets?|expenditure|spend(?:ing)?|price|fees?|bill)\b)",
            "how much ",
        ),
        (rf"{_WHAT_IS}(?={_SOME}(?:time|length|duration|wait)\b)", "how long "),
        (
            r"(?:on )?what (?=dates?\b)|(?:what (?:is|was|were|are) )?(?=dates? (?:on which|of)\b)",
            "when ",
        ),
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
_YES_OR_NO = re.compile(
    r"(?:^|[.?!;:] ?)(?:and |or |also,? )?(?:has|have|had|do|does|did|is|are|was|were|can|will) "
    r"(?:you|your|the|any|there|all|it|they|officers|staff)\b",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"\(\d{1,2}\)|\(?\b(?:[a-h]|i{1,3}|iv|v|vi{1,3})\)", re.IGNORECASE)
_WITHHELD = re.compile(r"\[withheld\]")
_MONTHS = frozenset(
    "january jan february feb march april apr may june jun july jul august aug september sept sep "
    "october oct november nov december dec".split()
)
_AMBIGUOUS_MONTHS = frozenset({"may", "march"})
_SPELLED = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with or and nor but if so as is are was were be been "
    "being am do does did has have had having i me my mine we us our ours you your yours it its "
    "this that these those there here he him his she her hers they them their who whom which "
    "what when where why how any each every other such than then too very can will would could "
    "should may might must shall into out up down over under whether also both either only own "
    "same just upon through across within among throughout towards per please provide list give "
    "state per etc via organisation one s about because until".split()
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A wording taken apart for comparison."""

    text: str
    """The comparable text that it is made from."""
    sequence: tuple[str, ...]
    """Stems of the content words, and numbers, in order; synonyms made one."""
    line: str
    """The same as one string."""
    sorted_line: str
    """The same in the order of the alphabet."""
    weights: dict[str, float]
    """Stem of each content word to its weight."""
    repeated: dict[str, int]
    """Stems that stand there more than once, and how often."""
    phrases: dict[str, float]
    """Two content words that follow each other, and their weight."""
    phrase_mass: float
    """Weight of all phrases."""
    mass: float
    """Weight of the distinct words: how much the wording says."""
    things: Things
    """Times, places, organisations and other things named; organisations besides the addressed
    body are not among the words."""
    organisations: int
    """How many organisations it names besides the addressed body."""
    forms: frozenset[str]
    """Kinds of question asked: how many, whether, what and so on."""
    withheld: int
    """How often something was masked: a hidden name cannot be the same as another."""
    meant: tuple[tuple[str, str], ...] = ()
    """Misspelt words, and what each was read as beside another wording."""


def signature(text: str) -> Signature:
    """Take a comparable text apart."""
    marked, text = text, without_marks(text)[0]
    bare = _LIST_MARK.sub(" ", _WITHHELD.sub(" ", respelt(without_organisations(text))))
    for phrase, instead in _SAME_PHRASE:
        bare = phrase.sub(instead, bare)
    words, line = _words(one_phrase(bare))
    weights = {word: word_weight(word) for word in words}
    phrases = {f"{one} {other}": weights[one] + weights[other] for one, other in pairwise(words)}
    return Signature(
        text=marked,
        sequence=tuple(line),
        line=" ".join(line),
        sorted_line=" ".join(sorted(line)),
        weights=weights,
        repeated={word: n for word, n in Counter(words).items() if n > 1},
        phrases=phrases,
        phrase_mass=fsum(phrases.values()),
        mass=fsum(weights.values()),
        things=things(marked),
        organisations=len(organisations(text)),
        forms=_forms(bare),
        withheld=len(_WITHHELD.findall(text)),
    )


def _words(text: str) -> tuple[list[str], list[str]]:
    """Return content words in order, and the same with numbers among them."""
    words: list[str] = []
    line: list[str] = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        word = raw.lower().removesuffix("'s")
        if _is_figure(raw, word):
            line.append(word)
            continue
        root = root_of(word)
        if word not in _FUNCTION_WORDS and root not in _FUNCTION_WORDS:
            line.append(root)
            words.append(root)
    return words, line


def _is_figure(raw: str, word: str) -> bool:
    """Say whether a word is a number, a year or a month: things, and no words."""
    if word in _MONTHS:
        return word not in _AMBIGUOUS_MONTHS or raw[0].isupper()
    return word in _SPELLED or word[0].isdigit() or (word[-1].isdigit() and not word.isalpha())


def _forms(text: str) -> frozenset[str]:
    """Return the kinds of question that a text asks, in one spelling each."""
    found = {match.group().lower() for match in _FORM.finditer(text)}
    if _YES_OR_NO.search(text):
        found.add("whether")
    return frozenset(_SAME_FORM.get(form, form) for form in found)
