"""Texts misspelt all over: told from names, terms of art, other languages and single slips."""

import pytest

from tracker.text.disguise import looks_disguised
from tracker.text.misspelling import is_misspelt_all_over

QUESTION = (
    "How many officers of the force were trained to fly drones in the last five years, and what "
    "was spent on the equipment that they used?"
)
SLIPS = (
    "How mnay offcers of the frce were traned to fly drnoes in the lasst five yeears, and waht "
    "was spennt on the equipmnet that tehy used?"
)


def test_slips_all_over_are_a_disguise() -> None:
    assert is_misspelt_all_over(SLIPS)
    assert looks_disguised(SLIPS)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(QUESTION, id="no slip"),
        pytest.param(QUESTION.replace("officers", "offcers"), id="one slip"),
        pytest.param(
            "What is the policy on prescribing elexacaftor and ivacaftor to children under twelve "
            "who were born with the condition and live in the county?",
            id="names of drugs",
        ),
        pytest.param(
            "Faint o swyddogion yr heddlu sydd wedi cael eu hyfforddi i hedfan dronau yn ystod y "
            "pum mlynedd diwethaf, a faint a wariwyd ar offer?",
            id="Welsh",
        ),
        pytest.param("Detials of taser use.", id="short"),
        pytest.param("", id="empty"),
    ],
)
def test_others_are_not(text: str) -> None:
    assert not is_misspelt_all_over(text)
    assert not looks_disguised(text)
