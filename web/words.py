"""The words and marks of the pages, in one place: outcomes, states, dates and counts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask

from tracker.campaigns.members import Member
from tracker.campaigns.risk.contradiction import Rule
from tracker.campaigns.risk.wording import cited, in_words
from tracker.law.postures import Reveals
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
    "new": ("New", "govuk-tag--blue", "The first request came within the last seven days."),
    "for-review": ("For review", "govuk-tag--yellow", "No person has judged it yet."),
    "escalating": (
        "Escalating",
        "govuk-tag--orange",
        "A body joined, or answers came to conflict, since a person judged it last.",
    ),
    "reopened": ("Reopened", "govuk-tag--purple", "Something arrived since it was archived."),
    "open": (
        "Open",
        "govuk-tag--grey",
        "A person judged it, and nothing came since that needs one.",
    ),
    "settled": ("Settled", "govuk-tag--teal", "All is answered, and no answers conflict."),
}
DECISIONS = {
    "confirmed": "Confirmed as one campaign",
    "archived": "Archived",
    "not-a-campaign": "Said to be no campaign",
}
BANDS = {
    "low": ("Low", "govuk-tag--grey"),
    "medium": ("Medium", "govuk-tag--yellow"),
    "high": ("High", "govuk-tag--orange"),
    "very high": ("Very high", "govuk-tag--red"),
}
REVEALS = {
    Reveals.CONFIRMS: "Confirms held",
    Reveals.DENIES: "Denies held",
    Reveals.NOTHING: "Nothing, while the line holds",
    Reveals.UNCLEAR: "Unclear",
    Reveals.PENDING: "Nothing yet",
    Reveals.NOT_ASKED: "Not asked",
    Reveals.NO_DATA: "Not in our data",
}
RULES = {
    Rule.NCND_BESIDE_DENIAL: "NCND beside a denial",
    Rule.NCND_BESIDE_CONFIRMATION: "NCND beside a confirmation",
    Rule.SAME_BODY_DIFFERS: "One body, different answers",
    Rule.ANSWER_CHANGED: "An answer that changed",
    Rule.HELD_WITH_NCND: "Held, and NCND cited",
    Rule.NEIGHBOUR_DISCLOSED: "A neighbour confirmed",
    Rule.OTHER_LIMB: "Other limbs of an exemption",
}
FACTORS = {
    "bodies": "Bodies asked",
    "places": "Regions and nations",
    "topic": "Sensitive topic",
    "revealing-answers": "Answers that reveal",
    "answers-to-come": "Answers to come",
    "ncnd-beside-denial": "NCND beside a denial",
    "ncnd-beside-confirmation": "NCND beside a confirmation",
    "neighbours": "Neighbours that differ",
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
        in_words=in_words,
        cited=cited,
    )
    app.jinja_env.globals.update(
        OUTCOMES=OUTCOMES,
        STATES=STATES,
        DECISIONS=DECISIONS,
        BANDS=BANDS,
        REVEALS=REVEALS,
        RULES=RULES,
        FACTORS=FACTORS,
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


def plain(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Write a report's counts as words and figures, whatever it counts."""
    return [(sentence(name), _counts(value)) for name, value in values.items()]


def _counts(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_counts(count)}" for name, count in value.items())
    return f"{value:,}" if isinstance(value, int) else str(value)
