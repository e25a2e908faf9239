"""When an answer is due, with the two things that move the date: an extension, a clarification."""

from dataclasses import dataclass
from datetime import date

from tracker.law.bank_holidays import BankHolidays
from tracker.law.working_days import STATUTORY_DAYS, Due, due_date

EXTENDED_DAYS = 40
"""Working days in all. FOIA section 10(3): to weigh the public interest in a qualified exemption,
as the Information Commissioner expects. EIR and EI(S)R regulation 7: complex and voluminous."""

WITHOUT_EXTENSION = "FOISA"
"""The one regime that knows no extension."""


class ImpossibleDates(ValueError):
    """Dates that cannot have come in this order, or an extension that the law does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification:
    """That a body asked what is meant, and when the applicant said it."""

    asked: date
    received: date | None = None
    """None while the body waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The date an answer is due, and what it was counted from."""

    found: Due | None
    """None while the clock is paused for a clarification."""
    working_days: int
    counted_from: date | None
    """The day of receipt in law; day 1 is the working day after it. None while paused."""
    remarks: tuple[str, ...] = ()
    """What a person should look at, in words."""

    @property
    def paused(self) -> bool:
        """Say whether the clock stands still."""
        return self.found is None


def deadline(
    received: date,
    regime: str,
    holidays: BankHolidays,
    *,
    extended: bool = False,
    clarification: Clarification | None = None,
) -> Deadline:
    """Work out when an answer is due.

    A clarification that was reasonably asked for makes the day on which it arrives the day of
    receipt (FOIA section 10(6)(b), FOISA section 10(1)(b), regulation 9 of the EIR and EI(S)R):
    all days are counted anew, and until then none is.

    Raises ImpossibleDates, and ValueError as due_date does.
    """
    if extended and regime == WITHOUT_EXTENSION:
        raise ImpossibleDates(
            "FOISA has no extension for the public interest: 20 working days are all there is"
        )
    days = EXTENDED_DAYS if extended else STATUTORY_DAYS
    first = due_date(received, regime, holidays, days)
    if clarification is None:
        return Deadline(found=first, working_days=days, counted_from=received)
    _check_order(received, clarification)
    remarks = _remarks(clarification, first)
    if clarification.received is None:
        return Deadline(found=None, working_days=days, counted_from=None, remarks=remarks)
    anew = due_date(clarification.received, regime, holidays, days)
    return Deadline(
        found=anew, working_days=days, counted_from=clarification.received, remarks=remarks
    )


def _check_order(received: date, clarification: Clarification) -> None:
    asked, answered = clarification.asked, clarification.received
    if asked < received:
        raise ImpossibleDates(
            f"clarification cannot have been asked for on {asked.isoformat()}, before the request "
            f"was received on {received.isoformat()}"
        )
    if answered is not None and answered < asked:
        raise ImpossibleDates(
            f"clarification cannot have been received on {answered.isoformat()}, before it was "
            f"asked for on {asked.isoformat()}"
        )


def _remarks(clarification: Clarification, first: Due) -> tuple[str, ...]:
    if clarification.asked <= first.due:
        return ()
    due = first.due.isoformat()
    return (f"Clarification was asked for after the answer had been due on {due}, so it was late.",)
