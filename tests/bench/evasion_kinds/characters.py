"""Disguises by characters: what a reader sees stays nearly the same, the code points do not."""

import random
import unicodedata
from collections.abc import Mapping
from functools import partial

from evasion_kinds.kind import Kind

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u180e\u2061\u2063"
MARKS = tuple(chr(c) for c in range(0x300, 0x333))
SELECTORS = "\ufe0e\ufe0f\ufe00\u034f\U000e0100"
ODD_SPACES = "\u00a0\u1680\u2000\u2002\u2003\u2005\u2007\u2009\u200a\u202f\u205f\u3000\u2800\u3164"
CYRILLIC = dict(
    zip("aeopcxyijsdhkbmtnrgAEOPCXTHKMBISJ", "аеорсхуіјѕԁһкЬмтпгgАЕОРСХТНКМВІЅЈ", strict=True)
)
GREEK = dict(zip("aoeinpktuvwyxABEZHIKMNOPTYX", "αοειηρκτυνωγχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True))
SMALL_CAPS = dict(zip("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
OTHER_SCRIPTS = {
    **dict(zip("DRTiYAJEWMHGhZCPKLSVB", "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᏀᏂᏃᏟᏢᏦᏞᏚᏙᏴ", strict=True)),
    **dict(zip("aocnshuqgfwy", "ɑօϲոѕհսզցғաყ", strict=True)),
}  # fmt: skip
FANCY = dict(zip("abcdefghijklmnopqrstuvwxyz", "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz", strict=True))
STROKED = dict(zip("abcdefghijklmnopqrstuvwxyz", "ⱥƀȼđɇƒǥħɨɉꝁłmnøᵽꝗɍsŧᵾvwxɏƶ", strict=True))
TURNED = dict(zip("abcdefghijklmnopqrstuvwxyz.,?", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz˙'¿", strict=True))
MATHEMATICAL = (0x1D400, 0x1D434, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D608, 0x1D670)


def sprinkle(text: str, chance: random.Random, marks: str, share: float) -> str:
    """Put one of the marks behind a share of the letters."""
    return "".join(
        c + (chance.choice(marks) if c.isalpha() and chance.random() < share else "") for c in text
    )


def exchange(text: str, chance: random.Random, table: Mapping[str, str], share: float) -> str:
    """Exchange a share of the letters that have a double."""
    return "".join(table.get(c, c) if chance.random() < share else c for c in text)


def mixed(text: str, chance: random.Random) -> str:
    """Exchange letters for doubles of several scripts within each word."""
    tables = (CYRILLIC, GREEK, OTHER_SCRIPTS, SMALL_CAPS)
    return "".join(chance.choice(tables).get(c, c) if chance.random() < 0.4 else c for c in text)


def mathematical(text: str, chance: random.Random) -> str:
    """Write in one mathematical alphabet."""
    start = chance.choice(MATHEMATICAL)
    letters = "".join(_shifted(c, start, start + 26) for c in text)
    return letters.replace("\U0001d455", "\u210e")


def circled(text: str, _: random.Random) -> str:
    """Write in circled letters."""
    return "".join(_shifted(c, 0x24B6, 0x24D0) for c in text)


def boxed(text: str, _: random.Random) -> str:
    """Write in white letters on black squares."""
    return "".join(_shifted(c.upper(), 0x1F170, 0x1F170) for c in text)


def fullwidth(text: str, _: random.Random) -> str:
    """Write in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text).replace(
        " ", "\u3000"
    )


def zalgo(text: str, chance: random.Random, deep: int, share: float) -> str:
    """Stack combining marks on letters."""
    return "".join(
        c + "".join(chance.choices(MARKS, k=deep)) if c.isalpha() and chance.random() < share else c
        for c in text
    )


def accents(text: str, chance: random.Random) -> str:
    """Give half of the vowels a ready-made accent."""
    return "".join(
        unicodedata.normalize("NFC", c + chance.choice("\u0300\u0301\u0302\u0308"))
        if c in "aeiouAEIOU" and chance.random() < 0.5
        else c
        for c in text
    )


def direction_marks(text: str, chance: random.Random) -> str:
    """Put marks of direction between and inside the words."""
    return sprinkle(text, chance, "\u200e\u200f\u061c\u202a\u202c\u2066\u2069", 0.15)


def overridden(text: str, _: random.Random) -> str:
    """Write each line backwards behind an override, so that it is seen forwards."""
    return "\n".join(f"\u202e{line[::-1]}\u202c" if line else "" for line in text.split("\n"))


def words_overridden(text: str, chance: random.Random) -> str:
    """Write half of the words backwards behind overrides."""
    return " ".join(
        f"\u202e{w[::-1]}\u202c" if w.isalpha() and chance.random() < 0.5 else w
        for w in text.split(" ")
    )


def backwards(text: str, _: random.Random) -> str:
    """Write each line backwards with nothing to turn it round."""
    return "\n".join(line[::-1] for line in text.split("\n"))


def upside_down(text: str, _: random.Random) -> str:
    """Write each line upside down, so that it reads when the page is turned."""
    turned = ("".join(TURNED.get(c, c) for c in line.lower()) for line in text.split("\n"))
    return "\n".join(line[::-1] for line in turned)


def odd_spaces(text: str, chance: random.Random) -> str:
    """Exchange every space for one of another width."""
    return "".join(chance.choice(ODD_SPACES) if c == " " else c for c in text)


def _shifted(c: str, upper: int, lower: int) -> str:
    if "A" <= c <= "Z":
        return chr(ord(c) - 65 + upper)
    return chr(ord(c) - 97 + lower) if "a" <= c <= "z" else c


KINDS = (
    Kind("zero-width", partial(sprinkle, marks=ZERO_WIDTH, share=0.3)),
    Kind("zero-width, few", partial(sprinkle, marks="\u200b", share=0.04)),
    Kind("soft hyphens", partial(sprinkle, marks="\u00ad", share=0.3)),
    Kind("variation selectors", partial(sprinkle, marks=SELECTORS, share=0.3)),
    Kind("tag characters", partial(sprinkle, marks="\U000e0061\U000e0065", share=0.3)),
    Kind("invisible fillers", partial(sprinkle, marks="\u3164\u115f\uffa0", share=0.15)),
    Kind("odd spaces", odd_spaces),
    Kind("Cyrillic letters", partial(exchange, table=CYRILLIC, share=1.0)),
    Kind("Cyrillic letters, few", partial(exchange, table=CYRILLIC, share=0.1)),
    Kind("Greek letters", partial(exchange, table=GREEK, share=1.0)),
    Kind("small capitals", partial(exchange, table=SMALL_CAPS, share=1.0)),
    Kind("Cherokee and Armenian", partial(exchange, table=OTHER_SCRIPTS, share=1.0)),
    Kind("mixed look-alikes", mixed),
    Kind("stroked letters", partial(exchange, table=STROKED, share=1.0)),
    Kind("fancy letters", partial(exchange, table=FANCY, share=1.0)),
    Kind("mathematical", mathematical),
    Kind("circled", circled),
    Kind("boxed", boxed),
    Kind("full width", fullwidth),
    Kind("accents", accents),
    Kind("marks, one a letter", partial(zalgo, deep=1, share=0.7)),
    Kind("marks, heaps", partial(zalgo, deep=9, share=1.0)),
    Kind("direction marks", direction_marks),
    Kind("override, lines", overridden),
    Kind("override, words", words_overridden),
    Kind("backwards", backwards),
    Kind("upside down", upside_down),
)
