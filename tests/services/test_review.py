"""What people decide about two questions counts in every later run, whatever is done meanwhile."""

from datetime import date
from pathlib import Path
from runpy import run_path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from tracker.campaigns.review import CannotDecide, Judgement, Verdict, decide, decisions_in_force
from tracker.campaigns.review_list import decided_pairs
from tracker.evaluation.decided import labelled_pairs
from tracker.store.tables import AskingSentence, PairDecision, Question, RecurringSentence, Run

KIT = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
NOW, BODIES, ASKED, OTHER = (KIT[name] for name in ("NOW", "BODIES", "ASKED", "OTHER"))
NEARLY, NOISE = KIT["NEARLY"], KIT["NOISE"]


@pytest.fixture
def tracker(database, settings, tmp_path):
    """Give a small tracker on either database."""
    return KIT["SmallTracker"](database, settings, tmp_path)


@pytest.fixture
def parted(tracker):
    """Give one that holds the same words from three bodies, of which people parted two."""
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", ASKED))
    tracker.take_in(("westmarch", "W1", OTHER))
    tracker.match()
    assert tracker.campaigns() == [["E1", "N1"]]
    tracker.decide("N1", "E1", "different")
    tracker.decide("N1", "W1", "same")
    return tracker


def test_what_is_decided_counts_from_the_next_run_on(parted):
    assert parted.match().campaigns_changed == 1
    assert parted.campaigns() == [["N1", "W1"]]
    again = parted.match()
    assert (again.campaigns_new, again.campaigns_changed, again.campaigns_dissolved) == (0, 0, 0)


def test_what_is_withdrawn_counts_no_more(parted):
    parted.match()
    parted.withdraw(1)
    parted.withdraw(2)
    parted.match()
    assert parted.campaigns() == [["E1", "N1"]]
    with pytest.raises(CannotDecide, match="withdrawn on 2026-11-20"):
        parted.withdraw(2)
    with pytest.raises(CannotDecide, match="no decision 9"):
        parted.withdraw(9)
    parted.decide("N1", "E1", "different")
    parted.match()
    assert parted.campaigns() == []


def again(tracker):
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", ASKED))


def another_day(tracker):
    tracker.take_in(("eastmoor", "E1", ASKED), received=date(2026, 9, 30))


def another_day_that_others_are_counted_from(tracker):
    asked = "How many covert listening devices has {} bought or hired in the last three years?"
    tracker.take_in(("southfen", "S1", asked))
    tracker.decide("S1", "N1", "same")
    tracker.take_in(("southfen", "S1", asked), received=date(2025, 10, 5))
    tracker.take_in(("southfen", "S1", asked), received=date(2026, 10, 20))
    tracker.match()
    assert tracker.campaigns() == [["N1", "S1", "W1"]]
    tracker.withdraw(3)


def mended(tracker):
    tracker.take_in(("eastmoor", "E1", ASKED.replace("or hired", "or  hiredd")))
    tracker.take_in(("westmarch", "W1", OTHER.replace("football matches", "a football match")))


def there_and_back(tracker):
    tracker.take_in(("eastmoor", "E1", NOISE), ("westmarch", "W1", NOISE))
    tracker.match()
    assert tracker.campaigns() == [["E1", "W1"]]
    tracker.take_in(("eastmoor", "E1", ASKED), ("westmarch", "W1", OTHER))


def into_a_list_and_back(tracker):
    tracker.take_in(("eastmoor", "E1", f"1. {NOISE}\n2. {ASKED}\n3. Which vans have {{}} sold?"))
    tracker.match()
    assert tracker.numbers("E1").keys() == {0, 1, 2, 3}
    tracker.take_in(("eastmoor", "E1", ASKED))


def another_encoder(tracker):
    tracker.encoder = KIT["ToyEncoder"]("toy@2")


def another_scorer(tracker):
    path = KIT["write_scorer"](tracker.folder, "fitted-anew")
    tracker.settings = tracker.settings.model_copy(update={"scorer_file": path})


def another_threshold(tracker):
    tracker.settings = tracker.settings.model_copy(update={"copy_threshold": 0.9})


@pytest.mark.parametrize(
    "happens",
    [
        again, another_day, another_day_that_others_are_counted_from, mended, there_and_back,
        into_a_list_and_back, another_encoder, another_scorer, another_threshold,
    ],
)  # fmt: skip
def test_a_decision_outlives(parted, happens):
    parted.match()
    happens(parted)
    parted.match()
    assert parted.campaigns() == [["N1", "W1"]]
    with parted.database.reading() as session:
        assert len(decided_pairs(session)) == 2
        assert not any(side.gone for d in decided_pairs(session) for side in (d.a, d.b))


