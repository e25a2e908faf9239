"""Find what somebody names as BODY/REFERENCE, or a question of it as BODY/REFERENCE#POSITION."""

import re

from sqlalchemy.orm import Session

from tracker.ingest.rows import reference_key, unknown_body
from tracker.register import BodyEntry, Directory
from tracker.store.queries import decisions as store
from tracker.store.queries.decisions import QuestionRow

_POSITION = re.compile(r"(?P<reference>.*)#(?P<position>\d{1,4})", re.DOTALL)


class NoSuchQuestion(Exception):
    """Nothing stored is named so, or more than one thing; the message says what there is."""


def question_named(session: Session, name: str, directory: Directory) -> QuestionRow:
    """Find a question by body, reference and its place in the request, such as `kent/FOI/7#2`.

    The place may be left out where the request asks one thing; #0 is all it asks, in one. Raises
    NoSuchQuestion.
    """
    body, reference = _parts(name, directory, "A question is named BODY/REFERENCE#PLACE")
    request = _request(session, body.id, reference)
    position = None
    if request is None and (parts := _POSITION.fullmatch(reference)):
        request = _request(session, body.id, parts["reference"])
        position = int(parts["position"])
    if request is None:
        raise NoSuchQuestion(f"{body.name} has no request with the reference given.")
    return _placed(store.questions_of(session, {request}), position, f"{body.slug}/{reference}")


def request_named(session: Session, name: str, directory: Directory) -> int:
    """Find a request by body and reference, such as `kent/FOI/7`. Raises NoSuchQuestion."""
    body, reference = _parts(name, directory, "A request is named BODY/REFERENCE")
    request = _request(session, body.id, reference)
    if request is None:
        raise NoSuchQuestion(f"{body.name} has no request with the reference given.")
    return request


def _parts(name: str, directory: Directory, rule: str) -> tuple[BodyEntry, str]:
    """Take a name apart: the body that is meant, and the reference."""
    written, _, reference = name.partition("/")
    body = directory.find(written) if written.strip() and reference.strip() else None
    if body is None:
        problem = unknown_body(directory, written) if reference.strip() else "there is no slash"
        raise NoSuchQuestion(f"{rule}; {problem}.")
    return body, reference


def _request(session: Session, body_id: int, reference: str) -> int | None:
    return store.request_numbered(session, body_id, reference_key(reference))


def _placed(asked: list[QuestionRow], position: int | None, name: str) -> QuestionRow:
    """Choose the question at this place, or the only one there is."""
    if not asked:
        raise NoSuchQuestion(f"{name} asks no question.")
    found = [row for row in asked if row.position == position or (len(asked) == 1 and not position)]
    if len(found) == 1:
        return found[0]
    places = ", ".join(f"#{row.position}" for row in asked)
    raise NoSuchQuestion(f"Say which question of {name} is meant: {places} (#0 is all in one).")
