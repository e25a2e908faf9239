"""What people do with campaigns takes effect at once, on both databases, and no run changes it."""

from datetime import date
from pathlib import Path
from runpy import run_path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from tracker.campaigns.events import explained_in
from tracker.campaigns.judgement import CannotDecide
from tracker.store.tables import (
    Alert,
    CampaignEvent,
    Match,
    Question,
    QuestionText,
    Request,
    RequestRevision,
)

TESTS = Path(__file__).parents[1]
KIT = run_path(str(TESTS / "small_tracker.py"))
PEOPLE = run_path(str(TESTS / "people.py"))["People"]
ASKED, REWORDED, OTHER, NOISE = (KIT[name] for name in ("ASKED", "REWORDED", "OTHER", "NOISE"))


@pytest.fixture
def tracker(database, settings, tmp_path):
    """Give a tracker with two campaigns: N1 E1 W1 S1 in C-1, and N2 E2 in C-2."""
    found = KIT["SmallTracker"](database, settings, tmp_path)
    found.take_in(
        ("northshire", "N1", ASKED),
        ("eastmoor", "E1", ASKED),
        ("westmarch", "W1", ASKED),
        ("southfen", "S1", REWORDED),
    )
    found.take_in(("northshire", "N2", OTHER), ("eastmoor", "E2", OTHER))
    found.match()
    return found


@pytest.fixture
def people(tracker):
    found = PEOPLE(tracker.database, tracker.settings)
    assert found.members() == {1: {"N1", "E1", "W1", "S1"}, 2: {"N2", "E2"}}
    return found


def settled(tracker, people):
    """Match again, and check that it changes nothing."""
    before = people.rows()
    report = tracker.match()
    assert people.rows() == before
    assert (report.campaigns_new, report.campaigns_changed, report.campaigns_dissolved) == (0, 0, 0)


ACTS = [
    ("confirm", 1),
    ("split", 1, "W1", "S1"),
    ("merge", 1, [2]),
    ("merge", 2, [1]),
    ("remove", 1, "S1"),
    ("remove", 2, "E2"),
    ("archive", 1),
    ("not-a-campaign", 1),
    ("retitle", 1, "Listening devices"),
    ("explain", 1, "ncnd-beside-denial:kent"),
]


@pytest.mark.parametrize("act", [*ACTS, ("move", 1, "S1")], ids=lambda act: f"{act[0]}-{act[1]}")
def test_what_is_done_holds_at_once_and_an_undo_restores_everything(tracker, people, act):
    more = {"to": 2} if act[0] == "move" else {}
    before = people.rows()
    event = people.do(*act, **more)
    after = people.rows()
    assert (after != before) == (
        act[0] in {"split", "merge", "remove", "move", "retitle"} or (act[0] == "not-a-campaign")
    )
    settled(tracker, people)
    people.do("undo", event.id)
    undone = people.rows()
    assert {c: row for c, row in undone[0].items() if c in before[0]} == before[0]
    assert undone[1] == before[1]
    settled(tracker, people)


def test_members_go_where_people_put_them(people):
    made = people.do("split", 1, "W1", "S1").made
    assert people.members() == {1: {"N1", "E1"}, made: {"W1", "S1"}, 2: {"N2", "E2"}}
    people.do("move", made, "W1", to=2)
    assert people.members() == {1: {"N1", "E1"}, made: {"S1"}, 2: {"N2", "E2", "W1"}}
    people.do("remove", 2, "E2")
    assert people.members() == {1: {"N1", "E1"}, made: {"S1"}, 2: {"N2", "W1"}}


def test_facts_follow_at_once(people):
    assert people.row(1).round_robin
    event = people.do("split", 1, "W1", "S1")
    kept, made = people.row(1), people.row(event.made)
    assert (kept.body_count, kept.request_count, kept.round_robin) == (2, 2, False)
    assert kept.last_received == date(2026, 10, 6)
    assert (made.body_count, made.first_received) == (2, date(2026, 10, 7))
    assert (made.title, kept.title) != ("", "")
    people.do("merge", 2, [event.made])
    grown, gone = people.row(2), people.row(event.made)
    assert (grown.body_count, grown.request_count, grown.round_robin) == (4, 4, True)
    assert grown.round_robin_since is not None
    assert (gone.merged_into_id, gone.dissolved_at is None, gone.round_robin) == (2, False, False)


