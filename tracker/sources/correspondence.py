"""What feeds of WhatDoTheyKnow tell about a request, event by event, put together."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from tracker.sources.dates import DateProblem, parse_date
from tracker.sources.incoming import Incoming, Rejected
from tracker.sources.limits import MAX_CELL_CHARS, MAX_NAME_CHARS
from tracker.sources.profiles import named_profile
from tracker.sources.records import RowProblem, check_characters, legible

SITE = "https://www.whatdotheyknow.com"
PROFILE = "whatdotheyknow-log"
"""The profile whose outcomes WhatDoTheyKnow's words are mapped with."""
_ELLIPSES = ("...", "…")
_ANSWERED = frozenset({"disclosed", "partly-disclosed", "refused", "not-held", "vexatious"})
_NOT_A_REQUEST = "not_foi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one event or one record says about a request.

    `created` is when the request was made, where that is told; `happened` when the event was.
    `asked` is the beginning of the request's own words.
    """

    line: int
    key: str
    title: str
    body: str
    url: str
    created: str = ""
    happened: str = ""
    state: str = ""
    asked: str = ""
    answered: bool = False


def requests_from(
    sightings: Iterable[Sighting | Rejected], *, body: str | None
) -> Iterator[Incoming | Rejected]:
    """Yield each request once, in the order of first sight."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in sightings:
        if isinstance(sighting, Rejected):
            yield sighting
        else:
            name = sighting.key or f"line {sighting.line}"
            groups.setdefault((sighting.body, name), []).append(sighting)
    for group in groups.values():
        try:
            yield _request(group, body)
        except RowProblem as problem:
            fields = {"reference": legible(group[0].key), "subject": legible(group[0].title)}
            yield Rejected(
                line=group[0].line, code=problem.code, reason=problem.reason, fields=fields
            )


def plain(text: str) -> str:
    """Return the words of a snippet: tags taken off, entities decoded."""
    if "<" in text and ">" in text:
        tree = LexborHTMLParser(text[:MAX_CELL_CHARS])
        text = tree.body.text() if tree.body else text
    text = html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def request_address(url_title: str) -> str:
    """Return the public address of a request."""
    return f"{SITE}/request/{quote(url_title, safe='')}"


def _request(group: list[Sighting], body: str | None) -> Incoming:
    """Put together what is known of one request."""
    first = group[0]
    title = next((plain(s.title) for s in group if s.title), "")
    asked = next((plain(s.asked) for s in group if s.asked), "")
    named = next((s.body for s in group if s.body), "")
    state = next((s.state for s in _latest_first(group) if s.state), "")
    if not (body or named):
        raise RowProblem("no-body", "No public body is named. Say with --body whose it is.")
    if not (asked or title):
        raise RowProblem("no-text", "The request has neither words nor a title.")
    if state == _NOT_A_REQUEST:
        raise RowProblem("not-a-request", "It is marked as no request for information.")
    for column, written in (("title", title), ("snippet", asked), ("public body", named)):
        check_characters(column, written)
    received, flags = _received(group)
    outcome = named_profile(PROFILE).outcome(state) if state else ""
    return Incoming(
        line=first.line,
        body=body or named[:MAX_NAME_CHARS],
        claimed_body=named[:MAX_NAME_CHARS] if body else "",
        reference=_reference(first.key),
        received=received,
        text=asked or title,
        subject=title,
        status=state.replace("_", " "),
        outcome=outcome or "",
        outcome_as_written=state,
        responded=_responded(group) if outcome in _ANSWERED else None,
        published_url=next((s.url for s in group if s.created and s.url), first.url),
        flags=flags | _flags(asked, unknown=outcome is None),
    )


def _latest_first(group: list[Sighting]) -> list[Sighting]:
    return sorted(group, key=lambda sighting: sighting.happened, reverse=True)


def _reference(key: str) -> str:
    check_characters("url_title", key)
    if not key or len(key) > MAX_NAME_CHARS:
        raise RowProblem("no-reference", "The request has no name in its address.")
    return key


def _received(group: list[Sighting]) -> tuple[date, frozenset[str]]:
    """Return the earliest date on which the request is known to have been there.

    Where no sighting tells when it was made, the earliest event stands in, and is flagged.
    """
    created = [_date(s.created) for s in group if s.created]
    if created:
        return min(created), frozenset()
    happened = [_date(s.happened) for s in group if s.happened]
    if not happened:
        raise RowProblem("no-received", "Nothing tells when the request was made.")
    return min(happened), frozenset({"received-estimated"})


def _responded(group: list[Sighting]) -> date | None:
    """Return the day of the last answer seen."""
    answers = [_date(s.happened) for s in group if s.answered and s.happened]
    return max(answers, default=None)


def _date(written: str) -> date:
    try:
        return parse_date(written)
    except DateProblem as problem:
        raise RowProblem(problem.code, f"The time created_at {problem.reason}.") from problem


def _flags(asked: str, *, unknown: bool) -> frozenset[str]:
    flags = {"outcome-unknown"} if unknown else set()
    if not asked:
        flags.add("title-only")
    elif asked.endswith(_ELLIPSES):
        flags.add("snippet")
    return frozenset(flags)
