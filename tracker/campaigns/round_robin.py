"""Say whether a campaign is a round robin: enough bodies within few enough days. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta


def is_round_robin(arrivals: Iterable[tuple[date, int]], *, bodies: int, days: int) -> bool:
    """Say whether some span of `days` days saw the question at `bodies` bodies or more.

    `arrivals` are the dates of receipt, each with the body's id.
    """
    ordered = sorted(arrivals)
    first = 0
    for last, (received, _) in enumerate(ordered):
        while received - ordered[first][0] > timedelta(days=days):
            first += 1
        if len({body for _, body in ordered[first : last + 1]}) >= bodies:
            return True
    return False
