"""Audits of several nights, added up."""

from dataclasses import asdict

from tracker.campaigns.audit_report import in_words, with_nights

NIGHT = {
    "sample": 25,
    "wordings": 30_871,
    "waiting": 0,
    "links_exhaustive": 0,
    "links_found": 0,
    "recall_lower_95": 0.0,
    "beyond_floor": 0,
    "missing": 0,
    "seed": 1,
    "scorer": "additive@1",
    "encoder": "encoder@1",
    "threshold": 0.65,
}


def found(links, had=None):
    return NIGHT | {"links_exhaustive": links, "links_found": links if had is None else had}


def test_only_nights_of_the_same_scorer_count():
    nights = with_nights(found(2), [found(3), found(9) | {"scorer": "additive@0"}, found(0)])
    assert (nights.nights, nights.links_exhaustive, nights.links_found) == (3, 5, 5)


def test_many_nights_say_what_one_cannot():
    nights = with_nights(NIGHT, [found(1) for _ in range(59)])
    said = in_words(NIGHT | {"nights": asdict(nights)})
    assert "this shows nothing" in said
    assert "Over the last 60 nights with this scorer the runs had all 59 links: at least 95" in said


def test_a_link_once_missing_stays_counted():
    said = in_words(NIGHT | {"nights": asdict(with_nights(NIGHT, [found(4, had=3)]))})
    assert "3 of 4 links" in said


def test_a_first_night_and_nights_without_links_claim_nothing():
    assert "nights" not in in_words(NIGHT | {"nights": asdict(with_nights(NIGHT, []))})
    said = in_words(NIGHT | {"nights": asdict(with_nights(NIGHT, [NIGHT]))})
    assert "Over the last 2 nights with this scorer no wording drawn had a copy." in said
