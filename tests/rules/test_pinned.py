"""What people did with campaigns is absolute in grouping, and bends nothing else."""

import random
from datetime import date, timedelta
from itertools import combinations, count

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.campaigns.contradictions import Standing, in_the_way, parted_within
from tracker.campaigns.grouping import AskedQuestion, Decisions, group_questions
from tracker.campaigns.identity import assign
from tracker.campaigns.replay import Pinned

DAY = date(2026, 3, 2)


def asked(number, text, *, request=None, body=None, day=0):
    request = number if request is None else request
    received = DAY + timedelta(days=day)
    return AskedQuestion(number, text, request, request if body is None else body, received)


def groups(questions, scores=None, *, pins=None, together=(), apart=(), **options):
    decisions = Decisions(frozenset(together), frozenset(apart), pins or {})
    options = {"threshold": 0.5, "wave_gap_days": 90} | options
    found = group_questions(questions, scores or {}, decisions=decisions, **options)
    return {group.questions: group.label for group in found}


SIX = [asked(number, 7, day=number) for number in range(1, 7)]


def test_what_people_parted_never_meets_though_it_is_word_for_word_the_same():
    assert groups(SIX, pins={1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}) == {(1, 2, 3): 1, (4, 5, 6): 2}


def test_what_people_put_together_stands_together_though_nothing_matches():
    questions = [asked(1, 7), asked(2, 8, day=400), asked(3, 9)]
    assert groups(questions, pins={1: 5, 2: 5}) == {(1, 2): 5}


def test_a_campaign_that_people_made_lives_with_one_body():
    assert groups([asked(1, 7), asked(2, 8)], pins={1: 5}) == {(1,): 5}


def test_what_was_put_on_its_own_is_no_campaign_and_meets_nobody_pinned():
    assert groups(SIX, pins={1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: -6}) == {(1, 2, 3, 4, 5): 1}
    assert groups([asked(1, 7), asked(2, 7)], pins={1: -1, 2: -2}) == {}


def test_a_new_copy_goes_to_the_campaign_before_a_question_on_its_own():
    copy = asked(9, 7, day=6)
    assert groups([*SIX, copy], pins=dict.fromkeys(range(1, 6), 1) | {6: -6}) == {
        (1, 2, 3, 4, 5, 9): 1
    }


def test_a_new_copy_joins_what_it_is_most_like():
    questions = [asked(1, 7), asked(2, 7), asked(3, 8), asked(4, 8), asked(5, 9)]
    scores = {(7, 8): 0.9, (7, 9): 0.8, (8, 9): 0.95}
    pins = {1: 1, 2: 1, 3: 2, 4: 2}
    assert groups(questions, scores, pins=pins) == {(1, 2): 1, (3, 4, 5): 2}


def test_of_equally_like_campaigns_a_copy_joins_the_one_nearest_in_time():
    questions = [asked(n, 7, day=day) for n, day in enumerate((0, 1, 40, 41, 43, 3), start=1)]
    pins = {1: 1, 2: 1, 3: 2, 4: 2}
    found = groups(questions, pins=pins)
    assert found == {(1, 2, 6): 1, (3, 4, 5): 2}


