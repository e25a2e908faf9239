"""Read labelled pairs of texts; say which lines are wrong."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.evaluation.labelled import LabelledFileError, read_lines

MOST_NAMED = 5
"""Wrong lines that a message names; the others are counted."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two texts, and whether they ask the same; the body that received each, where it is known."""

    text_a: str
    text_b: str
    label: bool
    body_a: str = ""
    body_b: str = ""
    id: str = ""


class _WrongLine(Exception):
    """A line that holds no labelled pair; the message says why and quotes nothing."""


def read_pairs(path: Path) -> list[LabelledPair]:
    """Read JSON Lines, plain or gzipped, with text_a, text_b and label (0, 1, true or false).

    `body_a`, `body_b` and `id` are optional, other fields are passed over. Raises
    LabelledFileError, which names the lines that are wrong.
    """
    found, wrong = [], []
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            found.append(_pair(line))
        except _WrongLine as error:
            wrong.append(f"line {number}: {error}")
    if wrong:
        raise LabelledFileError(f"{path.name}, {_named(wrong)}")
    if not found:
        message = f"{path.name} holds no labelled pair"
        raise LabelledFileError(message)
    return found


def require_both_labels(pairs: Iterable[LabelledPair], source: str) -> None:
    """Raise LabelledFileError where all pairs have the same label: nothing can be ranked then."""
    labels = {pair.label for pair in pairs}
    if len(labels) == 1:
        message = (
            f"{source} holds only pairs with label {int(labels.pop())}; "
            "measuring needs pairs of both kinds"
        )
        raise LabelledFileError(message)


def _pair(line: str) -> LabelledPair:
    """Make a labelled pair of one line."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise _WrongLine("this is not JSON") from None
    if not isinstance(record, dict):
        raise _WrongLine("this is not a record with text_a, text_b and label")
    if "label" not in record:
        raise _WrongLine("label is missing")
    label = record["label"]
    if not isinstance(label, (bool, int, float)) or label not in (0, 1):
        raise _WrongLine("label is neither 0 nor 1")
    return LabelledPair(
        text_a=_text(record, "text_a"),
        text_b=_text(record, "text_b"),
        label=bool(label),
        **{name: str(record.get(name) or "") for name in ("body_a", "body_b", "id")},
    )


def _text(record: dict[str, Any], name: str) -> str:
    if name not in record:
        message = f"{name} is missing"
        raise _WrongLine(message)
    if not isinstance(record[name], str):
        message = f"{name} is not a text"
        raise _WrongLine(message)
    return str(record[name])


def _named(wrong: list[str]) -> str:
    """Name the first wrong lines and count the others."""
    more = len(wrong) - MOST_NAMED
    named = "; ".join(wrong[:MOST_NAMED])
    return f"{named}; and {more} more such lines" if more > 0 else named
