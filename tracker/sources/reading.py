"""Read any file that requests come in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from tracker.sources.atom import read_atom
from tracker.sources.choices import Choices
from tracker.sources.delimited import read_csv
from tracker.sources.detect import detect_format
from tracker.sources.incoming import Reading, UnreadableFile
from tracker.sources.json_items import read_json, read_jsonl
from tracker.sources.mail.reader import read_eml, read_mbox
from tracker.sources.opened import Opened, open_source
from tracker.sources.profiles import named_profile
from tracker.sources.whatdotheyknow import read_whatdotheyknow
from tracker.sources.workbook import read_xlsx

AUTO = "auto"
FORMATS: Mapping[str, Callable[[Opened, Choices], Reading]] = MappingProxyType(
    {
        "csv": read_csv,
        "xlsx": read_xlsx,
        "json": read_json,
        "jsonl": read_jsonl,
        "whatdotheyknow": read_whatdotheyknow,
        "atom": read_atom,
        "eml": read_eml,
        "mbox": read_mbox,
    }
)
"""The reader of each format, by the name that the command line uses."""


def read_file(
    path: Path,
    *,
    format: str = AUTO,  # noqa: A002 -- as the command line has it
    body: str | None = None,
    profile: str | None = None,
) -> Reading:
    """Start reading a file; its rows are read while they are taken.

    `body` is the body whose requests these are; it wins over what the file says, which is then
    handed on as `claimed_body`. `profile` names how the columns are called, where there are any.

    Raises:
        UnreadableFile: when nothing of the file can be taken, with a code and a sentence.
    """
    if format != AUTO and format not in FORMATS:
        raise UnreadableFile("unknown-format", f"The known formats are: {', '.join(FORMATS)}.")
    if profile:
        named_profile(profile)
    opened = open_source(path)
    name = detect_format(opened) if format == AUTO else format
    return FORMATS[name](opened, Choices(body or None, profile or None))
