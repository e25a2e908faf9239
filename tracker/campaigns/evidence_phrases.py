"""How days, outcomes and sources are written in an evidence document. Pure."""

from datetime import date

from tracker.campaigns.evidence_parts import Cell, Link


def in_words_of_day(day: date | None) -> str:
    """Write a day: `3 November 2026`."""
    return f"{day.day} {day:%B %Y}" if day else "no date"


def plain(outcome: str) -> str:
    """Write an outcome of the register without its dashes."""
    return outcome.replace("-", " ")


def source(url: str) -> Cell:
    """Lead to where an answer is published; say so where no address is known."""
    return Link(url, url) if url else "no published address is known"
