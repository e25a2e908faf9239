"""Read letters in the jail: `python -m tracker.sources.mail.child FORMAT NUMBER OFFSET`.

Before each message it says which one begins and where the next one starts, so that the parent
can go on behind a message that ends this process.
"""

import sys
from collections.abc import Iterator

from tracker.sources.jail_child import done, enter_jail, grant_time, say
from tracker.sources.limits import MAX_MESSAGE_BYTES
from tracker.sources.mail.letter import LetterProblem, read_letter
from tracker.sources.mail.mailbox import Message, messages, single_message

_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises on messages that were made to break it."""


def main() -> None:
    """Tell of every message behind the given one."""
    enter_jail()
    format_name, number, offset = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for message in _messages(format_name, offset):
        number += 1
        say({"begin": number, "next": message.end})
        grant_time()
        say({"number": number, **_told(message)})
    done()


def _messages(format_name: str, offset: int) -> Iterator[Message]:
    file = sys.stdin.buffer
    file.seek(offset)
    return messages(file) if format_name == "mbox" else single_message(file)


def _told(message: Message) -> dict[str, object]:
    if message.content is None:
        limit = MAX_MESSAGE_BYTES // 1024 // 1024
        return {"reject": "too-large", "reason": f"The message is larger than {limit} MB."}
    try:
        letter = read_letter(message.content)
    except LetterProblem as problem:
        return {"reject": problem.code, "reason": problem.reason}
    except _UNREADABLE:
        return {"reject": "mail-unreadable", "reason": "The message is broken beyond reading."}
    return {
        "reference": letter.reference,
        "received": letter.received.isoformat(),
        "subject": letter.subject,
        "text": letter.text,
        "flags": sorted(letter.flags),
    }


if __name__ == "__main__":
    main()
