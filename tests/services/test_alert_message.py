import email
import email.policy
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.alerts.facts import OpenCopy, RoundRobinFacts
from tracker.alerts.message import Envelope, UnusableAddress, compose

HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
]
TRICKS = st.sampled_from(
    [
        "=?utf-8?q?FOI=0d=0aBcc=3a_x=40y=2ez?=",
        "\r\nBcc: x@y.example\r\n",
        "\u2028Bcc: x",
        "\n.\r\n",
        "%s{0}{{7*7}}",
        "\ud800",
        "\u202e",
        "\x1b[31m",
        "Heddlu Môn",
    ]
)
HOSTILE = st.lists(TRICKS | st.text(max_size=20), max_size=4).map("".join)


def facts(**changes) -> RoundRobinFacts:
    copy = OpenCopy(
        body="Norfolk Constabulary",
        reference="FOI/26/1234",
        received=date(2026, 3, 9),
        due=date(2026, 4, 9),
        due_basis="computed",
    )
    given = {"campaign": 12, "bodies": 24, "other_bodies": 22, "copies": (copy,)}
    return RoundRobinFacts(**given | changes)


def envelope(**changes) -> Envelope:
    given = {
        "message_id": "<0123@npcc.example>",
        "created_at": datetime(2026, 11, 20, 2, 30, tzinfo=UTC),
        "unit_name": "Norfolk and Suffolk joint disclosure unit",
        "mailbox": "foi@norfolk.example",
        "sender": "Mosaic <mosaic@npcc.example>",
        "public_url": "https://mosaic.example/",
        "marking": "OFFICIAL-SENSITIVE",
    }
    return Envelope(**given | changes)


def test_a_message_says_what_the_unit_must_know_and_no_more():
    text = compose(facts(), envelope()).get_content()
    for expected in (
        "OFFICIAL-SENSITIVE",
        "reached 24 bodies: yours and 22 other bodies",
        "Norfolk Constabulary, FOI/26/1234, received 9 March 2026: answer due 9 April 2026",
        "https://mosaic.example/campaigns/12\n",
        "Each authority decides for itself",
        "does not change the\nstatutory time limit",
        "Why you get this: Norfolk and Suffolk joint disclosure unit answers for Norfolk",
    ):
        assert expected in text


def test_the_subject_holds_our_own_words_and_numbers_only():
    subject = compose(facts(), envelope())["Subject"]
    assert subject == (
        "Mosaic: campaign 12, a request you hold, was also received by 22 other bodies"
    )
    assert compose(facts(other_bodies=1), envelope())["Subject"].endswith("by 1 other body")


def test_a_unit_that_holds_every_copy_is_told_so():
    message = compose(facts(bodies=3, other_bodies=0), envelope())
    assert message["Subject"] == "Mosaic: campaign 12 reached 3 of your bodies"
    assert "3 bodies, all of them yours" in message.get_content()


def test_the_same_facts_give_the_same_bytes():
    assert bytes(compose(facts(), envelope())) == bytes(compose(facts(), envelope()))


def test_a_date_says_how_it_is_known():
    known = facts().copies[0]
    later = known.model_copy(update={"due_basis": "provisional"})
    never = known.model_copy(update={"due": None, "due_basis": "unknown"})
    paused = never.model_copy(update={"due_basis": "paused"})
    text = compose(facts(copies=(known, later, never, paused)), envelope()).get_content()
    assert ": no date while your authority waits for a clarification" in text
    assert "(worked out by Mosaic)" in text
    assert "(provisional: bank holidays are not known that far ahead)" in text
    assert "no statutory date is known" in text


def test_a_long_list_of_copies_is_cut_short_and_counted():
    text = compose(facts(copies=facts().copies * 53), envelope()).get_content()
    assert text.count("FOI/26/1234") == 50
    assert "and 3 more" in text


@given(reference=HOSTILE, body=HOSTILE, unit=HOSTILE)
def test_nothing_in_the_facts_can_add_a_header_or_a_line(reference, body, unit):
    copy = facts().copies[0].model_copy(update={"reference": reference, "body": body})
    raw = bytes(compose(facts(copies=(copy,)), envelope(unit_name=unit)))
    parsed = email.message_from_bytes(raw, policy=email.policy.SMTP)
    assert parsed.keys() == HEADERS
    assert parsed["Subject"].endswith("22 other bodies")
    assert not parsed.defects
    plain = compose(facts(), envelope()).get_content()
    assert len(parsed.get_content().splitlines()) == len(plain.splitlines())


@pytest.mark.parametrize(
    "mailbox", ["=?utf-8?q?a=0d=0aBcc=3a_x=40y=2ez?=@x.example", "a@b.example\r\nBcc: c@d.example"]
)
def test_a_mailbox_that_is_no_plain_address_is_refused_without_being_repeated(mailbox):
    with pytest.raises(UnusableAddress) as caught:
        compose(facts(), envelope(mailbox=mailbox))
    assert "example" not in str(caught.value)


@pytest.mark.parametrize(
    "sender", ["", "mosaic", "A, B <a@b.example>", "=?utf-8?q?x?= <a@b.example>"]
)
def test_a_sender_that_is_no_plain_address_is_refused(sender):
    with pytest.raises(UnusableAddress, match="MOSAIC_MAIL_FROM"):
        compose(facts(), envelope(sender=sender))


def test_without_a_mailbox_there_is_no_recipient():
    assert "To" not in compose(facts(), envelope(mailbox=None))