TALE = "We ask this for the depot at the old mill, where lanterns were stored in winter."


def test_a_decision_outlives_a_sentence_that_is_taken_out_and_put_back(tracker):
    words = {"T0": ASKED, "T1": OTHER, "T2": NOISE, "T3": NOISE}
    told = [(BODIES[n], name, f"{TALE} {words[name]}") for n, name in enumerate(words)]
    tracker.take_in(*told)
    tracker.match()
    asked = {name: max(tracker.numbers(name).values()) for name in words}
    tracker.decide(asked["T0"], asked["T1"], "same")
    tracker.decide(asked["T2"], asked["T3"], "different")
    for dismissed in (False, True):
        say_that_it_recurs(tracker, dismissed=dismissed)
        assert tracker.match(copy_threshold=0.9999).requests_read_anew == len(words)
        for name in words:
            numbers = tracker.numbers(name)
            assert (len(numbers) > 1) == dismissed
            assert asked[name] in numbers.values()
        place, _ = tracker.places()
        assert place[asked["T0"]] == place[asked["T1"]]
        assert asked["T2"] not in place or place[asked["T2"]] != place.get(asked["T3"])


def say_that_it_recurs(tracker, *, dismissed):
    """Add the one sentence that all four requests hold to those that letters say, or dismiss it."""
    commonest = select(AskingSentence.key).group_by(AskingSentence.key)
    with tracker.database.writing() as session:
        key = session.scalars(commonest.having(func.count() == 4)).one()
        found = session.scalars(select(RecurringSentence)).one_or_none()
        if found is None:
            run = session.scalars(select(func.max(Run.id))).one()
            found = RecurringSentence(key=key, words=TALE, added=True, found_run_id=run)
            session.add(found)
        found.dismissed = dismissed


def test_a_decision_about_other_words_says_nothing_of_the_new_ones(parted):
    parted.take_in(("westmarch", "W1", NOISE))
    parted.match()
    assert parted.campaigns() == []
    with parted.database.reading() as session:
        same = decided_pairs(session)[1]
    assert (same.a.gone, same.b.gone) == (False, True)
    assert same.b.name == "westmarch/W1"
    parted.take_in(("southfen", "S1", NOISE))
    parted.match()
    assert parted.campaigns() == [["S1", "W1"]]
    parted.decide("N1", "W1", "different")


def test_a_question_that_is_asked_no_more_never_gives_its_number_to_another(tracker):
    tracker.take_in(("northshire", "N1", f"1. {ASKED}\n2. {OTHER}"))
    first = tracker.numbers("N1")
    tracker.take_in(("northshire", "N1", OTHER))
    assert tracker.numbers("N1") == {1: first[2]}
    tracker.take_in(("northshire", "N1", NOISE), ("eastmoor", "E1", OTHER))
    later = {*tracker.numbers("N1").values(), *tracker.numbers("E1").values()}
    assert min(later) > max(first.values())


def test_questions_that_change_places_keep_their_rows(tracker):
    tracker.take_in(("northshire", "N1", f"1. {ASKED}\n2. {OTHER}\n3. {NOISE}"))
    first = tracker.numbers("N1")
    tracker.take_in(("northshire", "N1", f"1. {NOISE}\n2. {ASKED}\n3. {OTHER}"))
    second = tracker.numbers("N1")
    assert (second[1], second[2], second[3]) == (first[3], first[1], first[2])


def test_contradictions_are_refused_with_the_decisions_that_stand_in_the_way(parted):
    parted.take_in(("southfen", "S1", NEARLY))
    parted.decide("E1", "S1", "same")
    with pytest.raises(CannotDecide) as refused:
        parted.decide("W1", "S1", "same")
    said = str(refused.value)
    for number in (1, 2, 3):
        assert f"Decision {number} of 2026-11-20" in said
    assert "northshire/N1#1 and eastmoor/E1#1 are different" in said
    assert ASKED[:20] not in said
    parted.withdraw(1)
    parted.decide("W1", "S1", "same")
    with pytest.raises(CannotDecide, match="contradicts"):
        parted.decide("N1", "E1", "different")


def test_what_was_decided_before_is_not_decided_twice(parted):
    with pytest.raises(CannotDecide, match="Decision 1 says so already"):
        parted.decide("E1", "N1", "different")
    there_and_back(parted)
    with pytest.raises(CannotDecide, match="Decision 1 says so already"):
        parted.decide("E1", "N1", "different")
    with pytest.raises(CannotDecide, match="contradicts"):
        parted.decide("E1", "N1", "same")


