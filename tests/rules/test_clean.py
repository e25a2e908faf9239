import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.clean import clean_display, fold
from tracker.text.disguise import looks_disguised

PLAIN = "How many drones does the force own"


def test_markup_becomes_lines_of_text():
    html = (
        "<html><body><p>Dear Sir,</p><ul><li>How many?</li><li>What cost?</li></ul></body></html>"
    )
    assert [line for line in clean_display(html).split("\n") if line] == [
        "Dear Sir,",
        "How many?",
        "What cost?",
    ]


def test_scripts_and_styles_are_not_text():
    assert clean_display("<p>One</p><script>steal()</script><style>p{}</style>") == "One"


def test_a_less_than_sign_is_not_markup():
    assert clean_display("incidents where cost < 100 and > 50") == (
        "incidents where cost < 100 and > 50"
    )


@pytest.mark.parametrize(
    "disguised",
    [
        "How ma\u200bny dro\u00adnes does the fo\u200drce own",
        "Ηow mаny drоnes dоes thе fоrce оwn",
        "How many drones does the force own",
        "𝐇𝐨𝐰 𝐦𝐚𝐧𝐲 𝐝𝐫𝐨𝐧𝐞𝐬 𝐝𝐨𝐞𝐬 𝐭𝐡𝐞 𝐟𝐨𝐫𝐜𝐞 𝐨𝐰𝐧",
        "H\u0301ow ma\u0308ny drones does the force own",
        "\u202eHow many drones does the force own\u202c",
    ],
)
def test_disguises_fold_to_the_plain_words(disguised):
    assert fold(disguised) == PLAIN


def test_disguise_is_noticed_and_plain_typography_is_not():
    assert looks_disguised("Ηow mаny drоnes dоes thе fоrce оwn")
    assert not looks_disguised("“How many” — the Force’s drones, at £5 each… café, Llŷn")


def test_text_in_another_script_is_left_alone():
    assert fold("Сколько дронов") == "Сколько дронов"


@given(st.text())
def test_folding_twice_is_folding_once_and_nothing_breaks(text):
    clean = clean_display(text)
    assert fold(fold(clean)) == fold(clean)
    clean.encode("utf-8")
