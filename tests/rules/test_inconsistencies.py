"""Which answers contradict each other, rule by rule; pure."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.risk.answers import Earlier
from tracker.campaigns.risk.inconsistencies import inconsistencies

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
answer, body, exemption, stance = (TOYS[name] for name in ("answer", "body", "exemption", "stance"))
GIVEN, LATER, TODAY = (TOYS[name] for name in ("GIVEN", "LATER", "TODAY"))


def found(*answers, as_of=TODAY, explained=()):
    return {each.rule: each for each in inconsistencies(answers, as_of, explained=explained)}


def test_answers_that_go_together_are_no_inconsistency():
    assert not found(*(answer(who, "ncnd", ["31(3)"]) for who in ("kent", "essex")))
    assert not found(*(answer(who, "disclosed") for who in ("kent", "essex")))
    assert not found(answer("kent", "ncnd"), answer("essex", "cost"), answer("surrey"))
    assert not found(answer("kent", "ncnd"), answer("essex", "vexatious"))
    assert not found(answer("kent", "disclosed"), answer("essex", "not-held"))


def test_ncnd_beside_a_denial_reads_as_yes():
    both = found(
        answer("kent", "ncnd", ["31(3)"]), answer("essex", "ncnd"), answer("surrey", "not-held")
    )
    (each,) = both.values()
    assert each.rule == "ncnd-beside-denial"
    assert each.bodies == ("essex", "kent", "surrey")
    assert each.why == (
        "2 bodies neither confirm nor deny, while Surrey said that it is not held: "
        "NCND then reads as yes."
    )
    assert [(side.label, len(side.answers)) for side in each.sides] == [("NCND", 2), ("Denies", 1)]
    assert each.sides[0].answers[0].given == GIVEN


def test_ncnd_for_a_part_is_exposed_by_a_denial_but_not_by_a_confirmation():
    part = answer("kent", "partly-disclosed", ["31(3)"], beside=True)
    assert set(found(part, answer("essex", "disclosed"))) == set()
    each = found(part, answer("essex", "not-held"))["ncnd-beside-denial"]
    assert each.why.startswith("1 body says NCND for a part, while Essex")
    three = found(part, answer("dorset", "ncnd"), answer("essex", "not-held"))
    assert three["ncnd-beside-denial"].why.startswith(
        "1 body neither confirms nor denies and 1 body in part, while Essex"
    )


@pytest.mark.parametrize(
    "posture", ["disclosed", "partly-disclosed", "refused", "already-published"]
)
def test_ncnd_beside_a_confirmation(posture):
    each = found(answer("kent", "ncnd"), answer("essex", posture))["ncnd-beside-confirmation"]
    assert each.bodies == ("essex", "kent")
    assert each.why == (
        "1 body neither confirms nor denies, while Essex confirmed that it is held."
    )


def test_one_body_alone_breaks_no_line_but_differs():
    both = found(answer("kent", "ncnd"), answer("kent", "refused", reference="FOI 2"))
    assert set(both) == {"same-body-differs"}
    assert both["same-body-differs"].why == (
        "Kent answered the same question in different ways: neither confirmed nor denied and "
        "withheld."
    )


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("disclosed", "partly-disclosed", False),
        ("disclosed", "already-published", False),
        ("disclosed", "vexatious", False),
        ("disclosed", "pending", False),
        ("cost", "cost-to-confirm", False),
        ("disclosed", "refused", True),
        ("disclosed", "cost", True),
        ("not-held", "refused", True),
    ],
)
def test_a_body_differs_when_its_answers_are_of_other_kinds(one, other, differs):
    both = found(answer("kent", one), answer("kent", other, reference="FOI 2"))
    assert ("same-body-differs" in both) is differs


def test_an_answer_that_changed_is_shown_with_both_dates():
    earlier = (Earlier(GIVEN, stance("disclosed")),)
    changed = answer("kent", "ncnd", ["31(3)"], given=LATER, earlier=earlier)
    each = found(changed)["answer-changed"]
    assert each.why == (
        "Kent changed its answer: disclosed on 2026-11-02, then neither confirmed nor denied "
        "under section 31(3) on 2026-11-16."
    )
    assert [side.answers[0].given for side in each.sides] == [GIVEN, LATER]
    assert not found(changed, as_of=LATER - timedelta(days=1))


def test_other_exemptions_change_an_answer_only_where_both_name_any():
    def changed(before, now):
        earlier = (Earlier(GIVEN, stance("refused"), tuple(map(exemption, before))),)
        return found(answer("kent", "refused", now, given=LATER, earlier=earlier))

    assert "answer-changed" in changed(["31(1)(a)"], ["40(2)"])
    assert not changed([], ["40(2)"])
    assert not changed(["40(2)", "31(1)"], ["31(1)", "40(2)"])


def test_waiting_again_is_no_changed_answer_and_what_was_said_still_counts():
    earlier = (Earlier(GIVEN, stance("not-held")),)
    again = answer("kent", "clarification", given=None, earlier=earlier)
    assert set(found(again, answer("essex", "ncnd"))) == {"ncnd-beside-denial"}


def test_an_answer_that_was_taken_back_still_breaks_the_line():
    earlier = (Earlier(GIVEN, stance("refused")),)
    answers = answer("kent", "ncnd", given=LATER, earlier=earlier), answer("essex", "ncnd")
    assert set(found(*answers)) == {"ncnd-beside-confirmation", "answer-changed"}
    each = found(*answers)["ncnd-beside-confirmation"]
    assert [a.given for a in each.sides[1].answers] == [GIVEN]
    assert [a.body.slug for a in each.sides[0].answers] == ["essex"]


@pytest.mark.parametrize(
    ("one", "other", "torn"),
    [
        (["31(1)(a)"], ["31(3)"], True),
        (["24(1)"], ["24(2)"], True),
        (["31(1)", "31(3)"], ["31(3)"], True),
        (["31(1)", "31(3)"], ["31(1)"], False),
        (["31(1)(a)"], ["31(1)(b)"], False),
        (["31"], ["31(3)"], False),
        (["30(1)"], ["30(2)"], True),
        (["31(1)"], ["24(2)"], False),
        (["12(1)"], ["12(2)"], False),
    ],
)
def test_the_same_exemption_by_another_limb(one, other, torn):
    both = found(answer("kent", "refused", one), answer("essex", "refused", other))
    assert ("other-limb" in both) is torn


def test_regulations_have_one_family_and_section_18_has_none():
    def torn(act, *sections):
        cited = [(exemption(section, act),) for section in sections]
        answers = [
            replace(answer(who, "refused"), exemptions=each)
            for who, each in zip(("kent", "essex"), cited, strict=True)
        ]
        return "other-limb" in found(*answers)

    assert torn("EIR", "12(5)(a)", "12(6)")
    assert torn("EISR", "10(5)(a)", "10(8)")
    assert not torn("EIR", "12(4)(b)", "12(5)(b)")
    assert not torn("FOISA", "18", "35(1)(a)")
    assert torn("FOISA", "36(1)", "36(2)")


def test_the_limbs_are_named_with_who_cites_them():
    each = found(answer("kent", "refused", ["31(1)(a)"]), answer("essex", "ncnd", ["31(3)"]))
    assert each["other-limb"].why == (
        "Section 31 is cited by different limbs: 31(1) by Kent and 31(3) by Essex."
    )


def test_a_neighbour_is_the_next_tile_or_else_the_same_region():
    kent = body("kent", tile=(8, 8), region="South East")
    next_to = body("surrey", tile=(7, 7), region="London")
    apart = body("dorset", tile=(9, 4), region="South East")
    desk = body("kent-pcc", region="South East")
    national = [body(slug, region="National") for slug in ("npcc", "hmicfrs")]
    for other, expected in ((next_to, True), (apart, False), (desk, True)):
        both = found(answer(kent, "disclosed"), answer(other, "ncnd"))
        assert ("neighbour-disclosed" in both) is expected
    assert "neighbour-disclosed" not in found(
        answer(national[0], "disclosed"), answer(national[1], "ncnd")
    )
    each = found(answer(kent, "refused"), answer(next_to, "ncnd"))["neighbour-disclosed"]
    assert each.why == (
        "Kent confirmed that it is held, and next to it Surrey neither confirms nor denies."
    )


def test_a_denial_for_a_part_exposes_a_whole_ncnd_and_no_other_part():
    denied = [answer(who, "not-held", ["31(3)"], beside=True) for who in ("kent", "essex")]
    assert not found(*denied)
    assert found(*denied, answer("dorset", "ncnd"))["ncnd-beside-denial"].why.startswith(
        "1 body neither confirms nor denies, while Essex and Kent said"
    )
    plain = found(*denied, answer("surrey", "not-held"))["ncnd-beside-denial"]
    assert plain.why.startswith("2 bodies say NCND for a part, while Surrey said")


def test_confirming_and_citing_only_what_is_for_ncnd():
    each = found(answer("kent", "disclosed", ["31(3)", "24(2)"], beside=True))["held-with-ncnd"]
    assert "cited only sections 31(3) and 24(2)" in each.why
    assert not found(answer("kent", "refused", ["31(3)", "40(2)"]))
    assert not found(answer("kent", "partly-disclosed", ["31(3)"], beside=True))
    assert not found(answer("kent", "ncnd", ["31(3)"]))
    assert not found(answer("kent", "disclosed"))


def test_the_worst_comes_first():
    rules = [
        each.rule
        for each in inconsistencies(
            [
                answer(body("kent", tile=(1, 1)), "refused", ["31(3)"]),
                answer(body("essex", tile=(1, 2)), "ncnd", ["31(3)"]),
                answer("surrey", "not-held"),
                answer("dorset", "refused", ["31(1)"]),
                answer("dorset", "ncnd", ["31(3)"], reference="FOI 2"),
            ],
            TODAY,
        )
    ]
    assert rules == [
        *("ncnd-beside-denial", "ncnd-beside-confirmation", "same-body-differs"),
        *("held-with-ncnd", "neighbour-disclosed", "other-limb"),
    ]


def test_an_explained_one_stays_listed_until_another_answer_breaks_the_pattern():
    answers = [answer("kent", "ncnd"), answer("essex", "not-held")]
    key = found(*answers)["ncnd-beside-denial"].key
    assert key.startswith("ncnd-beside-denial:")
    assert found(*answers, explained={key})["ncnd-beside-denial"].explained
    more_silent = [*answers, answer("surrey", "ncnd")]
    assert found(*more_silent[::-1], explained={key})["ncnd-beside-denial"].explained
    another = [*answers, answer("dorset", "not-held")]
    assert not found(*another, explained={key})["ncnd-beside-denial"].explained
