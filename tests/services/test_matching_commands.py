"""`mosaic match` and `mosaic who-else` as a coordinator uses them, with the model that ships."""

import json

import pytest

ASKED = "How many covert listening devices has {} bought or hired since January 2022?"
LETTER = """Dear {0},

Under the Freedom of Information Act 2000 I would like to request the following information:

The number of covert listening devices that {0} has bought or hired since January 2022.

Please reply by e-mail. I look forward to hearing from you.

Yours faithfully,
Quilla Testermann
"""


@pytest.fixture
def matched(mosaic, tmp_path, sqlite_database):
    """Take four requests in and match them."""
    assert mosaic("init").exit_code == 0
    rows = [
        {"body": "kent", "reference": "K/1", "received": "2026-03-02",
         "text": ASKED.format("Kent Police")},
        {"body": "essex", "reference": "E/1", "received": "2026-03-03",
         "text": LETTER.format("Essex Police"), "outcome": "ncnd", "responded": "2026-03-20"},
        {"body": "surrey", "reference": "S/1", "received": "2026-03-04",
         "text": "How many covert audio listening devices did your force buy since January 2022?"},
        {"body": "kent", "reference": "K/2", "received": "2026-03-04",
         "text": "Which vets treated the police horses of Kent Police in 2024?"},
    ]  # fmt: skip
    path = tmp_path / "night.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    assert mosaic("ingest", path).exit_code == 0
    return mosaic("match")


def test_match_says_what_it_did(matched):
    assert matched.exit_code == 0
    assert "1 campaigns (1 new" in matched.stdout
    assert "1 round robins (1 new), 2 alerts owed" in matched.stdout


def test_campaigns_as_json_keep_the_contract(matched, mosaic):
    (campaign,) = json.loads(mosaic("campaigns", "--format", "json").stdout)["campaigns"]
    assert campaign["bodies"] == ["essex", "kent", "surrey"]
    assert campaign["round_robin"] is True
    assert (campaign["first_received"], campaign["last_received"]) == ("2026-03-02", "2026-03-04")
    assert campaign["next_due"] == "2026-03-31"
    assert set(campaign["mapping_risk"]) == {"band", "score", "factors"}
    assert {(m["body"], m["reference"], m["posture"]) for m in campaign["members"]} == {
        ("kent", "K/1", "pending"), ("essex", "E/1", "ncnd"), ("surrey", "S/1", "pending"),
    }  # fmt: skip
    assert all(member["questions"] == [1] for member in campaign["members"])


def test_who_else_answers_in_json_and_in_words(matched, mosaic):
    asked = LETTER.format("Dorset Police")
    (question,) = json.loads(mosaic("who-else", "--format", "json", stdin=asked).stdout)[
        "questions"
    ]
    assert question["campaigns"][0]["bodies"] == ["essex", "kent", "surrey"]
    assert {copy["body"] for copy in question["copies"]} == {"essex", "kent", "surrey"}
    said = mosaic("who-else", "--body", "dorset", stdin=asked).stdout
    assert "3 bodies, 2026-03-02 to 2026-03-04: essex, kent, surrey" in said
    assert "Likeness of meaning" in said
    assert "Testermann" not in said


def test_who_else_says_when_there_is_nobody_and_when_there_is_no_question(matched, mosaic):
    said = mosaic("who-else", stdin="What is the menu of the canteen at the airport?").stdout
    assert "Nobody else" in said
    assert mosaic("who-else", stdin="Dear Sir,\n\nYours faithfully").stdout == (
        "There is no question in this text.\n"
    )
    assert mosaic("who-else", stdin=" ").exit_code == 2


def test_who_else_names_the_nearest_bodies_for_an_unknown_one(matched, mosaic):
    done = mosaic("who-else", "--body", "kemt", stdin="How many horses?")
    assert done.exit_code == 2
    assert "Kent Police" in done.stderr


def test_show_explains_every_request_and_names_versions(matched, mosaic):
    from tracker.text.version import text_version

    said = mosaic("campaign", "show", "C-1").stdout
    assert "the same words as" in said or "nearest to" in said
    assert f"texts read by {text_version()}" in said
    found = json.loads(mosaic("campaign", "show", "1", "--format", "json").stdout)
    assert all(member["nearest"] for member in found["members"])
    assert found["versions"]["text_rules"] == [text_version()]
    assert {near["reference"] for near in found["near_misses"]} <= {"K/2"}
