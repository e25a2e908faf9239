"""Campaigns at a glance, on both databases."""

from datetime import date, timedelta
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import event

from tracker.campaigns.as_json import campaign_as_json
from tracker.campaigns.overview import list_campaigns, parse_code
from tracker.law.working_days import BankHolidays

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
NOVEMBER = date(2026, 11, 2)


@pytest.fixture
def holidays():
    return BankHolidays.load()


@pytest.fixture
def write(database):
    def tell(how):
        with database.writing() as session:
            return how(TOLD["Story"](session))

    return tell


@pytest.fixture
def listed(database, today, holidays):
    def read(**wanted):
        with database.reading() as session:
            return list_campaigns(session, today=today, holidays=holidays, **wanted)

    return read


def two(story, run, wording="How many vans?", received=NOVEMBER, **fields):
    return [
        story.request(slug, received, [wording], run=run, **fields)[0] for slug in ("kent", "essex")
    ]


def codes(page):
    return [each.code for each in page.campaigns]


def test_a_campaign_is_given_as_the_contract_says(write, listed):
    def tell(story):
        run = story.run()
        questions = story.request(
            "kent",
            NOVEMBER,
            ["How many vans?", "How many cars?"],
            run=run,
            reference="FOI 7",
            outcome="ncnd",
        )
        questions += story.request("essex", date(2026, 11, 4), ["How many cars?"], run=run)
        story.campaign("Vehicles", questions, run=run, round_robin=True)

    write(tell)
    (found,) = listed().campaigns
    assert campaign_as_json(found) == {
        "id": "C-1",
        "title": "Vehicles",
        "state": "for-review",
        "round_robin": True,
        "bodies": ["essex", "kent"],
        "first_received": "2026-11-02",
        "last_received": "2026-11-04",
        "next_due": "2026-12-03",
        "mapping_risk": {"band": "not assessed", "score": None, "factors": []},
        "members": [
            {
                "body": "kent",
                "reference": "FOI 7",
                "received": "2026-11-02",
                "questions": [1, 2],
                "posture": "ncnd",
            },
            {
                "body": "essex",
                "reference": "FOI/26/4002",
                "received": "2026-11-04",
                "questions": [1],
                "posture": "pending",
            },
        ],
    }


def test_round_robins_come_first_then_the_next_due_then_the_newest(write, listed):
    def tell(story):
        run = story.run()
        answered = {"outcome": "disclosed"}
        story.campaign("due late", two(story, run, "a", date(2026, 11, 9)), run=run)
        story.campaign("due soon", two(story, run, "b", date(2026, 11, 3)), run=run)
        story.campaign("settled, old", two(story, run, "c", date(2026, 1, 5), **answered), run=run)
        story.campaign("settled, new", two(story, run, "d", date(2026, 2, 5), **answered), run=run)
        late = two(story, run, "e", date(2026, 11, 10))
        story.campaign("round robin", late, run=run, round_robin=True)

    write(tell)
    titles = [each.title for each in listed().campaigns]
    assert titles == ["round robin", "due soon", "due late", "settled, new", "settled, old"]


@pytest.mark.parametrize(
    ("outcome", "responded", "received", "state"),
    [
        ("pending", None, date(2026, 11, 14), "new"),
        ("pending", None, date(2026, 11, 13), "for-review"),
        ("clarification", None, date(2026, 11, 1), "for-review"),
        ("pending", date(2026, 11, 19), date(2026, 11, 1), "settled"),
        ("refused", None, date(2026, 11, 19), "settled"),
    ],
)
def test_the_state_tells_new_for_review_and_settled(
    write, listed, outcome, responded, received, state
):
    def tell(story):
        run = story.run()
        asked = two(story, run, received=received, outcome=outcome, responded=responded)
        story.campaign("x", asked, run=run)

    write(tell)
    (found,) = listed().campaigns
    assert found.state == state
    assert found.answered == (2 if state == "settled" else 0)
    assert (found.next_due is None) == (state == "settled" or outcome == "clarification")


def test_a_request_that_waits_for_a_clarification_has_no_due_date_and_is_never_overdue(
    database, write, holidays
):
    def tell(story):
        run = story.run()
        waits = {"outcome": "clarification", "due": date(2026, 11, 20)}
        paused = story.request("kent", date(2026, 9, 1), ["x"], run=run, **waits)
        running = story.request("essex", NOVEMBER, ["x"], run=run)
        story.campaign("x", paused + running, run=run)

    write(tell)
    with database.reading() as session:
        (found,) = list_campaigns(session, today=date(2027, 3, 1), holidays=holidays).campaigns
    paused, running = found.members
    assert (paused.due, paused.paused, paused.is_open, paused.overdue) == (None, True, True, False)
    assert (running.due, running.paused, running.overdue) == (date(2026, 12, 1), False, True)
    assert found.next_due == date(2026, 12, 1)
    assert (found.state, found.answered) == ("for-review", 0)


