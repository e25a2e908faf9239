"""Generic JSON: a list of requests, `{"requests": [...]}`, or one request on each line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from tracker.sources.choices import Choices
from tracker.sources.columns import ColumnCounts, fold_name
from tracker.sources.encoding import text_of
from tracker.sources.incoming import Incoming, Reading, Rejected, UnreadableFile
from tracker.sources.json_text import JsonObject, NotJson, named_values, parse_json, read_document
from tracker.sources.limits import MAX_LINE_CHARS, MAX_ROWS
from tracker.sources.opened import Opened
from tracker.sources.part_answers import FIELD, PartReader, part_field
from tracker.sources.profiles import choose_profile
from tracker.sources.records import Recorder, RowProblem

ITEMS_LOOKED_AT = 200
"""How many items decide which profile fits."""
Item = object | NotJson


def read_json(opened: Opened, choices: Choices) -> Reading:
    """Read one JSON document.

    Raises:
        UnreadableFile: when it is no JSON, holds no list of requests, or no profile fits.
    """
    items = _items(read_document(opened))
    recorder = _recorder(items, choices)
    return _reading("json", enumerate(items, start=1), recorder, size_hint=len(items))


def read_jsonl(opened: Opened, choices: Choices) -> Reading:
    """Read one request on each line; `line` is the number of the line.

    Raises:
        UnreadableFile: when no line holds an object, or no profile fits.
    """
    first = [item for _, item in islice(_lines(opened), ITEMS_LOOKED_AT)]
    if not any(isinstance(item, JsonObject) for item in first):
        raise UnreadableFile("not-json", "None of the first lines holds a JSON object.")
    return _reading("jsonl", _lines(opened), _recorder(first, choices))


def _items(document: object) -> list[object]:
    """Find the requests in a document."""
    if isinstance(document, JsonObject):
        names = {fold_name(key): value for key, value in document.items()}
        if isinstance(inside := names.get("requests"), list):
            return list(inside)
        if "reference" in names and "text" in names:
            return [document]
    if isinstance(document, list):
        return list(document)
    raise UnreadableFile(
        "no-requests", 'The document is neither a list of requests nor {"requests": [...]}.'
    )


def _lines(opened: Opened) -> Iterator[tuple[int, Item]]:
    """Yield the parsed lines that are not blank, or why one could not be parsed."""
    with text_of(opened) as file:
        number = 0
        while text := file.readline(MAX_LINE_CHARS + 1):
            number += 1
            if len(text) > MAX_LINE_CHARS:
                while text and not text.endswith("\n"):
                    text = file.readline(MAX_LINE_CHARS)
                reason = f"The line holds more than {MAX_LINE_CHARS:,} characters."
                yield number, NotJson("giant-cell", reason)
            elif not text.isspace():
                yield number, _parsed(text)


def _parsed(text: str) -> Item:
    try:
        return parse_json(text)
    except NotJson as error:
        return error


def _recorder(items: Sequence[Item], choices: Choices) -> Recorder:
    """Choose a profile by the keys of the first items."""
    keys = {
        key: None
        for item in items[:ITEMS_LOOKED_AT]
        if isinstance(item, JsonObject)
        for key in item
    }
    if not items:
        keys = dict.fromkeys(("body", "reference", "received", "text"))
    distinct = {fold_name(key): key for key in reversed(keys)}
    profile = choose_profile(
        list(reversed(distinct.values())),
        wanted=choices.profile,
        body_given=choices.body is not None,
    )
    return Recorder(profile, choices.body, ColumnCounts())


def _reading(
    format_name: str,
    items: Iterable[tuple[int, Item]],
    recorder: Recorder,
    *,
    size_hint: int | None = None,
) -> Reading:
    return Reading(
        format=format_name,
        profile=recorder.profile.name,
        rows=_rows(items, recorder),
        dropped=recorder.counts.dropped,
        ignored=recorder.counts.ignored,
        size_hint=size_hint,
    )


def _rows(items: Iterable[tuple[int, Item]], recorder: Recorder) -> Iterator[Incoming | Rejected]:
    for count, (line, item) in enumerate(items, start=1):
        if count > MAX_ROWS:
            raise UnreadableFile("too-many-rows", f"The file has more than {MAX_ROWS:,} items.")
        yield _row(line, item, recorder)


def _row(line: int, item: Item, recorder: Recorder) -> Incoming | Rejected:
    """Make a request of one item."""
    if isinstance(item, NotJson):
        return Rejected(line=line, code=item.code, reason=item.reason)
    if not isinstance(item, JsonObject):
        return Rejected(line=line, code="not-a-record", reason="The item is no JSON object.")
    if item.doubled is not None:
        return Rejected(line=line, code="duplicate-key", reason="The item has one key twice.")
    field = None if recorder.takes(FIELD) else part_field(item)
    pairs: list[tuple[str, str]] = []
    for name, value in named_values(item):
        if name == field:
            continue
        written = _as_text(value)
        if written is None:
            if recorder.takes(name):
                reason = f"The field {name[:40]} holds neither text, number nor a list of them."
                return Rejected(line=line, code="wrong-type", reason=reason)
            written = "(other)"
        pairs.append((name, written))
    found = recorder.record(line, pairs)
    if field is None or isinstance(found, Rejected):
        return found
    return _with_answers(found, item[field], recorder)


def _with_answers(found: Incoming, field: object, recorder: Recorder) -> Incoming | Rejected:
    """Add what the item says of single questions."""
    try:
        answers = PartReader(recorder.profile, recorder.counts).read(field)
    except RowProblem as problem:
        fields = {"body": found.body, "reference": found.reference}
        return Rejected(line=found.line, code=problem.code, reason=problem.reason, fields=fields)
    unknown = any(answer.unknown for answer in answers)
    flags = found.flags | {"outcome-unknown"} if unknown else found.flags
    return replace(found, answers=answers, flags=flags)


def _as_text(value: object) -> str | None:
    """Return plain values as text, lists of them joined, and None for anything else."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return None
