"""What a document is made of, whatever it is written as: sections of words, lists and tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere; without an address they are words."""

    words: str
    url: str = ""


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in which the order says nothing."""

    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell of each row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = str | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a heading of its own."""

    key: str
    """Of lower-case letters and dashes, for the address of the part."""
    title: str
    blocks: tuple[Block, ...]
    parts: tuple["Section", ...] = ()
    """One level deep."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document with the marking that stands at its head and its foot."""

    title: str
    marking: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
