"""Disguised copies of questions that police forces get: prepared, they read as the plain ones."""

import json
from pathlib import Path
from pydoc_data.topics import topics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.text.disguise import looks_disguised, uncover
from tracker.text.lines import mend
from tracker.text.notation import in_digits
from tracker.text.prepare import prepare

NAMES = ("Northshire Police", "Northshire Constabulary")
DRONES = "How many drones does the force own, and how many officers are trained to fly them?"
FACES = "Has the force used live facial recognition at football matches since January 2022?"
TASERS = "How many times were tasers fired at people under eighteen in each of the last five years?"
DOGS = "What is paid each year for kennels, food and training of police dogs?"
STRIPS = "How many strip searches of children were carried out in custody suites in 2023?"
PHONES = "Which companies supply the equipment used to extract data from mobile phones?"
VETTING = "How many officers failed vetting in 2024 and are still employed by the force?"
SPIES = "A list of all contracts for covert surveillance vehicles signed since 2019."

RUBBISH = (
    "The lighthouse at the end of the sandbar was built when ships bound for the river mouth were "
    "lost there nearly every winter. Its keepers were paid in coal and candles, and one of them "
    "kept a diary that has survived. Bread rises because yeast feeds on the sugars in flour. "
)
WELSH = (
    "Mae'r afon yn llifo'n araf heibio i'r hen felin, ac yn yr haf bydd plant y pentref yn nofio "
    "yno gyda'u cyfeillion hyd nes i'r haul fachlud. "
)
FRENCH = (
    "Mon grand-père est né dans une petite maison au pied de la montagne, près du vieux moulin. "
)
POLISH = "Rzeka płynie powoli obok starego młyna, a latem dzieci ze wsi kąpią się tam co dzień. "
LATIN = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed eiusmod tempor incididunt. "
LAW = (
    "I remind you that under section 10 of the Act you must respond promptly and in any event "
    "within twenty working days. Please be aware that it is an offence under section 77 to conceal "
    "any record. "
)

FAMILY = (
    "My aunt kept bees until she was ninety. She told them the news of the family each Sunday, as "
    "her mother had done, and was never stung but once, on the day that she forgot to mention the "
    "wedding. When the railway came the company lowered its tolls, but to no avail. "
)
CODE = (
    "Where a qualified exemption is claimed, please set out the public interest factors. "
    "The Code of Practice issued under section 45 recommends that you do."
)
MANUAL = [
    " ".join(part.split())
    for text in topics.values()
    for part in text.split("\n\n")
    if len(part.split()) > 15 and part[:1].isupper()
][:200]
"""Paragraphs of the manual that Python itself brings along, eight thousand words in all."""

DISGUISED = [
    json.loads(line)
    for line in Path(__file__).with_name("disguised.jsonl").read_text("utf-8").splitlines()
]
"""Plain questions, and the same with their characters disguised."""

STUFFED = [
    (PHONES, RUBBISH + PHONES),
    (PHONES, PHONES + " " + RUBBISH),
    (PHONES, f"{RUBBISH}\n\n{PHONES}\n\n{RUBBISH}"),
    (PHONES, RUBBISH * 60 + PHONES + " " + RUBBISH * 60),
    (PHONES, "\n\n".join([RUBBISH] * 60 + [PHONES])),
    (PHONES, WELSH + PHONES),
    (PHONES, f"{FRENCH}\n\n{PHONES}\n\n{FRENCH}"),
    (PHONES, POLISH * 3 + PHONES + " " + POLISH),
    (PHONES, LATIN * 5 + PHONES),
    (PHONES, LAW * 4 + PHONES),
    (VETTING, f"{VETTING} {DOGS}"),
    (VETTING, f"{PHONES} {DOGS} {VETTING} {TASERS}"),
    (VETTING, f"What is the price of tea in the staff canteen at headquarters? {VETTING}"),
    (SPIES, f"{RUBBISH} {SPIES} {RUBBISH}"),
    (SPIES, f"{FRENCH}{SPIES}"),
    (SPIES, f"{RUBBISH * 2} {SPIES} {FAMILY}"),
    (STRIPS, f"{LAW} {CODE} {STRIPS}"),
    (PHONES, " ".join([*MANUAL, PHONES])),
    (TASERS, " ".join([*MANUAL[:100], TASERS, *MANUAL[100:]])),
    (VETTING, "\n\n".join([*MANUAL[:100], VETTING, *MANUAL[100:]])),
    (DOGS, "1. " + " ".join([*MANUAL[:100], "2.", *MANUAL[100:], DOGS])),
]  # fmt: skip
"""Plain question, and a text that hides it among others."""

