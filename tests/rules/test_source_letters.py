from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sources.mail.charsets import decode_bytes
from tracker.sources.mail.letter import LetterProblem, read_letter
from tracker.sources.mail.markup import text_of_html
from tracker.sources.mail.quotes import strip_quotes

HEADERS = {
    "From": "Jane Doe <jane@example.org>",
    "To": "FOI <foi@example.org>",
    "Date": "Mon, 05 Jan 2026 09:30:00 +0000",
    "Subject": "Drones",
    "Message-ID": "<one@example.org>",
}
QUESTION = "How many drones does the force own?"


def letter(text=QUESTION, **changes):
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    headers = {**HEADERS, **named}
    head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value is not None)
    return (head + "\n" + text).encode("utf-8", "surrogateescape")


def problem_of(content):
    with pytest.raises(LetterProblem) as refusal:
        read_letter(content)
    return refusal.value.code


def test_a_letter_gives_its_words_its_date_and_no_name():
    found = read_letter(letter())
    assert (found.text, found.subject, found.received) == (QUESTION, "Drones", date(2026, 1, 5))
    assert found.reference.startswith("mail-")
    assert len(found.reference) == len("mail-") + 16
    assert "jane" not in repr(found).lower()


def test_the_last_server_says_when_a_letter_was_received_not_the_sender():
    received = (
        "from a by b; Wed, 24 Jun 2026 23:30:00 +0000 (UTC)\nReceived: x; 1 Jan 2020 00:00:00 +0000"
    )
    assert read_letter(letter(Received=received)).received == date(2026, 6, 25)
    assert read_letter(letter(Received="nonsense")).received == date(2026, 1, 5)
    assert problem_of(letter(Date=None)) == "no-received"
    assert problem_of(letter(Date="Mon, 99 Foo 2026")) == "no-received"


@pytest.mark.parametrize(
    ("subject", "reference"),
    [
        ("FOI/26/1234 drones", "FOI/26/1234"),
        ("Your request FOI-842-2023", "FOI-842-2023"),
        ("FW: 333/2024 - drones", "333/2024"),
        ("Ref 348 - 24", "348-24"),
        ("0720-2024/25 new request", "0720-2024/25"),
        ("974A/22", "974A/22"),
        ("[01.FOI.23.032535] assigned", "01.FOI.23.032535"),
        ("FOI2018/07060", "FOI2018/07060"),
        ("foi 15723", "foi 15723"),
        ("=?utf-8?q?FOI/26/77_caf=C3=A9?=", "FOI/26/77"),
    ],
)
def test_a_reference_in_the_subject_is_taken(subject, reference):
    assert read_letter(letter(Subject=subject)).reference == reference


@pytest.mark.parametrize(
    "subject",
    [
        "Spending in 2023/24",
        "Spending 2019-2024",
        "Stop and search on 12/03/2024",
        "Freedom of Information request",
        "999/101 calls",
        "24/7 custody cover",
        "Section 40/41 refusals",
    ],
)
def test_years_and_numbers_in_a_subject_are_no_reference(subject):
    assert read_letter(letter(Subject=subject)).reference.startswith("mail-")


def test_the_reference_of_a_letter_without_one_is_always_the_same():
    first, second = read_letter(letter()), read_letter(letter("Other words, how many?"))
    assert first.reference == second.reference
    other = read_letter(letter(Message_ID=None))
    assert other.reference not in {
        first.reference,
        read_letter(letter("x", Message_ID=None)).reference,
    }


