"""Atom feeds of WhatDoTheyKnow.

An entry is an event. Only "Request sent to" tells of a new request and when it was made; the
other entries tell how a request of the same feed went on, and are counted as ignored where the
feed does not hold the request itself: their request has no stable name and no date in a feed.
"""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.sax import parse as parse_safely
from selectolax.lexbor import LexborHTMLParser

from tracker.sources.choices import Choices
from tracker.sources.columns import ColumnCounts
from tracker.sources.correspondence import Sighting, plain, requests_from
from tracker.sources.incoming import Reading, Rejected, UnreadableFile
from tracker.sources.limits import MAX_DEPTH, MAX_FEED_BYTES
from tracker.sources.opened import Opened

_SENT = re.compile(r"\s*Request sent to\b")
_ANSWER = re.compile(r"\s*Response by\b")
_REQUEST_PATH = re.compile(r"/request/([^/?#]+)")
_EVENT_PATH = re.compile(r"/request_event/(\d+)")
_OTHER = "(entries about requests that the feed does not hold)"


class _TooDeep(Exception):
    """A document nested beyond the limit."""


class _Depth(ContentHandler):
    """Follow how deep the elements are nested."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802, ANN401 -- SAX's own
        """Go one level down."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeep

    def endElement(self, name: str) -> None:  # noqa: N802 -- SAX's own
        """Come up again."""
        self._depth -= 1


def read_atom(opened: Opened, choices: Choices) -> Reading:
    """Read a feed.

    Raises:
        UnreadableFile: when it is no feed, defines entities, or is nested too deeply.
    """
    if opened.size > MAX_FEED_BYTES:
        limit = MAX_FEED_BYTES // 1024 // 1024
        raise UnreadableFile("too-large", f"A feed may have {limit} MB.")
    with opened.reader() as file:
        content = file.read()
    check_xml(content)
    feed = feedparser.parse(io.BytesIO(content))
    if not feed.version:
        raise UnreadableFile("no-requests", "The document is XML, but no Atom feed.")
    counts = ColumnCounts()
    sightings = list(_sightings(feed.entries, counts))
    return Reading(
        format="atom",
        profile="",
        rows=requests_from(sightings, body=choices.body),
        dropped=counts.dropped,
        ignored=counts.ignored,
    )


def check_xml(content: bytes) -> None:
    """Refuse what can harm a parser, or reach out of the file.

    Raises:
        UnreadableFile: `bomb` or `not-xml`.
    """
    try:
        parse_safely(io.BytesIO(content), _Depth(), forbid_dtd=True)
    except (DefusedXmlException, _TooDeep) as error:
        reason = "The XML defines types or entities, or is nested too deeply."
        raise UnreadableFile("bomb", reason) from error
    except (SAXException, ValueError, LookupError) as error:
        raise UnreadableFile("not-xml", "The file is no well-formed XML.") from error


def _sightings(entries: list[Any], counts: ColumnCounts) -> Iterator[Sighting | Rejected]:
    """Yield the entries about requests that the feed holds, each under its request's name."""
    found = [_entry(line, entry, counts) for line, entry in enumerate(entries, start=1)]
    names: dict[tuple[str, str], str] = {}
    for sighting in found:
        if sighting.created:
            names.setdefault((sighting.body, sighting.title), sighting.key)
    for sighting in found:
        name = names.get((sighting.body, sighting.title))
        if not sighting.title:
            reason = "The entry has no title."
            yield Rejected(line=sighting.line, code="no-text", reason=reason)
        elif sighting.created:
            yield sighting
        elif name is not None:
            yield _renamed(sighting, name)
        else:
            counts.ignore(_OTHER)


def _entry(line: int, entry: Any, counts: ColumnCounts) -> Sighting:  # noqa: ANN401 -- feedparser's
    """Read what one entry tells."""
    contents = entry.get("content") or [{"value": entry.get("summary", "")}]
    page = LexborHTMLParser(contents[0].get("value", ""))
    happened = entry.get("published") or entry.get("updated") or ""
    link = entry.get("link", "")
    event = page.css_first(".requester")
    told = event.text() if event else ""
    if page.css_first('.requester a[href*="/user/"]') or entry.get("author"):
        counts.drop("requester")
    body = page.css_first('.requester a[href*="/body/"]')
    words = page.css_first(".desc")
    state = page.css_first("strong")
    sent = bool(_SENT.match(told))
    return Sighting(
        line=line,
        key=_key(link),
        title=plain(entry.get("title", "")),
        body=body.text().strip() if body else "",
        url=link if link.startswith(("http://", "https://")) else "",
        created=happened if sent else "",
        happened=happened,
        state=" ".join(state.text().split()) if state else "",
        asked=words.text().strip() if words and sent else "",
        answered=bool(_ANSWER.match(told)),
    )


def _key(link: str) -> str:
    """Return the name in a request's address, else the number of the event that sent it."""
    if named := _REQUEST_PATH.search(link):
        return named[1]
    event = _EVENT_PATH.search(link)
    return f"event-{event[1]}" if event else ""


def _renamed(sighting: Sighting, key: str) -> Sighting:
    """Return an event under the name of the request that it belongs to."""
    return Sighting(
        line=sighting.line,
        key=key,
        title=sighting.title,
        body=sighting.body,
        url=sighting.url,
        happened=sighting.happened,
        state=sighting.state,
        answered=sighting.answered,
    )
