"""Personal data of those who ask goes; whatever they ask about stays."""

import pytest

from tracker.text.redact import redact

KEPT = [
    "Under section 31(1)(a), how many times did PC Savage use Section 44 powers in 2016?",
    "Did Chief Constable Jane Roe approve Operation Venetic on 12 March 2020?",
    "How many Prevent referrals did Croydon make between 01/04/2023 and 31/03/2024?",
    "What did the force spend on the A1 2016 resurfacing and on the M1 3rd exit scheme?",
    "Our earlier request was FOI/26/1234, also 0720-2024/25 and 01.FOI.23.032535.",
    "The references 0745-2022-23 and 974A/22 were given.",
    "Between 01.09.2024 30.09.2024 were 150 000 000 records held, or 1,234,567,890?",
    "See https://www.gov.uk/government/statistics/police-workforce-england-and-wales-31-march-2024",
    "How many speeding offences were recorded in postcode district CR0 and in SW1?",
    "Which of the 12 high street banks reported fraud, and what did 22 High Street shops lose?",
    "Please list the items: 1. Baton 2. Shield 3. Drone. Score them 0 1 2 3 4 5 6 7 8 9 10.",
    "Thanks to the Police Reform Act, which officers received body armour?",
    "As regards Taser, best practice is set nationally. What is yours?",
    "How much did 10 Downing Street pay the Metropolitan Police Service?",
    "Please provide the training given on behalf of the College of Policing.",
    "How many staff are called Sergeant? State the name of each supplier: Axon, Motorola.",
    "The system is a Cellebrite UFED 4PC, version 7.60. Has AB12 been retired?",
]


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_question_text_is_not_touched(text: str) -> None:
    redacted = redact(text)

    assert redacted.text == text
    assert not redacted.counts


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Sir/Madam,",
        "Dear Sir or Madam,",
        "Dear Kent Police,",
        "Dear FOI team",
        "Dear Freedom of Information Officer,",
        "Dear WMP,",
        "Hello,",
        "Good morning,",
        "Hi there,",
        "Dear Chief Constable,",
        "Annwyl Heddlu Gwent,",
        "To whom it may concern,",
        "Hi, Hoping you can help",
    ],
)
def test_a_greeting_to_a_body_or_a_desk_stays(greeting: str) -> None:
    text = f"{greeting}\n\nHow many drones does the force own?"

    assert redact(text).text == text


@pytest.mark.parametrize(
    ("greeting", "left"),
    [
        ("Dear Mr Smith,", "Dear [name],"),
        ("Dear Ms. O'Hara-Jones,", "Dear [name],"),
        ("Hi Tom,", "Hi [name],"),
        ("hi tom,", "hi [name],"),
        ("Hello Siân and Gareth,", "Hello [name] and [name],"),
        ("Good morning Dr van der Berg,", "Good morning [name],"),
        ("FAO: Jane Doe", "FAO: [name]"),
        ("Dear Ms Jones (FOI team),", "Dear [name] (FOI team),"),
        ("Annwyl Rhys,", "Annwyl [name],"),
        ("> Dear Jane Doe,", "> Dear [name],"),
    ],
)
def test_a_greeting_to_a_person_loses_the_name(greeting: str, left: str) -> None:
    question = "How many drones does the force own?"

    assert redact(f"{greeting}\n\n{question}").text == f"{left}\n\n{question}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Many thanks - Tom", "Many thanks - [name]"),
        ("Kind regards, J. Doe", "Kind regards, [name]"),
        ("Yours faithfully,\nJane Doe", "Yours faithfully,\n[name]"),
        (
            "Yours faithfully\n\nJANE DOE\nSenior Reporter\nThe Daily Invention",
            "Yours faithfully\n\n[name]",
        ),
        ("Regards\nj doe", "Regards\n[name]"),
        ("Thanks\nTom\n\nSent from my iPhone", "Thanks\n[name]"),
        ("Cofion gorau,\nRhys ap Dafydd", "Cofion gorau,\n[name]"),
        ("-- \nJane Doe\nhttps://invention.example", "-- \n[name]"),
        (
            "I look forward to hearing from you.\n\nJane Doe",
            "I look forward to hearing from you.\n\n[name]",
        ),
        ("Thank you for your time.\nChloë Doe-Roe", "Thank you for your time.\n[name]"),
        ("> Yours sincerely,\n> Jane Doe", "> Yours sincerely,\n> [name]"),
        (
            "Send it as a CSV file. Yours faithfully, Jane Doe Reporter, Bristol",
            "Send it as a CSV file. Yours faithfully, [name]",
        ),
    ],
)
def test_a_sign_off_loses_its_signature(text: str, left: str) -> None:
    question = "How many drones does the force own?\n\n"

    assert redact(question + text).text == question + left


@pytest.mark.parametrize(
    "after",
    [
        "1. How many drones does the force own?",
        "(a) the number of drones",
        "PS Please also say who pays for them.",
        "How much did they cost?",
        "Number of drones bought in 2023 and 2024",
        "Questions:\nDrones owned\nDrones leased",
        "Please use this email address for all replies to this request:",
        "> How many drones does the force own?",
        "I would also like the policy on drones.",
        "- drones owned in 2024, by make and model",
        "A. How many drones are there in all",
    ],
)
def test_what_is_asked_after_a_signature_stays(after: str) -> None:
    text = f"Dear Kent Police,\n\nYours faithfully,\nJane Doe\nThe Daily Invention\n\n{after}"

    redacted = redact(text).text

    assert redacted == f"Dear Kent Police,\n\nYours faithfully,\n[name]\n\n{after}"


