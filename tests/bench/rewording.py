"""Reword requests by rule, for fitting and measuring: synonyms, lost words, slips, other order."""

import random
import re

SYNONYMS: dict[str, tuple[str, ...]] = {
    "how many": ("the number of",), "how much": ("what amount",), "provide": ("supply", "give"),
    "spent": ("paid", "expended"), "purchased": ("bought",), "bought": ("purchased",),
    "used": ("utilised",), "use": ("make use of",), "staff": ("employees", "personnel"),
    "employees": ("staff",), "people": ("individuals", "persons"), "number": ("total",),
    "total": ("overall",), "each": ("every",), "last": ("past", "previous"), "past": ("last",),
    "since": ("from",), "cost": ("expense", "price"), "costs": ("expenditure",),
    "including": ("such as",), "regarding": ("about", "concerning"), "received": ("got",),
    "recorded": ("logged",), "list": ("schedule",), "copies": ("a copy",), "whether": ("if",),
    "if": ("whether",), "steps": ("measures", "action"), "taking": ("undertaking",),
    "help": ("assist",), "ensure": ("make sure",), "assessment": ("evaluation",),
    "estimate": ("assessment",), "plans": ("intends",), "meetings": ("discussions",),
    "contract": ("agreement",), "contracts": ("agreements",), "broken down": ("split",),
    "by": ("per",), "information": ("data",), "details": ("particulars",), "average": ("mean",),
    "currently": ("at present",), "made": ("carried out",), "potential": ("possible",),
    "impact": ("effect",), "support": ("assist",), "increase": ("raise",), "improve": ("enhance",),
    "reduce": ("cut", "lower"), "issued": ("given",), "employed": ("working",),
    "annual": ("yearly",), "records": ("documents",), "relating to": ("about", "on"),
    "prepared": ("drawn up",), "pertaining to": ("relating to",),
}  # fmt: skip
IN_FRONT = ("", "Please tell me ", "I want to know ", "Can you say ", "Please state ", "")
BEHIND = ("", "", " Please break this down where you can.", " If this differs say so.", "")
CHANGED = {"light": 0.25, "moderate": 0.5, "heavy": 0.7}
LOST = {"light": 0.03, "moderate": 0.08, "heavy": 0.18}
SLIPS, TURNED, SHORTEST_SLIP = 0.5, 0.4, 5


def reword(text: str, level: str, rng: random.Random) -> str:
    """Reword a text lightly, moderately or heavily; numbers and names are never lost."""
    out = text.rstrip(".")
    for phrase in sorted(SYNONYMS, key=len, reverse=True):
        if rng.random() < CHANGED[level]:
            instead = rng.choice(SYNONYMS[phrase])
            out = re.sub(rf"\b{phrase}\b", instead, out, count=1)
    words = [w for w in out.split() if rng.random() >= LOST[level] or not w.islower()]
    if level != "light" and rng.random() < SLIPS:
        words = _with_slips(words, rng)
    out = " ".join(words)
    if level != "light" and ", " in out and rng.random() < TURNED:
        first, rest = out.split(", ", 1)
        out = f"{rest[:1].upper()}{rest[1:]}, {first[:1].lower()}{first[1:]}"
    return rng.choice(IN_FRONT) + out + rng.choice(BEHIND)


def _with_slips(words: list[str], rng: random.Random) -> list[str]:
    """Swap two letters in about one word of twenty-five."""
    found = list(words)
    for _ in range(1 + len(words) // 25):
        place = rng.randrange(len(found))
        word = found[place]
        if len(word) > SHORTEST_SLIP and word.isalpha():
            at = rng.randrange(1, len(word) - 2)
            found[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return found
