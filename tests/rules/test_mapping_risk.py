"""How the mapping risk is added up, and what never lowers or raises it; pure."""

from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from runpy import run_path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.campaigns.risk.inconsistencies import inconsistencies
from tracker.campaigns.risk.points import PointsProblem, load_points, read_points
from tracker.campaigns.risk.score import Topic, mapping_risk

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
answer, body, stance = TOYS["answer"], TOYS["body"], TOYS["stance"]
GIVEN, TODAY = TOYS["GIVEN"], TOYS["TODAY"]
CATCHERS = Topic("imsi-catchers", "IMSI catchers", 0.55, ncnd_typical=True)
REGIONS = ("", "North", "South", "Wales")
BODIES = [
    body(
        f"b{number}",
        tile=None if number % 5 == 4 else divmod(number, 4),
        region=REGIONS[number % 4],
        nation="Wales" if number % 4 == 3 else "England",
    )
    for number in range(12)
]
POSTURES = [
    *("pending", "pending", "disclosed", "partly-disclosed", "refused", "ncnd", "ncnd"),
    *("not-held", "cost", "vexatious", "already-published", "withdrawn", "clarification"),
]


def risk(answers, **options):
    return mapping_risk(answers, TODAY, **options)


def points(found):
    return {factor.name: factor.points for factor in found.factors}


@st.composite
def one_answer(draw, number):
    posture = draw(st.sampled_from(POSTURES))
    return answer(
        draw(st.sampled_from(BODIES)),
        posture,
        given=None if posture == "clarification" else GIVEN,
        beside=posture in {"partly-disclosed", "not-held"} and draw(st.booleans()),
        reference=f"FOI {number}",
        due=draw(st.sampled_from([None, TODAY, TODAY + timedelta(days=30)])),
    )


@st.composite
def campaigns(draw):
    """Draw answers, topics, and which of their inconsistencies are explained."""
    answers = [draw(one_answer(number)) for number in range(draw(st.integers(0, 16)))]
    keys = [each.key for each in inconsistencies(answers, TODAY)]
    explained = frozenset(draw(st.sets(st.sampled_from(keys)))) if keys else frozenset()
    topics = draw(st.sampled_from([(), (CATCHERS,)]))
    return answers, {"topics": topics, "explained": explained}


def with_one_more(answers, data, postures):
    """Yield the answers with one that was pending answered, in each of these ways."""
    waiting = [n for n, a in enumerate(answers) if a.stance.posture == "pending"]
    if waiting:
        place = data.draw(st.sampled_from(waiting))
        for posture in postures:
            told = replace(answers[place], stance=stance(posture), responded=TODAY)
            yield [*answers[:place], told, *answers[place + 1 :]]


@settings(max_examples=200, deadline=None)
@given(campaigns())
def test_the_factors_add_up_and_the_score_is_between_0_and_100(drawn):
    answers, options = drawn
    found = risk(answers, **options)
    assert found.score == sum(factor.points for factor in found.factors)
    assert 0 <= found.score <= 100
    assert all(factor.points >= 0 and factor.why for factor in found.factors)
    assert all(round(factor.points, 1) == factor.points for factor in found.factors)
    assert found == risk(answers[::-1], **options)


@settings(max_examples=200, deadline=None)
@given(campaigns(), st.data())
def test_a_further_answer_that_reveals_never_lowers_the_score(drawn, data):
    answers, options = drawn
    before = risk(answers, **options).score
    postures = ("disclosed", "refused", "not-held", "already-published")
    for after in with_one_more(answers, data, postures):
        assert risk(after, **options).score >= before


@settings(max_examples=200, deadline=None)
@given(campaigns(), one_answer("new"))
def test_a_further_body_asked_never_lowers_the_score(drawn, further):
    answers, options = drawn
    assert risk([*answers, further], **options).score >= risk(answers, **options).score


@settings(max_examples=200, deadline=None)
@given(campaigns(), st.data())
def test_settling_an_answer_that_reveals_nothing_never_raises_the_score(drawn, data):
    answers, options = drawn
    before = risk(answers, **options).score
    for after in with_one_more(answers, data, ("cost", "vexatious", "withdrawn")):
        assert risk(after, **options).score <= before


@settings(max_examples=200, deadline=None)
@given(campaigns(), st.data())
def test_ncnd_where_nobody_else_revealed_anything_never_raises_the_score(drawn, data):
    answers, options = drawn
    silent = [a for a in answers if a.stance.reveals not in {"confirms", "denies"}]
    for after in with_one_more(silent, data, ("ncnd",)):
        assert risk(after, **options).score <= risk(silent, **options).score


@settings(max_examples=200, deadline=None)
@given(campaigns(), st.data())
def test_explaining_never_raises_the_score(drawn, data):
    answers, options = drawn
    keys = [each.key for each in inconsistencies(answers, TODAY)]
    more = options["explained"] | (data.draw(st.sets(st.sampled_from(keys))) if keys else set())
    after = risk(answers, **(options | {"explained": more}))
    assert after.score <= risk(answers, **options).score


