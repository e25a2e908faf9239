"""The words and marks of the pages, in one place: outcomes, states, dates and counts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask

from tracker.campaigns.members import Member
from tracker.runs import LONDON
from web.pages import dashboard


@dataclass(frozen=True, slots=True)
class Mark:
    """How an outcome is shown: its words, one sign for small places, and its class in the CSS."""

    label: str
    glyph: str
    key: str


OVERDUE = Mark("Overdue", "!", "over")
OUTCOMES = {
    "disclosed": Mark("Disclosed", "D", "disclosed"),
    "partly-disclosed": Mark("Partly disclosed", "P", "part"),
    "refused": Mark("Refused (held confirmed)", "R", "refused"),
    "ncnd": Mark("Neither confirm nor deny", "N", "ncnd"),
    "not-held": Mark("No information held", "0", "none"),
    "already-published": Mark("Already published", "A", "published"),
    "cost": Mark("Refused on cost", "C", "unclear"),
    "vexatious": Mark("Refused as vexatious or repeated", "V", "unclear"),
    "withdrawn": Mark("Withdrawn", "W", "unclear"),
    "clarification": Mark("Clarification asked for", "?", "wait"),
    "pending": Mark("Not yet answered", "…", "wait"),
}
STATES = {
    "new": ("New", "govuk-tag--blue"),
    "for-review": ("For review", "govuk-tag--yellow"),
    "escalating": ("Escalating", "govuk-tag--orange"),
    "reopened": ("Reopened", "govuk-tag--purple"),
    "open": ("Open", "govuk-tag--grey"),
    "settled": ("Settled", "govuk-tag--teal"),
}
RUN_KINDS = {
    "ingest": "Ingest",
    "match": "Match",
    "nightly": "Nightly run",
    "demo": "Demonstration",
}
RUN_STATES = {
    "done": ("Succeeded", "govuk-tag--teal"),
    "running": ("Running", "govuk-tag--blue"),
    "failed": ("Failed, earlier data kept", "govuk-tag--orange"),
}


def register(app: Flask) -> None:
    """Give the words to the templates."""
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        span=span,
        short_span=short_span,
        moment=moment,
        counted=counted,
        due_words=due_words,
        mark=mark,
        plain=plain,
        sentence=sentence,
        signed=signed,
        figure=figure,
        weighs=weighs,
    )
    app.jinja_env.tests["weighs"] = weighs
    app.jinja_env.globals.update(
        OUTCOMES=OUTCOMES,
        STATES=STATES,
        RUN_KINDS=RUN_KINDS,
        RUN_STATES=RUN_STATES,
        marking=lambda: dashboard().settings.marking,
    )


def mark(member: Member) -> Mark:
    """Give the mark of a member: overdue when it is, else that of its outcome."""
    return OVERDUE if member.overdue else OUTCOMES[member.posture]


def day(value: date) -> str:
    """Write a day: 24 November 2026."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Write a day for a narrow column: 24 Nov 2026."""
    return f"{value.day} {value:%b %Y}"


def short_span(first: date, last: date) -> str:
    """Write two days, the year once where it is one: 12 Oct to 16 Nov 2026."""
    if first == last:
        return short_day(last)
    return f"{_start(short_day(first), first, last)} to {short_day(last)}"


def span(first: date, last: date) -> str:
    """Write two days in a sentence: between 12 October and 16 November 2026, or on one day."""
    if first == last:
        return f"on {day(last)}"
    return f"between {_start(day(first), first, last)} and {day(last)}"


def _start(written: str, first: date, last: date) -> str:
    return written.removesuffix(f" {last.year}") if first.year == last.year else written


def moment(value: datetime) -> str:
    """Write a time as the United Kingdom's clocks show it: 21 November 2026, 2:14am."""
    local = value.astimezone(LONDON)
    hour, half = f"{local:%I}".lstrip("0"), f"{local:%p}".lower()
    return f"{day(local.date())}, {hour}:{local:%M}{half}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: 1 body, 1,184 requests."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def due_words(due: date, today: date) -> str:
    """Say how far away a due date is."""
    days = (due - today).days
    match days:
        case 0:
            return "due today"
        case 1:
            return "due tomorrow"
        case -1:
            return "1 day overdue"
        case _:
            return f"in {days} days" if days > 0 else f"{-days:,} days overdue"


def sentence(name: str) -> str:
    """Write a name of a part or a count as words: rare_words becomes Rare words."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def signed(points: float) -> str:
    """Write points with their sign, +2.31, with a true minus where it is one."""
    return f"{points:+.2f}".replace("-", "\u2212")


def figure(value: float | None) -> str:
    """Write what was measured, as far as anything was."""
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def weighs(points: float) -> bool:
    """Say whether points are enough to be seen when they are written with two digits."""
    return round(abs(points), 2) > 0


def plain(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Write a report's counts as words and figures, whatever it counts."""
    return [(sentence(name), _counts(value)) for name, value in values.items()]


def _counts(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_counts(count)}" for name, count in value.items())
    return f"{value:,}" if isinstance(value, int) else str(value)
