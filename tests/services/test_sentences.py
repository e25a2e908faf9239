"""Sentences that recur: learned from what is stored alone, and amended by people for good."""

import json
from itertools import pairwise
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import select, update

from tracker.store.tables import AskingSentence, Question, QuestionText, RecurringSentence, Request
from tracker.text.version import text_version

KIT = run_path(str(Path(__file__).parents[1] / "toy_nights.py"))
BODIES = KIT["BODIES"]
TALE = "Swarms of bees settled behind the derelict mill during the harvest."
TALES = "The vicar and his sister fell out over the organ."
THINGS = (
    "horses kennels radios boats bicycles windows uniforms helmets canteens trees lockers engines "
    "drains roofs gates tunnels ladders lanterns"
).split()
REASON = ("--reason", "It is a question.", "--by", "Coordinator")


def ask(number, *said):
    """Write a request of which the body is one of three and the question its own."""
    thing = THINGS[number % len(THINGS)]
    question = f"How many {thing} does {{}} keep at depot {'abcdefgh'[number // len(THINGS)]}?"
    return (BODIES[number % 3], f"T{number}", " ".join([*said, question]))


@pytest.fixture
def tracker(database, settings, tmp_path):
    return KIT["ToyNights"](database, settings, tmp_path)


def known(tracker):
    """Give the words of the sentences that requests are read without."""
    with tracker.database.reading() as session:
        query = select(RecurringSentence.words).where(RecurringSentence.in_force)
        return set(session.scalars(query))


def state(tracker):
    """Give every request's wordings and sentences, by what outlives the order of arrival."""
    with tracker.database.reading() as session:
        wordings = session.execute(
            select(Request.reference, Question.position, QuestionText.comparable)
            .join(Question, Question.request_id == Request.id)
            .join(QuestionText, QuestionText.id == Question.text_id)
        )
        sentences = session.execute(
            select(Request.reference, AskingSentence.key, AskingSentence.words).join(
                AskingSentence, AskingSentence.request_id == Request.id
            )
        )
        return {tuple(row) for row in wordings}, {tuple(row) for row in sentences}


def holding(tracker, word):
    """Count the questions in which a word stands."""
    with tracker.database.reading() as session:
        query = select(QuestionText.comparable).join(Question, Question.text_id == QuestionText.id)
        return sum(word in comparable for comparable in session.scalars(query))


def test_a_sentence_learned_late_leaves_the_earlier_requests_too(tracker):
    for first, last in pairwise((0, 5, 11)):
        tracker.take_in(*(ask(n, TALE) for n in range(first, last)))
        assert tracker.match().sentences_learned == 0
    assert holding(tracker, "bees") == 11
    tracker.take_in(*(ask(n, TALE) for n in range(11, 15)))
    report = tracker.match()
    assert (report.sentences_learned, report.requests_read_anew) == (1, 15)
    assert known(tracker) == {TALE}
    assert holding(tracker, "bees") == 0
    assert tracker.match().requests_read_anew == 0


def test_nights_in_any_split_end_in_the_same_wordings(tracker, settings, tmp_path_factory):
    import shutil

    from tracker.settings import Settings
    from tracker.store.engine import open_database

    requests = [ask(n, TALE, *([TALES] if n % 2 else [])) for n in range(34)]
    found = []
    for number, size in enumerate((34, 7, 1 + 15)):
        folder = tmp_path_factory.mktemp("nights")
        if number:
            address = f"sqlite:///{folder / 'mosaic.db'}"
            template = tmp_path_factory.getbasetemp()
            shutil.copyfile(next(template.glob("sqlite*/template.db")), folder / "mosaic.db")
            nights = KIT["ToyNights"](
                open_database(address), Settings(database_url=address), folder
            )
        else:
            nights = tracker
        order = requests if number < 2 else requests[::-1]
        for start in range(0, len(order), size):
            nights.take_in(*order[start : start + size])
            nights.match()
        found.append((known(nights), state(nights)))
        if number:
            nights.database.dispose()
    assert known(tracker) == {TALE, TALES}
    assert found[0] == found[1] == found[2]


def test_a_sentence_lapses_when_the_requests_support_it_no_more(tracker):
    tracker.take_in(*(ask(n, TALE) for n in range(12)))
    assert tracker.match().sentences_learned == 1
    tracker.take_in((*ask(0)[:2], "Where do the swans of {} sleep in winter?"))
    report = tracker.match()
    assert (report.sentences_learned, report.sentences_lapsed) == (0, 1)
    assert known(tracker) == set()
    assert holding(tracker, "bees") == 11
    tracker.take_in(ask(0, TALE))
    assert tracker.match().sentences_learned == 1
    assert holding(tracker, "bees") == 0


def test_requests_that_other_rules_read_are_read_anew(tracker):
    tracker.take_in(*(ask(n) for n in range(3)))
    with tracker.database.reading() as session:
        assert set(session.scalars(select(Request.read_with))) == {text_version()}
    assert tracker.match().requests_read_anew == 0
    before = state(tracker)
    with tracker.database.writing() as session:
        session.execute(update(Request).values(read_with="text@earlier"))
        session.execute(update(QuestionText).values(comparable=QuestionText.comparable + " x"))
    assert tracker.match().requests_read_anew == 3
    with tracker.database.reading() as session:
        assert set(session.scalars(select(Request.read_with))) == {text_version()}
    assert state(tracker)[1] == before[1]


def listed(mosaic):
    return json.loads(mosaic("sentences", "list", "--format", "json").stdout)["sentences"]


