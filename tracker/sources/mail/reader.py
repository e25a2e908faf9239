"""The parent's side: letters out of the jail become requests."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from tracker.sources.choices import Choices
from tracker.sources.dates import EARLIEST, LATEST
from tracker.sources.incoming import Incoming, Reading, Rejected, UnreadableFile
from tracker.sources.jail import JailDied, jailed
from tracker.sources.limits import MAX_JAIL_DEATHS, MAX_ROWS
from tracker.sources.opened import Opened

_CHILD = "tracker.sources.mail.child"
_TOO_HARD = "The message needs more memory or time to read than any letter should."


def read_eml(opened: Opened, choices: Choices) -> Reading:
    """Read one message."""
    return _reading("eml", opened, choices)


def read_mbox(opened: Opened, choices: Choices) -> Reading:
    """Read a mailbox; `line` is the number of the message in it."""
    return _reading("mbox", opened, choices)


def _reading(format_name: str, opened: Opened, choices: Choices) -> Reading:
    rows = map(partial(_row, body=choices.body), _letters(format_name, opened))
    return Reading(format=format_name, profile="", rows=rows)


def _letters(format_name: str, opened: Opened) -> Iterator[dict[str, Any]]:
    """Yield what the child tells of each message, starting it anew behind one that killed it."""
    number, offset, deaths = 0, 0, 0
    while True:
        unfinished = False
        try:
            opened.rewind()
            for told in jailed(
                _CHILD, (format_name, str(number), str(offset)), descriptor=opened.descriptor
            ):
                unfinished = "begin" in told
                number, offset = _int(told, "begin", number), _int(told, "next", offset)
                if number > MAX_ROWS:
                    reason = f"The mailbox has more than {MAX_ROWS:,} messages."
                    raise UnreadableFile("too-many-rows", reason)
                if not unfinished:
                    yield told
        except JailDied as error:
            deaths += 1
            if not unfinished or deaths > MAX_JAIL_DEATHS:
                reason = "The messages need more memory or time to read than any letters should."
                raise UnreadableFile("bomb", reason) from error
            yield {"number": number, "reject": "mail-too-hard", "reason": _TOO_HARD}
        else:
            return


def _int(told: dict[str, Any], name: str, otherwise: int) -> int:
    value = told.get(name)
    return value if isinstance(value, int) else otherwise


def _row(told: dict[str, Any], body: str | None) -> Incoming | Rejected:
    """Make a request of what was told of one message."""
    line = told["number"]
    if "reject" in told:
        return Rejected(line=line, code=told["reject"], reason=told["reason"])
    if body is None:
        reason = "A message does not say which body received it. Say so with --body."
        return Rejected(line=line, code="no-body", reason=reason, fields=_shown(told))
    received = date.fromisoformat(told["received"])
    if not EARLIEST <= received <= LATEST:
        reason = f"The message is dated outside {EARLIEST.year} to {LATEST.year}."
        return Rejected(line=line, code="implausible-date", reason=reason, fields=_shown(told))
    return Incoming(
        line=line,
        body=body,
        reference=told["reference"],
        received=received,
        text=told["text"],
        subject=told["subject"],
        flags=frozenset(told["flags"]),
    )


def _shown(told: dict[str, Any]) -> dict[str, str]:
    return {name: told[name] for name in ("reference", "received", "subject")}
