"""What people decide about pairs of questions: kept for good, and absolute in every later run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session

from tracker.campaigns.contradictions import Standing, in_the_way
from tracker.campaigns.grouping import Decisions
from tracker.campaigns.kept_words import MAX_NAME, kept_name, kept_text
from tracker.store.decisions import PairDecision
from tracker.store.queries import decisions as store
from tracker.store.queries.decisions import DecisionRow, QuestionRow

MAX_REASON = 2_000
"""Characters of a reason."""


class Verdict(StrEnum):
    """What people may say of two questions."""

    SAME = "same"
    DIFFERENT = "different"


class CannotDecide(Exception):
    """A decision that must not be kept; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who says something, why, and when; `reason` and `by` are required."""

    reason: str
    by: str
    at: datetime


def decide(
    session: Session, one: int, other: int, *, verdict: Verdict, judgement: Judgement
) -> PairDecision:
    """Keep a decision about two questions, given by number; it counts from the next grouping on.

    Raises CannotDecide where a question is not there, nothing says who decided or why, or
    decisions that stand say otherwise; the message names those. The reason is kept redacted.
    """
    reason, by = _checked(judgement)
    _one_at_a_time(session)
    found = {row.id: row for row in store.questions_named(session, {one, other})}
    if len(found) < 2:  # noqa: PLR2004
        raise CannotDecide("A decision is about two questions that are stored.")
    a, b = sorted(found.values(), key=lambda row: row.id)
    _check_against(store.decisions(session), a, b, verdict)
    decision = PairDecision(
        question_a_id=a.id,
        question_b_id=b.id,
        request_a_id=a.request_id,
        request_b_id=b.request_id,
        text_a_id=a.text_id,
        text_b_id=b.text_id,
        verdict=verdict,
        reason=reason,
        decided_by=by,
        decided_at=judgement.at,
    )
    session.add(decision)
    session.flush()
    return decision


def withdraw(session: Session, decision: int, *, judgement: Judgement) -> None:
    """Take a decision back; it stays on record with who took it back and why.

    Raises CannotDecide where there is no such decision, or it was withdrawn before.
    """
    reason, by = _checked(judgement)
    _one_at_a_time(session)
    found = session.get(PairDecision, decision)
    if found is None:
        raise CannotDecide(f"There is no decision {decision}.")
    if found.withdrawn_at is not None:
        raise CannotDecide(f"Decision {decision} was withdrawn on {found.withdrawn_at:%Y-%m-%d}.")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason = judgement.at, by, reason
    session.flush()


def decisions_in_force(session: Session) -> Decisions:
    """Give grouping what people decided, by the questions as they are numbered now.

    A decision about a question that is gone says nothing until the question comes back.
    """
    standing = _standing(store.decisions(session))
    together = frozenset(decision.pair for decision in standing if decision.same)
    apart = frozenset(decision.pair for decision in standing if not decision.same)
    return Decisions(together=together - apart, apart=apart)


def named(row: QuestionRow) -> str:
    """Name a question as commands take it: body, reference, and its place in the request."""
    return f"{row.body}/{row.reference}#{row.position}"


def _checked(judgement: Judgement) -> tuple[str, str]:
    """Return reason and name as they may be kept; both are needed."""
    reason = kept_text(judgement.reason)
    by = kept_name(judgement.by)
    if not reason or len(reason) > MAX_REASON:
        raise CannotDecide(f"A decision needs a reason, of at most {MAX_REASON} characters.")
    if by is None:
        raise CannotDecide(f"Say who decides, in at most {MAX_NAME} characters.")
    return reason, by


def _one_at_a_time(session: Session) -> None:
    """Keep another writer from deciding the contrary at this moment; SQLite has one writer."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE pair_decisions IN SHARE ROW EXCLUSIVE MODE"))


def _standing(rows: Sequence[DecisionRow]) -> list[Standing]:
    """Reduce decisions to what they say of the questions that are there."""
    found = []
    for row in rows:
        if row.a is not None and row.b is not None and row.a.id != row.b.id:
            pair = (min(row.a.id, row.b.id), max(row.a.id, row.b.id))
            same = row.decision.verdict == Verdict.SAME
            found.append(Standing(row.decision.id, pair, same=same))
    return found


def _check_against(
    rows: Sequence[DecisionRow], a: QuestionRow, b: QuestionRow, verdict: Verdict
) -> None:
    """Refuse what was decided already, and what decisions that stand contradict."""
    same = verdict is Verdict.SAME
    standing = _standing(rows)
    for decision in standing:
        if decision.pair == (a.id, b.id) and decision.same == same:
            raise CannotDecide(f"Decision {decision.id} says so already.")
    against = in_the_way((a.id, b.id), same=same, standing=standing)
    if against:
        by_id = {row.decision.id: row for row in rows}
        said = " ".join(_in_words(by_id[number]) for number in against)
        raise CannotDecide(
            f"This contradicts what was decided before. {said} "
            "Withdraw a decision first if it is wrong."
        )


def _in_words(row: DecisionRow) -> str:
    """Say what a decision says, in a sentence."""
    d = row.decision
    a, b = (named(side) if side else "a question that is gone" for side in (row.a, row.b))
    verdict = "the same" if d.verdict == Verdict.SAME else "different"
    return f"Decision {d.id} of {d.decided_at:%Y-%m-%d} says that {a} and {b} are {verdict}."
