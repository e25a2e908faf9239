"""What a way of sending promises, and the two ways in which it can fail."""

from email.message import EmailMessage
from typing import Protocol


class Mailer(Protocol):
    """Something that hands one message to a mail server."""

    def send(self, message: EmailMessage) -> None:
        """Hand over the message; return only when the server has taken it.

        Raises RefusedForGood or TryLater.
        """


class DeliveryFailed(Exception):
    """A message that was not taken; the reason holds no address and no text of a server."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedForGood(DeliveryFailed):
    """The server will never take this message for this recipient."""


class TryLater(DeliveryFailed):
    """It may work another time.

    `server_unusable` says that other messages would fail in the same way now.
    """

    def __init__(self, reason: str, *, server_unusable: bool = False) -> None:
        super().__init__(reason)
        self.server_unusable = server_unusable
