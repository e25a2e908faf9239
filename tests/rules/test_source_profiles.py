from datetime import date

import pytest

from tracker.sources import OUTCOMES, Incoming, UnreadableFile, read_file, shipped_profiles

MOJ_COLUMNS = (
    "Number",
    "Case type",
    "Current state",
    "Date received",
    "External_deadline",
    "Date responded",
    "Name",
    "Requester type",
    "Message",
    "Info_held",
    "Outcome",
    "Refusal reason",
    "Exemptions",
    "Postal address",
    "Email",
    "Third party",
    "SAR Subject full name",
    "Extended",
)
MOJ_ROW = {
    "Number": "260105001",
    "Case type": "FOI",
    "Current state": "closed",
    "Date received": "05/01/2026",
    "External_deadline": "02/02/2026",
    "Date responded": "2026-02-02",
    "Name": "Jane Doe",
    "Requester type": "Journalist",
    "Message": "How many tribunals sat?",
    "Info_held": "Yes",
    "Outcome": "Refused fully",
    "Refusal reason": "Neither confirm nor deny (NCND)",
    "Exemptions": "s23,s31",
    "Postal address": "1 High Street",
    "Email": "jane@example.org",
    "Third party": "No",
}


@pytest.fixture
def log(tmp_path):
    def write(columns, *rows):
        path = tmp_path / "log.csv"
        lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
        path.write_text("".join(",".join(f'"{c}"' for c in line) + "\n" for line in lines))
        return path

    return write


def reading_of(path, **choices):
    reading = read_file(path, **choices)
    return reading, list(reading.rows)


def test_every_shipped_profile_is_sound():
    profiles = shipped_profiles()
    assert next(iter(profiles)) == "generic"
    assert {"generic", "moj", "whatdotheyknow-log"} <= set(profiles)
    for profile in profiles.values():
        assert set(profile.outcomes.values()) <= OUTCOMES | {""}
        assert {"reference", "received", "text"} <= set(profile.columns)


def test_the_profile_whose_columns_are_there_is_chosen(log):
    reading, rows = reading_of(log(MOJ_COLUMNS, MOJ_ROW), body="moj")
    assert reading.profile == "moj"
    assert rows == [
        Incoming(
            line=2,
            body="moj",
            reference="260105001",
            received=date(2026, 1, 5),
            text="How many tribunals sat?",
            status="closed",
            outcome="ncnd",
            outcome_as_written="Neither confirm nor deny (NCND); Refused fully; Yes",
            exemptions="s23,s31",
            responded=date(2026, 2, 2),
            due=date(2026, 2, 2),
        )
    ]


def test_applicant_columns_are_dropped_and_counted_and_others_ignored_and_counted(log):
    reading, rows = reading_of(log(MOJ_COLUMNS, MOJ_ROW), body="moj")
    assert reading.dropped == {
        "Name": 1,
        "Requester type": 1,
        "Postal address": 1,
        "Email": 1,
        "Third party": 1,
    }
    assert reading.ignored == {"Case type": 1}
    assert "Jane" not in repr(rows)
    assert "example.org" not in repr(rows)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"Outcome": "Granted in full", "Refusal reason": ""}, "disclosed"),
        ({"Outcome": "Refused in part", "Refusal reason": "Exemption applied"}, "partly-disclosed"),
        ({"Refusal reason": "(s12(2)) - Exceeded cost to investigate"}, "cost"),
        ({"Refusal reason": "(s14(2)) - Repeated request"}, "vexatious"),
        ({"Outcome": "", "Refusal reason": "", "Info_held": "No"}, "not-held"),
        ({"Outcome": "", "Refusal reason": "(s1(3)) - Clarification required"}, "clarification"),
        ({"Outcome": "", "Refusal reason": "", "Info_held": ""}, ""),
    ],
)
def test_the_outcome_is_what_the_most_telling_column_says(log, changes, outcome):
    _, (row,) = reading_of(log(MOJ_COLUMNS, MOJ_ROW | changes), body="moj")
    assert row.outcome == outcome
    assert row.flags == frozenset()


def test_a_persons_request_for_their_own_data_is_refused_and_its_words_not_kept(log):
    sar = MOJ_ROW | {"Case type": "SAR", "SAR Subject full name": "Jane Doe"}
    _, (row,) = reading_of(log(MOJ_COLUMNS, sar), body="moj")
    assert (row.code, row.fields) == ("not-a-request", {})


def test_a_message_that_the_tool_cut_is_flagged(log):
    _, (row,) = reading_of(log(MOJ_COLUMNS, MOJ_ROW | {"Message": "x" * 4000}), body="moj")
    assert row.flags == {"truncated"}


