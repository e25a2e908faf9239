import pytest

from tracker.law.exemptions import Exemption
from tracker.law.scottish_twins import in_scotland


@pytest.mark.parametrize(
    ("exemption", "words"),
    [
        (Exemption("FOIA", "24", "1"), "section 24(1) is section 31(1) in FOISA"),
        (Exemption("FOIA", "30", "1", "a"), "section 30(1)(a) is section 34 in FOISA"),
        (
            Exemption("FOIA", "31", "3", ncnd=True),
            "section 31(3) is section 18 together with section 35 in FOISA",
        ),
        (
            Exemption("FOIA", "38", "2", ncnd=True),
            "section 38(2) is section 18 together with section 39(1) in FOISA",
        ),
        (Exemption("FOIA", "40", "2"), "section 40(2) is section 38 in FOISA"),
        (Exemption("FOIA", "23", "5", ncnd=True), "section 23(5) has no like in FOISA"),
        (Exemption("FOIA", "43", "2"), "section 43(2) has to be looked up in FOISA"),
    ],
)
def test_a_section_is_told_with_what_stands_in_its_stead(exemption, words):
    assert in_scotland([exemption, exemption]) == (words,)


def test_sections_of_another_act_have_no_twin():
    assert in_scotland([Exemption("FOISA", "35"), Exemption("EIR", "12", "5", "a")]) == ()
