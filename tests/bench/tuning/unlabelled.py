"""Questions of ../shared/data that nobody labelled as copies or judged, to learn from."""

import gzip
import json
from pathlib import Path

from tracker.text.prepare import prepare

DATA = Path(__file__).parents[4] / "shared" / "data"
SETS = ("parliament_questions", "british_columbia_requests")


def questions(shortest: int, longest: int) -> list[str]:
    """Return the main wordings, each once, that have so many words."""
    pairs = records("parliament_hard_pairs")
    judged = {pair[side].split(":")[-1] for pair in pairs for side in ("id_a", "id_b")}
    found = []
    for name in SETS:
        for row in records(name):
            if row.get("cluster") or row["id"].split(":")[-1] in judged:
                continue
            read = prepare(row["text"], body_names=[row["body"]])
            if read.wordings and shortest <= len(read.wordings[0].comparable.split()) <= longest:
                found.append(read.wordings[0].comparable)
    return sorted(set(found))


def records(name: str) -> list[dict]:
    """Return the rows of a file."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
