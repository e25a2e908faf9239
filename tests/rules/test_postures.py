"""What an answer says, what it gives away, and what a coordinator should check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.law import postures
from tracker.law.citations import parse_exemptions
from tracker.law.postures import Posture, Reveals, Stance, stance
from tracker.sources import OUTCOMES

# Outcome, exemptions as written; posture, what it reveals, whether an NCND stands beside; remarks.
BY_HAND = [
    ("disclosed", "", "disclosed", "confirms", False, []),
    ("disclosed", "s.31(3)", "disclosed", "confirms", True, ["NCND_BESIDE"]),
    ("partly-disclosed", "s.40(2)", "partly-disclosed", "confirms", False, []),
    ("partly-disclosed", "s.40(2), s.31(3)", "partly-disclosed", "confirms", True, ["NCND_BESIDE"]),
    ("partly-disclosed", "s.23(5)", "partly-disclosed", "confirms", True, ["NCND_BESIDE"]),
    ("refused", "s.31(1)(a)", "refused", "confirms", False, []),
    ("refused", "s.31", "refused", "confirms", False, []),
    ("refused", "s.31(1)(a), s.12", "refused", "confirms", False, []),
    ("refused", "s.31(1)(a), s.24(2)", "refused", "confirms", True, ["NCND_BESIDE"]),
    ("refused", "", "refused", "confirms", False, ["NO_EXEMPTION"]),
    ("refused", "law enforcement", "refused", "confirms", False, ["NO_EXEMPTION", "UNREAD"]),
    ("refused", "s.31(1)(a), s.99", "refused", "confirms", False, ["UNREAD"]),
    # Refused under what lifts the duty to confirm or deny, and nothing else.
    ("refused", "s.31(3)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "s.23(5), 24(2), 30(3), 31(3)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "s.40(5B)(a)(i)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "s.40(5B), Article 5(1)(a) UK GDPR", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "s.31, s.31(3)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "s.24, s.31(3)", "refused", "confirms", True, ["NCND_BESIDE"]),
    ("refused", "s.31 NCND", "ncnd", "nothing", False, ["NCND_ALONE", "UNREAD"]),
    ("refused", "s.31(1)(a) NCND", "refused", "confirms", True, ["NCND_BESIDE", "UNREAD"]),
    ("refused", "EIR 12(6)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "EIR 12(5)(a) + 12(6)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "EIR 12(5)(b) + 12(6)", "refused", "confirms", True, ["NCND_BESIDE"]),
    # Refusals that are no claim to hold anything.
    ("refused", "s.12", "cost", "unclear", False, []),
    ("refused", "s.12(1)", "cost", "unclear", False, []),
    ("refused", "s.12(2)", "cost-to-confirm", "nothing", False, []),
    ("refused", "s.12(1), s.12(2)", "cost-to-confirm", "nothing", False, []),
    ("refused", "s.17, s.12(1)", "cost", "unclear", False, []),
    ("refused", "s.14(1)", "vexatious", "nothing", False, []),
    ("refused", "s.14(2)", "vexatious", "nothing", False, []),
    ("refused", "s.21", "already-published", "confirms", False, []),
    ("refused", "s.12, s.31(3)", "cost", "unclear", True, ["NCND_BESIDE"]),
    ("refused", "s.21, s.31(3)", "already-published", "confirms", True, ["NCND_BESIDE"]),
    ("refused", "s.12, s.14", "refused", "unclear", False, ["SEVERAL"]),
    ("refused", "s.12, s.21", "refused", "confirms", False, ["SEVERAL"]),
    ("refused", "EIR 12(4)(a)", "not-held", "denies", False, []),
    ("refused", "EIR 6(1)(b)", "already-published", "confirms", False, []),
    ("refused", "EIR 12(4)(b)", "refused", "confirms", False, []),
    # Scotland.
    ("refused", "FOISA s.18", "ncnd", "nothing", False, ["NCND_ALONE", "LONE_SECTION_18"]),
    ("refused", "FOISA s.18, s.35(1)(a)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("refused", "FOISA s.18, s.39(1)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    ("ncnd", "FOISA s.18, s.35(1)(a)", "ncnd", "nothing", False, []),
    ("ncnd", "FOISA s.18", "ncnd", "nothing", False, ["LONE_SECTION_18"]),
    ("ncnd", "FOISA s.18, s.36(1)", "ncnd", "nothing", False, ["CITES_HELD", "LONE_SECTION_18"]),
    ("refused", "FOISA s.25(1)", "already-published", "confirms", False, []),
    ("refused", "FOISA s.12(1)", "cost", "unclear", False, []),
    ("refused", "FOISA s.14(1)", "vexatious", "nothing", False, []),
    ("refused", "FOISA s.27(1)", "refused", "confirms", False, []),
    ("refused", "FOISA s.17", "refused", "confirms", False, ["NO_EXEMPTION"]),
    ("not-held", "FOISA s.17", "not-held", "denies", False, []),
    ("cost", "FOISA s.12(2)", "cost", "unclear", False, ["UNREAD"]),
    ("refused", "EISR 10(5)(a), 10(8)", "ncnd", "nothing", False, ["NCND_ALONE"]),
    # Neither confirmed nor denied.
    ("ncnd", "", "ncnd", "nothing", False, []),
    ("ncnd", "s.23(5), s.31(3)", "ncnd", "nothing", False, []),
    ("ncnd", "s.31(3), s.31(1)(a)", "ncnd", "nothing", False, ["CITES_HELD"]),
    ("ncnd", "s.31(1)", "ncnd", "nothing", False, ["CITES_HELD", "NO_NCND_LIMB"]),
    ("ncnd", "s.31", "ncnd", "nothing", False, ["NO_NCND_LIMB"]),
    ("ncnd", "s.12(2)", "cost-to-confirm", "nothing", False, ["COST_LOOKS_LIKE_NCND"]),
    ("ncnd", "s.12(2), s.31(3)", "ncnd", "nothing", False, []),
    # The others.
    ("not-held", "", "not-held", "denies", False, []),
    ("not-held", "s.31(3)", "not-held", "denies", True, ["NCND_BESIDE_DENIAL"]),
    ("not-held", "s.31(1)(a)", "not-held", "denies", False, ["CITES_HELD"]),
    ("not-held", "s.1(1)", "not-held", "denies", False, []),
    ("cost", "", "cost", "unclear", False, []),
    ("cost", "s.12(1)", "cost", "unclear", False, []),
    ("cost", "s.12(2)", "cost-to-confirm", "nothing", False, []),
    ("cost", "s.12(1), s.24(2)", "cost", "unclear", True, ["NCND_BESIDE"]),
    ("vexatious", "", "vexatious", "nothing", False, []),
    ("vexatious", "s.14(1)", "vexatious", "nothing", False, []),
    ("already-published", "s.21", "already-published", "confirms", False, []),
    ("already-published", "", "already-published", "confirms", False, []),
    ("withdrawn", "", "withdrawn", "nothing", False, []),
    ("clarification", "", "clarification", "pending", False, []),
    ("pending", "", "pending", "pending", False, []),
    ("pending", "s.31(1)", "pending", "pending", False, []),
    ("sent to the moon", "", "unknown", "unclear", False, ["UNKNOWN_OUTCOME"]),
    ("", "s.31(3)", "unknown", "unclear", False, ["UNKNOWN_OUTCOME"]),
    ("cost-to-confirm", "", "unknown", "unclear", False, ["UNKNOWN_OUTCOME"]),
    ("unknown", "", "unknown", "unclear", False, ["UNKNOWN_OUTCOME"]),
]


@pytest.mark.parametrize(
    ("outcome", "written", "posture", "reveals", "beside", "remarks"),
    BY_HAND,
    ids=[f"{row[0]}: {row[1]}" for row in BY_HAND],
)
def test_an_answer_gives_away_what_it_says(outcome, written, posture, reveals, beside, remarks):
    said = tuple(getattr(postures, remark) for remark in remarks)
    expected = Stance(Posture(posture), Reveals(reveals), beside, said)
    assert stance(outcome, parse_exemptions(written)) == expected


def test_every_outcome_of_a_source_is_known():
    assert {outcome for outcome, *_ in BY_HAND} >= OUTCOMES
    for outcome in OUTCOMES:
        assert stance(outcome, parse_exemptions("")).posture is not Posture.UNKNOWN


@given(outcome=st.sampled_from(sorted(OUTCOMES)), written=st.text(max_size=40))
def test_the_words_of_a_body_are_never_repeated(outcome, written):
    found = stance(outcome, parse_exemptions(f"s.31(3); {written}"))
    constants = {
        value for name, value in vars(postures).items() if name.isupper() and isinstance(value, str)
    }
    assert set(found.remarks) <= constants


@given(written=st.lists(st.sampled_from("s.31(1)(a) s.31(3) s.12 s.14 s.21 s.40 EIR".split())))
def test_the_order_of_the_exemptions_does_not_matter(written):
    there, back = ("; ".join(words) for words in (written, written[::-1]))
    for outcome in OUTCOMES:
        assert stance(outcome, parse_exemptions(there)) == stance(outcome, parse_exemptions(back))


def test_no_denial_and_no_ncnd_confirms():
    for outcome, written, posture, *_ in BY_HAND:
        if posture in {"ncnd", "not-held", "withdrawn", "vexatious"}:
            assert stance(outcome, parse_exemptions(written)).reveals is not Reveals.CONFIRMS