def test_a_stated_due_date_goes_before_the_statutory_one(write, listed):
    def tell(story):
        run = story.run()
        stated = story.request("kent", NOVEMBER, ["x"], run=run, due=date(2026, 12, 20))
        other = story.request("essex", date(2026, 11, 9), ["x"], run=run)
        story.campaign("x", stated + other, run=run)

    write(tell)
    (found,) = listed().campaigns
    assert [member.due for member in found.members] == [date(2026, 12, 20), date(2026, 12, 8)]
    assert found.next_due == date(2026, 12, 8)


def test_a_body_under_no_act_has_no_due_date_of_its_own(write, listed):
    def tell(story):
        run = story.run()
        story.body("museum", "A museum", regime="none")
        asked = story.request("museum", NOVEMBER, ["x"], run=run)
        asked += story.request("museum", NOVEMBER, ["x"], run=run, regime="FOISA")
        story.campaign("x", asked, run=run)

    write(tell)
    (found,) = listed().campaigns
    assert sorted(str(member.due) for member in found.members) == ["2026-12-01", "None"]
    assert found.next_due == date(2026, 12, 1)


def test_overdue_begins_the_day_after_the_due_date(database, write, holidays):
    def tell(story):
        run = story.run()
        story.campaign("x", two(story, run), run=run)

    write(tell)
    with database.reading() as session:
        for day, late in ((date(2026, 12, 1), False), (date(2026, 12, 2), True)):
            (found,) = list_campaigns(session, today=day, holidays=holidays).campaigns
            assert found.next_due == date(2026, 12, 1)
            assert [member.overdue for member in found.members] == [late, late]


def test_the_next_due_date_in_the_order_is_the_one_that_is_shown(write, listed):
    def tell(story):
        run = story.run()
        for number in range(12):
            asked = [
                story.request(
                    slug,
                    date(2026, 12, 1) + timedelta(days=(number * 7 + place * 11) % 30),
                    [f"q{number}"],
                    run=run,
                    outcome=("refused", "pending", "clarification")[(number + place) % 3],
                    due=date(2027, 1, 5) if (number + place) % 4 == 0 else None,
                )[0]
                for place, slug in enumerate(("kent", "essex", "police-scotland"))
            ]
            story.campaign(f"c{number}", asked, run=run)

    write(tell)
    shown = [each.next_due or date.max for each in listed().campaigns]
    assert shown == sorted(shown)
    assert len(set(shown)) > 4


def test_ended_campaigns_are_not_listed(write, listed):
    write(lambda story: TOLD["police_story"](story.session))
    assert codes(listed()) == ["C-1", "C-2", "C-3"]
    assert codes(listed(round_robin=True)) == ["C-1", "C-2"]
    assert codes(listed(round_robin=False)) == ["C-3"]


def test_growth_counts_what_the_last_run_added_to_what_was_there(write, listed):
    write(lambda story: TOLD["police_story"](story.session))
    grown = {each.code: each.joined_lately for each in listed().campaigns}
    assert grown == {"C-1": 3, "C-2": 0, "C-3": 0}


def test_words_must_all_be_there_and_mean_themselves(write, listed):
    def tell(story):
        run = story.run()
        story.campaign("Taser use", two(story, run, "How often was 100% of it_used?"), run=run)
        story.campaign("Drones", two(story, run, "How many drones?"), run=run)

    write(tell)
    assert codes(listed(words=["TASER"])) == ["C-1"]
    assert codes(listed(words=["often", "taser"])) == ["C-1"]
    assert codes(listed(words=["taser", "drones"])) == []
    assert codes(listed(words=["100%"])) == ["C-1"]
    assert codes(listed(words=["h%w"])) == []
    assert codes(listed(words=["t_used"])) == ["C-1"]
    assert codes(listed(words=["how_many"])) == []
    assert sorted(codes(listed(words=["kent"]))) == ["C-1", "C-2"]
    page = listed(words=["kent"], round_robin=True)
    assert (page.total, page.all, page.round_robins) == (0, 2, 0)


def test_pages_follow_one_another_without_gap_or_repeat(write, listed):
    write(lambda story: TOLD["crowd"](story.session, 23, size=2))
    whole = codes(listed())
    assert len(whole) == 23
    parts = [codes(listed(offset=offset, limit=10)) for offset in (0, 10, 20)]
    assert [code for part in parts for code in part] == whole
    assert listed(offset=10, limit=10).total == 23


@pytest.mark.parametrize("limit", [None, 50])
def test_the_number_of_statements_does_not_grow_with_the_rows(database, write, listed, limit):
    seen = []

    def counted():
        seen.clear()
        listed(limit=limit)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    event.listen(database.reader, "before_cursor_execute", lambda *a: seen.append(a[2]))
    write(lambda story: TOLD["crowd"](story.session, 2, size=2))
    few = counted()
    write(lambda story: TOLD["crowd"](story.session, 30, size=5))
    assert counted() == few == 5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("C-12", 12), ("c-12", 12), ("12", 12), (" 12 ", 12), ("C-012", 12)),
        *(("", None), ("C-", None), ("C-x", None), ("-12", None), ("12.0", None)),
        *(("\u0661\u0662", None), ("9" * 30, None), ("D-12", None)),
    ],
)
def test_a_campaign_is_named_by_its_number(text, number):
    assert parse_code(text) == number
