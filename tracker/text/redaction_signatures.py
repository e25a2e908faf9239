"""Remove signatures: the lines after a sign-off, a sender's head, names that stand alone."""

import re
from collections import Counter

from tracker.text.redaction_names import (
    given_names,
    is_personal_name,
    names_institution,
    plain_name,
    read_name,
    words_of,
)
from tracker.text.redaction_signature_lines import (
    block_end,
    is_signature_line,
    quote_depth,
    unquoted,
)

_FAREWELL = (
    r"yours (?:very )?(?:faithfully|sincerely|truly|respectfully|ever|(?-i:[a-z]{2,16}ly)"
    r"|in [a-z]{4,14})|yours,? (?:etc|&c)\.?|(?-i:[A-Z]?[a-z]{2,16}ly),? yours|yours"
    r"|(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?regards|k(?:in)?d rgds|rgds"
    r"|sincerely(?: yours)?"
    r"|faithfully|respectfully(?: yours)?|(?:with )?(?:best|good|kind|warm) wishes|all the best"
    r"|best"
    r"|(?:with )?(?:very )?(?:many|grateful|kind)? ?thanks(?: (?:again|in advance|so much|very"
    r" much|a lot|and (?:kind |best )?regards"
    r"|for (?:your|any) (?:help|time|assistance)))?|thank you(?: (?:again|in advance|so much|very"
    r" much|and (?:kind |best )?regards"
    r"|for (?:your|any) (?:help|time|assistance)))?|cheers(?: in advance)?(?: x{1,3})?|ta"
    r"|signed|cordially|yn gywir|yr eiddoch"
    r" yn gywir"
    r"|cofion(?: gorau| cynnes)?|diolch(?: yn fawr)?(?: iawn)?|gyda diolch|dymuniadau gorau"
)
_SIGN_OFF = re.compile(
    rf"(?i)[ \t]{{0,8}}(?P<farewell>(?:{_FAREWELL})(?: ?/"
    rf" ?(?:{_FAREWELL}))?)[ \t]{{0,3}}(?P<mark>[,.!:;–—-]{{0,3}})(?P<rest>[^\n]{{0,160}})$"
)
_SOFT = re.compile(
    r"(?i)^(?:(?:many |with )?thanks|thank you|i (?:very much )?look forward|looking forward|hope"
    r" to hear|i await|in anticipation"
    r"|edrychaf ymlaen|diolch)\b.{0,160}$"
)
_DEVICE = re.compile(r"(?i)^(?:sent (?:from|via|using)|get outlook for)\b")
_ANY = re.compile(
    r"(?i)\b(?:yours|regards|rgds|sincerely|faithfully|respectfully|wishes|best|thanks|thank you"
    r"|cheers(?: in advance)?(?: x{1,3})?|ta|signed|cordially"
    r"|gywir|cofion|diolch|dymuniadau|sent|look(?:ing)? forward|await|hear)\b|^--[ \t]*$",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"(?P<farewell>(?i:yours (?:faithfully|sincerely|truly)|(?:kind(?:est)?|best|warm(?:est)?)"
    r" regards|yn gywir|cofion(?: gorau| cynnes)?)"
    r"|(?<=[.?!;][ ])(?:[Rr]egards|[Mm]any thanks|[Tt]hanks(?: in advance)?|[Tt]hank you|[Cc]heers"
    r"|[Bb]est(?: wishes)?|[Ss]igned))"
    r"[,.!:;–— \t-]{1,4}(?=[^\W\d_])"
)
_ASKS = re.compile(
    r"(?i)\?|\b(?:please|provide|how many|how much|what|which|could you|can you|i would|also)\b"
)
_DELIMITERS = frozenset({"--", "–", "—"})
_LONGEST_SIGN_OFF = 240
_LONGEST_TAIL = 200
_MOST_FRIENDLY_WORDS = 3
_MOST_BLANK_LINES = 6


