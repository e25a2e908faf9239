"""Decode what a program left encoded: HTML entities, percent signs, quoted-printable."""

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote

_ROUNDS = 3
"""Times that something may have been encoded over."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LETTER_ENTITY = re.compile(
    r"(?:&#(?:0*(?:6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2])|[xX]0*[4-7][0-9a-fA-F]);)"
)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_PERCENT_WORD = re.compile(r"[^\s%]*(?:%[0-9A-Fa-f]{2}[^\s%]*)+")
_LETTER_PERCENT = re.compile(r"%(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])")
_PLUS_WORDS = re.compile(r"(?<![^\s])[^\s+]+(?:\+[^\s+]*){5,}")
_ADDRESS = re.compile(r"://|^www\.|@")
_LONGEST_ADDRESS = 300
_FEWEST = 2
"""Percent codes that a text must have outside addresses: one may be a percentage."""

_SOFT_BREAK = re.compile(r"=[ \t]*\n")
_OCTETS = re.compile(r"(?:=[0-9A-F]{2})+")
_LETTER_OCTET = re.compile(r"=(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])")
_FEWEST_OCTETS = 3
_MISREAD = re.compile("(?:\u00e2\u20ac.|\u00c3[\u0080-\u00bf\u0152-\u2122]|\u00c2[\u00a0-\u00bf])")
_FEWEST_LETTERS = 6
"""Plain letters in code from which a text hides something: a program never encodes those."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without codes, and whether plain letters had been written in code."""

    text: str
    hidden: bool


def decode_leftovers(text: str) -> Decoded:
    """Decode what was encoded once or several times; web addresses stay as they are."""
    hidden = 0
    for _ in range(_ROUNDS):
        before = text
        if "&" in text:
            hidden += len(_LETTER_ENTITY.findall(text))
            text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
        if "%" in text:
            hidden += _coded(_LETTER_PERCENT, text)
            if _coded(_PERCENT, text) >= _FEWEST:
                text = _PERCENT_WORD.sub(_percent_decoded, text)
        if "=" in text and len(_OCTETS.findall(text)) >= _FEWEST_OCTETS:
            hidden += len(_LETTER_OCTET.findall(text))
            text = _OCTETS.sub(_octets_decoded, _SOFT_BREAK.sub("", text))
        text = _PLUS_WORDS.sub(lambda match: match.group().replace("+", " "), text)
        if text == before:
            break
    if _MISREAD.search(text):
        text = _MISREAD.sub(_read_again, text)
    return Decoded(text, hidden >= _FEWEST_LETTERS)


def _coded(code: re.Pattern[str], text: str) -> int:
    """Count codes in words that are no addresses."""
    return sum(len(code.findall(w)) for w in _PERCENT_WORD.findall(text) if not _is_address(w))


def _is_address(word: str) -> bool:
    return len(word) <= _LONGEST_ADDRESS and bool(_ADDRESS.search(word))


def _percent_decoded(match: re.Match[str]) -> str:
    """Decode one word unless it is an address."""
    word = match.group()
    return word if _is_address(word) else unquote(word, errors="replace")


def _octets_decoded(match: re.Match[str]) -> str:
    """Decode octets written as in a mail; what is no UTF-8 is taken as Western European."""
    octets = bytes.fromhex(match.group().replace("=", ""))
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", errors="replace")


def _read_again(match: re.Match[str]) -> str:
    """Read UTF-8 that was taken for Western European."""
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match.group()
