"""Identities planted in generated letters vanish, and the questions around them do not."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.text.redact import redact

GIVEN = (
    "Jane Tomos Aoife Siân Zoltan Oluwaseun Mei-Ling Xavière Bartholomew J. Priyanka Łucja Wojtek"
).split()
SURNAMES = [
    "Doe",
    "Inventado",
    "O'Testing",
    "van der Probe",
    "Mac Sample",
    "Ap Enghraifft",
    "Ibn Mithal",
    "Roe-Invented",
    "D’Exemple",
    "Quibblethorpe",
    "Ó Sampla",
    "de la Prueba",
]
STREETS = [
    "Acacia Avenue",
    "Old Mill Road",
    "St Invent's Close",
    "Heol Ddychmygol",
    "Sample Street",
    "Trial Gardens",
]
TOWNS = ["Croydon", "Kingston upon Test", "Llanenghraifft", "Newtown"]
ORGANISATIONS = [
    "The Daily Invention",
    "Drones and Rights Wales",
    "Probe & Partners LLP",
    "Inventive Times",
]
QUESTIONS = [
    "1. How many unmanned aircraft has the force owned in each year since 2019?",
    "2. What did the force spend on body-worn video between 1 April 2023 and 31 March 2024?",
    "How many officers are authorised under section 44 of the Act to carry Taser?",
    "Please provide the policy on stop and search in Newtown.",
    "(a) the number of arrests, broken down by offence and by year",
]
FAREWELLS = [
    "Yours faithfully,",
    "Yours sincerely",
    "Kind regards,",
    "Best wishes",
    "Many thanks,",
    "Regards,",
    "Thanks",
    "Cheers,",
    "Cofion cynnes,",
    "Yn gywir",
    "Thank you in advance,",
    "All the best",
    "--",
]
GREETINGS = [
    "Dear Kent Police,",
    "Dear FOI Team,",
    "Hello,",
    "Dear Sir or Madam",
    "Annwyl Heddlu Gwent,",
    "Good morning,",
]

names = st.builds(
    lambda first, last: f"{first} {last}", st.sampled_from(GIVEN), st.sampled_from(SURNAMES)
)
letters = "ABDEFGHJLNPQRSTUWXYZ"
postcodes = st.builds(
    lambda area, district, gap, sector, unit: f"{area}{district}{gap}{sector}{unit}",
    st.sampled_from(["CR", "E", "SW", "LL", "BT", "AB", "M", "ZE"]),
    st.integers(1, 99),
    st.sampled_from([" ", ""]),
    st.integers(0, 9),
    st.text(letters, min_size=2, max_size=2),
)
phones = st.builds(
    lambda shape, number: shape.format(a=number[:3], b=number[3:6], c=number[6:9]),
    st.sampled_from(
        [
            "07{a} {b}{c}",
            "+44 7{a} {b} {c}",
            "020 7{a} {b}9",
            "(01632) {a}{b}",
            "+44 (0)161 {a} {b}7",
            "07{a}{b}{c}",
            "0044 7{a} {b}{c}",
            "01632-{a}-{b}",
        ]
    ),
    st.text(string.digits, min_size=9, max_size=9),
)
emails = st.builds(
    lambda local, shape: shape.format(local=local),
    st.text(string.ascii_lowercase, min_size=6, max_size=12),
    st.sampled_from(
        [
            "{local}@invention.example",
            "{local}.x@mail.invention.co.uk",
            "mailto:{local}@invention.org",
            "{local} at invention dot com",
            "{local} (at) invention (dot) org",
        ]
    ),
)
streets = st.builds(
    lambda number, street: f"{number} {street}", st.integers(1, 899), st.sampled_from(STREETS)
)


@st.composite
def planted_letters(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """Draw a letter, the identities planted in it, and the questions that must survive."""
    name, street, postcode = draw(names), draw(streets), draw(postcodes)
    phone, email, work = draw(phones), draw(emails), draw(st.sampled_from(ORGANISATIONS))
    town = draw(st.sampled_from(TOWNS))
    questions = draw(st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=3, unique=True))
    introduction = draw(
        st.sampled_from(
            [
                "",
                f"My name is {name} and I ask under the Act.",
                f"I am {name}, a journalist at {work}.",
                f"I live at {street}, {town}, {postcode}.",
                f"You can reach me on {phone} or by mail to {email}.",
                f"I am writing on behalf of {work}.",
            ]
        )
    )
    contact = draw(
        st.sampled_from(
            [
                [],
                [phone],
                [f"Senior Reporter, {work}", f"Tel {phone}", email],
                [street, town, postcode],
                ["", f"{street}, {town} {postcode}", "", phone],
                [f"E: {email} | M: {phone}", "PhD student"],
            ]
        )
    )
    head = draw(st.sampled_from([[], [name, street, town, postcode, ""]]))
    greeting = draw(
        st.sampled_from(
            ["Dear Kent Police,", "Dear FOI Team,", "Dear Sir or Madam"] if head else GREETINGS
        )
    )
    signed = draw(
        st.sampled_from([[f"{draw(st.sampled_from(FAREWELLS))}", name], [f"Kind regards, {name}"]])
    )
    after = draw(st.sampled_from([[], ["", questions[-1]]]))
    body = [greeting, "", introduction, "", *questions, "", *signed, *contact, *after]
    planted = [name, street, postcode, phone, email.removeprefix("mailto:"), work]
    return "\n".join([*head, *body]), planted, questions


@settings(max_examples=400, deadline=None)
@given(planted_letters())
def test_planted_identities_vanish_and_questions_stay(
    letter: tuple[str, list[str], list[str]],
) -> None:
    text, planted, questions = letter

    redacted = redact(text).text

    assert [part for part in planted if part in redacted] == []
    assert [question for question in questions if question not in redacted] == []


@settings(max_examples=200, deadline=None)
@given(planted_letters())
def test_redacting_a_letter_again_changes_nothing(letter: tuple[str, list[str], list[str]]) -> None:
    once = redact(letter[0])
    again = redact(once.text)

    assert again.text == once.text
    assert not again.counts


fragments = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Dear ",
                "Yours,",
                "\n",
                " ",
                "Jane",
                "Doe",
                "[name]",
                "my name is ",
                "Kind regards ",
                "@",
                "0",
                "12 ",
                "High",
                " Street",
                "on behalf of ",
                "I am ",
                "CR0",
                "4AB",
                ",",
                ".",
                "> ",
                "--",
                "Name: ",
                "?",
                "07700",
                "900123",
                "AB12",
                " at ",
                " dot com",
                "https://",
                "Thanks",
                "tel: ",
                "PS",
                "a journalist at ",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(fragments)
def test_redacting_any_text_again_changes_nothing(text: str) -> None:
    once = redact(text).text

    assert redact(once).text == once