def remove_signatures(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out whatever follows a sign-off until a question, a postscript or a quotation.

    The whole block becomes one `[name]`. A full name at its head is added to `known`.
    """
    if _ANY.search(text):
        text = _remove_blocks(text, counts, known)
        text = _remove_inline(text, counts, known)
    return text


def _remove_blocks(text: str, counts: Counter[str], known: set[str]) -> str:
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        signed, block = _signed(line, counts, known)
        kept.append(signed)
        if not block:
            continue
        start = _next_content(lines, at, quote_depth(line))
        if start is None or (block == "soft" and not _is_name_line(lines[start])):
            continue
        end = block_end(lines, start, soft=block == "soft")
        if end == start or unquoted(lines[start]) == "[name]":
            continue
        head = unquoted(lines[start])
        if is_personal_name(head):
            known.add(plain_name(head))
        kept += lines[at:start]
        kept.append(lines[start][: len(lines[start]) - len(lines[start].lstrip("> \t"))] + "[name]")
        counts["name"] += 1
        at = end
    return "\n".join(kept)


def _signed(line: str, counts: Counter[str], known: set[str]) -> tuple[str, str]:
    """Say how a line signs off (`strong`, `soft` or not), with a name on the line itself taken."""
    bare = unquoted(line)
    found = _SIGN_OFF.match(bare) if len(bare) < _LONGEST_SIGN_OFF else None
    if bare in _DELIMITERS:
        return line, "strong"
    if found is None or _DEVICE.match(bare):
        return line, "soft" if _SOFT.match(bare) else ""
    rest = found["rest"].strip()
    if not rest.strip(" .,!-–—*"):
        return line, "strong"
    if rest.startswith("[name]"):
        return line, ""
    if not _signs(rest, marked=bool(found["mark"])):
        return line, "soft" if _SOFT.match(bare) else ""
    counts["name"] += 1
    if is_personal_name(rest):
        known.add(plain_name(rest))
    return line[: line.rindex(rest)] + "[name]", "strong"


def _signs(rest: str, *, marked: bool) -> bool:
    """Say whether what follows a farewell on its line is a signature."""
    words = words_of(rest)
    friendly = 0 < len(words) <= _MOST_FRIENDLY_WORDS and words[0] in given_names()
    if is_personal_name(rest) or (friendly and not names_institution(rest)):
        return True
    name = read_name(rest, 0, most=4)
    if not marked or not name.words or _ASKS.search(rest) or names_institution(rest[: name.end]):
        return False
    return rest[name.end :].startswith((",", ".", ";", "(", "|", " [", " (", " -", " –", " |"))


def _next_content(lines: list[str], start: int, depth: int) -> int | None:
    for at in range(start, min(start + _MOST_BLANK_LINES, len(lines))):
        if unquoted(lines[at]).strip("-–—*_ "):
            return at if quote_depth(lines[at]) == depth else None
    return None


def _is_name_line(line: str) -> bool:
    bare = unquoted(line)
    return is_personal_name(bare) and is_signature_line(bare, strict=False)


def _remove_inline(text: str, counts: Counter[str], known: set[str]) -> str:
    """Take out names after a farewell in the middle of a line, with the short rest of that line."""
    pieces: list[str] = []
    done = 0
    for found in _INLINE.finditer(text):
        name = read_name(text, found.end(), most=4)
        if (
            found.start() < done
            or not name.words
            or names_institution(text[found.end() : name.end])
        ):
            continue
        line_end = text.find("\n", name.end, name.end + _LONGEST_TAIL)
        tail_end = line_end if line_end >= 0 else len(text)
        tail = text[name.end : tail_end] if tail_end - name.end <= _LONGEST_TAIL else None
        weak = (
            not found["farewell"]
            .casefold()
            .startswith(("yours", "kind", "best", "warm", "yn", "cofion"))
        )
        if weak and (tail is None or tail.strip(" .,!")):
            continue
        if name.words > 1:
            known.add(text[found.end() : name.end])
        pieces += [text[done : found.end()], "[name]"]
        counts["name"] += 1
        done = name.end if tail is None or _ASKS.search(tail) else tail_end
    return "".join([*pieces, text[done:]])
