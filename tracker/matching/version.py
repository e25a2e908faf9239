"""Which rules score a pair: the scorer's file, and every module and word that measures pairs."""

import hashlib

from tracker.matching.words import weights_file
from tracker.shipped import rules_hash


def scorer_version(name: str, raw: bytes) -> str:
    """Return a scorer's name with 12 digits that any change of its file or of a rule changes.

    Scores of two versions are never mixed, so that a rule changed here scores every pair anew.
    """
    read = hashlib.sha256(raw)
    read.update(rules_hash("matching", "data").encode())
    read.update(weights_file().read_bytes())
    return f"{name}@{read.hexdigest()[:12]}"