def test_a_request_from_whatdotheyknow_is_named_after_its_number():
    sender = "J Doe <request-123456-ab12cd@whatdotheyknow.com>"
    assert read_letter(letter(From=sender)).reference == "request-123456"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"From": "MAILER-DAEMON@example.org"}, "bounce"),
        ({"Subject": "Undelivered Mail Returned to Sender"}, "bounce"),
        ({"Subject": "Mail delivery failed: returning message"}, "bounce"),
        ({"X-Failed-Recipients": "a@example.org"}, "bounce"),
        ({"Content-Type": "multipart/report; report-type=delivery-status; boundary=b"}, "bounce"),
        ({"Subject": "Out of Office: drones"}, "auto-reply"),
        ({"Subject": "Automatic reply: Re: drones"}, "auto-reply"),
        ({"Auto-Submitted": "auto-replied (vacation)"}, "auto-reply"),
        ({"Return-Path": "<>"}, "auto-reply"),
        ({"Subject": "Re: your request", "In-Reply-To": "<x@y>"}, "reply"),
        ({"To": "request-123-abcdef@whatdotheyknow.com"}, "reply"),
    ],
)
def test_what_is_no_request_is_refused_by_kind(changes, code):
    named = {name.replace("-", "_"): value for name, value in changes.items()}
    assert problem_of(letter(**named)) == code


@pytest.mark.parametrize(
    "changes",
    [
        {"Subject": "Re: Freedom of Information"},
        {"Auto_Submitted": "auto-generated"},
        {"Subject": "Response times, and out of office hours cover"},
        {"In_Reply_To": "<x@y>"},
    ],
)
def test_a_first_letter_is_not_mistaken_for_an_answer(changes):
    assert read_letter(letter(**changes)).text == QUESTION


QUOTED = [
    "On Mon, 5 Jan 2026 at 09:30, FOI Team <foi@example.org> wrote:\n> Dear Jane\n> older",
    "On Monday, the fifth of January 2026,\nFOI Team\n<foi@example.org> wrote:\n> older",
    "-----Original Message-----\nFrom: FOI\nSent: Monday\nTo: Jane\nSubject: x\n\nolder",
    "From: FOI Team <foi@example.org>\nSent: 05 January 2026 09:30\nTo: Jane\nSubject: x\n\nolder",
    "________________________________\nFrom: FOI Team\nSent: Monday\nTo: Jane\nSubject: x\n\nolder",
    "---------- Forwarded message ---------\nFrom: FOI\nDate: Mon\nSubject: x\nTo: Jane\n\nolder",
    "*From:* FOI\n*Date:* Mon\n*To:* Jane\n*Subject:* x\n\nolder",
    "FOI <foi@example.org>\n05/01/26 09:30\n\nTo\nJane <j@e.org>\ncc\n\nSubject\nx\n\nolder",
    "> older\n> and older",
]


@pytest.mark.parametrize("quoted", QUOTED)
def test_what_was_said_before_is_taken_off(quoted):
    found = strip_quotes(f"{QUESTION}\n\nYours,\nJane\n\n{quoted}\n")
    assert found.newest == f"{QUESTION}\n\nYours,\nJane"
    assert found.quoted
    assert "older" in found.below or quoted.startswith("On")


@pytest.mark.parametrize(
    "text",
    [
        "On how many days in 2025 were drones flown?\nPlease list them.",
        "From: 1 January 2025\nI want all flights.\nTo: 31 March 2025",
        "1. Costs\n-----------\nHow much was spent?",
        "Please answer:\n-- how many\n-- how much",
    ],
)
def test_words_that_look_like_quoting_are_kept(text):
    found = strip_quotes(text)
    assert (found.newest, found.quoted) == (text, False)


def test_a_bare_forward_gives_what_was_forwarded():
    inner = "From: J Doe <j@example.org>\nSent: Monday\nTo: Press\nSubject: Drones\n\n"
    text = f"\nSent from my iPhone\n\n{inner}Dear Press,\n\n{QUESTION}\n\n> even older\n"
    found = read_letter(letter(text, Subject="FW: Drones"))
    assert found.text == f"Dear Press,\n\n{QUESTION}"
    assert found.flags == {"forwarded"}
    assert "j@example.org" not in repr(found)


def test_a_forward_with_words_of_its_own_gives_those():
    text = f"{QUESTION}\n\nBegin forwarded message:\n\nFrom: A\nDate: B\nTo: C\nSubject: D\n\nolder"
    assert read_letter(letter(text, Subject="Fwd: Drones")).text == QUESTION


