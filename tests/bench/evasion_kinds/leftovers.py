"""Disguises by encodings that look like leftovers of a program."""

import html
import quopri
import random
from urllib.parse import quote

from evasion_kinds.kind import Kind


def entities(text: str, chance: random.Random) -> str:
    """Write spaces and a fifth of the letters as HTML entities."""

    def one(c: str) -> str:
        if c == " " and chance.random() < 0.3:
            return "&nbsp;"
        return f"&#{ord(c)};" if c.isalpha() and chance.random() < 0.2 else html.escape(c)

    return "".join(map(one, text))


def all_entities(text: str, chance: random.Random) -> str:
    """Write every character as an entity, by decimal or hexadecimal number."""
    hexadecimal = chance.random() < 0.5
    return "".join(f"&#x{ord(c):x};" if hexadecimal else f"&#{ord(c)};" for c in text)


def escaped_twice(text: str, _: random.Random) -> str:
    """Escape markup around the lines, twice."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return html.escape(html.escape(lines))


def percent(text: str, _: random.Random) -> str:
    """Write as in a web address."""
    return quote(text, safe="")


def percent_spaces(text: str, _: random.Random) -> str:
    """Write spaces and line ends alone as in a web address."""
    return text.replace("\n", "%0A").replace(" ", "%20")


def plus_spaces(text: str, _: random.Random) -> str:
    """Write as a form in a web address."""
    return quote(text, safe=" ").replace(" ", "+")


def quoted_printable(text: str, _: random.Random) -> str:
    """Leave quoted-printable as it was sent, all letters of every third word encoded."""
    words = text.split(" ")
    for at in range(0, len(words), 3):
        words[at] = "".join(f"={b:02X}" for b in words[at].encode())
    return quopri.encodestring(" ".join(words).encode()).decode().replace("=3D", "=")


def wrong_charset(text: str, _: random.Random) -> str:
    """Give curly quotes and dashes, read in the wrong character set."""
    typeset = text.replace("'", "\u2019").replace(" - ", " \u2013 ").replace(" ", " \u201c", 1)
    return typeset.encode().decode("cp1252", errors="replace")


KINDS = (
    Kind("HTML entities", entities),
    Kind("HTML entities, all", all_entities),
    Kind("markup escaped twice", escaped_twice),
    Kind("percent encoding", percent),
    Kind("percent spaces", percent_spaces),
    Kind("plus for spaces", plus_spaces),
    Kind("quoted-printable", quoted_printable),
    Kind("wrong character set", wrong_charset),
)