def test_new_requests_join_what_people_made(tracker, people):
    made = people.do("split", 1, "S1").made
    people.do("remove", 2, "E2")
    tracker.take_in(("midvale", "M1", ASKED), ("midvale", "M2", OTHER), received=date(2026, 10, 9))
    tracker.take_in(("eastmoor", "E3", REWORDED), received=date(2026, 10, 9))
    tracker.match()
    assert people.members() == {
        1: {"N1", "E1", "W1", "M1"}, made: {"S1", "E3"}, 2: {"N2", "M2"},
    }  # fmt: skip


def another_encoder(tracker):
    tracker.encoder = KIT["ToyEncoder"]("toy@2")


def another_scorer(tracker):
    path = KIT["write_scorer"](tracker.folder, "fitted-anew", start=-39.0)
    tracker.settings = tracker.settings.model_copy(update={"scorer_file": path})


def there_and_back(tracker):
    tracker.take_in(("westmarch", "W1", NOISE), ("eastmoor", "E2", NOISE))
    tracker.match()
    tracker.take_in(("westmarch", "W1", ASKED), ("eastmoor", "E2", OTHER))


def mended(tracker):
    tracker.take_in(("westmarch", "W1", ASKED.replace("or hired", "or  hiredd")))


def into_a_list(tracker):
    tracker.take_in(("westmarch", "W1", f"1. {ASKED}\n2. {NOISE}"))


@pytest.mark.parametrize(
    "happens", [another_encoder, another_scorer, there_and_back, mended, into_a_list]
)
def test_what_people_did_outlives(tracker, people, happens):
    made = people.do("split", 1, "W1").made
    people.do("merge", 2, [1])
    happens(tracker)
    tracker.match()
    assert people.members() == {2: {"N1", "E1", "S1", "N2", "E2"}, made: {"W1"}}
    assert people.row(made).dissolved_at is None


def test_what_people_confirmed_outlives_a_scorer_that_finds_nothing(tracker, people):
    people.do("confirm", 1)
    tracker.settings = tracker.settings.model_copy(update={"copy_threshold": 1.0})
    with tracker.database.writing() as session:
        for match in session.scalars(select(Match)):
            match.score = 0.1
    tracker.match()
    assert people.members()[1] == {"N1", "E1", "W1", "S1"}


def test_a_question_that_was_gone_while_campaigns_were_merged_comes_back_to_the_survivor(
    tracker, people
):
    people.do("confirm", 2)
    tracker.take_in(("eastmoor", "E2", NOISE))
    tracker.match()
    assert people.members()[2] == {"N2"}
    people.do("merge", 1, [2])
    tracker.take_in(("eastmoor", "E2", OTHER))
    tracker.match()
    assert people.members() == {1: {"N1", "E1", "W1", "S1", "N2", "E2"}}


