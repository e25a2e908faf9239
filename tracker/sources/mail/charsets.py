"""Bytes of a letter to text, whatever their label says."""

import codecs

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What mail programs mean by a label: they write the larger set under the smaller one's name."""

_SEVEN_BIT = frozenset({"utf-7", "hz", "iso2022_jp", "iso2022_kr", "utf-16", "utf-32"})
"""Codecs under which bytes below 128 are not simply ASCII."""

_SAMPLE, _HIGH, _CHINESE_SHARE = 4096, 0x80, 0.4

_NO_LETTERS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
"""Codecs of Python that are no character sets of letters."""


def decode_bytes(content: bytes, label: str | None) -> str:
    """Decode bytes by their label; what is unlabelled, unknown or wrong by what they look like.

    UTF-8 goes before every label of one byte per letter, since those can decode anything.
    """
    codec = _codec(label)
    if content.isascii() and codec not in _SEVEN_BIT:
        return content.decode("ascii")
    if codec is None:
        codec = "gb18030" if _looks_chinese(content) else "cp1252"
        label = None
    can_decode_anything = label is None or codec == "utf-8" or codec.startswith("cp12")
    if can_decode_anything and _is_utf8(content):
        return content.decode("utf-8", "replace")
    codec = "cp1252" if codec == "utf-8" else codec
    try:
        return content.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        best = "utf-8" if _is_utf8(content) else codec
        return content.decode(best, "replace")


def _is_utf8(content: bytes) -> bool:
    """Say whether bytes are UTF-8, or were before a few of them broke."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return broken == 0 or sum(not c.isascii() for c in text) > 2 * broken


def _looks_chinese(content: bytes) -> bool:
    """Say whether unlabelled bytes are mostly Chinese: letters with accents stand alone."""
    sample = content[:_SAMPLE]
    high = sum(byte >= _HIGH for byte in sample)
    if high < len(sample) * _CHINESE_SHARE:
        return False
    letters = [c for c in sample.decode("gb18030", "replace") if not c.isascii()]
    return sum("\u4e00" <= c <= "\u9fff" for c in letters) > len(letters) * _CHINESE_SHARE


def _codec(label: str | None) -> str | None:
    """Return the codec for a label, or None when there is none for letters."""
    try:
        name = codecs.lookup((label or "").strip(" \"'")).name
    except (LookupError, ValueError, TypeError):
        return None
    if name in _NO_LETTERS:
        return None
    return _SUPERSETS.get(name, name)
