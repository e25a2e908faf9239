"""`mosaic evaluate --pairs`: how well scores rank labelled pairs, with an encoder that is a toy."""

import gzip
import json
from pathlib import Path
from runpy import run_path

import pytest

from tracker.cli import evaluate
from tracker.evaluation.labelled import LabelledFileError
from tracker.evaluation.labelled_pairs import LabelledPair, read_pairs
from tracker.evaluation.pairs import measure_pairs, score_wordings, wordings
from tracker.matching.scorer import load_scorer

KIT = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
ToyEncoder = KIT["ToyEncoder"]
LISTENING = "How many covert listening devices has {} bought or hired since January 2022?"
REWORDED = "The number of covert listening devices {} has hired or bought since January 2022."
HORSES = "Which vets treated the horses of {} for lameness, and at which stables, in 2019?"
KENNELS = "What did {} spend on kennels for search dogs at each of its training grounds?"
LETTER = "Dear Sir or Madam,\n\n{}\n\nI look forward to hearing from you.\n\nYours faithfully,\nA B"
NOTHING = "Dear Sir or Madam,\n\nYours faithfully,\nA B"

PAIRS = [
    {"text_a": LISTENING.format("Kent Police"), "body_a": "Kent Police", "label": 1,
     "text_b": LETTER.format(REWORDED.format("Essex Police")), "body_b": "Essex Police"},
    {"text_a": LISTENING.format("you"), "text_b": LISTENING.format("you"), "label": True, "id": 7},
    {"text_a": LISTENING.format("you"), "text_b": HORSES.format("you"), "label": 0},
    {"text_a": HORSES.format("you"), "text_b": KENNELS.format("you"), "label": False},
    {"text_a": NOTHING, "text_b": KENNELS.format("you"), "label": 0.0},
]  # fmt: skip


@pytest.fixture
def written(tmp_path):
    """Write records as JSON Lines and give the file."""

    def write(records, name="pairs.jsonl"):
        path = tmp_path / name
        lines = [r if isinstance(r, str) else json.dumps(r) for r in records]
        raw = "\n".join(lines).encode()
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return path

    return write


@pytest.fixture
def scorer_file(tmp_path):
    """Give the file of a scorer that looks at likeness of meaning alone."""
    return KIT["write_scorer"](tmp_path)


@pytest.fixture
def scorer(scorer_file):
    """Give that scorer."""
    return load_scorer(scorer_file)


@pytest.fixture
def measured(mosaic, monkeypatch, tmp_path, scorer_file):
    """Run the command with the toy encoder and without a database."""
    monkeypatch.setattr(evaluate, "load_encoder", lambda _settings: ToyEncoder())
    chosen = {
        "MOSAIC_DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}",
        "MOSAIC_SCORER_FILE": str(scorer_file),
    }
    return lambda *words: mosaic("evaluate", *words, **chosen)


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.jsonl.gz"])
def test_figures_as_json_have_the_keys_of_the_contract(measured, written, scorer, name):
    done = measured("--pairs", written(PAIRS, name), "--format", "json")
    assert done.exit_code == 0, done.stderr
    figures = json.loads(done.stdout)
    assert list(figures) == [
        "pairs", "positives", "auc", "average_precision", "calibration_error", "threshold",
        "precision", "recall", "f1", "accuracy", "share_right_at_090", "pairs_at_090",
        "pairs_without_question", "cosine_auc", "scorer", "encoder",
    ]  # fmt: skip
    assert (figures["pairs"], figures["positives"]) == (5, 2)
    assert figures["auc"] == figures["average_precision"] == figures["cosine_auc"] == 1.0
    assert figures["precision"] == figures["recall"] == figures["f1"] == figures["accuracy"] == 1.0
    assert figures["pairs_without_question"] == 1
    assert (figures["encoder"], figures["scorer"]) == ("toy@1", scorer.version)
    assert figures["threshold"] == scorer.threshold


def test_figures_as_a_table_are_one_a_line(measured, written):
    said = measured("--pairs", written(PAIRS)).stdout
    assert "average precision" in said
    assert len(said.splitlines()) == 16


