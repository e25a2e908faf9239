"""Which campaigns are linked as a series, and which not; pure."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.campaigns.series import Alike, AlikeQuestions, alike, frame_key, link, series, wording
from tracker.matching.features import NAMES
from tracker.matching.scorer import load_scorer
from tracker.matching.shape import Shape
from tracker.matching.variation import Variation


def _line(most):
    return Shape((0.0, 1.0), (0.0, most))


SCORER = replace(
    load_scorer(),
    start=-34.0,
    shapes=tuple(
        _line(40.0 if name == "meaning" else -10.0 if name.startswith("other_") else 0.0)
        for name in NAMES
    ),
    threshold=0.5,
    cosine_floor=0.55,
    min_mass=0.8,
)
"""A copy from a cosine of 0.85, if no other thing is named."""

ASKED = "how many {} were issued to officers of your organisation in {}"
EARLY, LATE = (date(2024, 3, 1), date(2024, 4, 2)), (date(2025, 3, 3), date(2025, 3, 20))


def found(a, b, cosine=0.95):
    return alike(wording(a), wording(b), cosine, scorer=SCORER, threshold=0.5)


def test_another_year_does_not_make_a_question_unlike_and_is_named():
    (varied,) = found(ASKED.format("Tasers", 2023), ASKED.format("Tasers", 2024)).varied
    assert varied == Variation("period", "2023", "2024")


def test_the_same_words_of_another_thing_are_alike_even_where_the_encoder_sees_less():
    other = found(ASKED.format("Tasers", 2023), ASKED.format("batons", 2023), cosine=0.6)
    assert [variation.kind for variation in other.varied] == ["weapon"]
    assert other.likeness < 0.5


@pytest.mark.parametrize(
    "other",
    [
        "why were all batons taken from the dog handlers of your organisation at night",
        "how many batons were issued to 12 sergeants of your organisation in Leeds in 2024",
        "",
    ],
)
def test_other_words_or_too_many_other_things_are_not_alike(other):
    assert found(ASKED.format("Tasers", 2023), other, cosine=0.6) is None


def test_the_very_same_question_is_alike_from_the_threshold_on():
    words = ASKED.format("Tasers", 2023)
    assert found(words, words, cosine=1.0) == Alike(found(words, words, 1.0).likeness, ())
    assert found(words, words, cosine=0.8) is None


SAME = Alike(0.9, ())
OTHER_YEAR = Alike(0.8, (Variation("period", "2023", "2024"),))


def test_wordings_of_one_frame_are_looked_up_by_one_key_and_short_frames_by_none():
    one, other = (wording(ASKED.format(thing, 2023)) for thing in ("Tasers", "batons"))
    assert frame_key(one) == frame_key(other) != ""
    assert frame_key(one) != frame_key(wording(f"{ASKED.format('Tasers', 2023)} and lost"))
    assert frame_key(wording("list of Tasers")) == ""


def pairs(*places, alike=OTHER_YEAR):
    return [AlikeQuestions(a, b, alike) for a, b in places]


def test_campaigns_that_ask_the_same_are_linked_only_as_two_waves():
    assert link(pairs((1, 1), alike=SAME), (1, 1), (EARLY, LATE)).differs == ()
    assert link(pairs((1, 1), alike=SAME), (1, 1), (LATE, EARLY)) is not None
    assert link(pairs((1, 1), alike=SAME), (1, 1), (EARLY, EARLY)) is None
    assert link(pairs((1, 1)), (1, 1), (EARLY, EARLY)).differs == OTHER_YEAR.varied


def test_half_of_the_smaller_campaigns_questions_must_be_alike_or_the_wholes():
    assert link(pairs((1, 1)), (3, 5), (EARLY, LATE)) is None
    assert link(pairs((1, 1), (2, 3)), (3, 5), (EARLY, LATE)) is not None
    assert link(pairs((1, 1), (1, 2), (1, 3)), (3, 5), (EARLY, LATE)) is None
    assert link(pairs((0, 0)), (8, 9), (EARLY, LATE)) is not None


def test_each_difference_is_said_once_however_many_questions_have_it():
    made = link(pairs((1, 1), (2, 2), (3, 3)), (3, 3), (EARLY, LATE))
    assert made.differs == OTHER_YEAR.varied
    assert made.likeness == pytest.approx(0.8)


def test_a_series_is_what_hangs_together_by_day_in_whatever_order_it_is_found():
    days = {n: date(2026, 1, day) for n, day in ((1, 9), (2, 3), (3, 7), (4, 1), (5, 2))}
    links = [(1, 2), (2, 3), (4, 5)]
    assert series(links, days) == [[4, 5], [2, 3, 1]]
    assert series([(b, a) for a, b in reversed(links)], days) == [[4, 5], [2, 3, 1]]
    assert series([], days) == []