@settings(max_examples=200, deadline=None)
@given(campaigns())
def test_a_line_that_breaks_never_lowers_the_score(drawn):
    answers, options = drawn
    kept = [a for a in answers if a.stance.posture in {"ncnd", "pending", "cost"}]
    assert risk(answers, **options).score >= risk(kept, topics=options["topics"]).score


def test_a_line_broken_by_a_denial_weighs_most():
    silent = [answer(b, "ncnd") for b in BODIES[:6]]
    kept = risk([*silent, answer(BODIES[6])])
    confirmed = risk([*silent, answer(BODIES[6], "refused")])
    denied = risk([*silent, answer(BODIES[6], "not-held")])
    assert kept.score < confirmed.score < denied.score
    assert points(denied)["ncnd-beside-denial"] == max(points(denied).values())
    assert (kept.band, denied.band) == ("low", "high")


def test_a_line_broken_by_a_denial_is_high_also_between_two_bodies_alone():
    assert risk([answer("kent", "ncnd"), answer("essex", "not-held")]).band == "high"


def test_a_body_for_the_whole_country_lies_in_no_region_and_no_nation():
    everywhere = [
        body("mdp", region="National", nation="UK"),
        body("npas", region="National", nation="England and Wales"),
    ]
    places = [body("kent", region="South East"), body("gwent", region="Wales", nation="Wales")]
    found = {f.name: f for f in risk([answer(each) for each in (*everywhere, *places)]).factors}
    assert found["places"].why == "They lie in 2 regions and 2 nations."
    assert found["places"].points == 1.5


def test_nothing_asked_is_no_risk():
    found = risk([])
    assert (found.band, found.score) == ("low", 0)
    assert len(found.factors) == 8


def test_a_harmless_campaign_that_everybody_answered_is_no_high_risk():
    places = [body(f"b{n}", tile=divmod(n, 8), region=f"r{n % 10}") for n in range(45)]
    often = Topic("dogs", "Dogs", 0.9, ncnd_typical=True)
    found = risk([answer(each, "disclosed") for each in places], topics=[often])
    assert (found.band, found.score) == ("medium", 35)


def test_answers_due_soon_count_more_than_those_due_later():
    def to_come(*due):
        return points(risk([answer(b, due=d) for b, d in zip(BODIES, due, strict=False)]))[
            "answers-to-come"
        ]

    later, soon, late = (TODAY + timedelta(days=days) for days in (30, 7, -3))
    assert (to_come(later, None), to_come(soon, late), to_come(soon, later)) == (1, 2, 1.5)


def test_explaining_takes_the_points_of_the_broken_line_and_of_its_neighbours_away():
    answers = [answer(BODIES[0], "refused"), answer(BODIES[1], "ncnd")]
    keys = {each.key for each in inconsistencies(answers, TODAY)}
    before, after = points(risk(answers)), points(risk(answers, explained=keys))
    assert (before["ncnd-beside-confirmation"], before["neighbours"]) == (5.5, 1)
    assert (after["ncnd-beside-confirmation"], after["neighbours"]) == (0, 0)


def test_a_topic_is_a_prompt_and_only_the_likest_kind_counts():
    calm = Topic("rso", "Offenders by area", 0.6, ncnd_typical=False)
    found = risk([answer("kent")], topics=(calm, CATCHERS))
    factor = found.factors[2]
    assert (factor.name, factor.points) == ("topic", 10)
    assert "a prompt to check" in factor.why
    assert points(risk([], topics=(calm,)))["topic"] == 5


SHIPPED = (files("tracker.data") / "mapping_risk.toml").read_text(encoding="utf-8")


def test_the_shipped_numbers_may_give_100_at_most():
    shipped = load_points()
    assert shipped.bands == (("medium", 20), ("high", 36), ("very high", 60))
    sections = [s for s in shipped.sections if "at_most" in shipped.sections[s]]
    most = sum(shipped(section, "at_most") for section in sections)
    assert most + shipped("topic", "often_ncnd") == 100


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('version = "2"', 'version = ""', "version"),
        ("medium = 20", "medium = 50", "bands that rise"),
        ("each_pair = 1", "each_pear = 1", "Missing: neighbours.each_pair"),
        ("each_pair = 1", "each_pair = -1", "zero or more"),
        ("each_pair = 1", "each_pair = 0.25", "one decimal"),
        ("each_pair = 1", "each_pair = true", "must be a number"),
        ("due_later = 0.5", "due_later = 1.2", "due_later <= due_soon"),
        ("at_most = 45", "at_most = 46", "at most 100"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_the_reason(old, new, reason):
    assert old in SHIPPED
    with pytest.raises(PointsProblem, match=reason):
        read_points(SHIPPED.replace(old, new))
