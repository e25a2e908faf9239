"""JSON read so that nothing in it can surprise: numbers stay text, doubled keys are noticed."""

import json
from collections.abc import Iterator

from tracker.sources.encoding import text_of
from tracker.sources.incoming import UnreadableFile
from tracker.sources.limits import MAX_DOCUMENT_BYTES
from tracker.sources.opened import Opened

MAX_NESTED = 6
"""How deep names of columns are looked for inside an item."""
MAX_VALUES = 2_000
"""How many values of one item are looked at."""


class JsonObject(dict[str, object]):
    """A JSON object that remembers a key that it was given twice."""

    doubled: str | None = None


class NotJson(Exception):
    """Text that is no JSON; `reason` says why, without quoting it."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def parse_json(text: str) -> object:
    """Parse JSON; objects become JsonObject, numbers the text that was written.

    Raises:
        NotJson: `not-json` or `too-deep`.
    """
    try:
        return _DECODER.decode(text.strip(" \t\r\n\ufeff"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotJson("not-json", f"This is not JSON: an error at {where}.") from error
    except RecursionError as error:
        raise NotJson("too-deep", "The JSON is nested too deeply.") from error


def read_document(opened: Opened) -> object:
    """Parse a whole file.

    Raises:
        UnreadableFile: when it is no JSON, or too large to be held as a whole.
    """
    if opened.size > MAX_DOCUMENT_BYTES:
        raise UnreadableFile(
            "too-large",
            f"A JSON document may have {MAX_DOCUMENT_BYTES // 1024 // 1024} MB; use JSON Lines.",
        )
    with text_of(opened) as file:
        text = file.read()
    try:
        return parse_json(text)
    except NotJson as error:
        raise UnreadableFile(error.code, error.reason) from error


def named_values(item: JsonObject) -> Iterator[tuple[str, object]]:
    """Yield names and plain values, also those inside objects, with dots: `user.name`.

    A list of plain values counts as one value. What lies too deep is left out.
    """
    waiting: list[tuple[str, object, int]] = [(key, value, 1) for key, value in item.items()]
    waiting.reverse()
    seen = 0
    while waiting and seen < MAX_VALUES:
        name, value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            if depth < MAX_NESTED:
                inner = [(f"{name}.{key}", v, depth + 1) for key, v in value.items()]
                waiting.extend(reversed(inner))
        else:
            yield name, value


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        found.doubled = next(key for key in keys if keys.count(key) > 1)
    return found


def _no_number(name: str) -> float:
    """Keep NaN and Infinity as the only floats there are: no field takes them for a value."""
    return float(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=_no_number
)
