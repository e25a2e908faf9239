"""A name at the end of a letter goes, whatever phrase closes it; a heading there stays."""

import pytest

from tracker.text.redact import redact

BEGIN = (
    "Dear Kent Police,\n\nHow many drones does the force own?\n\nI look to you for a full answer."
)
NAMES = ["Quill Zorntag", "Jane Doe", "Dr Wib Ffrench-Zorn", "J. K. Zorntag", "Cllr Zorntag"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "closing",
    [
        "In hope and expectation,",
        "Comradely yours,",
        "Yours in hope,",
        "Yours patiently\n",
        "Yours &c.",
        "Peace and blessings,\n",
        "Gyda phob dymuniad da,",
        "Ever your inquisitive neighbour,\n",
        "Gratefully,",
    ],
)
@pytest.mark.parametrize("below", ["", "\nTreasurer", "\nfor Friends of the Pond\nTestminster"])
def test_a_name_goes_below_a_closing_phrase_of_any_wording(closing, name, below) -> None:
    text = f"{BEGIN}\n\n{closing}\n{name}{below}"

    left = f"{BEGIN}\n\n{closing}\n[name]"
    assert redact(text).text == left
    assert redact(left).text == left


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "below",
    [
        "12 Acacia Avenue\nCroydon\nCR0 4AB",
        "Apiarist\n07700 900123",
        "quill@mail.example",
        "\nTel: 07700 900123",
    ],
)
def test_a_name_without_a_closing_phrase_goes_with_the_address_below_it(name, below) -> None:
    question = "How many drones?\n\nI expect better this time. Do not be late."
    text = f"{question}\n\n{name}\n{below}"

    redacted = redact(text).text
    assert redacted.startswith(f"{question}\n\n[name]")
    assert "Zorn" not in redacted
    assert "Doe" not in redacted


@pytest.mark.parametrize(
    "end",
    [
        "Quill Zorntag",
        "Quill Zorntag\nTestminster",
        "Jane Doe, beekeeper",
        "Dr Zorntag\n\nP.S. Mind the bees.",
        "Quill Zorntag\n\n-----\nThis email was checked for bees.",
    ],
)
def test_a_name_that_ends_a_letter_goes_without_any_closing_phrase(end) -> None:
    redacted = redact(f"{BEGIN}\n\n{end}").text

    assert redacted.startswith(f"{BEGIN}\n\n[name]")
    assert "Zorntag" not in redacted
    assert "Doe" not in redacted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("How many drones? mail is fine. Jane", "How many drones? mail is fine. [name]"),
        ("how many? mail is ok. Jane Doe x", "how many? mail is ok. [name] x"),
        (
            "How many? mail is ok. Zorntag\n\nSent from my phone",
            "How many? mail is ok. [name]\n\nSent from my phone",
        ),
        (
            "how many drones?\ncheers in advance xx\nJane",
            "how many drones?\ncheers in advance xx\n[name]",
        ),
    ],
)
def test_a_given_name_after_the_last_sentence_goes(text, left) -> None:
    assert redact(text).text == left


def test_a_closing_phrase_in_a_quoted_mail_loses_its_name() -> None:
    text = "> How many drones?\n>\n> In hope,\n> Quill Zorntag\n\nOne for you, I think."

    assert (
        redact(text).text == "> How many drones?\n>\n> In hope,\n> [name]\n\nOne for you, I think."
    )


def test_a_postscript_or_a_question_below_the_name_stays() -> None:
    text = f"{BEGIN}\n\nIn hope,\nQuill Zorntag\n\n2. How many pilots does the force have?"

    assert redact(text).text == text.replace("Quill Zorntag", "[name]")


@pytest.mark.parametrize(
    "greeting", ["Hello,", "To whom it may concern,", "Respected Sir,", "Dear all,"]
)
@pytest.mark.parametrize("name", ["Cllr Quill Zorntag", "Mrs Zorntag", "Jane Doe"])
def test_a_name_in_the_heading_goes_and_the_office_below_it_stays(greeting, name) -> None:
    text = (
        f"{name}\nMember for Testminster East\nc/o Members' Services\n\n3 May 2026\n\n"
        f"{greeting}\n\nHow many drones?"
    )

    assert redact(text).text == (
        f"[name]\nc/o Members' Services\n\n3 May 2026\n\n{greeting}\n\nHow many drones?"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{BEGIN}\n\nBody Worn Video",
        f"{BEGIN}\n\nStop And Search\n1. How many stops were there?",
        f"{BEGIN}\n\nIn Kent,\n\nKent Police\n\nholds the figures.",
        f"{BEGIN}\n\nThe wards are:\n\nUpper Mocking\nLower Mocking",
        f"{BEGIN}\n\nPlease send the information on the following\n\nProject Zorntag",
        "Dear Kent Police,\n\nI want figures for drones and tasers from you.\n\nDrones Tasers",
        "Emails between these people since 2019:\n\nJane Doe\nTomos Roe\nAoife Moe",
        "Figures for the areas of Kirkby,\nUpper Mocking,\nNewtown and\nSample Bay",
        "Figures for drones bought by Probe Ltd,\nSample Bay",
        "A copy of the fire report for [a specified address],\nUpper Mocking.",
        "Emails sent by Sgt. Jane Doe",
        "In 2024,\nMet Office Data\nwas used by the force",
    ],
)
def test_headings_places_and_persons_in_a_question_stay(text) -> None:
    redacted = redact(text)

    assert redacted.text == text
    assert not redacted.counts


@pytest.mark.parametrize(
    "piece", ["In hope,\n", "Jane Doe\n", "In hope,\nJane Doe\n\n", "ok. Jane\n", "A b,\n\n"]
)
def test_long_texts_of_closings_come_to_an_end_and_change_only_once(piece) -> None:
    once = redact(piece * (100_000 // len(piece))).text

    assert redact(once).text == once
