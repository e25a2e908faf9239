"""What an audit says in words."""

import pytest

from tracker.campaigns.audit_report import AuditReport, MissingLink, Place, in_words


def counts(**changes):
    report = {
        "sample": 20,
        "wordings": 30_871,
        "waiting": 0,
        "pairs": 617_210,
        "pairs_scored": 21_000,
        "pairs_below_floor": 616_000,
        "below_floor_scored": 20_000,
        "links_exhaustive": 34,
        "links_found": 34,
        "recall": 1.0,
        "recall_lower_95": 0.91568,
        "beyond_floor": 0,
        "seed": 7,
        "scorer": "additive@1",
        "encoder": "toy@1",
        "threshold": 0.5,
        "missing": (),
    }
    return AuditReport(**(report | changes)).counts()


def test_a_whole_run_is_said_to_be_whole_as_far_as_the_sample_shows():
    assert in_words(counts()) == (
        "20 wordings drawn at random, compared with all 30,871 stored: the run has all 34 links "
        "that this finds, so with 95 % confidence it has at least 91.5 % of all links."
    )
    assert "the one link" in in_words(counts(links_exhaustive=1, links_found=1))


def test_a_bound_is_never_rounded_up():
    assert "at least 99.9 % of" in in_words(counts(recall_lower_95=0.99999))


def test_missing_links_are_a_defect_and_the_command_that_names_them_is_given():
    link = MissingLink(Place("kent", "FOI/1"), Place("essex", "FOI/2"), 0.9, None)
    said = in_words(counts(missing=(link,), links_found=33))
    assert "lacks 1 of 34 links. This is a defect" in said
    assert "`mosaic audit-recall --sample 20 --seed 7`" in said
    assert "FOI/1" not in said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"wordings": 0}, "No wording has been compared yet"),
        ({"links_exhaustive": 0, "links_found": 0}, "none of them has a copy"),
        ({"waiting": 1}, "Waiting for a run: 1 wording."),
        ({"beyond_floor": 2}, "Of 20,000 pairs below the cosine floor, 2 would be links."),
        ({"sample": 1}, "1 wording drawn"),
    ],
)
def test_what_else_is_said(changes, expected):
    assert expected in in_words(counts(**changes))


def test_a_record_of_a_run_names_no_request():
    link = MissingLink(Place("kent", "FOI/1"), None, 0.9, 0.2)
    assert counts(missing=(link,))["missing"] == 1