def test_a_coordinator_reads_the_sentences_that_were_learned(tracker, mosaic):
    assert mosaic("sentences", "list").stdout.startswith("No sentence recurs")
    tracker.take_in(*(ask(n, TALE) for n in range(15)))
    tracker.match()
    (one,) = listed(mosaic)
    assert (one["id"], one["words"], one["state"]) == ("S-1", TALE, "letter")
    assert (one["requests"], one["bodies"], one["since"][:10]) == (15, 3, "2026-11-20")
    assert (one["learned"], one["added"], one["waiting"], one["changes"]) == (
        True,
        False,
        False,
        [],
    )
    said = mosaic("sentences", "list").stdout
    assert TALE in said
    assert "letter talk; in 15 requests at 3 bodies; found in what is stored" in said


def test_what_was_dismissed_stays_a_question_until_it_is_restored(tracker, mosaic):
    tracker.take_in(*(ask(n, TALE) for n in range(15)))
    tracker.match()
    done = mosaic("sentences", "dismiss", "s-1", *REASON)
    assert done.stdout == (
        "S-1 counts as a question. 15 requests are read anew at the next `mosaic match`.\n"
    )
    (one,) = listed(mosaic)
    assert (one["state"], one["waiting"]) == ("question", True)
    assert (one["changes"][0]["change"], one["changes"][0]["by"]) == ("dismissed", "Coordinator")
    report = tracker.match()
    assert (report.sentences_lapsed, report.requests_read_anew) == (1, 15)
    assert holding(tracker, "bees") == 15
    tracker.take_in(*(ask(n, TALE) for n in range(15, 25)))
    assert tracker.match().sentences_learned == 0
    assert holding(tracker, "bees") == 25
    assert "dismissed 20" in mosaic("sentences", "list").stdout
    assert mosaic("sentences", "dismiss", "1", *REASON).exit_code == 1
    assert mosaic("sentences", "restore", "1", *REASON).exit_code == 0
    assert mosaic("sentences", "restore", "1", *REASON).exit_code == 1
    assert tracker.match().sentences_learned == 1
    assert holding(tracker, "bees") == 0
    assert [c["change"] for c in listed(mosaic)[0]["changes"]] == ["dismissed", "restored"]


def test_what_people_add_is_letter_talk_however_rare_it_is(tracker, mosaic):
    tracker.take_in(ask(0, TALE), ask(1), ask(2, TALE.upper()))
    tracker.match()
    done = mosaic("sentences", "add", TALE, "--reason", "A hobby horse.", "--by", "Unit")
    assert done.stdout == (
        "S-1 counts as letter talk. 2 requests are read anew at the next `mosaic match`.\n"
    )
    assert holding(tracker, "bees") + holding(tracker, "BEES") == 2
    report = tracker.match()
    assert (report.sentences_learned, report.requests_read_anew) == (1, 2)
    assert holding(tracker, "bees") + holding(tracker, "BEES") == 0
    tracker.take_in(ask(3, TALE))
    assert holding(tracker, "bees") == 0
    (one,) = listed(mosaic)
    assert (one["state"], one["learned"], one["added"]) == ("letter", False, True)
    assert tracker.match().sentences_lapsed == 0
    assert "is this sentence" in mosaic("sentences", "add", TALE, *REASON).stderr
    assert mosaic("sentences", "dismiss", "S-1", *REASON).exit_code == 0
    assert "restore S-1" in mosaic("sentences", "add", TALE, *REASON).stderr
    tracker.match()
    assert holding(tracker, "bees") + holding(tracker, "BEES") == 3


def test_a_sentence_to_whichever_body_is_added_once_for_all(tracker, mosaic):
    tracker.take_in(
        ask(0, "{} rescued orchids from the flood."), ask(1, "{} rescued orchids from the flood.")
    )
    assert mosaic(
        "sentences", "add", "Eastmoor Police rescued orchids from the flood.", *REASON
    ).stdout
    assert tracker.match().requests_read_anew == 2
    assert holding(tracker, "flood") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{TALE} {TALES}", "Give one sentence"),
        ("", "Give one sentence"),
        ("Please give this for 2019 to 2024.", "sets what a question covers"),
        ("Only the last five years.", "sets what a question covers"),
        ("x" * 2_001, "at most 2000 characters"),
    ],
)  # fmt: skip
def test_what_is_no_sentence_or_sets_a_period_is_not_added(tracker, mosaic, text, said):
    refused = mosaic("sentences", "add", text, *REASON)
    assert refused.exit_code == 1
    assert said in refused.stderr.replace("may set what", "sets what")
    assert listed(mosaic) == []


def test_a_change_needs_a_sentence_a_reason_and_a_name(tracker, mosaic):
    assert "no sentence S-9" in mosaic("sentences", "dismiss", "9", *REASON).stderr
    assert mosaic("sentences", "dismiss", "nine", *REASON).exit_code == 2
    assert mosaic("sentences", "add", TALE, "--by", "Unit").exit_code == 2
    blank = mosaic("sentences", "add", TALE, "--reason", " ", "--by", "Unit")
    assert "needs a reason" in blank.stderr
    assert listed(mosaic) == []


def test_a_reason_is_kept_without_addresses(tracker, mosaic):
    said = ("--reason", "Asked for by jo.bloggs@mail.example", "--by", "Unit")
    assert mosaic("sentences", "add", TALE, *said).exit_code == 0
    assert "bloggs" not in mosaic("sentences", "list").stdout