def test_html_becomes_lines_and_its_quotes_are_taken_off():
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>How <b>many</b>&nbsp;drones?"
        "</p><ul><li>one<li>two</ul>a<br>b<script>x()</script><div style='display:none'>no</div>"
        "<blockquote>older<blockquote>oldest</blockquote></blockquote></body></html>"
    )
    assert strip_quotes(text_of_html(page)).newest == "How many drones?\n\none\n\ntwo\n\na\nb"


def mime(*parts, kind="multipart/alternative"):
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return letter(body, MIME_Version="1.0", Content_Type=f'{kind}; boundary="b"')


def test_plain_text_goes_before_html_unless_it_is_empty():
    plain, page = "Content-Type: text/plain\n\nplain?", "Content-Type: text/html\n\n<p>marked up?"
    assert read_letter(mime(plain, page)).text == "plain?"
    assert read_letter(mime(page, plain)).text == "plain?"
    assert read_letter(mime("Content-Type: text/plain\n\n ", page)).text == "marked up?"


def test_attachments_are_not_opened():
    attached = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nno'
    pdf = "Content-Type: application/pdf\n\n%PDF"
    plain = "Content-Type: text/plain\n\nHow many?\n\nbegin 644 a.doc\nM2&%P<'D@\n`\nend\n\nThanks"
    assert read_letter(mime(plain, attached, pdf)).text == "How many?\n\n\n\nThanks"
    assert problem_of(mime(attached, pdf)) == "no-text"


def test_a_message_attached_to_an_empty_one_gives_its_words():
    inner = letter().decode()
    assert read_letter(mime(f"Content-Type: message/rfc822\n\n{inner}")).text == QUESTION


@pytest.mark.parametrize(
    ("content", "label", "expected"),
    [
        (b"caf\xc3\xa9", "utf-8", "café"),
        (b"caf\xc3\xa9", "iso-8859-1", "café"),
        (b"\x93caf\xe9\x94", "iso-8859-1", "“café”"),
        (b"caf\xe9 \x80", "us-ascii", "café €"),
        (b"caf\xe9", "klingon", "café"),
        (b"caf\xe9", None, "café"),
        (b"caf\xc3\xa9", "\x00", "café"),
        (b"caf\xc3\xa9 \xe2\x82\xac5 \xff", "utf-8", "café €5 \ufffd"),
        (b"caf\xe9", "utf-8", "café"),
        (b"caf+AOk-", "utf-7", "café"),
        ("你好,世界".encode("gb18030"), "gb2312", "你好,世界"),
        ("我想知道警察有多少无人机".encode("gb18030"), None, "我想知道警察有多少无人机"),
        (b"plain", "idna", "plain"),
        (b"plain", "base64", "plain"),
        (b"caf\xe9", "unicode_escape", "café"),
    ],
)
def test_bytes_are_read_by_what_they_are_whatever_their_label(content, label, expected):
    assert decode_bytes(content, label) == expected


@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_under_any_label_become_text(content, label):
    assert isinstance(decode_bytes(content, label), str)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no headers at all", "not-a-mail"),
        (letter(""), "no-text"),
        (letter(Subject="=?utf-8?q?a?= " * 50_000), "mail-headers"),
        (mime(*["Content-Type: text/plain\n\nhi"] * 201, kind="multipart/mixed"), "mail-parts"),
        (mime(*["Content-Type: text/plain\n\nhi"] * 100_000, kind="multipart/mixed"), "mail-parts"),
        (
            letter(
                "".join(
                    f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(60)
                ),
                Content_Type="multipart/mixed; boundary=b",
            ).replace(b"\n\n", b"\n\n--b\n", 1),
            "mail-nesting",
        ),
    ],
)
def test_a_letter_beyond_measure_is_refused(content, code):
    assert problem_of(content) == code


def test_headers_made_to_break_parsers_do_not():
    found = read_letter(
        letter(
            Message_ID="<<<>>>[",
            From="=?utf-8?q?a=0d=0aBcc:_x?=",
            Subject="=?klingon?b?////?= =?utf-8?x?a?= \udc93ok",
        )
    )
    assert found.text == QUESTION
    assert "\n" not in found.subject
