"""Word differences: exact, and blind to the name of the body."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.campaigns.differences import Piece, differences

KENT = ("Kent Police", "Kent")
ESSEX = ("Essex Police", "Essex")
TEXTS = st.text(st.sampled_from("ab cdé\n.,?'-’1\u202e🦉\x00<&"), max_size=60) | st.lists(
    st.sampled_from(["Kent", "Kent Police", "the", "Essex Police", "your force", "used", "?"]),
    max_size=12,
).map(" ".join)


def whole(pieces):
    return "".join(piece.text for piece in pieces)


@given(TEXTS, TEXTS)
def test_the_pieces_of_each_side_are_its_text(left, right):
    found = differences(left, right, left_names=KENT, right_names=ESSEX)
    assert whole(found.left) == left
    assert whole(found.right) == right


@given(TEXTS, TEXTS)
def test_what_is_the_same_reads_the_same_on_both_sides(left, right):
    found = differences(left, right, left_names=KENT, right_names=ESSEX)
    left_words, right_words = (
        [word for piece in side if piece.kind == "same" for word in piece.text.casefold().split()]
        for side in (found.left, found.right)
    )
    assert "".join(left_words) == "".join(right_words)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    found = differences(text, text, left_names=KENT, right_names=KENT)
    assert (found.changes, found.expected) == (0, 0)
    assert {piece.kind for piece in found.left} <= {"same"}


def test_added_and_removed_words_are_marked_on_their_own_side():
    found = differences("How many vans were bought?", "How many blue vans were ever bought?")
    assert found.left == (Piece("same", "How many vans were bought?"),)
    assert found.right == (
        Piece("same", "How many "),
        Piece("changed", "blue "),
        Piece("same", "vans were "),
        Piece("changed", "ever "),
        Piece("same", "bought?"),
    )
    assert found.changes == 2


def test_a_replaced_word_is_one_difference():
    found = differences("How many vans?", "How many cars?")
    assert found.changes == 1
    assert Piece("changed", "vans") in found.left
    assert Piece("changed", "cars") in found.right


def test_the_name_of_the_body_is_an_expected_difference():
    found = differences(
        "Does Kent Police own drones?",
        "Does your force own drones?",
        left_names=KENT,
        right_names=ESSEX,
    )
    assert (found.changes, found.expected) == (0, 1)
    assert Piece("expected", "Kent Police ") in found.left
    assert Piece("expected", "your force ") in found.right


def test_the_name_of_another_body_is_a_real_difference():
    found = differences(
        "Did Kent Police lend it to Essex Police?",
        "Did Essex Police lend it to Surrey Police?",
        left_names=KENT,
        right_names=ESSEX,
    )
    assert found.expected >= 1
    assert found.changes >= 1
    assert any("Surrey" in piece.text for piece in found.right if piece.kind == "changed")


def test_case_and_white_space_do_not_count():
    found = differences("HOW  many\nvans?", "how many vans?")
    assert (found.changes, found.expected) == (0, 0)


def test_a_very_long_text_is_compared_as_far_as_it_may_be_and_never_lost():
    left = "word " * 5000
    right = "word " * 5000 + "end"
    found = differences(left, right)
    assert whole(found.left) == left
    assert whole(found.right) == right
    assert found.changes == 1
