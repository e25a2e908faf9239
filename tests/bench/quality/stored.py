"""Keep a measuring set in a file, so that a child process reads it and builds nothing."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from measuring_set import MeasuringSet

from tracker.evaluation.labelled import LabelledRequest, Pairs


def save(measured: MeasuringSet, path: Path) -> None:
    """Write a set as one JSON file."""
    ids = {request.id for request in measured.requests}
    record = {
        "name": measured.name,
        "requests": [asdict(request) for request in measured.requests],
        "left_out": _listed(frozenset(pair for pair in measured.left_out if pair <= ids)),
        "same": None if measured.same is None else _listed(measured.same),
        "series": {kind: _listed(pairs) for kind, pairs in measured.series.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, default=date.isoformat), encoding="utf-8")


def load(path: Path) -> MeasuringSet:
    """Read a set that `save` wrote."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return MeasuringSet(
        name=record["name"],
        requests=[
            LabelledRequest(**{**request, "received": date.fromisoformat(request["received"])})
            for request in record["requests"]
        ],
        left_out=_pairs(record["left_out"]),
        same=None if record["same"] is None else _pairs(record["same"]),
        series={kind: _pairs(pairs) for kind, pairs in record["series"].items()},
    )


def _listed(pairs: Pairs) -> list[list[str]]:
    """Return pairs as lists in a fixed order."""
    return sorted(sorted(pair) for pair in pairs)


def _pairs(listed: list[list[str]]) -> Pairs:
    return frozenset(frozenset(pair) for pair in listed)
