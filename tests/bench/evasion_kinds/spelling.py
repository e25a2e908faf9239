"""Disguises by spelling: slips, letters set apart, digits for letters, cases, line ends."""

import random
import re
from collections.abc import Callable
from functools import partial

from evasion_kinds.kind import Kind

LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"}
LEET_HARD = LEET | {"a": "@", "s": "$", "b": "8", "l": "|", "i": "!", "g": "9", "t": "+"}
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    c: "".join(row[max(0, i - 1) : i] + row[i + 1 : i + 2])
    for row in ROWS
    for i, c in enumerate(row)
}
SHORTEST = 4
_WORD = re.compile(r"[A-Za-z]{4,}")


def each_word(change: Callable[[str, random.Random], str], share: float) -> Callable[..., str]:
    """Make an attack that changes a share of the words of four letters and more."""

    def attack(text: str, chance: random.Random) -> str:
        return _WORD.sub(
            lambda m: change(m.group(), chance) if chance.random() < share else m.group(), text
        )

    return attack


def swap(word: str, chance: random.Random) -> str:
    """Swap two letters that stand beside each other."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def drop(word: str, chance: random.Random) -> str:
    """Drop a letter."""
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def double(word: str, chance: random.Random) -> str:
    """Write a letter twice."""
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at] + word[at + 1 :]


def neighbour(word: str, chance: random.Random) -> str:
    """Hit the key beside the right one."""
    at = chance.randrange(len(word))
    beside = NEIGHBOURS[word[at].lower()]
    return word[:at] + chance.choice(beside) + word[at + 1 :]


def any_slip(word: str, chance: random.Random) -> str:
    """Make one slip of any kind."""
    return chance.choice((swap, drop, double, neighbour))(word, chance)


def leet(text: str, chance: random.Random, table: dict[str, str], share: float) -> str:
    """Write digits and signs for letters."""
    return "".join(
        table.get(c.lower(), c) if c.isalpha() and chance.random() < share else c for c in text
    )


def apart(text: str, _: random.Random, between: str, words: str) -> str:
    """Put something between all letters, and something else between words."""
    lines = (
        words.join(between.join(word) for word in line.split(" ")) for line in text.split("\n")
    )
    return "\n".join(lines)


def some_apart(text: str, chance: random.Random) -> str:
    """Set the letters of a third of the longer words apart with dots."""
    return _WORD.sub(lambda m: ".".join(m.group()) if chance.random() < 1 / 3 else m.group(), text)


def random_case(text: str, chance: random.Random) -> str:
    """Choose each letter's case by chance."""
    return "".join(c.upper() if chance.random() < 0.5 else c.lower() for c in text)


def broken(text: str, chance: random.Random, sign: str) -> str:
    """Break lines in the middle of words, with a hyphen or without."""

    def cut(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 2 * SHORTEST or chance.random() < 0.6:
            return word
        at = chance.randrange(3, len(word) - 2)
        return f"{word[:at]}{sign}\n{word[at:]}"

    return _WORD.sub(cut, text)


def narrow(text: str, _: random.Random) -> str:
    """Break lines after every 24 characters, wherever that is."""
    return "\n".join(text[at : at + 24] for at in range(0, len(text), 24))


def quoted(text: str, chance: random.Random) -> str:
    """Quote every line, up to three deep, in lines of sixty characters."""
    mark = "> " * chance.randint(1, 3)
    lines: list[str] = []
    for line in text.split("\n"):
        words, row = line.split(), ""
        for word in words:
            if len(row) + len(word) > 60:
                lines.append(mark + row.strip())
                row = ""
            row += f" {word}"
        lines.append(mark + row.strip())
    return "\n".join(lines)


KINDS = (
    Kind("letters swapped", each_word(swap, 0.2)),
    Kind("letters dropped", each_word(drop, 0.2)),
    Kind("letters doubled", each_word(double, 0.2)),
    Kind("neighbour keys", each_word(neighbour, 0.2)),
    Kind("slips of all kinds", each_word(any_slip, 0.2)),
    Kind("slips in every second word", each_word(any_slip, 0.5)),
    Kind("leetspeak", partial(leet, table=LEET, share=0.7)),
    Kind("leetspeak, hard", partial(leet, table=LEET_HARD, share=0.9)),
    Kind("leetspeak, light", partial(leet, table=LEET, share=0.2)),
    Kind("letters apart", partial(apart, between=" ", words="  ")),
    Kind("letters apart, words not", partial(apart, between=" ", words=" ")),
    Kind("dots between letters", partial(apart, between=".", words=" ")),
    Kind("dashes between letters", partial(apart, between="-", words=" ")),
    Kind("dots in some words", some_apart),
    Kind("upper case", lambda text, _: text.upper()),
    Kind("lower case", lambda text, _: text.lower()),
    Kind("case by chance", random_case),
    Kind("words broken, hyphen", partial(broken, sign="-")),
    Kind("words broken, no hyphen", partial(broken, sign="")),
    Kind("lines of 24 characters", narrow),
    Kind("quoting marks", quoted),
)
