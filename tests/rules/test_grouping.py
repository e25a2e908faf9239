import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.campaigns.grouping import AskedQuestion, Decisions, Linking, group_questions
from tracker.campaigns.identity import assign
from tracker.campaigns.linkage import cluster
from tracker.campaigns.round_robin import is_round_robin
from tracker.campaigns.titles import MAX_TITLE, title_for

DAY = date(2026, 3, 2)


def asked(number, text, *, request=None, body=None, day=0):
    return AskedQuestion(
        id=number,
        text=text,
        request=request if request is not None else number,
        body=body if body is not None else number,
        received=DAY + timedelta(days=day),
    )


def groups(questions, scores=None, **options):
    options = {"threshold": 0.5, "wave_gap_days": 90} | options
    found = group_questions(questions, scores or {}, **options)
    return [group.questions for group in found]


def test_the_same_wording_at_two_bodies_is_a_campaign():
    assert groups([asked(1, 7), asked(2, 7), asked(3, 8)]) == [(1, 2)]


def test_the_same_wording_twice_at_one_body_is_none():
    assert groups([asked(1, 7, body=1), asked(2, 7, body=1)]) == []


def test_wordings_that_match_are_one_campaign():
    assert groups([asked(1, 7), asked(2, 8), asked(3, 9)], {(7, 8): 0.9}) == [(1, 2)]


def test_a_chain_does_not_grow_a_monster():
    chain = {(n, n + 1): 0.8 for n in range(30)}
    found = groups([asked(n, n) for n in range(31)], chain)
    assert max(len(group) for group in found) <= 3


def test_a_bridge_between_two_campaigns_does_not_join_them():
    texts = [asked(n, n) for n in range(9)]
    scores = {(a, b): 0.95 for a in range(4) for b in range(a + 1, 4)}
    scores |= {(a, b): 0.95 for a in range(4, 8) for b in range(a + 1, 8)}
    scores |= {(a, 8): 0.6 for a in range(8)}
    found = groups(texts, scores)
    assert not any(0 in group and 4 in group for group in found)


def test_what_says_too_little_is_the_same_as_nothing():
    assert groups([asked(1, 7), asked(2, 7)], unspecific=frozenset({7})) == []


def test_long_silence_parts_two_waves():
    found = groups([asked(1, 7), asked(2, 7, day=80), asked(3, 7, day=300), asked(4, 7, day=310)])
    assert found == [(1, 2), (3, 4)]


