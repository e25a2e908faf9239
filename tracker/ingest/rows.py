"""Judge one incoming request: what may be stored of it, or why it cannot be."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.law.citations import parse_exemptions
from tracker.register import BodyEntry, Directory
from tracker.sources.incoming import Incoming, PartAnswer, Rejected
from tracker.text.clean import clean_display
from tracker.text.prepare import PreparedQuestion, prepare
from tracker.text.recurring import Sentence
from tracker.text.redact import redact

FIRST_DAY = date(2005, 1, 1)
"""The Freedom of Information Act 2000 and the Scottish Act came into force on 1 January 2005."""
MAX_TEXT = 200_000
"""Characters of a request that are kept; a longer one is cut and flagged `truncated`."""
MAX_REFERENCE = 200

UNREAD_EXEMPTION = "exemption-unread"
"""The remark of an answer of whose exemptions something could not be read; all is kept."""
ANSWERED_EARLY = "answered-before-receipt"
"""The remark of an answer that is dated before its request came; both days are kept."""

_NOT_PART_OF_A_KEY = re.compile(r"[\s/\\_\u2010-\u2015\u2212-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A request that may be stored: redacted, split into questions, its body known."""

    line: int
    body_id: int
    reference: str
    reference_key: str
    received: date
    subject: str
    text: str
    questions: tuple[PreparedQuestion, ...]
    """Its questions, and at position 0 all of them in one where there are several."""
    sentences: tuple[Sentence, ...]
    """The sentences that were taken to ask."""
    content_hash: str
    """Of the day and the redacted text: a hash of the original could betray a name by trial."""
    answer: Mapping[str, Any]
    """What the source says of the answer, by column; what it leaves empty is left out."""
    parts: tuple[PartAnswer, ...]
    """What the source says of the answers to single questions, redacted."""
    flags: frozenset[str]
    removed: Counter[str]


class Judge:
    """Judges rows against the register and the day."""

    def __init__(
        self, directory: Directory, *, today: date, recurring: frozenset[str] = frozenset()
    ) -> None:
        self._directory = directory
        self._recurring = recurring
        self._today = today
        self._bodies: dict[str, BodyEntry | None] = {}
        self._unknown: dict[str, str] = {}

    def judge(self, item: Incoming) -> Row | Rejected:
        """Give the row as it may be stored, or why it cannot be, with its redacted fields."""
        body = self._body(item.body)
        if body is None:
            return _refuse(item, "unknown-body", self._unknown_body(item.body))
        if not self._is_this_body(body, item.claimed_body):
            return _refuse(item, "other-body", "the row names another body than its source")
        key = reference_key(item.reference)
        if not key or len(item.reference) > MAX_REFERENCE:
            return _refuse(
                item, "no-reference", f"the reference is empty or over {MAX_REFERENCE} characters"
            )
        if not FIRST_DAY <= item.received <= self._today:
            span = f"{FIRST_DAY.isoformat()} and {self._today.isoformat()}"
            return _refuse(item, "impossible-date", f"the day of receipt is not between {span}")
        row = _row(item, body, key, self._recurring)
        if not any(map(str.isalnum, row.text)):
            return _refuse(item, "empty-text", "there is no text that could be read")
        return row

    def _body(self, name: str) -> BodyEntry | None:
        if name not in self._bodies:
            self._bodies[name] = self._directory.find(name)
        return self._bodies[name]

    def _unknown_body(self, name: str) -> str:
        if name not in self._unknown:
            self._unknown[name] = unknown_body(self._directory, name)
        return self._unknown[name]

    def _is_this_body(self, body: BodyEntry, claimed: str) -> bool:
        """Let a row name the body its source is configured for, or a name nobody knows."""
        found = self._body(claimed) if claimed else None
        return found is None or found.id == body.id


def unknown_body(directory: Directory, name: str) -> str:
    """Say that a name is not in the register, and which names come nearest."""
    nearest = ", ".join(directory.nearest(name, 3))
    hint = f"; nearest: {nearest}" if nearest else ""
    return f"no body in the register has this name{hint}"


