"""Wrap requests in the letters kept for measuring."""

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from tracker.evaluation.labelled import LabelledRequest

TEMPLATES = "held_out"


def in_letters(requests: Sequence[LabelledRequest], seed: int) -> Iterator[LabelledRequest]:
    """Yield each request in a letter of the held-out kind; the seed chooses letter and sender."""
    records = [{"id": r.id, "body": r.body, "text": r.text} for r in requests]
    wrapped = _wrapper().wrap(records, templates=TEMPLATES, seed=seed)
    for request, record in zip(requests, wrapped, strict=True):
        yield replace(request, text=record["text"])


def _wrapper() -> ModuleType:
    """Load tests/bench/wrap_letters.py, which lies beside this folder."""
    path = Path(__file__).parents[1] / "wrap_letters.py"
    spec = importlib.util.spec_from_file_location("wrap_letters", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
