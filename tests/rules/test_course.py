"""The course of an answer: what counts for a campaign's questions, night after night; pure."""

from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.risk.course import State, course
from tracker.law.postures import Posture

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
stance, exemption = TOYS["stance"], TOYS["exemption"]
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 6)


def state(posture, run=1, *, responded=None, cited=()):
    noted = date(2026, 11, 1 + run)
    return State(run, noted, responded, stance(posture), tuple(map(exemption, cited)))


def postures(*arguments):
    return [str(each.stance.posture) for each in course(*arguments)]


def test_without_answers_to_its_questions_the_whole_request_counts():
    whole = [state("ncnd"), state("disclosed", 2)]
    for parts, questions in (({}, [1]), ({3: [state("refused")]}, [1, 2]), ({}, [])):
        assert course(whole, parts, questions) == tuple(whole)
    assert course(whole, {1: [state("refused")]}, []) == tuple(whole)


def test_a_question_with_an_answer_of_its_own_has_that_one():
    whole = [state("partly-disclosed", responded=MONDAY)]
    parts = {1: [state("disclosed")], 2: [state("ncnd", cited=["31(3)"])]}
    (told,) = course(whole, parts, [2])
    assert (told.stance.posture, told.stance.reveals) == ("ncnd", "nothing")
    assert (told.responded, [each.section for each in told.exemptions]) == (MONDAY, ["31(3)"])
    assert postures(whole, parts, [1]) == ["disclosed"]


def test_of_several_questions_the_one_that_gives_most_away_counts_with_ncnd_beside():
    parts = {1: [state("disclosed")], 2: [state("ncnd", cited=["31(3)"])], 3: [state("not-held")]}
    (told,) = course([state("pending")], parts, [1, 2, 3])
    assert (told.stance.posture, told.stance.reveals) == ("partly-disclosed", "confirms")
    assert told.stance.ncnd_beside
    assert [each.section for each in told.exemptions] == ["31(3)"]
    (denied,) = course([state("pending")], parts, [2, 3])
    assert (denied.stance.posture, denied.stance.ncnd_beside) == ("not-held", True)


def test_a_question_without_an_answer_of_its_own_has_that_to_the_whole():
    parts = {1: [state("ncnd")]}
    (told,) = course([state("refused")], parts, [1, 2])
    assert (told.stance.posture, told.stance.ncnd_beside) == ("refused", True)


def test_the_whole_that_was_answered_before_is_an_earlier_answer_to_each_question():
    whole = [state("ncnd", responded=MONDAY), state("partly-disclosed", 2, responded=FRIDAY)]
    parts = {1: [state("disclosed", 2)], 2: [state("ncnd", 2)]}
    assert postures(whole, parts, [1]) == ["ncnd", "disclosed"]
    assert [each.responded for each in course(whole, parts, [1])] == [MONDAY, FRIDAY]
    (told,) = course(whole, parts, [2])
    assert (told.stance.posture, told.responded) == ("ncnd", FRIDAY)


@pytest.mark.parametrize(
    ("day", "told"), [(None, ["ncnd"]), (MONDAY, ["ncnd"]), (FRIDAY, ["partly-disclosed", "ncnd"])]
)
def test_parts_told_later_detail_the_same_answer_unless_they_are_dated_later(day, told):
    whole = [state("partly-disclosed", responded=TUESDAY)]
    found = course(whole, {2: [state("ncnd", 5, responded=day)]}, [2])
    assert [str(each.stance.posture) for each in found] == told
    assert found[-1].responded == (day or TUESDAY)


def test_a_question_that_waits_while_others_are_answered_has_no_day():
    whole = [state("partly-disclosed", responded=MONDAY)]
    (told,) = course(whole, {2: [state("pending")]}, [2])
    assert (told.stance.posture, told.responded) == (Posture.PENDING, None)


def test_two_questions_answered_in_different_nights_are_one_answer_that_changed():
    whole = [state("pending", 0)]
    parts = {1: [state("ncnd", 2)], 2: [state("ncnd", 2), state("disclosed", 4)]}
    told = course(whole, parts, [1, 2])
    assert [str(each.stance.posture) for each in told] == ["ncnd", "partly-disclosed"]
    assert [each.noted for each in told] == [date(2026, 11, 3), date(2026, 11, 5)]


def test_the_same_answer_told_again_is_one_with_the_day_told_last():
    whole = [state("disclosed"), state("ncnd", 2), state("ncnd", 3, responded=FRIDAY)]
    first, last = course(whole, {}, [1])
    assert (first.stance.posture, last.noted, last.responded) == ("disclosed", TUESDAY, FRIDAY)