def test_a_source_without_a_column_for_the_body_asks_for_it(log):
    with pytest.raises(UnreadableFile, match="profile moj: body") as refusal:
        read_file(log(MOJ_COLUMNS, MOJ_ROW))
    assert refusal.value.code == "missing-column"
    assert "--body" in refusal.value.reason


LOG_ROW = {
    "Authority Name": "Kent Police",
    "Request Title": "Use of drones",
    "Request Date": "30/10/2025",
    "Request URL": "https://www.whatdotheyknow.com/request/use_of_drones_3#incoming-12",
    "Status": "Partially successful",
}


def test_a_log_of_titles_becomes_flagged_requests(log):
    reading, rows = reading_of(log(tuple(LOG_ROW), LOG_ROW))
    assert reading.profile == "whatdotheyknow-log"
    assert rows == [
        Incoming(
            line=2,
            body="Kent Police",
            reference="use_of_drones_3",
            received=date(2025, 10, 30),
            text="Use of drones",
            subject="Use of drones",
            status="Partially successful",
            outcome="partly-disclosed",
            outcome_as_written="Partially successful",
            published_url="https://www.whatdotheyknow.com/request/use_of_drones_3",
            flags=frozenset({"title-only"}),
        )
    ]


def test_an_address_without_a_reference_costs_its_row(log):
    _, (row,) = reading_of(log(tuple(LOG_ROW), LOG_ROW | {"Request URL": "https://example.org/"}))
    assert row.code == "no-reference"


GENERIC = ("body", "reference", "received", "text", "outcome")
ROW = {"body": "Essex", "reference": "1", "received": "2026-01-05", "text": "How many?"}


@pytest.mark.parametrize(
    ("written", "outcome", "flags"),
    [
        ("ncnd", "ncnd", set()),
        ("Partly_Disclosed", "partly-disclosed", set()),
        ("Information not held", "not-held", set()),
        ("Sent to the moon", "", {"outcome-unknown"}),
        ("", "", set()),
    ],
)
def test_an_unknown_outcome_keeps_the_request_and_says_so(log, written, outcome, flags):
    _, (row,) = reading_of(log(GENERIC, ROW | {"outcome": written}))
    assert (row.outcome, row.outcome_as_written, row.flags) == (outcome, written, flags)


def test_a_configured_body_wins_and_what_the_row_claims_is_handed_on(log):
    _, (row,) = reading_of(log(GENERIC, ROW), body="kent")
    assert (row.body, row.claimed_body) == ("kent", "Essex")
    _, (row,) = reading_of(log(GENERIC, ROW))
    assert (row.body, row.claimed_body) == ("Essex", "")


def test_an_unknown_profile_is_answered_with_the_known_ones(log):
    with pytest.raises(UnreadableFile, match="generic, moj, whatdotheyknow-log") as refusal:
        read_file(log(GENERIC, ROW), profile="nonesuch")
    assert refusal.value.code == "unknown-profile"


def test_a_named_profile_is_not_replaced_by_one_that_fits_better(log):
    with pytest.raises(UnreadableFile, match="profile moj: Number, Date received, Message"):
        read_file(log(GENERIC, ROW), body="kent", profile="moj")


def test_a_missing_column_is_named_with_those_that_were_found(log):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(log(("body", "reference", "text"), ROW))
    assert refusal.value.code == "missing-column"
    assert refusal.value.reason == (
        "Missing for the profile generic: received. Columns found: body, reference, text."
    )


def test_a_file_without_a_header_does_not_spill_its_first_row_into_the_message(log):
    first_row = ("Kent", "1", "Jane Doe", "jane@example.org", "Where do I live?")
    with pytest.raises(UnreadableFile) as refusal:
        read_file(log(first_row))
    assert "Jane" not in refusal.value.reason
    assert "None of the 5 names" in refusal.value.reason
    with pytest.raises(UnreadableFile) as refusal:
        read_file(log(("text", *first_row)))
    assert "jane@" not in refusal.value.reason


def test_an_address_that_is_no_web_address_is_left_out(log):
    columns = (*GENERIC, "published_url")
    _, (row,) = reading_of(log(columns, ROW | {"published_url": "javascript:alert(1)"}))
    assert row.published_url == ""


@pytest.mark.parametrize(
    "column",
    ["Applicant Name", "requester_email", "E-mail address", "Contact", "Home Address", "Postcode",
     "Telephone number", "user", "Organisation", "Third party", "Name"],
)  # fmt: skip
def test_a_column_that_says_who_asked_is_dropped_whatever_it_is_called(log, column):
    reading, (row,) = reading_of(log((*GENERIC, column), ROW | {column: "Jane Doe"}))
    assert reading.dropped == {column: 1}
    assert reading.ignored == {}
    assert "Jane" not in repr(row)
