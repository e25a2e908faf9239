"""Which messages are no requests: bounces, automatic replies, and answers to earlier messages."""

import re

from tracker.sources.mail.headers import Headers

_BOUNCE_SENDER = re.compile(r"\b(?:mailer-daemon|postmaster)\b", re.IGNORECASE)
_BOUNCE_SUBJECT = re.compile(
    r"\s*(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|returned mail|"
    r"mail delivery (?:failed|subsystem|system)|failure notice|mail system error|"
    r"message (?:undeliverable|delivery failure)|warning: (?:message|could not send))",
    re.IGNORECASE,
)
_AUTO_SUBJECT = re.compile(
    r"\s*(?:(?:re|aw|fw|fwd)\s*:\s*)?(?:out[ -]of[ -](?:the )?office|"
    r"auto(?:matic)?[ -]?(?:reply|response)|"
    r"autoreply|i am (?:currently )?(?:out of|away)|on (?:annual )?leave|read:|abwesenheitsnotiz)",
    re.IGNORECASE,
)
_RE = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|sv|antw|antwort)\s*(?:\[\d+\])?\s*:", re.IGNORECASE
)
_FORWARD = re.compile(r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:fw|fwd|wg|tr)\s*:", re.IGNORECASE)
_ALAVETELI = re.compile(r"(?<![a-z])request-(?:bounce-)?\d+-[0-9a-z]+@", re.IGNORECASE)
_REPORT = "multipart/report"


def bounced(headers: Headers, kinds: frozenset[str]) -> bool:
    """Say whether a mail system reports that a message was not delivered."""
    report = headers.first("content-type").lower()
    return bool(
        headers.first("x-failed-recipients")
        or "message/delivery-status" in kinds
        or (report.startswith(_REPORT) and "delivery-status" in report)
        or _BOUNCE_SUBJECT.match(headers.subject)
        or _BOUNCE_SENDER.search(headers.all("from", "sender"))
    )


def automatic(headers: Headers, kinds: frozenset[str]) -> bool:
    """Say whether a machine answered: out of office, read receipts.

    `Auto-Submitted: auto-generated` is not enough: web forms for requests set it.
    """
    return bool(
        headers.first("auto-submitted").lower().startswith(("auto-replied", "auto-notified"))
        or headers.first("x-autoreply")
        or headers.first("x-autorespond")
        or headers.first("precedence").lower() in {"auto_reply", "auto-reply"}
        or "message/disposition-notification" in kinds
        or _AUTO_SUBJECT.match(headers.subject)
        or headers.first("return-path").strip() == "<>"
    )


def answers(headers: Headers, *, quotes: bool) -> bool:
    """Say whether a message answers an earlier one, from either side.

    Many write `Re:` for "about" in a first letter: it counts only with a thread or a quote.
    Mail to the address of a request on WhatDoTheyKnow is an authority's answer.
    """
    threaded = bool(headers.first("in-reply-to").strip() or headers.first("references").strip())
    if _ALAVETELI.search(headers.all("to", "delivered-to", "envelope-to")):
        return True
    if is_forward(headers):
        return False
    return (bool(_RE.match(headers.subject)) and (threaded or quotes)) or (threaded and quotes)


def is_forward(headers: Headers) -> bool:
    """Say whether the subject calls the message a forward."""
    return bool(_FORWARD.match(headers.subject))