def test_thanks_in_the_middle_of_a_letter_takes_no_question_away() -> None:
    text = "Thanks\n\nDrones owned in 2024?\nThank you for the last answer.\n\nDrones leased"

    assert redact(text).text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "My name is jane doe and I ask about drones.",
            "My name is [name] and I ask about drones.",
        ),
        ("My full name is Jane van Doe.", "My full name is [name]."),
        (
            "I am Jane Doe, a journalist at the Bristol Invention.",
            "I am [name], a journalist at the [organisation].",
        ),
        (
            "I'm a student at the University of Invention, Leeds.",
            "I'm a student at the [organisation], Leeds.",
        ),
        ("I write on behalf of Drones & Co Ltd.", "I write on behalf of [name]."),
        ("It is made on behalf of Open Inventions.", "It is made on behalf of [name]."),
        ("It's Mirela here from Open Inventions", "It's [name] here from [organisation]"),
        ("This request was made by Jane Doe today.", "This request was made by [name] today."),
        (
            "I work for The Invention Times and want to know",
            "I work for The [organisation] and want to know",
        ),
        (
            "Name: Jane Doe\nOrganisation: Invention News\nAddress: Rose Cottage, Thirsk",
            "Name: [name]\nOrganisation: [organisation]\nAddress: [address]",
        ),
        (
            "On Mon, 3 Mar 2025 at 10:00, Jane Doe <a@b.example> wrote:",
            "On Mon, 3 Mar 2025 at 10:00, [name] <[email]> wrote:",
        ),
        (
            "Jane Doe made this Freedom of Information request to Kent Police",
            "[name] made this Freedom of Information request to Kent Police",
        ),
        (
            "I act for my client, Mr John Roe, who was stopped.",
            "I act for my client, [name], who was stopped.",
        ),
    ],
)
def test_an_introduction_loses_the_name(text: str, left: str) -> None:
    assert redact(text).text == left


def test_a_signed_name_goes_from_the_whole_text() -> None:
    text = "Ms Doe asks: how many?\n\nRegards,\nJane Doe\n\nThis message is from Jane Doe only?"

    assert "Doe" not in redact(text).text


def test_a_sender_s_head_above_the_greeting_goes_and_the_recipient_stays() -> None:
    text = (
        "Jane Doe\n12 Acacia Avenue\nCroydon\nCR0 4AB\n\nInformation Manager\nKent Police\n\n"
        "3 May 2026\n\nDear Kent Police,\n\nHow many drones?"
    )

    assert redact(text).text == (
        "[name]\n\nInformation Manager\nKent Police\n\n3 May 2026\n\n"
        "Dear Kent Police,\n\nHow many drones?"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to jane.doe+foi@invention.example.", "Write to [email]."),
        ("Write to mailto:jane@invention.example please", "Write to [email] please"),
        ("Write to jane at invention dot co dot uk please", "Write to [email] please"),
        ("Write to jane [at] invention.example please", "Write to [email] please"),
        ("request-123456-0a1b2c3d@whatdotheyknow.com", "[email]"),
        ("Call 020 7946 0999 or (0)1632 960 123.", "Call [phone] or [phone]."),
        ("Call +44 (0)20 7946 0999 ext. 12 now", "Call [phone] now"),
        ("Call 07700 900123, 07700900456 or 0161-496-0999", "Call [phone], [phone] or [phone]"),
        ("Tel: 632 4567", "Tel: [phone]"),
        ("I live in CR0 4AB, or sw1a 2aa.", "I live in [postcode], or [postcode]."),
        ("The flat is 12 Acacia Avenue, Croydon. What", "The flat is [address]. What"),
        ("Flat 3, 22 High St", "[address]"),
        ("I live at rose cottage, mill lane, thirsk and want", "I live at [address] and want"),
        ("My NI number is AB 12 34 56 C", "My NI number is [number]"),
        ("DOB 12/3/1980", "DOB [date of birth]"),
        ("Date of birth: 3rd March 1980.", "Date of birth: [date of birth]."),
        ("My car AB12 CDE was stopped", "My car [vehicle] was stopped"),
        ("registration number A123 BCD", "registration number [vehicle]"),
        ("My crime reference number is 42/12345/26.", "My crime reference number is [reference]."),
        ("Follow @jane_doe there", "Follow [handle] there"),
        ("https://www.whatdotheyknow.com/user/jane_doe", "[web address]"),
        ("https://files.example/d?token=abc1 here", "[web address] here"),
        ("https://files.example/s/a8Zk39fLq02bTy7Wq1xD", "[web address]"),
        ("https://www.linkedin.com/in/jane-doe", "[web address]"),
    ],
)
def test_ways_to_reach_or_to_find_a_person_go(text: str, left: str) -> None:
    redacted = redact(text)

    assert redacted.text == left
    assert sum(redacted.counts.values()) > 0


def test_counts_say_what_was_removed_by_kind() -> None:
    counts = redact("Mail a@b.example or c@d.example.\nYours,\nJane Doe\n07700 900123").counts

    assert counts == {"email": 2, "phone": 1, "name": 1}


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1 ",
        "@",
        "a@",
        "0 ",
        "A1 ",
        "Dear ",
        "12 A ",
        "I am ",
        "\n",
        "> ",
        "Yours\n",
        "my name is ",
        "on behalf of ",
        "on 2024 wrote ",
        "Name: ",
        "http://",
        "at dot ",
        "a.",
        "+44",
        "Thanks\nA\n",
        "(0",
    ],
)
def test_two_hundred_thousand_hostile_characters_come_to_an_end(piece: str) -> None:
    redact(piece * (200_000 // len(piece)))