def test_confirming_a_wave_takes_nothing_from_the_waves_of_the_same_words():
    waves = [asked(n, 7, day=300 * (n // 4) + n % 4) for n in range(12)]
    free = groups(waves)
    assert set(free) == {(0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)}
    pins = dict.fromkeys(range(3), 1) | dict.fromkeys(range(4, 7), 2)
    assert groups(waves, pins=pins) == {(0, 1, 2, 3): 1, (4, 5, 6, 7): 2, (8, 9, 10, 11): None}


def test_a_pinned_set_is_never_cut_into_waves_and_later_ones_still_part_off():
    waves = [asked(n, 7, day=300 * (n // 2) + n % 2) for n in range(6)]
    found = groups(waves, pins={0: 1, 1: 1, 2: 1, 3: 1})
    assert found == {(0, 1, 2, 3): 1, (4, 5): None}


def template(requests, texts=3, first=0):
    return [
        asked(100 * request + text, text, request=request)
        for request in range(first, first + requests)
        for text in range(texts)
    ]


def test_a_split_of_a_template_takes_whole_requests_and_new_ones_join_whole():
    questions = template(6)
    pins = {q.id: 1 if q.request < 3 else 2 for q in questions}
    later = template(1, first=6)
    found = groups([*questions, *later], pins=pins)
    assert len(found) == 2
    assert all(len({q // 100 for q in group}) * 3 == len(group) for group in found)


def test_a_confirmed_template_of_ten_questions_still_grows():
    questions = template(4, texts=10)
    pins = {q.id: 1 for q in questions}
    later = template(1, texts=10, first=4)
    assert groups([*questions, *later], pins=pins) == {
        tuple(sorted(q.id for q in [*questions, *later])): 1
    }


def test_a_small_split_does_not_swallow_a_campaign_that_shares_its_requests():
    ten = [asked(n, 7, request=n) for n in range(10)]
    five = [asked(100 + n, 8, request=n) for n in range(8, 13)]
    pins = dict.fromkeys(range(8), 1) | {8: 2, 9: 2}
    found = groups([*ten, *five], pins=pins)
    assert found == {tuple(range(8)): 1, (8, 9): 2, tuple(range(108, 113)): None}


def test_what_is_tied_to_a_pinned_question_goes_with_it():
    questions = [*SIX, asked(9, 7, day=6)]
    pins = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}
    assert groups(questions, pins=pins, together=[(1, 9)]) == {(1, 2, 3, 9): 1, (4, 5, 6): 2}


def test_of_two_that_differ_the_one_that_nobody_pinned_leaves():
    questions = [asked(1, 7), asked(2, 7), asked(3, 8), asked(4, 8), asked(5, 8)]
    found = groups(questions, pins={1: 5, 3: 5}, apart=[(2, 4)])
    assert found == {(1, 2, 3, 5): 5}


def test_a_group_that_people_made_is_that_campaign_absolutely():
    found = assign([(1, 2, 3), (4,), (5, 6)], {1: 10, 2: 10, 3: 10, 4: 11, 5: 12, 6: 12}, {1: 10})
    assert found.kept == {1: 10, 2: 12}
    assert found.ended == {11: 1}


def test_a_group_may_be_a_campaign_that_had_ended():
    assert assign([(1, 2)], {}, {0: 3}).kept == {0: 3}


def test_pins_stand_in_the_way_of_pairs_and_pairs_in_the_way_of_pins():
    pins = {1: Pinned(5, 70), 2: Pinned(5, 70), 3: Pinned(6, 71), 4: Pinned(-4, 72)}
    same = [Standing(1, (2, 9), same=True)]
    assert in_the_way((1, 3), same=True, standing=[], pins=pins) == (-70, -71)
    assert in_the_way((9, 3), same=True, standing=same, pins=pins) == (1, -70, -71)
    assert in_the_way((1, 4), same=True, standing=[], pins=pins) == (-70, -72)
    assert in_the_way((1, 2), same=False, standing=[], pins=pins) == (-70,)
    assert in_the_way((1, 9), same=False, standing=same, pins=pins) == (-70, 1)
    assert in_the_way((1, 2), same=True, standing=[], pins=pins) == ()
    assert in_the_way((1, 8), same=True, standing=[], pins=pins) == ()
    assert parted_within(pins, [1, 2], same) == ()
    assert parted_within(pins, [1, 2], [Standing(3, (1, 2), same=False)]) == (3,)
    assert parted_within(pins, [3], [Standing(3, (2, 3), same=True)]) == (3,)
    chain = [*same, Standing(4, (9, 3), same=True)]
    assert set(parted_within(pins, [3], chain)) == {1, 4}
    assert parted_within(pins, [4], chain) == ()


def scattered(rng, size):
    texts = max(2, size // 2)
    questions = [
        asked(n, rng.randrange(texts), request=n // 2, body=n // 2 % 5, day=rng.randrange(250))
        for n in range(size)
    ]
    pairs = list(combinations(range(texts), 2))
    return questions, {pair: rng.random() for pair in pairs if rng.random() < 0.7}


def consistent(rng, questions, pins, most):
    """Decide at random about pairs, leaving out what pins and earlier decisions forbid."""
    standing, pinned = [], {q: Pinned(label, 1) for q, label in pins.items()}
    for number in range(1, rng.randint(1, most + 1)):
        pair = tuple(sorted(rng.sample([q.id for q in questions], 2)))
        same = rng.random() < 0.5
        if not in_the_way(pair, same=same, standing=standing, pins=pinned):
            standing.append(Standing(number, pair, same=same))
    return (
        {d.pair for d in standing if d.same},
        {d.pair for d in standing if not d.same},
    )


@given(st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_no_grouping_goes_against_people(rng: random.Random):
    questions, scores = scattered(rng, rng.randint(4, 18))
    pins = {q.id: rng.choice((1, 1, 2, 3, -q.id - 1)) for q in questions if rng.random() < 0.5}
    together, apart = consistent(rng, questions, pins, 6)
    found = groups(questions, scores, pins=pins, together=together, apart=apart)
    place = {q: group for group in found for q in group}
    assert sum(map(len, found)) == len(place)
    body = {q.id: q.body for q in questions}
    for question, label in pins.items():
        assert found[place[question]] == label if label > 0 else True
        if label < 0:
            others = {*place.get(question, ())} - {question}
            assert others.isdisjoint(pins)
    for group, label in found.items():
        assert label is not None or len({body[q] for q in group}) > 1
    assert len(set(filter(None, found.values()))) == len(list(filter(None, found.values())))
    for a, b in apart:
        assert a not in place or place[a] != place.get(b)
    for a, b in together:
        assert place.get(a) == place.get(b)
        assert a in place or body[a] == body[b]
    shuffled = dict(rng.sample(list(pins.items()), len(pins)))
    assert groups(questions, scores, pins=shuffled, together=together, apart=apart) == found


def merged_again(wanted):
    """Split at random, score at random, group again; count what met again of so many splits."""
    rng = random.Random(2026)
    met = splits = 0
    numbers = count(1)
    while splits < wanted:
        questions, scores = scattered(rng, 24)
        pins: dict[int, int] = {}
        for _ in range(40):
            several = [g for g in groups(questions, scores, pins=pins) if len(g) > 1]
            if not several:
                break
            whole = rng.choice(several)
            leaving = set(rng.sample(whole, rng.randint(1, len(whole) - 1)))
            stays, goes = next(numbers), next(numbers)
            pins |= {q: goes if q in leaving else stays for q in whole}
            splits += 1
        encoded_anew = {pair: rng.random() for pair in scores}
        for again in (scores, encoded_anew, dict.fromkeys(scores, 1.0)):
            found = groups(questions, again, pins=pins)
            met += sum(len({pins[q] for q in group if q in pins}) > 1 for group in found)
            place = {q: label for group, label in found.items() for q in group}
            met += sum(place[q] != label for q, label in pins.items())
    return met


def test_random_splits_are_never_merged_again():
    assert merged_again(2_000) == 0


class Counting(dict):
    """Scores that count how often they are asked for."""

    looked_up = 0

    def get(self, key, default=None):
        self.looked_up += 1
        return super().get(key, default)


def test_a_thousand_confirmed_campaigns_of_one_wave_are_not_compared_with_each_other():
    questions = [asked(n, n % 10, day=n // 600) for n in range(6_000)]
    scores = Counting(dict.fromkeys(combinations(range(10), 2), 0.9))
    pins = {n: 1 + n % 1_000 for n in range(5_000)}
    found = groups(questions, scores, pins=pins)
    assert len(found) == 1_000
    assert sum(map(len, found)) == 6_000
    assert scores.looked_up < 20_000
