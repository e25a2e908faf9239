"""What each answer still to come would give away; pure."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from runpy import run_path

from tracker.campaigns.risk.next_answers import next_answers
from tracker.campaigns.risk.score import mapping_risk

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
answer, body, stance, TODAY = (TOYS[name] for name in ("answer", "body", "stance", "TODAY"))


def effects(*answers):
    return {(n.body, n.posture): n.effect for n in next_answers(answers, TODAY)}


def test_a_denial_beside_ncnd_is_said_in_words():
    silent = [answer(f"force-{n}", "ncnd") for n in range(14)]
    told = effects(*silent, answer("kent"))
    assert told["kent", "not-held"] == "If Kent says not held, NCND by 14 others reads as yes."
    assert told["kent", "disclosed"] == (
        "If Kent discloses, NCND by 14 others stands beside a confirmation."
    )
    assert told["kent", "refused"] == (
        "If Kent confirms that it is held and refuses, "
        "NCND by 14 others stands beside a confirmation."
    )
    assert ("kent", "ncnd") not in told


def test_neighbours_are_named():
    told = effects(
        answer(body("surrey", tile=(1, 1)), "ncnd"),
        answer(body("cumbria", tile=(9, 9)), "ncnd"),
        answer(body("kent", tile=(1, 2))),
    )
    assert told["kent", "disclosed"].endswith("beside a confirmation; next to it Surrey says NCND.")


def test_ncnd_after_others_revealed():
    told = effects(answer("essex", "not-held"), answer("surrey", "refused"), answer("kent"))
    assert told["kent", "ncnd"] == (
        "If Kent neither confirms nor denies, its NCND reads as yes beside 1 other that said "
        "not held; its NCND stands beside the confirmation by 1 other."
    )
    assert told["kent", "not-held"] == (
        "If Kent says not held, an outsider can tell it from 1 other that confirmed."
    )


def test_disclosing_as_others_did_breaks_nothing_and_says_so():
    told = effects(answer("essex", "disclosed"), answer("surrey", "disclosed"), answer("kent"))
    assert told["kent", "disclosed"] == (
        "If Kent discloses, an outsider knows that it holds this, as of 2 already; "
        "no NCND is broken."
    )


def test_a_body_that_answered_before_would_contradict_itself():
    told = effects(answer("kent", "disclosed"), answer("kent", reference="FOI 2"))
    assert told["kent", "refused"].endswith(
        "it would have answered the same question in different ways."
    )
    assert "different ways" not in told["kent", "disclosed"]


def test_each_open_body_is_looked_at_once_the_first_due_first():
    answers = [
        answer("kent", due=TODAY + timedelta(days=9)),
        answer("kent", reference="FOI 2", due=TODAY + timedelta(days=3)),
        answer("essex", due=TODAY + timedelta(days=5)),
        answer("dorset", "ncnd"),
    ]
    assert list(dict.fromkeys(n.body for n in next_answers(answers, TODAY))) == ["kent", "essex"]
    assert next_answers([answer("dorset", "ncnd")], TODAY) == []


def test_the_change_of_the_score_is_what_the_score_would_change_by():
    answers = [answer("dorset", "ncnd"), answer("essex", "ncnd"), answer("kent")]
    before = mapping_risk(answers, TODAY).score
    for each in next_answers(answers, TODAY):
        told = replace(answers[2], stance=stance(each.posture), responded=TODAY)
        after = mapping_risk([*answers[:2], told], TODAY).score
        assert each.score_change == round(after - before, 1) > 0


def test_cost_and_vexatious_are_never_suggested():
    answers = [answer("essex", "disclosed"), answer("dorset", "ncnd"), answer("kent")]
    told = next_answers(answers, TODAY)
    assert {each.posture for each in told} == {"disclosed", "refused", "ncnd", "not-held"}
    assert not any(word in each.effect for each in told for word in ("cost", "section", "14"))
