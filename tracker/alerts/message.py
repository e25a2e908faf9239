"""The mail of an alert: headers made of our own words and numbers, facts in the text only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from tracker.alerts.facts import OpenCopy, RoundRobinFacts
from tracker.register.mailboxes import is_mailbox
from tracker.register.names import visible

LISTED_COPIES = 50

_BASIS = {
    "recorded": "as your authority recorded it",
    "computed": "worked out by Mosaic",
    "provisional": "provisional: bank holidays are not known that far ahead",
}

_NO_DATE = {"paused": "no date while your authority waits for a clarification"}

_CLOSING = """\
Each authority decides for itself how to answer. This message is not a
direction and not a reason to refuse, and it does not change the
statutory time limit."""


class UnusableAddress(ValueError):
    """An address that cannot stand in a mail; the message says which, not what it is."""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Whom an alert goes to, from whom, and what stays the same at every attempt."""

    message_id: str
    created_at: datetime
    unit_name: str
    mailbox: str | None
    sender: str
    public_url: str
    marking: str


def compose(facts: RoundRobinFacts, envelope: Envelope) -> EmailMessage:
    """Write the mail; the same facts and envelope give the same bytes.

    Without a mailbox there is no `To`, for a preview. Raises UnusableAddress when the sender or
    the mailbox is not one plain address.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender_address(envelope.sender)
    if envelope.mailbox:
        message["To"] = _plain_address(envelope.mailbox, "the unit's mailbox")
    message["Subject"] = _subject(facts)
    message["Date"] = format_datetime(envelope.created_at.astimezone(UTC))
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(facts, envelope), charset="utf-8", cte="quoted-printable")
    return message


def sender_address(sender: str) -> Address:
    """Read `address` or `Name <address>`; raises UnusableAddress for anything else."""
    name, address = parseaddr(sender)
    if not all(part.isalnum() and part.isascii() for part in name.split()):
        raise UnusableAddress("MOSAIC_MAIL_FROM may have a name of plain letters only")
    plain = _plain_address(address, "MOSAIC_MAIL_FROM")
    return Address(display_name=" ".join(name.split()), addr_spec=plain.addr_spec)


def _plain_address(text: str, what: str) -> Address:
    if not is_mailbox(text):
        raise UnusableAddress(f"{what} is not one plain e-mail address")
    return Address(addr_spec=text)


def _subject(facts: RoundRobinFacts) -> str:
    if facts.other_bodies == 0:
        return f"Mosaic: campaign {facts.campaign} reached {facts.bodies} of your bodies"
    return (
        f"Mosaic: campaign {facts.campaign}, a request you hold, was also received by "
        f"{_bodies(facts.other_bodies, 'other ')}"
    )


def _text(facts: RoundRobinFacts, envelope: Envelope) -> str:
    parts = (
        visible(envelope.marking),
        _opening(facts),
        "\n".join(["Your copies that still have to be answered:", *_listed(facts.copies)]),
        f"Who else received it:\n{campaign_address(envelope.public_url, facts.campaign)}",
        _CLOSING,
        _why(facts, envelope.unit_name),
    )
    return "\n\n".join(parts) + "\n"


def campaign_address(public_url: str, campaign: int) -> str:
    """Give the address of a campaign's page."""
    return f"{public_url.rstrip('/')}/campaigns/{campaign}"


def _why(facts: RoundRobinFacts, unit_name: str) -> str:
    answered_for = "; ".join(dict.fromkeys(visible(copy.body) for copy in facts.copies))
    return (
        f"Why you get this: {visible(unit_name)} answers for {answered_for}.\n"
        f"This is the one message about campaign {facts.campaign} becoming a round robin.\n"
        "The national coordinators keep the list of mailboxes."
    )


def _opening(facts: RoundRobinFacts) -> str:
    if facts.other_bodies == 0:
        return (
            f"The same request or question has reached {_bodies(facts.bodies)}, all of them yours."
        )
    return (
        f"The same request or question has reached {_bodies(facts.bodies)}: yours and "
        f"{_bodies(facts.other_bodies, 'other ')}."
    )


def _listed(copies: tuple[OpenCopy, ...]) -> list[str]:
    lines = [_line(copy) for copy in copies[:LISTED_COPIES]]
    if more := len(copies) - LISTED_COPIES:
        lines += [f"- and {more} more, listed on the page below"] if more > 0 else []
    return lines


def _line(copy: OpenCopy) -> str:
    due = (
        f"answer due {_written(copy.due)} ({_BASIS[copy.due_basis]})"
        if copy.due
        else _NO_DATE.get(copy.due_basis, "no statutory date is known")
    )
    reference = visible(copy.reference)
    return f"- {visible(copy.body)}, {reference}, received {_written(copy.received)}: {due}"


def _bodies(count: int, which: str = "") -> str:
    return f"{count} {which}{'body' if count == 1 else 'bodies'}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
