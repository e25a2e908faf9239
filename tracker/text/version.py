"""Which text rules read a request: every module and every table of words that they are made of."""

import hashlib
from functools import cache
from importlib.resources import files

_DATA = (".toml", ".tsv", ".txt")


@cache
def text_version() -> str:
    """Return a name for the rules as they are shipped; any change of a rule or word changes it."""
    read = hashlib.sha256()
    for package, endings in (("tracker.text", (".py",)), ("tracker.data", _DATA)):
        for item in sorted(files(package).iterdir(), key=lambda item: item.name):
            if item.name.endswith(endings):
                read.update(item.name.encode())
                read.update(item.read_bytes())
    return f"text@{read.hexdigest()[:12]}"
