"""Read labelled requests and pairs to leave out; say which line is wrong."""

import gzip
import json
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Pairs = frozenset[frozenset[str]]


class LabelledFileError(Exception):
    """A labelled file that cannot be measured on; the message names file and line."""


@dataclass(frozen=True, slots=True)
class LabelledRequest:
    """One request with its true cluster; None where it is known to be no copy of another."""

    id: str
    body: str
    reference: str
    received: date
    text: str
    cluster: str | None


def read_labelled(path: Path) -> list[LabelledRequest]:
    """Read JSON Lines, plain or gzipped, with body, reference, received, text and cluster.

    `id` is optional and defaults to body and reference. Raises LabelledFileError.
    """
    found = []
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            found.append(_labelled(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            kind = f"lacks {error}" if isinstance(error, KeyError) else "cannot be read"
            message = f"{path.name}, line {number} {kind}"
            raise LabelledFileError(message) from None
    if not found:
        message = f"{path.name} holds no labelled request"
        raise LabelledFileError(message)
    return found


def read_left_out(path: Path) -> Pairs:
    """Read pairs of ids that nobody has judged: two columns, tab or comma, plain or gzipped."""
    rows = (line.replace(",", "\t").split("\t") for line in read_lines(path) if line.strip())
    ids = [[part.strip() for part in row[:2]] for row in rows]
    return frozenset(frozenset(pair) for pair in ids if len(pair) == 2 and pair[0] != pair[1])  # noqa: PLR2004


def read_lines(path: Path) -> list[str]:
    """Read the lines of a text file, gzipped when its head says so. Raises LabelledFileError."""
    raw = path.read_bytes()
    try:
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        return raw.decode("utf-8-sig").split("\n")
    except (OSError, EOFError, zlib.error):
        message = f"{path.name} is a damaged gzip file"
    except UnicodeDecodeError:
        message = f"{path.name} is not a text in UTF-8"
    raise LabelledFileError(message)


def _labelled(record: dict[str, Any]) -> LabelledRequest:
    """Make a labelled request of one record."""
    body, reference = str(record["body"]), str(record["reference"])
    cluster = record.get("cluster")
    return LabelledRequest(
        id=str(record.get("id") or f"{body}/{reference}"),
        body=body,
        reference=reference,
        received=date.fromisoformat(str(record["received"])[:10]),
        text=str(record["text"]),
        cluster=None if cluster is None else str(cluster),
    )
