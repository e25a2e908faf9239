"""What people decide is absolute in grouping, and never contradicts itself."""

import random
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.campaigns.contradictions import Standing, in_the_way
from tracker.campaigns.grouping import AskedQuestion, Decisions, group_questions

DAY = date(2026, 3, 2)


def standing(*said):
    return [Standing(n, (a, b), same=same) for n, (a, b, same) in enumerate(said, start=1)]


def test_what_nobody_contradicts_may_be_decided():
    assert in_the_way((1, 2), same=True, standing=[]) == ()
    assert in_the_way((1, 3), same=True, standing=standing((1, 2, True))) == ()
    assert in_the_way((1, 3), same=False, standing=standing((1, 2, False))) == ()
    assert in_the_way((1, 4), same=True, standing=standing((1, 2, False), (3, 4, True))) == ()


def test_the_contrary_of_a_decision_is_in_the_way():
    assert in_the_way((1, 2), same=False, standing=standing((1, 2, True))) == (1,)
    assert in_the_way((2, 1), same=True, standing=standing((1, 2, False))) == (1,)


def test_what_follows_from_several_decisions_is_in_the_way_as_an_argument():
    chain = standing((1, 2, True), (2, 3, True), (3, 4, True))
    assert in_the_way((1, 4), same=False, standing=chain) == (1, 2, 3)
    wall = standing((1, 2, True), (2, 5, False), (5, 6, True))
    assert in_the_way((1, 6), same=True, standing=wall) == (1, 2, 3)
    assert in_the_way((6, 1), same=True, standing=wall) == (3, 2, 1)


def test_the_shortest_argument_is_given():
    said = standing((1, 2, True), (2, 3, True), (3, 4, True), (1, 4, True))
    assert in_the_way((1, 4), same=False, standing=said) == (4,)


def consistent(rng, questions, most):
    """Decide at random about random pairs, leaving out what earlier decisions forbid."""
    said = []
    for _ in range(rng.randint(0, most)):
        pair = tuple(sorted(rng.sample([q.id for q in questions], 2)))
        same = rng.random() < 0.5
        if not in_the_way(pair, same=same, standing=said):
            said.append(Standing(len(said) + 1, pair, same=same))
    return Decisions(
        together=frozenset(d.pair for d in said if d.same),
        apart=frozenset(d.pair for d in said if not d.same),
    )


@given(st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_no_grouping_goes_against_a_decision(rng: random.Random):
    texts = rng.randint(2, 7)
    questions = [
        AskedQuestion(
            n, rng.randrange(texts), n // 2, (n // 2) % 4, DAY + timedelta(days=rng.randrange(300))
        )
        for n in range(rng.randint(4, 18))
    ]
    scores = {pair: rng.random() for pair in combinations(range(texts), 2) if rng.random() < 0.7}
    decisions = consistent(rng, questions, 10)
    unspecific = frozenset(t for t in range(texts) if rng.random() < 0.1)
    groups = group_questions(
        questions, scores, threshold=0.5, wave_gap_days=90, unspecific=unspecific,
        decisions=decisions,
    )  # fmt: skip
    place = {q: number for number, group in enumerate(groups) for q in group.questions}
    body = {q.id: q.body for q in questions}
    for a, b in decisions.apart:
        assert a not in place or place[a] != place.get(b)
    for a, b in decisions.together:
        assert place.get(a) == place.get(b)
        assert a in place or body[a] == body[b]
