import tomllib
from importlib.resources import files

import pytest

from tracker.matching.periods import periods
from tracker.matching.things import KINDS, things
from tracker.matching.variation import Variation, kinds, variations


def varied(a, b):
    return variations(things(a), things(b))


@pytest.mark.parametrize(
    ("a", "b", "kind", "this", "that"),
    [
        ("arrests for rape in 2023", "arrests for rape in 2024", "period", "2023", "2024"),
        (
            "complaints from 1 April 2023 to 31 March 2024",
            "complaints from 1 April 2024 to 31 March 2025",
            "period",
            "April 2023 to March 2024",
            "April 2024 to March 2025",
        ),
        ("dogs seized in March", "dogs seized in April", "period", "March", "April"),
        ("over the last five years", "over the last 3 years", "period", "last 5 years",
         "last 3 years"),
        ("between January 1, 2013 and December 31, 2014",
         "between January 1, 2014 and December 31, 2014", "period", "2013 to 2014", "2014"),
        ("since 2017", "since 2023", "period", "2017", "2023"),
        ("notes of May 2015, for the last 3 years", "notes of June 2015, for the last 7 years",
         "period", "May 2015, last 3 years", "June 2015, last 7 years"),
        ("crimes in 2019-23", "crimes in 2018-23", "period", "2019 to 2023", "2018 to 2023"),
        ("thefts in Leeds", "thefts in Bradford", "place", "Leeds", "Bradford"),
        ("Tasers issued", "batons issued", "weapon", "Taser", "baton"),
        ("reports of rape", "reports of sexual assault", "offence", "rape", "sexual assault"),
        ("robbery and murder", "robbery and fraud", "offence", "murder", "fraud"),
        ("PCs dismissed", "sergeants dismissed", "rank", "constable", "sergeant"),
        ("seizures of cannabis", "seizures of ketamine", "drug", "cannabis", "ketamine"),
        ("how many arrests", "how many convictions", "stage", "arrest", "conviction"),
        ("spent on body worn video", "spent on drones", "equipment", "body-worn video", "drone"),
        ("people aged 18 to 24", "people aged 25 to 34", "number", "18, 24", "25, 34"),
        ("cost of Operation Alder", "cost of Operation Beech", "name", "Operation Alder",
         "Operation Beech"),
        ("deputies of the head of HR", "deputies of the head of IT", "name", "HR", "IT"),
        ("radio reach in north west Scotland", "radio reach in the North West", "place",
         "North West Scotland", "North West England"),
        ("firearms sold under the Firearms Act", "knives sold under the Firearms Act", "weapon",
         "firearm", "knife"),
        ("fraud, as the Equipment Theft (Prevention) Act has it",
         "theft, as the Equipment Theft (Prevention) Act has it", "offence", "fraud", "theft"),
        ("charges under the Theft Act 1968", "charges under the Fraud Act 1968", "offence",
         "theft Act", "fraud Act"),
        ("the cost of NHS Wales", "the cost of NHS England", "organisation", "nhs wales",
         "nhs england"),
        ("Springden Walk", "Springworth Walk", "name", "Springden Walk", "Springworth Walk"),
        ("staff seconded to Ofsted", "staff seconded to Ofgem", "organisation", "ofsted", "ofgem"),
    ],
)  # fmt: skip
def test_another_thing_of_the_same_class_is_a_variation_both_ways(a, b, kind, this, that):
    assert varied(a, b) == (Variation(kind, this, that),)
    assert varied(b, a) == (Variation(kind, that, this),)
    assert kinds(things(a), things(b)) == {kind}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("crimes from 1 April 2023 to 31 March 2024", "crimes in 2023/24"),
        ("crimes in 2020, 2021, 2022 and 2023", "crimes from 2020 to 2023"),
        ("crimes on 1st March 2024", "crimes on 01/03/2024"),
        ("crimes from January to March 2024", "crimes in Q1 2024"),
        ("crimes in January 2024", "crimes from 1 to 31 January 2024"),
        ("crimes in the financial year 2019-2020", "crimes in FY 19/20"),
        ("crimes in 2019-23", "crimes from 2019 to 2023"),
        ("crimes in 2018/19-2022/23", "crimes from 1 April 2018 to 31 March 2023"),
        ("crimes in the last five years", "crimes in the past 60 months"),
        ("Taser use", "use of conducted energy devices"),
        ("a police constable", "a PC"),
        ("knives seized", "bladed articles seized"),
        ("the Strategic Defence Review", "the strategic defence review"),
        ("footage of Body Worn Units", "footage of the BWU"),
        ("five officers", "5 officers"),
        ("1,000 officers", "1000 officers"),
    ],
)
def test_another_spelling_of_the_same_is_no_variation(a, b):
    assert varied(a, b) == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("crimes since 2020", "crimes from 2020 to 2023"),
        ("crimes in 2023", "crimes in March 2023"),
        ("crimes in 2023 and 2024", "crimes in 2023"),
        ("crimes in 2023", "crimes in the last three years"),
        ("assaults in Kent", "assaults"),
        ("assaults", "assaults with injury"),
        ("thefts in London", "thefts in Central London"),
        ("rape and robbery", "rape"),
    ],
)
def test_what_only_one_side_names_or_names_more_exactly_is_no_variation(a, b):
    assert varied(a, b) == ()


def test_the_second_of_two_mentions_may_be_what_the_other_names_otherwise():
    found = varied("nurses trained by nurses", "nurses trained by paramedics")
    assert [(v.kind, v.a, v.b) for v in found] == [("rank", "nurse", "paramedic")]


def test_a_thing_named_once_more_is_no_variation():
    assert varied("rape and robbery", "rape and robbery, and rape again") == ()
    assert varied("rape", "rape, robbery, and rape again") == ()


def test_words_that_are_also_places_or_ranks_need_their_capitals():
    assert varied("reading of books in leeds", "bath time in leeds") == ()
    assert [v.kind for v in varied("officers in Reading", "officers in Bath")] == ["place"]
    assert varied("the pc was bought", "the dc was bought") == ()


def test_a_name_may_be_the_body_that_the_other_wording_hides():
    hidden = "the secretary formerly in your organisation"
    assert varied("the secretary formerly in Harbourside Widgets", hidden + " Annexe") == ()


def test_several_kinds_come_in_a_fixed_order():
    found = varied("12 Tasers in Leeds in 2021", "9 batons in York in 2022")
    assert [v.kind for v in found] == ["period", "place", "weapon", "number"]
    assert all(v.kind in KINDS for v in found)


def test_a_year_in_the_name_of_a_law_is_no_time_and_no_date_is_impossible():
    assert periods("under the Equality Act 2010").names == set()
    assert periods("on 31 February 2024").spans[0].last.day == 29
    assert periods("aged 30/45, on 99/99/2024").names == set()


def test_every_term_stands_once_in_its_class():
    data = tomllib.loads((files("tracker.data") / "variations.toml").read_text("utf-8"))
    assert set(data) < set(KINDS)
    for kind, given in data.items():
        written = [
            term.strip() for line in given["terms"].strip().splitlines() for term in line.split(";")
        ]
        assert "" not in written
        twice = {term for term in written if written.count(term) > 1}
        assert not twice, f"{kind} has {twice} twice"
