"""What people decide about pairs of questions: kept for good, and absolute in every later run."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from sqlalchemy.orm import Session

from tracker.campaigns.contradictions import Standing, in_the_way
from tracker.campaigns.events import all_events, event_in_words, pinned_questions
from tracker.campaigns.grouping import Decisions
from tracker.campaigns.judgement import CannotDecide, Judgement, checked, one_at_a_time
from tracker.campaigns.replay import Event, Pinned, in_force
from tracker.store.decisions import PairDecision
from tracker.store.queries import decisions as store
from tracker.store.queries import events as event_rows
from tracker.store.queries.decisions import DecisionRow, QuestionRow


class Verdict(StrEnum):
    """What people may say of two questions."""

    SAME = "same"
    DIFFERENT = "different"


def decide(
    session: Session, one: int, other: int, *, verdict: Verdict, judgement: Judgement
) -> PairDecision:
    """Keep a decision about two questions, given by number; it counts from the next grouping on.

    Raises CannotDecide where a question is not there, nothing says who decided or why, or
    decisions that stand say otherwise; the message names those. The reason is kept redacted.
    """
    kept = checked(judgement)
    one_at_a_time(session)
    found = {row.id: row for row in store.questions_named(session, {one, other})}
    if len(found) < 2:  # noqa: PLR2004
        raise CannotDecide("A decision is about two questions that are stored.")
    a, b = sorted(found.values(), key=lambda row: row.id)
    _check_against(session, a, b, verdict)
    decision = PairDecision(
        question_a_id=a.id,
        question_b_id=b.id,
        request_a_id=a.request_id,
        request_b_id=b.request_id,
        text_a_id=a.text_id,
        text_b_id=b.text_id,
        verdict=verdict,
        reason=kept.reason,
        decided_by=kept.by,
        decided_at=kept.at,
    )
    session.add(decision)
    session.flush()
    return decision


def withdraw(session: Session, decision: int, *, judgement: Judgement) -> None:
    """Take a decision back; it stays on record with who took it back and why.

    Raises CannotDecide where there is no such decision, or it was withdrawn before.
    """
    kept = checked(judgement)
    one_at_a_time(session)
    found = session.get(PairDecision, decision)
    if found is None:
        raise CannotDecide(f"There is no decision {decision}.")
    if found.withdrawn_at is not None:
        raise CannotDecide(f"Decision {decision} was withdrawn on {found.withdrawn_at:%Y-%m-%d}.")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason = kept.at, kept.by, kept.reason
    session.flush()


def decisions_in_force(session: Session) -> Decisions:
    """Give grouping what people decided, by the questions as they are numbered now.

    A decision about a question that is gone says nothing until the question comes back.
    """
    standing = standing_decisions(store.decisions(session))
    together = frozenset(decision.pair for decision in standing if decision.same)
    apart = frozenset(decision.pair for decision in standing if not decision.same)
    return Decisions(together=together - apart, apart=apart)


def named(row: QuestionRow) -> str:
    """Name a question as commands take it: body, reference, and its place in the request."""
    return f"{row.body}/{row.reference}#{row.position}"


def standing_decisions(rows: Iterable[DecisionRow]) -> list[Standing]:
    """Reduce decisions to what they say of the questions that are there."""
    found = []
    for row in rows:
        if row.a is not None and row.b is not None and row.a.id != row.b.id:
            pair = (min(row.a.id, row.b.id), max(row.a.id, row.b.id))
            same = row.decision.verdict == Verdict.SAME
            found.append(Standing(row.decision.id, pair, same=same))
    return found


def _check_against(session: Session, a: QuestionRow, b: QuestionRow, verdict: Verdict) -> None:
    """Refuse what was decided already, and what decisions or events in force contradict."""
    same = verdict is Verdict.SAME
    rows = store.decisions(session)
    standing = standing_decisions(rows)
    for decision in standing:
        if decision.pair == (a.id, b.id) and decision.same == same:
            raise CannotDecide(f"Decision {decision.id} says so already.")
    events = in_force(all_events(session))
    pins = pins_of_pairs(session, rows, events, {a.request_id, b.request_id})
    against = in_the_way((a.id, b.id), same=same, standing=standing, pins=pins)
    if against:
        raise CannotDecide(
            f"This contradicts what was decided before. {in_words(against, rows, events)} "
            "Withdraw a decision or undo an event first if it is wrong."
        )


def pins_of_pairs(
    session: Session,
    rows: Iterable[DecisionRow],
    events: Iterable[Event],
    requests: Iterable[int] = (),
) -> dict[int, Pinned]:
    """Give where people put the questions of decisions about pairs, and of these requests."""
    wanted = {n for row in rows for n in (row.decision.request_a_id, row.decision.request_b_id)}
    return pinned_questions(session, events, event_rows.asked(session, wanted | set(requests)))


def in_words(against: Sequence[int], rows: Sequence[DecisionRow], events: Sequence[Event]) -> str:
    """Say what decisions, and events as numbers below 0, say: a sentence each."""
    said = {row.decision.id: row for row in rows}
    done = {-event.id: event for event in events}
    return " ".join(
        event_in_words(done[number]) if number < 0 else _in_words(said[number])
        for number in against
    )


def _in_words(row: DecisionRow) -> str:
    """Say what a decision says, in a sentence."""
    d = row.decision
    a, b = (named(side) if side else "a question that is gone" for side in (row.a, row.b))
    verdict = "the same" if d.verdict == Verdict.SAME else "different"
    return f"Decision {d.id} of {d.decided_at:%Y-%m-%d} says that {a} and {b} are {verdict}."
