"""The status vocabulary: one sign and one class for each outcome, legible on its colour."""

import re
from pathlib import Path

import pytest

from tracker.store.queries.campaigns import OPEN_OUTCOMES
from web.words import OUTCOMES, OVERDUE, counted, due_words, moment, short_span, signed

CSS = (Path(__file__).parents[2] / "web" / "static" / "mosaic.css").read_text("utf-8")
MARKS = sorted({*OUTCOMES.values(), OVERDUE}, key=lambda mark: mark.label)
CONTRACT = {
    *("disclosed", "partly-disclosed", "refused", "ncnd", "not-held", "cost", "vexatious"),
    *("already-published", "withdrawn", "clarification", "pending"),
}


def rule(selector):
    return dict(
        line.strip().split(": ", 1)
        for line in re.search(rf"^{re.escape(selector)} {{ (.*?)}}", CSS, re.MULTILINE)
        .group(1)
        .strip(" ;")
        .split(";")
    )


def colour(text):
    found = re.search(r"#([0-9a-f]{3}(?:[0-9a-f]{3})?)\b", text).group(1)
    return found if len(found) == 6 else "".join(letter * 2 for letter in found)


def luminance(hexadecimal):
    channels = [int(hexadecimal[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_outcome_of_the_contract_has_words():
    assert OUTCOMES.keys() == CONTRACT
    assert set(OPEN_OUTCOMES) <= CONTRACT


def test_signs_differ():
    glyphs = [mark.glyph for mark in MARKS]
    assert len(set(glyphs)) == len(glyphs)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.label)
def test_a_sign_is_legible_on_its_colour_and_its_edge_on_the_page(mark):
    style = rule(f".mo-glyph--{mark.key}")
    assert contrast(colour(style["background"]), colour(style["color"])) >= 4.5
    edge = colour(style.get("border-color") or style["border"])
    assert contrast(edge, "ffffff") >= 3
    assert rule(f".mo-fill--{mark.key}")["fill"]


def test_ncnd_is_pale_and_reveals_less_than_what_confirms():
    ncnd = luminance(colour(rule(".mo-glyph--ncnd")["background"]))
    for revealing in ("disclosed", "part", "refused", "none"):
        assert ncnd > luminance(colour(rule(f".mo-glyph--{revealing}")["background"]))


def test_dates_and_numbers_are_written_as_people_write_them():
    from datetime import UTC, date, datetime

    assert moment(datetime(2026, 7, 1, 23, 5, tzinfo=UTC)) == "2 July 2026, 12:05am"
    assert moment(datetime(2026, 12, 1, 12, 0, tzinfo=UTC)) == "1 December 2026, 12:00pm"
    assert short_span(date(2025, 12, 30), date(2026, 1, 2)) == "30 Dec 2025 to 2 Jan 2026"
    assert due_words(date(2026, 1, 2), date(2026, 1, 1)) == "due tomorrow"
    assert due_words(date(2026, 1, 1), date(2026, 1, 1)) == "due today"
    assert due_words(date(2025, 12, 31), date(2026, 1, 1)) == "1 day overdue"
    assert due_words(date(2022, 1, 1), date(2026, 1, 1)) == "1,461 days overdue"
    assert counted(1, "body", "bodies") == "1 body"
    assert counted(1184, "request") == "1,184 requests"
    assert signed(-0.4) == "\u22120.40"