def test_the_database_itself_keeps_one_standing_decision_for_a_pair(parted):
    with parted.database.reading() as session:
        first = session.get_one(PairDecision, 1)
        columns = [c.name for c in PairDecision.__table__.columns if c.name != "id"]
        values = {name: getattr(first, name) for name in columns}
    with pytest.raises(IntegrityError), parted.database.writing() as session:
        session.add(PairDecision(**values | {"verdict": "same"}))
    with pytest.raises(IntegrityError), parted.database.writing() as session:
        session.add(PairDecision(**values | {"withdrawn_at": NOW}))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reason": " \u200b"}, "needs a reason"),
        ({"reason": "x" * 2001}, "needs a reason"),
        ({"by": ""}, "who decides"),
        ({"by": "x" * 121}, "who decides"),
    ],
)
def test_a_decision_needs_a_reason_and_a_name(parted, changed, why):
    with pytest.raises(CannotDecide, match=why):
        parted.decide("E1", "W1", "different", **changed)


def test_a_decision_is_about_two_questions(parted):
    one = parted.number("E1")
    for other in (one, 10_000):
        with pytest.raises(CannotDecide, match="two questions"):
            parted.decide(one, other, "same")


def test_a_reason_is_kept_without_ways_to_reach_anybody(parted):
    parted.decide(
        "E1", "W1", "different", reason="Quilla (quilla@testermann.example) says they differ"
    )
    with parted.database.reading() as session:
        assert "testermann" not in decided_pairs(session)[-1].reason


def test_decisions_become_labelled_pairs_of_the_wordings_that_were_read(parted):
    parted.take_in(("southfen", "S1", NEARLY))
    parted.decide("E1", "S1", "different")
    parted.decide("S1", "W1", "different")
    withdrawn = parted.decide("E1", "W1", "different")
    parted.withdraw(withdrawn)
    parted.take_in(("westmarch", "W1", NOISE))
    with parted.database.reading() as session:
        found = labelled_pairs(session)
    assert [(p.label, p.id) for p in found] == [
        (True, "decision 2"), (False, "decision 3"), (False, "decision 4"),
    ]  # fmt: skip
    assert found[0].text_a == ASKED.format("your organisation")
    assert found[0].text_b.startswith("What training must dog handlers")


def test_a_pair_of_wordings_that_people_judged_both_ways_teaches_nothing(parted):
    parted.take_in(("southfen", "S1", OTHER))
    parted.decide("E1", "S1", "different")
    with parted.database.reading() as session:
        assert labelled_pairs(session) == []


TEXTS = (ASKED, KIT["REWORDED"], NEARLY, OTHER, NOISE)


@given(rng=st.randoms(use_true_random=False))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_later_run_goes_against_what_stands(database, settings, tmp_path, rng):
    tracker = standing_tracker(database, settings, tmp_path)
    with database.reading() as session:
        questions = list(session.scalars(select(Question.id)))
    for _ in range(rng.randint(1, 8)):
        one, other = rng.sample(questions, 2)
        try:
            tracker.decide(one, other, rng.choice(["same", "different"]))
        except CannotDecide:
            continue
    for _ in range(3):
        tracker.match(copy_threshold=rng.choice([0.1, 0.5, 0.9]))
        place, body = tracker.places()
        with database.reading() as session:
            decisions = decisions_in_force(session)
        for a, b in decisions.apart:
            assert a not in place or place[a] != place.get(b)
        for a, b in decisions.together:
            assert place.get(a) == place.get(b)
            assert a in place or body[a] == body[b]


def standing_tracker(database, settings, folder):
    """Give a tracker with the same requests and no decision, each time it is asked for."""
    with database.writing() as session:
        session.execute(delete(PairDecision))
    tracker = KIT["SmallTracker"](database, settings, folder)
    for number, text in enumerate(TEXTS * 2):
        body = BODIES[number % 4]
        tracker.take_in((body, f"R{number}", text), received=date(2026, 1 + number, 5))
    return tracker


def test_two_writers_cannot_decide_the_contrary_at_once(tracker):
    tracker.take_in(("northshire", "N1", ASKED), ("eastmoor", "E1", OTHER))
    tracker.decide("N1", "E1", "same")
    judgement = Judgement("I read both", "Coordinator", NOW)
    with tracker.database.writing() as session, pytest.raises(CannotDecide):
        decide(
            session,
            tracker.number("N1"),
            tracker.number("E1"),
            verdict=Verdict.DIFFERENT,
            judgement=judgement,
        )
