"""What became of campaigns: each is named once, and every kind of change is told apart."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.campaigns.changes import Change, Kind, changes, counted


def compared(before, after):
    """Compare campaigns given as words of letters, each letter a question."""
    return changes(
        {number: frozenset(map(ord, word)) for number, word in before.items()},
        [frozenset(map(ord, word)) for word in after],
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({}, ["ab"], Kind.GAINED),
        ({5: "ab"}, [], Kind.LOST),
        ({5: "ab", 6: "cd"}, ["abcd"], Kind.MERGED),
        ({5: "ab", 6: "cd"}, ["bcz"], Kind.MERGED),
        ({5: "abcd"}, ["ab", "cd"], Kind.SPLIT),
        ({5: "ab"}, ["abc"], Kind.GROWN),
        ({5: "abc"}, ["ab"], Kind.SHRUNK),
        ({5: "abc"}, ["abd"], Kind.REARRANGED),
        ({5: "ab", 6: "cd"}, ["ac", "bd"], Kind.REARRANGED),
        ({5: "ab"}, ["ba"], Kind.UNCHANGED),
    ],
)
def test_every_kind_of_change(before, after, kind):
    (found,) = compared(before, after)
    assert found == Change(kind, tuple(sorted(before)), tuple(range(len(after))))


def test_changes_that_share_nothing_are_told_apart_and_counted():
    found = compared({1: "ab", 2: "cd", 3: "ef", 9: "xy"}, ["abcd", "ef", "gh", "xyz"])
    assert [(c.kind, c.before, c.after) for c in found] == [
        (Kind.GAINED, (), (2,)),
        (Kind.MERGED, (1, 2), (0,)),
        (Kind.GROWN, (9,), (3,)),
        (Kind.UNCHANGED, (3,), (1,)),
    ]
    counts = counted(found)
    assert list(counts) == list(Kind)
    assert (counts[Kind.MERGED], counts[Kind.LOST], sum(counts.values())) == (1, 0, 4)


@given(st.randoms(use_true_random=False))
def test_every_campaign_is_named_once_and_the_order_changes_nothing(rng: random.Random):
    def grouping():
        groups: dict[int, set[int]] = {}
        for question in range(20):
            groups.setdefault(rng.randrange(8), set()).add(question)
        return [frozenset(g) for g in groups.values() if len(g) > 1]

    before, after = dict(enumerate(grouping(), start=3)), grouping()
    found = changes(before, after)
    assert Counter(key for c in found for key in c.before) == Counter(list(before))
    assert Counter(n for c in found for n in c.after) == Counter(range(len(after)))
    shuffled = rng.sample(list(before.items()), len(before))
    assert changes(dict(shuffled), after) == found
    back = changes(dict(enumerate(after)), list(before.values()))
    assert counted(back)[Kind.SPLIT] == counted(found)[Kind.MERGED]
    assert counted(back)[Kind.LOST] == counted(found)[Kind.GAINED]
    assert counted(back)[Kind.UNCHANGED] == counted(found)[Kind.UNCHANGED]