NOTICED = [
    "ʎɹɐnuɐɾ ǝɔuᴉs sǝɥɔʇɐɯ llɐqʇooɟ ʇɐ uoᴉʇᴉuƃoɔǝɹ lɐᴉɔɐɟ ǝʌᴉl pǝsn ǝɔɹoɟ ǝɥʇ sɐH",
    "h 0 w m a n y d r o n e s d o e s t h e f o r c e o w n",
    "H-o-w m-a-n-y d-r-o-n-e-s d-o-e-s t-h-e f-o-r-c-e o-w-n?",
    "H0w m4ny dr0n35 d035 7h3 f0rc3 0wn 4nd fly 47 n1gh7?",
    "🅷🅾🆆 🅼🅰🅽🆈 🅳🆁🅾🅽🅴🆂 🅳🅾🅴🆂 🆃🅷🅴 🅵🅾🆁🅲🅴 🅾🆆🅽",
    "нσω мαηу ∂яσηєѕ ∂σєѕ тнє ƒσя¢є σωη αη∂ ƒℓу",
]
"""Disguises so heavy that the flag must say so, whatever words come out."""

ORDINARY = [
    "\ufeffHow many drones does the force own?",
    "A question about Llŷn, Ynys Môn and Dŵr Cymru: faint o dronau sydd gan yr heddlu?",
    "Dè an àireamh de dhrònaichean a th' aig a' phoileas? Tha mi taingeil, Mòrag NicDhòmhnaill",
    "Complaints by Łukasz Wójcik and Zoë Müller-Ångström about the café on Großbeerenstraße",
    "Thanks 👩‍🚒👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 for the reply about fire engines",
    "The of\u00adfic\u00aders’ in\u00adfor\u00adma\u00adtion was kept in Word",
    "Costs of £5\u00a0million or €3m – about 10% – “net”; see §12 and note ²",
    "Police Scotland’s use of G4S vans, MI5, Covid-19, 4x4s, A1(M), H2O and B12 in 2023",
    "How many offences under s.5(1)(a), e.g. at 10.30 a.m., in Q1–Q4 2023/24?",
    "Сколько дронов у полиции и кто за них отвечает?",
    "Πόσα drones έχει η αστυνομία και ποιος τα χειρίζεται;",
    "警察は何機のドローンを持っていますか。ＡＢＣ会社の名前も。",
    "كم عدد الطائرات بدون طيار لدى الشرطة؟",
    "The β-blocker dose was 5 µg at 3 kΩ, ±2 °C; Δt = 4 s",
    "See https://example.org/a%20b%20c?x=%41%42%43 for the discount of 20%",
    "A B C D E F G H: tick the boxes that apply, Y N Y N",
    "U.S.A., U.K., N.P.C.C. and A.C.P.O. guidance",
    'Tel. 01632 960 123, ref. AB/12/C3, VAT 20%, size 10" x 12"',
]  # fmt: skip


def words(text):
    return {q.comparable.casefold() for q in prepare(text, body_names=NAMES).wordings}


@pytest.mark.parametrize(
    ("plain", "disguised"), [*((d["plain"], d["disguised"]) for d in DISGUISED), *STUFFED]
)
def test_a_disguised_question_reads_as_the_plain_one(plain, disguised):
    (wanted,) = words(plain)
    assert wanted in words(disguised)


@pytest.mark.parametrize("disguised", NOTICED)
def test_a_heavy_disguise_is_flagged(disguised):
    assert "obfuscated" in prepare(disguised, body_names=NAMES).flags


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_writing_is_not_flagged(text):
    assert not looks_disguised(text)


