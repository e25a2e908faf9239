"""Which format a file has: by its content first, by its name where the content leaves a choice."""

import re
import zipfile

from tracker.sources.encoding import detect_encoding
from tracker.sources.incoming import UnreadableFile
from tracker.sources.json_text import JsonObject, NotJson, parse_json, read_document
from tracker.sources.opened import Opened
from tracker.sources.whatdotheyknow import is_whatdotheyknow

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_TABLES = {".csv", ".tsv", ".tab"}
_LINES = {".jsonl", ".ndjson"}
_MAIL = {".eml", ".txt", ".msg", ".mail", ""}
_ENVELOPE = re.compile(rb"From \S+ [^\n]{0,200}\d{4}")
_MAIL_HEADER = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|"
    rb"Envelope-to|Delivery-date|Reply-To|Content-Type|X-[\w-]+|DKIM-Signature|ARC-[\w-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_HEADER = re.compile(rb"(?:[!-9;-~]{1,80}:|[ \t])")
_HEADERS_NEEDED = 2
_UNKNOWN = "The kind of the file cannot be told from its name and content; say it with --format."


def detect_format(opened: Opened) -> str:
    """Name the format of a file.

    Raises:
        UnreadableFile: `unknown-format`, or why JSON cannot be read.
    """
    head = opened.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if opened.head.startswith(_ARCHIVES):
        return _archive(opened)
    known = _by_content(opened, head) or _by_name(opened, head)
    if known:
        return known
    raise UnreadableFile("unknown-format", _UNKNOWN)


def _by_content(opened: Opened, head: bytes) -> str | None:
    """Name the formats that their first bytes give away, unless the name says a kind of lines."""
    if head.startswith(b"<") and (head.startswith(b"<?xml") or b"<feed" in head[:2_000]):
        return "atom"
    if opened.suffix in _LINES:
        return "jsonl"
    if opened.suffix in _TABLES:
        return "csv"
    if head.startswith((b"{", b"[")) or opened.suffix == ".json":
        return _json(opened)
    return None


def _by_name(opened: Opened, head: bytes) -> str | None:
    """Tell mail from other text."""
    if opened.suffix == ".mbox" or (_ENVELOPE.match(head) and opened.suffix not in _MAIL - {""}):
        return "mbox"
    if opened.suffix == ".eml" or (opened.suffix in _MAIL and _looks_like_mail(head)):
        return "eml"
    return None


def _archive(opened: Opened) -> str:
    """A zip file is a workbook when it holds one."""
    if opened.suffix in {".xlsx", ".xlsm", ".xls"} or opened.head.startswith(_ARCHIVES[2]):
        return "xlsx"
    try:
        with opened.reader() as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableFile("unknown-format", _UNKNOWN) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UnreadableFile("unknown-format", "The file is an archive, but no workbook; unpack it.")


def _json(opened: Opened) -> str:
    """Tell one document from one object on each line, and Alaveteli's from ours."""
    if _has_objects_on_lines(opened):
        return "jsonl"
    return "whatdotheyknow" if is_whatdotheyknow(read_document(opened)) else "json"


def _has_objects_on_lines(opened: Opened) -> bool:
    if opened.suffix == ".json" and not opened.head.startswith(b"{"):
        return False
    encoding = detect_encoding(opened)
    lines = [line for line in opened.head.decode(encoding, "replace").split("\n") if line.strip()]
    try:
        first = parse_json(lines[0])
    except (NotJson, IndexError):
        return False
    return isinstance(first, JsonObject) and len(lines) > 1


def _looks_like_mail(head: bytes) -> bool:
    """Say whether a text starts with lines of headers, some of them those of mail."""
    head = head.partition(b"\n")[2] if _ENVELOPE.match(head) else head
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not all(_ANY_HEADER.match(line) for line in block.splitlines()[:20]):
        return False
    return len({name.lower() for name in _MAIL_HEADER.findall(block)}) >= _HEADERS_NEEDED
