"""What an outsider knows of every body on a day; pure."""

from datetime import date, timedelta
from pathlib import Path
from runpy import run_path

from tracker.campaigns.risk.answers import Earlier, known
from tracker.campaigns.risk.disclosed import disclosed
from tracker.campaigns.risk.outsider_map import known_of_bodies, outsider_map

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
answer, body, stance = TOYS["answer"], TOYS["body"], TOYS["stance"]
ASKED, GIVEN, LATER, TODAY = (TOYS[name] for name in ("ASKED", "GIVEN", "LATER", "TODAY"))


def test_every_body_of_the_register_has_its_place():
    register = [
        *map(body, ("kent", "essex", "surrey", "dorset")),
        body("silent", reaches_us=False),
        body("over", valid_to=TODAY - timedelta(days=1)),
        body("to-come", valid_from=TODAY + timedelta(days=1)),
    ]
    answers = [answer("kent", "ncnd"), answer("essex", "not-held"), answer("surrey")]
    assert outsider_map(answers, register, TODAY) == {
        "dorset": "not-asked",
        "essex": "denies",
        "kent": "nothing",
        "silent": "no-data",
        "surrey": "pending",
    }


def test_of_several_answers_of_a_body_the_strongest_counts():
    strongest_last = ["pending", "ncnd", "cost", "not-held", "disclosed"]
    expected = ["pending", "nothing", "unclear", "denies", "confirms"]
    for count, reveals in enumerate(expected, start=1):
        answers = [answer("kent", p, reference=p) for p in strongest_last[:count]]
        assert outsider_map(answers, [], TODAY) == {"kent": reveals}


def test_a_body_that_is_no_more_stays_on_the_map_when_it_was_asked():
    gone = body("gone", valid_to=date(2025, 1, 1))
    assert outsider_map([answer(gone, "refused")], [gone], TODAY) == {"gone": "confirms"}


def test_the_map_of_an_earlier_day_knows_no_later_answer_and_no_later_request():
    answers = [answer("kent", "refused"), answer("essex", received=LATER)]
    register = [body("kent"), body("essex")]
    before = GIVEN - timedelta(days=1)
    assert outsider_map(answers, register, before) == {"essex": "not-asked", "kent": "pending"}
    assert outsider_map(answers, register, GIVEN) == {"essex": "not-asked", "kent": "confirms"}
    assert outsider_map(answers, register, LATER) == {"essex": "pending", "kent": "confirms"}


def test_an_answer_that_was_taken_back_stays_known():
    changed = answer("kent", "ncnd", given=LATER, earlier=(Earlier(GIVEN, stance("disclosed")),))
    assert outsider_map([changed], [], TODAY) == {"kent": "confirms"}
    assert outsider_map([changed], [], GIVEN - timedelta(days=1)) == {"kent": "pending"}
    (stood,) = known([changed], GIVEN)
    assert (stood.stance, stood.responded, stood.earlier) == (stance("disclosed"), GIVEN, ())


def test_an_answer_without_a_date_counts_on_every_day():
    assert outsider_map([answer("kent", "refused", given=None)], [], ASKED) == {"kent": "confirms"}


def test_looking_twice_at_the_same_day_changes_nothing():
    answers = [
        answer("kent", "ncnd", given=LATER, earlier=(Earlier(GIVEN, stance("disclosed")),)),
        answer("essex", "refused", given=LATER, published_url="https://essex.example/1"),
    ]
    for day in (ASKED, GIVEN, LATER):
        assert known(known(answers, day), day) == known(answers, day)


def test_what_was_given_out_or_is_public_is_listed_with_its_dates():
    answers = [
        answer("kent", "disclosed", given=LATER),
        answer("essex", "refused", published_url="https://essex.example/foi/1"),
        answer("surrey", "already-published"),
        answer("dorset", "ncnd"),
        answer("cumbria", "partly-disclosed", given=TODAY + timedelta(days=3)),
    ]
    assert [
        (d.body, d.responded, d.posture, d.published_url) for d in disclosed(answers, TODAY)
    ] == [
        ("essex", GIVEN, "refused", "https://essex.example/foi/1"),
        ("surrey", GIVEN, "already-published", ""),
        ("kent", LATER, "disclosed", ""),
    ]


def test_the_map_says_since_when_a_body_is_known_to_say_what_gives_most_away():
    answers = [
        answer("kent", "ncnd", given=LATER, earlier=(Earlier(GIVEN, stance("disclosed")),)),
        answer("kent", "refused", given=TODAY, reference="FOI 2"),
        answer("essex", "not-held", given=None),
        answer("surrey"),
    ]
    found = known_of_bodies(answers, [body("dorset")], TODAY)
    assert [(each.body.slug, each.reveals, each.since) for each in found] == [
        ("dorset", "not-asked", None),
        ("essex", "denies", None),
        ("kent", "confirms", GIVEN),
        ("surrey", "pending", ASKED),
    ]