def test_a_quick_round_that_is_sent_again_a_month_later_is_two_waves():
    first = [asked(n, 7, day=n // 4) for n in range(8)]
    again = [asked(n, 7, day=32 + n // 8) for n in range(8, 16)]
    assert groups(first + again) == [tuple(range(8)), tuple(range(8, 16))]


def test_questions_that_keep_being_asked_together_are_one_campaign():
    questions = [
        asked(request * 10 + text, text, request=request, body=request)
        for request in range(1, 6)
        for text in range(3)
    ]
    assert len(groups(questions)) == 1


def test_a_request_that_mixes_two_campaigns_stands_in_both():
    hospitality = [asked(n, 1, request=n, body=n) for n in range(10, 15)]
    searches = [asked(n, 2, request=n, body=n) for n in range(20, 25)]
    mixed = [asked(1, 1, request=99, body=99), asked(2, 2, request=99, body=99)]
    found = groups([*hospitality, *searches, *mixed])
    assert len(found) == 2
    assert sum(1 in group for group in found) == sum(2 in group for group in found) == 1
    assert not any(1 in group and 2 in group for group in found)


def test_an_article_put_into_many_campaigns_joins_none_of_them():
    article, campaigns = 99, range(8)
    questions = [
        asked(request * 10 + number, text, request=request, body=request)
        for request, campaign in ((c * 3 + copy, c) for c in campaigns for copy in range(3))
        for number, text in enumerate([campaign, article] if request % 3 else [campaign])
    ]
    found = groups(questions)
    assert len(found) == len(campaigns) + 1
    assert sorted(map(len, found)) == [3] * len(campaigns) + [2 * len(campaigns)]


def test_a_further_question_in_many_words_stays_with_the_question_it_is_asked_with():
    questions = [
        asked(request * 10 + number, text, request=request, body=request)
        for request in range(30)
        for number, text in enumerate([0, 1 + request // 3])
    ]
    assert len(groups(questions)) == 1


def test_questions_of_a_template_stay_together_whichever_of_them_each_body_gets():
    rng = random.Random(3)
    questions = [
        asked(request * 10 + text, text, request=request, body=request)
        for request in range(30)
        for text in sorted(rng.sample(range(10), 5))
    ]
    assert len(groups(questions)) == 1


def test_what_people_decide_is_absolute():
    questions = [asked(n, 7) for n in range(4)] + [asked(9, 8)]
    apart = groups(questions, decisions=Decisions(apart=frozenset({(0, 1)})))
    assert not any(0 in group and 1 in group for group in apart)
    together = groups(questions, decisions=Decisions(together=frozenset({(0, 9)})))
    assert any(0 in group and 9 in group for group in together)


@given(st.randoms(use_true_random=False), st.integers(2, 9))
def test_arrival_order_does_not_change_the_groups(rng: random.Random, size: int):
    scores = {(a, b): rng.random() for a in range(size) for b in range(a + 1, size)}
    questions = [asked(n, n % size) for n in range(size * 2)]
    shuffled = questions.copy()
    rng.shuffle(shuffled)
    canonical = sorted(shuffled, key=lambda q: (q.text, q.id))
    assert groups(questions, scores) == groups(canonical, scores)


@given(st.randoms(use_true_random=False), st.integers(2, 10))
def test_walls_hold_and_every_group_holds_on_average(rng: random.Random, size: int):
    scores = {(a, b): rng.random() for a in range(size) for b in range(a + 1, size)}
    walls = [pair for pair in scores if rng.random() < 0.3]
    found = cluster(scores, threshold=0.5, apart=walls)
    assert len({i for g in found for i in g}) == sum(map(len, found))
    for group in found:
        assert not any(a in group and b in group for a, b in walls)


def test_campaigns_keep_their_ids_when_they_grow_split_or_meet():
    members = {1: 5, 2: 5, 3: 5, 4: 6, 9: 7}
    grown = assign([(1, 2, 3, 8), (4, 10)], members)
    assert grown.kept == {0: 5, 1: 6}
    assert grown.ended == {7: None}
    split = assign([(1,), (2, 3)], {1: 5, 2: 5, 3: 5})
    assert split.kept == {1: 5}
    met = assign([(1, 2, 3, 4)], {1: 5, 2: 5, 3: 5, 4: 6})
    assert met.kept == {0: 5}
    assert met.ended == {6: 0}


def test_a_round_robin_reaches_enough_bodies_within_the_days():
    slow = [(DAY + timedelta(days=40 * n), n) for n in range(5)]
    assert not is_round_robin(slow, bodies=3, days=60)
    assert is_round_robin(slow, bodies=2, days=60)
    assert is_round_robin([*slow, (DAY + timedelta(days=1), 9)], bodies=3, days=60)
    assert not is_round_robin([(DAY, 1)] * 8, bodies=2, days=60)


def test_a_title_is_the_central_wording_on_one_line_without_body_or_mask():
    wordings = ["how many drones has your organisation lost", "drones lost", "list drones lost"]
    title = title_for([*wordings, wordings[0], f"{wordings[0]} [withheld]"])
    assert title == "How many drones has the body lost"
    assert len(title_for(["word " * 100])) <= MAX_TITLE


def test_two_wordings_at_the_same_bodies_need_more_than_two_at_different_ones():
    linking = Linking(at_one_body=-2.0)
    options = {"scores": {(7, 8): 0.8}, "threshold": 0.7, "linking": linking}
    once = [asked(1, 7), asked(2, 7)]
    assert groups([*once, asked(3, 8, body=1)], **options) == [(1, 2)]
    assert groups([*once, asked(3, 8, body=3)], **options) == [(1, 2, 3)]
