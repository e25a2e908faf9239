"""What letters say around a question: known phrases, ways of asking, words that carry meaning.

The phrases are data, tracker/data/letters.toml; here is only how they are applied.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SENTENCE_END = re.compile(
    r"(?<=[.?!])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9\[])|\n+|"
    r"(?<=[a-z0-9)\]])\s+(?=(?:Please|Kindly|Thank you|Many thanks)\b)"
)
"""The end of a sentence; a wish that begins with a capital letter also begins one where the full
stop is missing."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|mr|mrs|ms|dr|st|rd|ave|hon|rt|vs|etc|eg|e\.g|i\.e|ie|inc|approx|dept|ltd|co|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|s|ss|para|art|cllr|insp|sgt|supt|u\.k)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9£][a-z0-9'£-]*")
_MASK = re.compile(r"\[[a-z][a-z ]*\]")
_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with without and or nor but if so as is are was were be "
    "been being am do does did done has have had having i me my mine we us our ours you your it "
    "its this that these those there here he she they them their his her who which what when "
    "where why how not no any all some each every more most other such than then too very can "
    "will would could should may might must shall under into out up down over between during "
    "before after about against per via also both either only own same just now upon whether "
    "i'm i'd i'll we'd don't doesn't isn't it's that's".split()
)


@dataclass(frozen=True, slots=True)
class LetterRules:
    """The phrases of letters, compiled."""

    whole_sentence: re.Pattern[str]
    lead_ins: tuple[re.Pattern[str], ...]
    addressed_body: re.Pattern[str]
    further_question: re.Pattern[str]
    earlier_answer: re.Pattern[str]
    earlier_reference: re.Pattern[str]


@cache
def letter_rules() -> LetterRules:
    """Read and compile tracker/data/letters.toml."""
    data = tomllib.loads((files("tracker.data") / "letters.toml").read_text(encoding="utf-8"))
    ignore = re.IGNORECASE
    return LetterRules(
        whole_sentence=re.compile("|".join(f"(?:{p})" for p in data["whole_sentence"]), ignore),
        lead_ins=tuple(re.compile(pattern, ignore) for pattern in data["lead_ins"]),
        addressed_body=re.compile(
            r"\b(?:" + "|".join(f"(?:{p})" for p in data["addressed_body"]) + ")", ignore
        ),
        further_question=re.compile(data["further_question"], ignore),
        earlier_answer=re.compile(data["earlier_answer"], ignore),
        earlier_reference=re.compile(data["earlier_reference"], ignore),
    )


def sentences(text: str) -> list[str]:
    """Split running text into sentences, also at line ends, but not after abbreviations."""
    found: list[str] = []
    for piece in filter(None, map(str.strip, _SENTENCE_END.split(text))):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def is_letter_phrase(sentence: str) -> bool:
    """Say whether a sentence is a phrase that stands in letters and never asks anything."""
    return bool(letter_rules().whole_sentence.search(sentence.strip(" *>|\t")))


def strip_lead_ins(sentence: str) -> str:
    """Take the ways of asking off the front of a sentence, as often as they are stacked."""
    for _ in range(4):
        before = sentence
        for pattern in letter_rules().lead_ins:
            shorter = pattern.sub("", sentence, count=1).lstrip(" ,:;-")
            if shorter != sentence and content_words(shorter):
                sentence = shorter
        if sentence == before:
            break
    return sentence


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning, in lower case, without masks."""
    bare = _MASK.sub(" ", text.lower())
    return [w for w in _WORD.findall(bare) if w not in _FUNCTION_WORDS]