def reference_key(reference: str) -> str:
    """Reduce a reference to what makes two the same: no spaces, dashes, slashes or case."""
    folded = unicodedata.normalize("NFKC", clean_display(reference)).casefold()
    return _NOT_PART_OF_A_KEY.sub("", folded)


def redacted_fields(rejected: Rejected) -> dict[str, str]:
    """Give what a refused row held, with personal data taken out."""
    return {
        _short(name, 100): redact(clean_display(value[:MAX_TEXT])).text
        for name, value in rejected.fields.items()
    }


def _row(item: Incoming, body: BodyEntry, key: str, recurring: frozenset[str]) -> Row:
    subject = _short(item.subject, MAX_TEXT)
    prepared = prepare(
        item.text[:MAX_TEXT],
        body_names=body.names,
        subject=item.subject,
        recurring=recurring,
        received=item.received,
    )
    text = prepared.display or subject
    answer = _answer(item)
    flags = prepared.flags | item.flags | _remarks(answer, item.received, body.regime)
    return Row(
        line=item.line,
        body_id=body.id,
        reference=clean_display(item.reference),
        reference_key=key,
        received=item.received,
        subject=subject,
        text=text,
        questions=prepared.wordings,
        sentences=prepared.sentences,
        content_hash=_hash(item.received, text),
        answer=answer,
        parts=tuple(map(_part, item.answers)),
        flags=flags | {"truncated"} if len(item.text) > MAX_TEXT else flags,
        removed=prepared.removed,
    )


def _answer(item: Incoming) -> dict[str, Any]:
    values = {
        "status": _short(item.status, 80),
        "outcome": item.outcome or ("pending" if item.outcome_as_written else ""),
        "outcome_as_written": _short(item.outcome_as_written, 200),
        "exemptions": _short(item.exemptions, 2_000),
        "responded": item.responded,
        "due": item.due,
        "regime": item.regime if item.regime in {"FOIA", "FOISA"} else "",
        "published_url": _address(item.published_url),
    }
    return {name: value for name, value in values.items() if value}


def _remarks(answer: Mapping[str, Any], received: date, regime: str) -> frozenset[str]:
    """Say what of an answer has to be looked at; the exemptions are read as they are kept."""
    cited = parse_exemptions(answer.get("exemptions", ""), answer.get("regime") or regime)
    early = answered_early(answer.get("responded"), received)
    return frozenset({UNREAD_EXEMPTION} if cited.unread else ()) | early


def answered_early(responded: date | None, received: date) -> frozenset[str]:
    """Give the remark of an answer that is dated before its request, or none."""
    early = responded is not None and responded < received
    return frozenset({ANSWERED_EARLY} if early else ())


def _part(answer: PartAnswer) -> PartAnswer:
    return replace(
        answer,
        outcome_as_written=_short(answer.outcome_as_written, 200),
        exemptions=_short(answer.exemptions, 2_000),
    )


def _short(text: str, longest: int) -> str:
    return redact(clean_display(text)).text[:longest] if text else ""


def _address(url: str) -> str:
    """Keep a web address unless it holds personal data."""
    return "" if not url or redact(url).counts else clean_display(url)[:2_000]


def _hash(received: date, text: str) -> str:
    return hashlib.sha256(f"{received.isoformat()}\n{text}".encode()).hexdigest()


def _refuse(item: Incoming, code: str, reason: str) -> Rejected:
    fields = {
        "body": item.body,
        "reference": item.reference,
        "received": item.received.isoformat(),
        "subject": item.subject,
        "text": item.text,
        "status": item.status,
        "claimed_body": item.claimed_body,
        "outcome": item.outcome_as_written or item.outcome,
        "exemptions": item.exemptions,
        "responded": item.responded.isoformat() if item.responded else "",
        "published_url": item.published_url,
    }
    held = {name: value for name, value in fields.items() if value}
    return Rejected(line=item.line, code=code, reason=reason, fields=held)