def test_a_name_in_disguise_does_not_reach_what_is_stored():
    letter = "Dear Sir,\n\n{}\n\nYours faithfully,\n{}\n{}"
    for name, mail in (
        ("Jаne Quibblethоrpe", "jаne@mail.exаmple"),
        ("Jane Quibble\u200bthorpe", "ja\u200bne@mail.example"),
        ("Ｊａｎｅ Ｑｕｉｂｂｌｅｔｈｏｒｐｅ", "ｊａｎｅ＠ｍａｉｌ．ｅｘａｍｐｌｅ"),
        ("𝐉𝐚𝐧𝐞 𝐐𝐮𝐢𝐛𝐛𝐥𝐞𝐭𝐡𝐨𝐫𝐩𝐞", "𝐣𝐚𝐧𝐞@𝐦𝐚𝐢𝐥.𝐞𝐱𝐚𝐦𝐩𝐥𝐞"),
    ):
        hidden = DRONES.replace("o", "о") if "а" in name else DRONES
        stored = prepare(letter.format(hidden, name, mail), body_names=NAMES).display
        assert "thorpe" not in stored
        assert "thоrpe" not in stored
        assert "@" not in stored


def test_what_stuffs_a_text_is_no_question_of_it():
    prepared = prepare(RUBBISH * 3 + PHONES, body_names=NAMES)
    assert len(prepared.wordings) == 1
    assert "lighthouse" in prepared.display


def test_a_background_stays_with_the_whole():
    text = (
        "Last spring a report said that the marine unit would be given up. What is planned for "
        "the berths at the old harbour that were leased for patrol boats?"
    )
    prepared = prepare(text, body_names=NAMES)
    assert any("marine unit" in question.comparable for question in prepared.wordings)
    assert any("marine unit" not in question.comparable for question in prepared.wordings)


def test_a_request_in_welsh_alone_keeps_its_question():
    text = "Faint o dronau sydd gan yr heddlu, a faint o swyddogion sydd wedi eu hyfforddi?"
    assert "dronau" in prepare(text, body_names=NAMES).questions[0].comparable


def test_questions_behind_a_list_are_their_own_and_stuffing_is_left_out():
    text = f"1. {DRONES}\n2. {DOGS}\n\n{RUBBISH * 2}\n\n{PHONES}"
    found = prepare(text, body_names=NAMES).questions
    assert [words(q.comparable) for q in found] == [words(DRONES), words(DOGS), words(PHONES)]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("over two hundred and fifty pounds", "over 250 pounds"),
        ("in twenty-five cases", "in 25 cases"),
        ("one thousand two hundred and five", "1205"),
        ("since twenty twenty-three", "since 2023"),
        ("5,000 or 1,250,000", "5000 or 1250000"),
        ("one or two of twelve", "one or two of twelve"),
        ("two three four", "two three four"),
        ("a hundred acres", "a hundred acres"),
    ],
)
def test_numbers_are_written_in_one_way(written, digits):
    assert in_digits(written) == digits


def test_a_list_of_short_lines_is_not_taken_for_broken_words():
    text = "drones\nkennels\nvans for dogs\nspare boats\nhelmets"
    assert mend(text) == text


@pytest.mark.parametrize(
    "nothing",
    ["", " \n\t ", "\u200b\u200b\ufeff", "?!", "...", "Dear Sir,\n\nYours faithfully,", LAW,
     "\u202e\u202c", "Dear Northshire Police,\n\n" + LAW + "\n\nKind regards,\nJane Doe", "[name]"],
)  # fmt: skip
def test_nothing_asked_gives_no_question(nothing):
    prepared = prepare(nothing, body_names=NAMES)
    assert prepared.wordings == ()
    assert "no-question" in prepared.flags


ALPHABET = st.characters() | st.sampled_from(
    "aeiоеа 0134@$.-\n\u200b\u202e\u202c\u0301\u00ad\u3164&;%=?:>(1)"
)


@settings(max_examples=60)
@given(st.text(ALPHABET, max_size=400))
def test_any_text_is_prepared_the_same_each_time(text):
    once = prepare(text, body_names=NAMES)
    assert once == prepare(text, body_names=NAMES)
    for wording in once.wordings:
        wording.comparable.encode("utf-8")
    once.display.encode("utf-8")


@settings(max_examples=60)
@given(st.text(ALPHABET, max_size=200))
def test_numbers_and_lines_once_put_right_stay_so(text):
    assert in_digits(in_digits(text)) == in_digits(text)
    assert uncover(text) == uncover(text)
    mend(text)
