"""Cut the frame off a letter: what stands above the greeting and below the closing."""

import re

HEADER_LINES = 14
"""Lines in which a greeting is looked for; further down it is a quotation."""

TAIL_LINES = 25
"""Lines after a closing that may be a signature and a footer; more is kept and judged."""

_GREETING = re.compile(
    r"^(?:dear\b|to whom (?:it|this) may concern|good (?:morning|afternoon|evening|day)\b|hello\b|"
    r"hi\b|hiya\b|greetings\b|sirs?\b[,:]?$|madam\b[,:]?$|annwyl\b)(?P<rest>.{0,80})$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:yours(?: (?:very |most )?(?:faithfully|sincerely|truly|ever|etc))?|sincerely|faithfully|"
    r"(?:with )?(?:kind|kindest|best|warm|warmest|many)?(?: and (?:best|kind))? ?"
    r"(?:regards|wishes)|"
    r"(?:many )?thanks(?: again)?|thank you|cheers|cofion(?: cynnes| gorau)?|yn gywir|"
    r"yr eiddoch yn (?:gywir|ffyddlon)|best|rgds|br)[\s,.!-]*(?:\[name\][\s,.]*)?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:q(?:uestion)?\s*)?(?:\d{1,2}|[a-z])[.):]\s+\S.{15,}", re.IGNORECASE)
_LONG_LINE = 140


def inside_frame(text: str) -> tuple[str, bool]:
    """Return a text without header, greeting and signature block, and whether it had any.

    Nothing goes that asks something, and a text that would be left empty is returned whole.
    """
    lines = text.split("\n")
    start = _after_greeting(lines)
    end = _before_closing(lines, start)
    inside = "\n".join(lines[start:end]).strip()
    framed = start > 0 or end < len(lines)
    return (inside, framed) if inside else (text, framed)


def _after_greeting(lines: list[str]) -> int:
    """Return the first line below the greeting, or 0 where none is found."""
    for number, line in enumerate(lines[:HEADER_LINES]):
        greeting = _GREETING.match(line.strip())
        if greeting and not _asks(greeting.group("rest")):
            above = lines[:number]
            return 0 if any(_asks(other) for other in above) else number + 1
        if _asks(line):
            return 0
    return 0


def _before_closing(lines: list[str], start: int) -> int:
    """Return the line at which the closing stands when only a signature follows it."""
    for number in range(start, len(lines)):
        if not _CLOSING.match(lines[number].strip()):
            continue
        tail = [line for line in lines[number + 1 :] if line.strip()]
        if len(tail) <= TAIL_LINES and not any(_asks(line) for line in tail):
            return number
    return len(lines)


def _asks(line: str) -> bool:
    """Say whether a line looks as if it asks something."""
    return "?" in line or bool(_ITEM.match(line)) or line.lower().startswith(("ps ", "p.s"))
