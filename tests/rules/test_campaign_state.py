"""How a campaign stands follows from what people did and what arrived since."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from tracker.campaigns.replay import Event, Kind, Pin, blocked_by, in_force, pins_in_force, present
from tracker.campaigns.state import NOBODY, stands, state_of

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
TODAY = NOW.date()
LONG_AGO = date(2026, 10, 1)


@dataclass(frozen=True)
class Asked:
    request_id: int
    posture: str = "pending"
    body: str = ""

    @property
    def is_open(self):
        return self.posture == "pending"


def asked(*postures):
    return [Asked(n, posture, f"body-{n}") for n, posture in enumerate(postures, start=1)]


def event(number, kind, campaign=1, **fields):
    fields = {"campaigns": (campaign,)} | fields
    return Event(number, Kind(kind), campaign, "Desk", NOW, "why", **fields)


def stand(*events):
    return stands(events).get(1, NOBODY)


def seen(kind, members, number=1):
    return event(number, kind, seen={1: {m.request_id: m.posture for m in members}})


def state(members, *events, first=LONG_AGO):
    return state_of(members, first, stand(*events), TODAY)


OPEN = asked("pending", "refused")
JOINED = [*OPEN, Asked(9, body="body-9")]
SAME_BODY = [*OPEN, Asked(9, body="body-1")]


@pytest.mark.parametrize(
    ("members", "events", "expected"),
    [
        (OPEN, [], "for-review"),
        (asked("refused", "refused"), [], "settled"),
        (asked("refused", "ncnd"), [], "for-review"),
        (asked("vexatious", "ncnd"), [], "settled"),
        (OPEN, [seen("confirm", OPEN)], "open"),
        (JOINED, [seen("confirm", OPEN)], "escalating"),
        (SAME_BODY, [seen("confirm", OPEN)], "open"),
        (JOINED, [seen("confirm", OPEN), seen("split", JOINED, 2)], "open"),
        (JOINED, [seen("confirm", OPEN), event(2, "undo", undoes=1)], "for-review"),
        (asked("ncnd", "refused"), [seen("confirm", OPEN)], "escalating"),
        (asked("ncnd", "refused"), [seen("confirm", asked("ncnd", "refused"))], "open"),
        (asked("refused", "refused"), [seen("confirm", OPEN)], "settled"),
        (OPEN, [seen("archive", OPEN)], "open"),
        (JOINED, [seen("archive", OPEN)], "reopened"),
        (SAME_BODY, [seen("archive", OPEN)], "reopened"),
        (asked("refused", "refused"), [seen("archive", OPEN)], "reopened"),
        (OPEN, [seen("archive", OPEN), seen("reopen", OPEN, 2)], "open"),
        (JOINED, [seen("not-a-campaign", OPEN)], "open"),
    ],
)
def test_the_state_of(members, events, expected):
    assert state(members, *events) == expected


def test_a_campaign_is_new_for_seven_days_unless_something_happened():
    for first, expected in ((date(2026, 11, 14), "new"), (date(2026, 11, 13), "for-review")):
        assert state(OPEN, first=first) == expected
    assert state(OPEN, seen("confirm", OPEN), first=TODAY) == "new"
    assert state(JOINED, seen("confirm", OPEN), first=TODAY) == "escalating"


def test_the_decision_that_stands_is_the_last_one_in_force():
    said = [seen("confirm", OPEN, 1), seen("archive", OPEN, 2)]
    assert stand(*said).decision.kind == "archived"
    assert stand(*said, event(3, "undo", undoes=2)).decision.kind == "confirmed"
    assert stand(*said, seen("reopen", OPEN, 3)).decision is None
    assert stand(*said, event(3, "undo", undoes=2)).last_event == 3
    assert NOBODY.decision is NOBODY.last_event is None


def pin(question, label, request=1, text=1):
    return Pin(question, request, text, label)


def placed(*events, asked):
    pins = pins_in_force(in_force(events))
    return {question: pinned.label for question, pinned in present(pins, asked).items()}


def test_the_last_event_in_force_says_where_a_question_is():
    events = [event(1, "confirm", pins=(pin(5, 1),)), event(2, "split", pins=(pin(5, 2),))]
    assert placed(*events, asked=[(5, 1, 1)]) == {5: 2}
    assert placed(*events, event(3, "undo", undoes=2), asked=[(5, 1, 1)]) == {5: 1}


def test_a_question_is_found_again_by_its_request_and_wording():
    events = [event(1, "confirm", pins=(pin(5, 1, text=3),))]
    assert placed(*events, asked=[(8, 1, 3), (9, 1, 4)]) == {8: 1}
    assert placed(*events, asked=[(5, 1, 4), (9, 1, 3)]) == {9: 1}
    assert placed(*events, asked=[(5, 1, 4)]) == {5: 1}
    assert placed(*events, asked=[(8, 1, 4), (9, 2, 3)]) == {}


def test_a_question_that_came_back_under_another_number_has_its_own_pin():
    events = [
        event(1, "confirm", pins=(pin(9, 2, text=3),)),
        event(2, "confirm", pins=(pin(5, 1, text=3),)),
    ]
    assert placed(*events, asked=[(9, 1, 3)]) == {9: 2}


def test_what_was_merged_away_leads_to_what_it_was_merged_into():
    events = [
        event(1, "confirm", 3, pins=(pin(5, 3),)),
        event(2, "merge", 2, campaigns=(2, 3)),
        event(3, "merge", 1, campaigns=(1, 2)),
    ]
    assert placed(*events, asked=[(5, 1, 1)]) == {5: 1}
    assert placed(*events, event(4, "undo", undoes=3), asked=[(5, 1, 1)]) == {5: 2}


def test_an_event_depends_on_earlier_ones_about_the_same():
    split = event(1, "split", campaigns=(1, 2), pins=(pin(5, 2),))
    later = [
        event(2, "confirm", 2),
        event(3, "confirm", 3),
        event(4, "archive", 2),
        event(5, "retitle", 2),
        event(6, "confirm", 4, pins=(pin(5, 4),)),
        event(7, "confirm", 4, pins=(pin(8, 4),)),
    ]
    assert [each.id for each in blocked_by(split, [split, *later])] == [2, 6, 7]
    made = replace(split, made=2)
    assert [each.id for each in blocked_by(made, [made, *later])] == [2, 4, 5, 6, 7]
    assert [each.id for each in blocked_by(replace(later[2], id=0), later)] == [2, 4]
    assert blocked_by(later[3], [split, *later]) == []
