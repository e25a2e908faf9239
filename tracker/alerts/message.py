"""The mail of an alert: headers made of our own words and numbers, facts in the text only."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from tracker.alerts import wording
from tracker.alerts.facts import AlertFacts
from tracker.register.mailboxes import is_mailbox
from tracker.register.names import visible

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


def compose(facts: AlertFacts, envelope: Envelope) -> EmailMessage:
    """Write the mail; the same facts and envelope give the same bytes.

    Without a mailbox there is no `To`, for a preview. Raises UnusableAddress when the sender or
    the mailbox is not one plain address.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender_address(envelope.sender)
    if envelope.mailbox:
        message["To"] = _plain_address(envelope.mailbox, "the unit's mailbox")
    message["Subject"] = wording.subject(facts)
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


def _text(facts: AlertFacts, envelope: Envelope) -> str:
    copies = wording.listed(facts.copies)
    parts = (
        visible(envelope.marking),
        wording.opening(facts),
        "\n".join(["Your copies that still have to be answered:", *copies]),
        f"{wording.page(facts)}:\n{campaign_address(envelope.public_url, facts.campaign)}",
        _CLOSING,
        _why(facts, envelope.unit_name),
    )
    return "\n\n".join(parts) + "\n"


def campaign_address(public_url: str, campaign: int) -> str:
    """Give the address of a campaign's page."""
    return f"{public_url.rstrip('/')}/campaigns/{campaign}"


def _why(facts: AlertFacts, unit_name: str) -> str:
    answered_for = "; ".join(dict.fromkeys(visible(copy.body) for copy in facts.copies))
    return (
        f"Why you get this: {visible(unit_name)} answers for {answered_for}.\n"
        f"{wording.once(facts)}\n"
        "The national coordinators keep the list of mailboxes."
    )
