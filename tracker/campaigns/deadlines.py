"""When a request has to be answered: the date its source stated, or else the statutory one."""

from datetime import date
from functools import cache

from tracker.law.working_days import CALENDARS, BankHolidays, due_date


class Deadlines:
    """Work out due dates; each receipt under each Act once."""

    def __init__(self, holidays: BankHolidays) -> None:
        self._statutory = cache(lambda received, regime: due_date(received, regime, holidays).due)

    def due(
        self, stated: date | None, received: date, regime: str, *, paused: bool = False
    ) -> date | None:
        """Give the date a source stated, else the statutory one, else None under no Act.

        None too while the clock is paused for a clarification: what a source states is stale then.
        """
        if paused:
            return None
        if stated is not None or regime not in CALENDARS:
            return stated
        return self._statutory(received, regime)