def test_a_confirmed_campaign_that_lost_all_its_questions_lives_again_with_them(tracker, people):
    people.do("confirm", 2)
    tracker.take_in(("northshire", "N2", NOISE), ("eastmoor", "E2", NOISE + " Since when?"))
    tracker.match(copy_threshold=0.9999)
    assert people.row(2).dissolved_at is not None
    tracker.take_in(("northshire", "N2", OTHER), ("eastmoor", "E2", OTHER))
    tracker.match()
    assert people.members()[2] == {"N2", "E2"}
    assert people.row(2).dissolved_at is None


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (("split", 1, "N1", "E1", "W1", "S1"), "every one of the requests"),
        (("split", 1), "none of the requests"),
        (("split", 1, "N2"), "Not in C-1: northshire/N2"),
        (("remove", 2, "N2", "E2"), "every one"),
        (("merge", 1, [1]), "same campaign twice"),
        (("merge", 1, []), "Name the campaigns"),
        (("merge", 1, [9]), "no campaign C-9"),
        (("confirm", 9), "no campaign C-9"),
        (("reopen", 1), "neither archived"),
        (("retitle", 1, " "), "A title has"),
        (("retitle", 1, "x" * 151), "A title has"),
        (("explain", 1, "x" * 201), "200 characters"),
        (("explain", 1, ""), "200 characters"),
        (("undo", 1), "no event E-1"),
    ],
    ids=lambda value: "-".join(map(str, value))[:30] if isinstance(value, tuple) else "",
)
def test_bad_input_is_refused_and_changes_nothing(people, act, why):
    before = people.rows()
    with pytest.raises(CannotDecide, match=why):
        people.do(*act)
    assert people.rows() == before


@pytest.mark.parametrize(
    ("given", "why"),
    [({"reason": " "}, "needs a reason"), ({"by": ""}, "who decides")],
)
def test_a_judgement_needs_a_reason_and_a_name(people, given, why):
    with pytest.raises(CannotDecide, match=why):
        people.do("confirm", 1, **given)


def test_a_reason_and_a_title_are_kept_without_ways_to_reach_anybody(people):
    reason = "Quilla (quilla@testermann.example) says they differ"
    people.do("confirm", 1, reason=reason)
    people.do("retitle", 1, "Asked by quilla@testermann.example")
    with people.database.reading() as session:
        for event in session.scalars(select(CampaignEvent)):
            assert "testermann" not in f"{event.reason} {event.data}"
    assert "testermann" not in people.row(1).title
    with pytest.raises(CannotDecide, match="nobody's data"):
        people.do("explain", 1, "quilla@testermann.example")


def test_an_ended_campaign_is_refused_with_what_became_of_it(people):
    people.do("merge", 1, [2])
    for act in (("confirm", 2), ("merge", 1, [2])):
        with pytest.raises(CannotDecide, match=r"C-2 was merged into C-1.*E-1 .*merge"):
            people.do(*act)


def test_a_member_that_somebody_moved_meanwhile_is_refused_with_the_event(people):
    people.do("move", 1, "S1", to=2, by="Desk A", reason="It is about dogs")
    with pytest.raises(CannotDecide, match=r"southfen/S1.*E-1 .*by Desk A: move.*about dogs"):
        people.do("split", 1, "S1")


def test_the_second_of_two_people_is_told_what_the_first_did(people):
    people.do("confirm", 1, by="Desk A", reason="All copies")
    with pytest.raises(CannotDecide, match=r"since you looked. E-1 .*Desk A: confirm.*All copies"):
        people.do("split", 1, "S1", seen=0)
    people.do("split", 1, "S1", seen=1)
    with pytest.raises(CannotDecide, match="E-2"):
        people.do("undo", 2, seen=1)
    people.do("undo", 2, seen=2)
    with pytest.raises(CannotDecide, match=r"E-3 .*undo"):
        people.do("archive", 1, seen=2)
    people.do("archive", 2, seen=0)


