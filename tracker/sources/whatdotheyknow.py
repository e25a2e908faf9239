"""JSON of WhatDoTheyKnow and other Alaveteli sites: requests, events, and lists of events.

Only the beginning of a request's words is in it (the snippet of the event `sent`), often only its
title; the request is flagged `snippet` or `title-only` then. Users are dropped and counted.
"""

from collections.abc import Iterator, Mapping

from tracker.sources.choices import Choices
from tracker.sources.columns import ColumnCounts
from tracker.sources.correspondence import Sighting, request_address, requests_from
from tracker.sources.incoming import Reading, Rejected, UnreadableFile
from tracker.sources.json_text import JsonObject, read_document
from tracker.sources.limits import MAX_ROWS
from tracker.sources.opened import Opened

_USER_KEYS = ("user", "user_name", "user_id", "user_url")
_LISTS = ("events", "info_request_events", "requests", "info_requests")
_MERGED = "(events of a request already seen)"
_STATES = ("described_state", "calculated_state", "display_status")
_SENT, _ANSWER = "sent", "response"


def read_whatdotheyknow(opened: Opened, choices: Choices) -> Reading:
    """Read one document.

    Raises:
        UnreadableFile: when it is no JSON, or holds no requests, as the page of a body does.
    """
    items = _items(read_document(opened))
    counts = ColumnCounts()
    sightings = list(_sightings(items, counts))
    keys = {(s.body, s.key) for s in sightings if isinstance(s, Sighting)}
    merged = sum(isinstance(s, Sighting) for s in sightings) - len(keys)
    if merged:
        counts.ignore(_MERGED, merged)
    return Reading(
        format="whatdotheyknow",
        profile="",
        rows=requests_from(sightings, body=choices.body),
        dropped=counts.dropped,
        ignored=counts.ignored,
        size_hint=len(sightings) - merged,
    )


def is_whatdotheyknow(document: object) -> bool:
    """Say whether a document has the shape of Alaveteli's JSON."""
    if isinstance(document, JsonObject):
        if _is_body(document) or _is_item(document):
            return True
        lists = [document[name] for name in _LISTS if isinstance(document.get(name), list)]
        return any(is_whatdotheyknow(inside) for inside in lists)
    return isinstance(document, list) and any(map(_is_item, document[:20]))


def _is_item(item: object) -> bool:
    if not isinstance(item, JsonObject):
        return False
    return "url_title" in item or isinstance(item.get("info_request"), JsonObject)


def _is_body(item: JsonObject) -> bool:
    return "url_name" in item and "name" in item and "url_title" not in item


def _items(document: object) -> list[object]:
    """Find the requests or events in a document."""
    if isinstance(document, JsonObject):
        if _is_item(document):
            return [document]
        for name in _LISTS:
            inside = document.get(name)
            if isinstance(inside, list):
                return list(inside)
        if _is_body(document):
            raise UnreadableFile(
                "no-requests", "The document describes a public body; it holds no requests."
            )
    if isinstance(document, list) and any(map(_is_item, document)):
        if len(document) > MAX_ROWS:
            raise UnreadableFile("too-many-rows", f"The file has more than {MAX_ROWS:,} items.")
        return list(document)
    raise UnreadableFile("no-requests", "The document holds no requests of WhatDoTheyKnow.")


def _sightings(items: list[object], counts: ColumnCounts) -> Iterator[Sighting | Rejected]:
    for line, item in enumerate(items, start=1):
        if not isinstance(item, JsonObject) or not _is_item(item):
            reason = "The item is neither a request nor an event of one."
            yield Rejected(line=line, code="not-a-record", reason=reason)
        elif item.doubled is not None:
            yield Rejected(line=line, code="duplicate-key", reason="The item has one key twice.")
        else:
            _count_users(item, counts)
            yield _sighting(line, item)


def _sighting(line: int, item: JsonObject) -> Sighting:
    """Read an event, a request, or the flat shape in which events are also passed on."""
    inside = item.get("info_request")
    request = inside if isinstance(inside, JsonObject) else item
    is_event = request is not item or "event_id" in item or "event_type" in item
    public_body = item.get("public_body") or request.get("public_body")
    named = _text(public_body, "name") if isinstance(public_body, JsonObject) else ""
    key = _text(request, "url_title")
    sent = _sent_event(item)
    return Sighting(
        line=line,
        key=key,
        title=_text(request, "title") or _text(request, "request_title"),
        body=named or _text(item, "authority_name"),
        url=request_address(key) if key else "",
        created="" if request is item and is_event else _text(request, "created_at"),
        happened=_text(item, "created_at") if is_event else _text(item, "updated_at"),
        state=_state(request),
        asked=_text(sent, "snippet") if sent else "",
        answered=_text(item, "event_type") == _ANSWER,
    )


def _sent_event(item: JsonObject) -> JsonObject | None:
    """Return the event with which the request was sent: only its words are the request's."""
    events = item.get("info_request_events")
    candidates = [item, *(events if isinstance(events, list) else [])]
    return next(
        (e for e in candidates if isinstance(e, JsonObject) and e.get("event_type") == _SENT), None
    )


def _state(request: JsonObject) -> str:
    """Return the state the request itself is in; of a flat event, the best there is."""
    found = (_text(request, name) for name in _STATES)
    return next((state for state in found if state), "")


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""


def _count_users(item: JsonObject, counts: ColumnCounts) -> None:
    """Count what says who asked, in the item and one level down."""
    for inside in (item, *(v for v in item.values() if isinstance(v, JsonObject))):
        for name in _USER_KEYS:
            if inside.get(name):
                counts.drop(name)
