"""Sending by SMTP: every wait is bounded, and nothing goes out in clear when TLS is required."""

import contextlib
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Self

from pydantic import SecretStr

from tracker.alerts.delivery import RefusedForGood, TryLater
from tracker.settings import Settings

_PERMANENT = 500
_ENHANCED_CODE = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?!\S)")


@dataclass(frozen=True, kw_only=True)
class SmtpMailer:
    """A mail server to hand messages to, one connection for each."""

    host: str
    port: int = 25
    starttls: bool = False
    user: str | None = None
    password: SecretStr | None = None
    timeout: float = 20.0
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    @classmethod
    def from_settings(cls, settings: Settings) -> Self | None:
        """Make a mailer as the settings say; None when they name no mail server."""
        if not settings.smtp_host:
            return None
        return cls(
            host=settings.smtp_host,
            port=settings.smtp_port,
            starttls=settings.smtp_starttls,
            user=settings.smtp_user,
            password=settings.smtp_password,
            timeout=settings.smtp_timeout_seconds,
        )

    def send(self, message: EmailMessage) -> None:
        """Hand over one message with one recipient.

        A refusal of the recipient or of the message (5xx) is for good. A refusal of us, or a
        server that is down, slow, or offers no STARTTLS, is for another time. A connection that
        breaks after the text leaves open whether it was taken: it counts as not taken, and the
        Message-ID lets the receiver drop the repeat.
        """
        with contextlib.ExitStack() as stack:
            try:
                client = self._connect(stack)
            except (smtplib.SMTPException, OSError) as error:
                raise TryLater(_reason("no usable server", error), server_unusable=True) from error
            try:
                client.sendmail(
                    _address(message, "From"), [_address(message, "To")], bytes(message)
                )
            except smtplib.SMTPRecipientsRefused as error:
                code, text = next(iter(error.recipients.values()))
                raise _refusal("the mailbox was refused", code, text) from None
            except smtplib.SMTPDataError as error:
                text = _as_bytes(error.smtp_error)
                raise _refusal("the message was refused", error.smtp_code, text) from None
            except smtplib.SMTPSenderRefused as error:
                reason = _reason("the sender was refused", error)
                raise TryLater(reason, server_unusable=True) from None
            except (smtplib.SMTPException, OSError) as error:
                raise TryLater(_reason("the connection broke", error)) from error

    def _connect(self, stack: contextlib.ExitStack) -> smtplib.SMTP:
        client = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        stack.callback(_hang_up, client)
        client.ehlo_or_helo_if_needed()
        if self.starttls:
            client.starttls(context=self.tls)
        if self.user:
            password = self.password.get_secret_value() if self.password else ""
            client.login(self.user, password)
        return client


def _hang_up(client: smtplib.SMTP) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        client.quit()
    client.close()


def _address(message: EmailMessage, header: str) -> str:
    address: str = message[header].addresses[0].addr_spec
    return address


def _refusal(what: str, code: int, text: bytes) -> RefusedForGood | TryLater:
    reason = f"{what}: {code}{_enhanced(text)}"
    return RefusedForGood(reason) if code >= _PERMANENT else TryLater(reason)


def _reason(what: str, error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{what}: {error.smtp_code}{_enhanced(_as_bytes(error.smtp_error))}"
    return f"{what}: {type(error).__name__}"


def _enhanced(text: bytes) -> str:
    found = _ENHANCED_CODE.match(text)
    return f" {found[0].decode('ascii')}" if found else ""


def _as_bytes(text: bytes | str) -> bytes:
    return text.encode("utf-8", "replace") if isinstance(text, str) else text
