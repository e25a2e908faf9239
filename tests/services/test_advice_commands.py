"""`mosaic campaign advise`, `withdraw-advice`, `advice` and `acknowledge`."""

import json
from pathlib import Path
from runpy import run_path

import pytest

DESK = run_path(str(Path(__file__).with_name("test_advice.py")))
desk = DESK["desk"]
LINE = [
    *("--line", "Answer alike.", "--exemptions", "s.31(3)", "--for", "It is costly."),
    *("--against", "It could be mapped.", "--review-on", "2099-01-31", "--by", "Coordinator"),
]


@pytest.fixture
def advise(desk, mosaic):
    return lambda *more: mosaic("campaign", "advise", f"C-{desk.number}", *LINE, *more)


def test_advice_is_issued_answered_shown_and_withdrawn(desk, mosaic, advise):
    code = f"C-{desk.number}"
    issued = advise("--already-public", "A contract")
    assert issued.exit_code == 0
    assert f"Version 1 of the advice on {code} is issued; 2 units are told." in issued.stdout
    assert "Each authority decides for itself" in issued.stdout
    assert "can itself be asked for under FOI" in issued.stderr
    said = mosaic(
        *("campaign", "acknowledge", str(desk.number), "--unit", "joint", "--response", "vary"),
        *("--reason", "We publish", "--by", "Officer"),
    )
    assert said.exit_code == 0
    document = json.loads(mosaic("campaign", "advice", code, "--format", "json").stdout)
    assert (document["campaign"], document["in_force"], len(document["always"])) == (code, 1, 3)
    (version,) = document["versions"]
    assert version["exemptions"] == {
        "written": "s.31(3)",
        "read": [{"act": "FOIA", "section": "31(3)", "ncnd": True}],
    }
    assert (version["factors_for"], version["already_public"]) == (["It is costly."], "A contract")
    units = {unit["unit"]: unit for unit in version["units"]}
    assert (units["joint"]["response"], units["kent"]["response"]) == ("vary", None)
    table = mosaic("campaign", "advice", code).stdout
    for words in (
        "Version 1, in force: Coordinator",
        "- It is costly.",
        "- It could be mapped.",
        "varies it (Officer",
        "asked, has said nothing",
        "norfolk R-norfolk was answered before, 2026-11-10",
        "no ground for adding its cost",
    ):
        assert words in table
    gone = mosaic("campaign", "withdraw-advice", code, "--reason", "Old law", "--by", "Coordinator")
    assert gone.exit_code == 0
    assert "Withdrawn by Coordinator" in mosaic("campaign", "advice", code).stdout


def test_a_line_comes_from_a_file_too_and_from_one_place_only(desk, mosaic, advise, tmp_path):
    path = tmp_path / "line.txt"
    path.write_text("First.\nSecond: Heddlu Môn.", encoding="utf-8")
    assert advise("--line-file", path).exit_code == 2
    without = LINE[2:]
    assert mosaic("campaign", "advise", desk.number, *without).exit_code == 2
    told = mosaic("campaign", "advise", desk.number, *without, "--line-file", path)
    assert told.exit_code == 0
    assert desk.shown().versions[0].line == "First.\nSecond: Heddlu Môn."
    path.write_bytes(b"\xff\xfe")
    broken = mosaic("campaign", "advise", desk.number, *without, "--line-file", path)
    assert (broken.exit_code, "not UTF-8" in broken.stderr) == (1, True)


def test_refusals_end_with_one_and_wrong_words_with_two(desk, mosaic, advise):
    code = f"C-{desk.number}"
    who = ("--by", "Officer")
    unread = advise("--exemptions", "the usual")
    assert unread.exit_code == 1
    assert "Not understood as an exemption: “the usual”" in unread.stderr
    assert mosaic("campaign", "advise", "sausages", *LINE).exit_code == 2
    assert mosaic("campaign", "advise", "C-99", *LINE).exit_code == 1
    assert mosaic("campaign", "advice", "C-99").exit_code == 1
    assert "No advice" in mosaic("campaign", "advice", code).stdout
    assert mosaic("campaign", "withdraw-advice", code, "--reason", "x", *who).exit_code == 1
    assert advise().exit_code == 0
    late = advise("--seen", "0")
    assert late.exit_code == 1
    assert "Version 1 was issued by Coordinator" in late.stderr
    answer = ("campaign", "acknowledge", code, "--unit", "kent", "--response")
    assert mosaic(*answer, "shrug", *who).exit_code == 2
    assert mosaic(*answer, "decline", *who).exit_code == 1


def test_the_factors_both_ways_are_asked_for(desk, mosaic):
    one_sided = [word for word in LINE if word not in {"--for", "It is costly."}]
    result = mosaic("campaign", "advise", desk.number, *one_sided)
    assert result.exit_code == 1
    assert "both ways" in result.stderr


def test_a_mail_about_advice_can_be_read_before_it_goes(mosaic, advise):
    advise()
    alerts = json.loads(mosaic("alerts", "list", "--format", "json").stdout)["alerts"]
    assert {alert["kind"] for alert in alerts} == {"advice"}
    shown = mosaic("alerts", "preview", alerts[0]["id"])
    assert "advice was issued on campaign" in shown.stdout
