"""Arrivals by day, week and month."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.campaigns.arrivals import Arrivals, timeline, weekly
from tracker.campaigns.strands import letters, weave


@dataclass
class Came:
    received: date
    body: str = "kent"


@given(st.lists(st.dates(date(2019, 1, 1), date(2027, 12, 31)), max_size=40))
def test_every_request_is_counted_once_in_units_without_a_gap(days):
    found = timeline([Came(day, body=str(place)) for place, day in enumerate(days)])
    assert sum(arrived.requests for arrived in found.arrivals) == len(days)
    starts = [arrived.start for arrived in found.arrivals]
    assert starts == sorted(set(starts))
    assert len(starts) <= 120
    assert [a.bodies_so_far for a in found.arrivals][-1:] == ([len(days)] if days else [])


@pytest.mark.parametrize(("span", "unit"), [(0, "day"), (35, "day"), (36, "week"), (900, "month")])
def test_the_unit_fits_the_span(span, unit):
    first = date(2026, 1, 5)
    found = timeline([Came(first), Came(first + timedelta(days=span))])
    assert found.unit == unit
    assert found.highest == (2 if span == 0 else 1)


def test_a_body_that_is_asked_twice_is_one_body():
    first = date(2026, 1, 5)
    found = timeline([Came(first), Came(first), Came(first + timedelta(days=1), "essex")])
    assert found.arrivals == (
        Arrivals(first, 2, 1),
        Arrivals(first + timedelta(days=1), 1, 2),
    )


def test_weeks_begin_on_monday_and_end_with_the_last_arrival():
    days = [date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 8), date(2026, 11, 16)]
    assert weekly(days, weeks=12) == (date(2026, 10, 26), (1, 2, 0, 1))
    assert weekly(days, weeks=2) == (date(2026, 11, 9), (0, 1))


@dataclass
class Placed:
    text_id: int
    position: int = 1


@dataclass
class Join:
    text_a_id: int
    text_b_id: int


def test_wordings_that_nothing_joins_are_questions_of_their_own_in_the_order_asked():
    found = weave([Placed(7, 2), Placed(8, 1), Placed(9, 2)], [Join(7, 9)])
    assert [[w.text_id for w in strand] for strand in found.strands] == [[8], [7, 9]]


def test_only_matches_that_hold_are_kept_the_weakest_first():
    strong, middle, spare = Join(1, 2), Join(2, 3), Join(1, 3)
    found = weave([Placed(1), Placed(2), Placed(3)], [strong, middle, spare])
    assert found.holding == (middle, strong)


def test_letters_go_on_after_z():
    names = [name for name, _ in zip(letters(), range(60), strict=False)]
    assert names[:2] == ["A", "B"]
    assert names[25:28] == ["Z", "AA", "AB"]
    assert len(set(names)) == 60
