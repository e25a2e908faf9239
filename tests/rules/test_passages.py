"""What a copy adds to another wording, and what it leaves out."""

from tracker.campaigns.differences import differences
from tracker.campaigns.passages import Passages, passages


def told(first, other, **names):
    return passages(differences(first, other, **names))


def test_a_copy_adds_one_passage_and_leaves_out_another():
    found = told(
        "How many drones has Kent Police bought, and at what cost?",
        "How many drones has Kent Police bought or hired since 2020?",
    )
    assert found.adds == ("or hired since 2020",)
    assert found.leaves_out == (", and at what cost",)


def test_the_name_of_the_body_and_a_mere_comma_are_no_passages():
    found = told(
        "How many drones, in all, does Kent Police fly?",
        "How many drones in all does Essex Police fly?",
        left_names=("Kent Police",),
        right_names=("Essex Police",),
    )
    assert found == Passages((), ())


def test_what_is_equal_has_no_passages():
    assert told("How many drones?", "how  many Drones?") == Passages((), ())