def test_of_two_people_at_the_same_moment_one_is_refused(people):
    start, said = Barrier(2), []

    def split(name):
        start.wait()
        try:
            said.append(people.do("split", 1, "S1", by=name).id)
        except CannotDecide as refusal:
            said.append(str(refusal))

    threads = [Thread(target=split, args=(name,)) for name in ("Desk A", "Desk B")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done, refused = sorted(said, key=str)
    assert done == 1
    assert "E-1" in refused
    assert sorted(map(sorted, people.members().values())) == [
        ["E1", "N1", "W1"], ["E2", "N2"], ["S1"],
    ]  # fmt: skip


def test_campaigns_of_which_people_parted_members_are_not_merged(people):
    made = people.do("split", 1, "S1", "W1", reason="They differ").made
    with pytest.raises(CannotDecide, match=r"E-1 .*split.*They differ.*Undo"):
        people.do("merge", 1, [made])
    people.do("move", made, "W1", to=2)
    with pytest.raises(CannotDecide, match=r"E-1 .*split"):
        people.do("merge", 2, [1])
    with pytest.raises(CannotDecide, match=r"E-2 .*move"):
        people.do("merge", 2, [made])
    people.do("undo", 2)
    people.do("undo", 1)
    people.do("merge", 1, [2])


def test_two_confirmed_campaigns_may_be_merged(people):
    people.do("confirm", 1)
    people.do("confirm", 2)
    people.do("merge", 2, [1])
    assert people.members() == {2: {"N1", "E1", "W1", "S1", "N2", "E2"}}


def test_what_pairs_were_decided_stands_in_the_way_and_is_named(tracker, people):
    tracker.decide("N1", "N2", "different")
    with pytest.raises(CannotDecide, match="Decision 1 of 2026-11-20"):
        people.do("merge", 1, [2])
    with pytest.raises(CannotDecide, match="Decision 1"):
        people.do("move", 1, "N1", to=2)
    tracker.decide("N1", "E1", "same")
    for act in (("split", 1, "N1"), ("remove", 1, "E1")):
        with pytest.raises(CannotDecide, match=r"Decision 2 .*northshire/N1#1 and eastmoor/E1#1"):
            people.do(*act)
    tracker.decide("W1", "S1", "different")
    with pytest.raises(CannotDecide, match="Decision 3"):
        people.do("split", 1, "N1", "E1")
    with pytest.raises(CannotDecide, match="Decision 3"):
        people.do("confirm", 1)
    people.do("split", 1, "N1", "E1", "W1")


def test_what_people_did_stands_in_the_way_of_a_decision_about_a_pair(tracker, people):
    people.do("split", 1, "S1", reason="Another thing")
    with pytest.raises(CannotDecide, match=r"contradicts.*E-1 .*split.*Another thing"):
        tracker.decide("N1", "S1", "same")
    with pytest.raises(CannotDecide, match=r"contradicts.*E-1"):
        tracker.decide("N1", "E1", "different")
    people.do("remove", 2, "E2")
    with pytest.raises(CannotDecide, match="E-2"):
        tracker.decide("N2", "E2", "same")
    tracker.decide("N1", "S1", "different")
    tracker.decide("N1", "E1", "same")
    with pytest.raises(CannotDecide, match="Decision 1"):
        people.do("undo", 1)
    tracker.withdraw(1)
    people.do("undo", 1)


def test_an_undo_is_refused_while_later_events_depend_on_it(people):
    made = people.do("split", 1, "S1").made
    people.do("confirm", 1)
    people.do("move", 1, "W1", to=made)
    people.do("archive", 2)
    with pytest.raises(CannotDecide, match=r"E-2, E-3 came after E-1"):
        people.do("undo", 1)
    for event in (3, 2, 1):
        people.do("undo", event)
    assert people.members()[1] == {"N1", "E1", "W1", "S1"}
    with pytest.raises(CannotDecide, match=r"E-1 was undone already. E-7 .*by Coordinator"):
        people.do("undo", 1)
    with pytest.raises(CannotDecide, match="do that again"):
        people.do("undo", 7)


def test_an_undo_waits_for_what_pinned_its_question_elsewhere(tracker, people):
    people.do("remove", 1, "S1")
    tracker.take_in(("midvale", "M1", REWORDED), received=date(2026, 10, 8))
    tracker.match()
    (joined,) = {c for c, found in people.members().items() if "S1" in found}
    people.do("confirm", joined)
    with pytest.raises(CannotDecide, match="E-2 came after E-1 and depend"):
        people.do("undo", 1)
    people.do("undo", 2)
    people.do("undo", 1)
    assert "S1" in people.members()[1]


def test_what_joined_a_split_goes_back_with_it(tracker, people):
    made = people.do("split", 1, "S1").made
    tracker.take_in(("midvale", "M1", REWORDED), received=date(2026, 10, 9))
    tracker.match()
    assert people.members()[made] == {"S1", "M1"}
    people.do("undo", 1)
    assert people.members()[1] == {"N1", "E1", "W1", "S1", "M1"}
    assert people.row(made).merged_into_id == 1
    settled(tracker, people)


def test_a_title_that_people_gave_stays_until_they_take_it_back(tracker, people):
    before = people.row(1).title
    people.do("retitle", 1, "Listening devices")
    event = people.do("split", 1, "S1")
    tracker.take_in(("midvale", "M1", ASKED), received=date(2026, 10, 9))
    tracker.match()
    assert people.row(1).title == "Listening devices"
    people.do("undo", event.id)
    assert people.row(1).title == "Listening devices"
    people.do("undo", 1)
    assert people.row(1).title == before


def test_what_is_no_campaign_raises_no_alert_and_is_no_round_robin(tracker, people):
    with tracker.database.reading() as session:
        owed = len(session.scalars(select(Alert)).all())
    people.do("not-a-campaign", 1)
    tracker.take_in(("midvale", "M1", ASKED), received=date(2026, 10, 9))
    assert tracker.match().alerts_owed == 0
    assert "M1" in people.members()[1]
    assert not people.row(1).round_robin
    people.do("reopen", 1)
    assert people.row(1).round_robin
    assert tracker.match().alerts_owed == 1
    with tracker.database.reading() as session:
        assert len(session.scalars(select(Alert)).all()) == owed + 1


def test_a_campaign_is_not_put_away_twice(people):
    people.do("archive", 1, by="Desk A")
    with pytest.raises(CannotDecide, match=r"archived already. E-1 .*Desk A"):
        people.do("archive", 1)
    people.do("not-a-campaign", 1)
    with pytest.raises(CannotDecide, match="said already"):
        people.do("not-a-campaign", 1)
    people.do("explain", 1, "ncnd:a")
    with pytest.raises(CannotDecide, match="explained already"):
        people.do("explain", 1, "ncnd:a")


def test_what_people_explained_is_known_until_it_is_undone(people):
    people.do("explain", 1, "ncnd:a")
    people.do("explain", 1, "ncnd:b")
    people.do("undo", 1)
    with people.database.reading() as session:
        assert explained_in(session, 1) == {"ncnd:b"}
        assert explained_in(session, 2) == frozenset()


def test_requests_themselves_are_never_touched(tracker, people):
    def stored():
        tables = (Request, RequestRevision, Question, QuestionText)
        with tracker.database.reading() as session:
            return [
                sorted(map(str, session.execute(select(*table.__table__.columns)).all()))
                for table in tables
            ]

    before = stored()
    for act in ACTS:
        event = people.do(*act)
        assert stored() == before
        people.do("undo", event.id)
        assert stored() == before


def test_the_history_tells_who_did_what_and_what_can_be_undone(people):
    people.do("split", 1, "S1", "W1", by="Desk A", reason="They differ")
    people.do("retitle", 1, "Devices")
    people.do("merge", 2, [1])
    people.do("undo", 2)
    found = people.history(1)
    assert [done.id for done in found] == ["E-4", "E-3", "E-2", "E-1"]
    undone, merged, titled, parted = found
    assert (undone.kind, undone.undoes, undone.can_undo) == ("undo", "E-2", False)
    assert (merged.can_undo, merged.blocked_by, merged.members) == (
        True, (), ("eastmoor/E1", "northshire/N1"),
    )  # fmt: skip
    assert (titled.undone_by, titled.can_undo, titled.title) == ("E-4", False, "Devices")
    assert (parted.can_undo, parted.blocked_by) == (False, ("E-3",))
    assert parted.members == ("southfen/S1", "westmarch/W1")
    assert (parted.by, parted.reason) == ("Desk A", "They differ")
    assert [done.id for done in people.history(2)] == ["E-3"]
    assert people.history(9) is None