def test_one_and_only_one_file_is_measured(measured, written):
    path = written(PAIRS)
    for words in ((), (path, "--pairs", path), ("--pairs", path, "--leave-out", path)):
        done = measured(*words)
        assert done.exit_code == 2
        assert done.stdout == ""


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([PAIRS[0], {**PAIRS[1], "label": 2}], "line 2: label is neither 0 nor 1"),
        ([{**PAIRS[0], "label": "1"}], "line 1: label is neither 0 nor 1"),
        ([{**PAIRS[0], "label": None}], "line 1: label is neither 0 nor 1"),
        ([{"text_a": "Secret?", "text_b": "Why?"}], "line 1: label is missing"),
        ([{"text_a": "Secret?", "label": 1}], "line 1: text_b is missing"),
        ([{"text_a": ["Secret?"], "text_b": "", "label": 1}], "line 1: text_a is not a text"),
        (["", "", "Secret {"], "line 3: this is not JSON"),
        (['["Secret"]'], "line 1: this is not a record"),
        (["[" * 100_000], "line 1: this is not JSON"),
        ([], "holds no labelled pair"),
        (["", " "], "holds no labelled pair"),
        ([PAIRS[0], PAIRS[1]], "only pairs with label 1"),
        ([PAIRS[2]], "only pairs with label 0"),
    ],
)  # fmt: skip
def test_bad_input_is_named_by_line_and_never_quoted(measured, written, records, reason):
    done = measured("--pairs", written(records), "--format", "json")
    assert done.exit_code == 1
    assert reason in done.stderr
    assert done.stdout == ""
    assert "Secret" not in done.stderr


def test_many_wrong_lines_are_counted(written):
    with pytest.raises(LabelledFileError, match=r"line 5: .*; and 3 more such lines$"):
        read_pairs(written([{"label": 1}] * 8))


@pytest.mark.parametrize("raw", [b"\x1f\x8b broken", gzip.compress(b"{}" * 99)[:-9], b"\xff\xfe"])
def test_a_damaged_file_is_refused(tmp_path, raw):
    path = tmp_path / "pairs.jsonl.gz"
    path.write_bytes(raw)
    with pytest.raises(LabelledFileError, match=r"damaged|UTF-8"):
        read_pairs(path)


@pytest.fixture
def scored(scorer):
    """Score one pair of texts, put to Kent and to Essex."""

    def score(*texts):
        pair = LabelledPair(*texts, label=True, body_a="Kent Police", body_b="Essex Police")
        worded = [wordings(pair, lambda body: (body,))]
        return score_wordings(worded, encoder=ToyEncoder(), scorer=scorer)[0]

    return score


def test_the_body_changed_is_no_change(scored):
    pair = scored(LISTENING.format("Kent Police"), LISTENING.format("Essex Police"))
    assert (pair.score, pair.cosine) == (1.0, pytest.approx(1.0))


def test_a_request_that_shares_one_question_of_three_is_no_copy(scored, scorer):
    several = "\n".join(
        f"{n}. {asked.format('you')}" for n, asked in enumerate((LISTENING, HORSES, KENNELS), 1)
    )
    assert scored(several, several).score == 1.0
    assert scored(several, LISTENING.format("you")).score < scorer.threshold


@pytest.mark.parametrize("text", ["", " \n", NOTHING, "Please provide a copy of it."])
def test_a_text_that_asks_nothing_scores_nothing(scored, text):
    pair = scored(text, text)
    assert pair.score == 0.0
    assert not pair.asks


def test_a_pair_below_the_floor_is_ranked_and_never_linked(scorer):
    asked = LISTENING.format("you")
    pair = LabelledPair(asked, asked, label=True)
    worded = [wordings(pair, lambda _body: ())] * 2
    near = score_wordings(worded, encoder=ToyEncoder(), scorer=scorer)[0]
    far = type(near)(near.score, scorer.cosine_floor - 0.01, asks=True)
    quality = measure_pairs(
        [True, False], [near, far], scorer=scorer, threshold=0.5, encoder_name="toy@1"
    )
    assert (quality.precision, quality.recall, quality.accuracy) == (1.0, 1.0, 1.0)
    assert (quality.pairs_at_090, quality.share_right_at_090) == (2, 0.5)
