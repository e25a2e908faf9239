"""The encoder's files are proved before they are used. These tests use the real model."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select

from tracker.matching.encoder import SentenceEncoder
from tracker.matching.model_files import (
    WEIGHTS,
    ModelProblem,
    file_sha256,
    locate_model,
    locate_reader,
)
from tracker.matching.scorer import load_scorer
from tracker.matching.side_by_side import BATCH, SideBySide
from tracker.shipped import shipped_dir
from tracker.store.tables import Request


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Give a copy of the packaged model's folder."""
    target = tmp_path / "model"
    shutil.copytree(locate_model().path, target)
    return target


def test_the_packaged_model_is_proved_and_its_name_pins_what_is_added_to_it():
    files = locate_model()
    assert files.addition is not None
    assert files.name == f"all-MiniLM-L6-v2+requests@{file_sha256(files.addition)[:12]}"


@pytest.mark.parametrize(
    ("file", "locate"), [("requests", locate_model), ("side_by_side", locate_reader)]
)
def test_an_altered_addition_is_refused(file, locate, tmp_path, monkeypatch):
    shutil.copytree(shipped_dir("models"), tmp_path / "models")
    added = tmp_path / "models" / f"{file}.safetensors"
    data = bytearray(added.read_bytes())
    data[-1] ^= 1
    added.write_bytes(data)
    monkeypatch.setattr("tracker.matching.model_files.shipped_dir", lambda name: tmp_path / name)
    with pytest.raises(ModelProblem, match=rf"{file}\.safetensors is missing or has been altered"):
        locate()


def test_the_reader_is_proved_and_is_the_one_that_the_scorer_was_fitted_for():
    files = locate_reader()
    assert files.name == f"side-by-side@{file_sha256(files.learned)[:12]}"
    assert load_scorer().side_by_side == files.name


def test_two_questions_are_read_the_same_way_round_and_among_others():
    asked = "how many complaints about speed cameras were received in 2024"
    same = ("number of complaints received regarding speed cameras in 2024", asked)
    other = (asked, "how many complaints about bus lanes were received in 2024")
    reader = SideBySide.load()
    values = reader.read([same, other])
    assert values[0] > values[1]
    others = [(f"{asked} in {year}", f"{asked} since {year}") for year in range(1990, 1990 + BATCH)]
    among = reader.read([*others, other[::-1], same[::-1]])
    assert among[-1] == pytest.approx(values[0], abs=0.01)
    assert among[-2] == pytest.approx(values[1], abs=0.01)


def test_a_short_question_in_synonyms_is_nearer_than_one_about_another_thing():
    asked = "how many drones does your organisation own"
    same = ("what number of drones has your organisation got", asked)
    other = (asked, "how many horses does your organisation own")
    values = SideBySide.load().read([same, other])
    assert values[0] > values[1]


def test_what_is_added_moves_the_vectors_and_little_of_what_they_mean():
    texts = ["how many drones does your organisation own", "the cost of police horses in 2024"]
    tuned = SentenceEncoder.load().encode(texts)
    published = SentenceEncoder(locate_model().without_addition()).encode(texts)
    alike = (tuned * published).sum(axis=1)
    assert (alike < 0.999).all()
    assert (alike > 0.4).all()


def test_a_faithful_copy_is_the_same_model(copied):
    assert locate_model(copied).name == locate_model().name


@pytest.mark.parametrize("file", [WEIGHTS, "tokenizer.json", "config.json"])
def test_an_altered_file_is_refused_and_the_message_says_how_to_mend(copied, file):
    data = bytearray((copied / file).read_bytes())
    data[len(data) // 2] ^= 1
    (copied / file).write_bytes(data)
    with pytest.raises(ModelProblem, match=r"altered|other weights"):
        locate_model(copied)


def test_a_missing_file_is_refused(copied):
    (copied / "tokenizer.json").unlink()
    with pytest.raises(ModelProblem, match="pip install --force-reinstall"):
        locate_model(copied)


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelProblem, match="MOSAIC_MODEL_DIR"):
        locate_model(tmp_path)


def test_match_refuses_an_altered_model_and_stores_nothing(mosaic, copied, sqlite_database):
    (copied / "config.json").write_text("{}")
    done = mosaic("match", MOSAIC_MODEL_DIR=str(copied))
    assert done.exit_code == 1
    assert "altered" in done.stderr


def test_the_real_encoder_tells_a_copy_from_another_question():
    encoder = SentenceEncoder.load()
    one, same, other = encoder.encode(
        [
            "how many drones does your organisation own",
            "the number of unmanned aircraft owned by your organisation",
            "what is the menu of the canteen on Fridays",
        ]
    )
    assert one @ same > 0.6 > one @ other
    assert np.allclose(np.linalg.norm([one, same, other], axis=1), 1.0, atol=1e-5)


def test_a_long_text_is_encoded_in_chunks_and_its_end_counts():
    encoder = SentenceEncoder.load()
    padding = "the weather was fine and nobody came " * 60
    plain, with_end = encoder.encode([padding, padding + "how many drones crashed " * 40])
    assert plain @ with_end < 0.99


def test_evaluate_measures_labelled_requests(mosaic, tmp_path, sqlite_database):
    texts = {
        "q1": "How many covert listening devices has your force bought since January 2022?",
        "q2": "Which suppliers of catering were paid more than 5,000 pounds in 2021?",
    }
    rows = [
        {"body": f"Body {n}", "reference": f"{c}-{n}", "received": f"2026-03-0{n + 1}",
         "text": text, "cluster": c}
        for c, text in texts.items() for n in range(3)
    ]  # fmt: skip
    rows.append(rows[0] | {"reference": "x", "text": "What are dog handlers trained in?",
                           "cluster": None})  # fmt: skip
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    done = mosaic("evaluate", path, "--format", "json")
    figures = json.loads(done.stdout)
    assert (figures["pair_precision"], figures["pair_recall"]) == (1.0, 1.0)
    assert (figures["recovered"], figures["clusters_of_three"]) == (2, 2)


def test_evaluate_needs_no_database_and_makes_none(mosaic, tmp_path):
    row = {"body": "A", "reference": "1", "received": "2026-01-01", "text": "How many drones?"}
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps(row))
    nowhere = tmp_path / "nowhere.db"
    done = mosaic("evaluate", path, MOSAIC_DATABASE_URL=f"sqlite:///{nowhere}")
    assert done.exit_code == 0
    assert not nowhere.exists()


def test_evaluate_says_which_line_is_wrong(mosaic, tmp_path, sqlite_database):
    path = tmp_path / "labelled.jsonl"
    path.write_text(
        '{"body": "A", "reference": "1", "received": "2026-01-01", "text": "x"}\n{"body'
    )
    done = mosaic("evaluate", path)
    assert done.exit_code == 1
    assert "labelled.jsonl, line 2" in done.stderr


def test_a_night_takes_the_files_in_even_when_the_model_is_refused(
    mosaic, copied, tmp_path, sqlite_database
):
    (copied / "config.json").write_text("{}")
    folder = tmp_path / "night"
    folder.mkdir()
    register = tmp_path / "bodies.csv"
    register.write_text("slug,name\nkent,Kent Police\n")
    mosaic("bodies", "import", register)
    row = {"body": "kent", "reference": "1", "received": "2026-01-05", "text": "How many horses?"}
    (folder / "night.jsonl").write_text(json.dumps(row))
    done = mosaic("nightly", "--sources", folder, MOSAIC_MODEL_DIR=str(copied))
    assert done.exit_code == 1
    assert "taken in but not matched" in done.stderr
    with sqlite_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Request)) == 1
