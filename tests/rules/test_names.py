import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.register.names import fold_name, loose_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avon and Somerset", "Avon & Somerset"),
        ("Avon and Somerset", "AVON&SOMERSET"),
        ("Devon and Cornwall Police", "  devon   and\u00a0Cornwall police. "),
        ("London, City of", "london city of"),
        ("Dyfed-Powys Police", "Dyfed Powys Police"),
        ("dyfed-powys", "dyfed_powys"),
        ("Speaker's Committee", "Speaker\u2019s Committee"),
        ("Department for Culture, Media and Sport", "department for culture media & sport"),
        ("Ministry of Justice (MoJ)", "Ministry of Justice - MOJ"),
        ("Heddlu\u200b Gogledd Cymru", "Heddlu Gogledd Cymru"),
        ("\uff2b\uff45\uff4e\uff54 Police", "Kent Police"),
        ("Co\u0302te", "C\u00f4te"),
    ],
)
def test_two_ways_to_write_a_name_fold_alike(one, other):
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Yorkshire Police", "South Yorkshire Police"),
        ("West Mercia", "West Midlands"),
        ("Labour, Citizens' Services", "Labour, Citizens Services"),
        ("Kent", "Kent Police"),
    ],
)
def test_different_names_stay_different(one, other):
    assert fold_name(one) != fold_name(other)


def test_the_loose_form_drops_apostrophes_accents_and_the_article():
    assert loose_name(fold_name("The Speaker's Committee")) == "speakers committee"
    assert loose_name(fold_name("Ynys Môn")) == "ynys mon"


@given(st.text(max_size=60))
def test_folding_a_second_time_changes_nothing(name):
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(max_size=60))
def test_a_folded_name_has_single_spaces_and_no_capitals(name):
    folded = fold_name(name)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()
