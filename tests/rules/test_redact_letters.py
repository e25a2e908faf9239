"""The letters for measuring: real questions come through, their senders do not."""

import gzip
import json
import re
import runpy
from pathlib import Path

import pytest

from tracker.text.redact import redact

BENCH = Path(__file__).parents[1] / "bench"
REAL = Path(__file__).parents[3] / "shared" / "data"
WRAPPER = runpy.run_path(str(BENCH / "wrap_letters.py"))
RECORDS = [
    {"id": f"r{number}", "body": body, "text": text}
    for number, (body, text) in enumerate(
        (body, text)
        for body in ("Kent Police", "Home Office", "Heddlu Gwent", "Norfolk Constabulary")
        for text in (
            "How many drones does the force own, and what did they cost in 2024?",
            "1. The number of arrests under section 44.\n2. The number of complaints upheld.",
            "To ask the Secretary of State for Justice, what steps he is taking on prison places.",
            "Please provide the policy on stop and search, and any review of it since 2019.",
        )
        for _ in range(10)
    )
]


@pytest.mark.parametrize("kind", ["tuning", "held_out"])
def test_every_letter_loses_its_sender_and_keeps_its_question(kind) -> None:
    wrapped = list(WRAPPER["wrap"](RECORDS, templates=kind, seed=7))

    assert {record["template"] for record in wrapped} == set(
        range(len(list((BENCH / "letters" / kind).glob("*.txt"))))
    )
    for record in wrapped:
        text = redact(record["text"]).text
        assert record["bare_text"] in text
        assert [part for part in record["sender"] if part in text] == []


def test_the_same_seed_gives_the_same_letters() -> None:
    first = list(WRAPPER["wrap"](RECORDS, templates="tuning", seed=3))

    assert first == list(WRAPPER["wrap"](RECORDS, templates="tuning", seed=3))
    assert first != list(WRAPPER["wrap"](RECORDS, templates="tuning", seed=4))


def test_tuning_and_held_out_letters_share_no_sentence() -> None:
    tuning, held_out = _sentences("tuning"), _sentences("held_out")

    assert min(len(tuning), len(held_out)) > 20
    assert tuning & held_out == set()


@pytest.mark.parametrize("kind", ["tuning", "held_out"])
def test_there_are_at_least_eight_letters_of_each_kind(kind) -> None:
    templates = WRAPPER["load_templates"](kind)

    assert len(templates) >= 8
    assert all("$question" in template.template for template in templates)


def test_questions_in_parliament_are_hardly_ever_changed() -> None:
    path = REAL / "parliament_questions.jsonl.gz"
    if not path.exists():
        pytest.skip("the shared data is not here")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][::5]

    changed = [text for text in texts if redact(text).text != text]
    assert len(changed) / len(texts) < 0.005


def _sentences(kind):
    text = "\n".join(path.read_text() for path in (BENCH / "letters" / kind).glob("*.txt"))
    sentences = (re.sub(r"\W+", " ", piece).strip().lower() for piece in re.split(r"[.!?\n]", text))
    return {sentence for sentence in sentences if len(sentence.split()) > 4}
