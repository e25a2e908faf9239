"""`mosaic models`: what is in use, and fitting a scorer to pairs that people labelled."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from runpy import run_path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli import models
from tracker.evaluation.cluster_pairs import pairs_of_clusters
from tracker.evaluation.labelled import LabelledRequest
from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.evaluation.refit import TooFewPairs, refit, split
from tracker.evaluation.remembered import RememberingEncoder
from tracker.matching.scorer import load_scorer

KIT = run_path(str(Path(__file__).parents[1] / "small_tracker.py"))
THINGS = (
    "drones", "kennels", "lanterns", "saddles", "helmets", "radios", "bicycles", "boats", "gates",
    "engines", "windows", "lockers", "tents", "ladders", "pumps", "uniforms", "shields", "trailers",
    "cranes", "whistles", "ropes", "stoves", "blankets", "mirrors",
)  # fmt: skip


def labelled_pairs():
    """Give for each thing a pair that asks the same, and one that does not."""
    found = []
    for number, thing in enumerate(THINGS):
        asked = f"How many {thing} were bought for the depot of your organisation in 2021"
        other = f"the number of {thing} that were bought for your organisation's depot in 2021"
        sold = f"How many {thing} were sold by the stores of your organisation in {1990 + number}"
        found += [LabelledPair(asked, other, label=True), LabelledPair(asked, sold, label=False)]
    return found


@pytest.fixture
def plain(tmp_path):
    """Give the file of a scorer that looks at likeness of meaning alone."""
    return KIT["write_scorer"](tmp_path)


@dataclass
class Shifted:
    """A scorer that was fitted by doing nothing but asking for a little less."""

    toml: str

    def write(self, path):
        path.write_text(self.toml)


def shift(pairs, *, encoder, base, seed):
    return Shifted(KIT["write_scorer"](shift.folder, "shifted", start=-20.0).read_text())


def test_no_wording_is_both_learned_from_and_measured_on():
    pairs = labelled_pairs()
    learned, held = split(pairs, seed=3)
    words = [{t for p in side for t in (p.text_a, p.text_b)} for side in (learned, held)]
    assert not words[0] & words[1]
    assert sorted([*learned, *held], key=repr) == sorted(pairs, key=repr)
    assert 0 < len(held) <= len(pairs) / 4
    assert split(pairs, seed=3) == (learned, held)
    assert split(pairs, seed=4) != (learned, held)


def test_pairs_that_hang_together_cannot_be_divided():
    hub = "How many drones were bought in 2021"
    pairs = [LabelledPair(hub, f"{hub} by {thing}", label=n % 2 == 0)
             for n, thing in enumerate(THINGS)]  # fmt: skip
    with pytest.raises(TooFewPairs, match="24 distinct pairs"):
        split(pairs, seed=1)
    with pytest.raises(TooFewPairs, match="1 distinct pairs"):
        split([pairs[0], pairs[0], LabelledPair(hub, hub, label=True)], seed=1)


@given(st.integers(0, 10_000))
def test_every_seed_divides_fairly(seed):
    learned, held = split(labelled_pairs(), seed=seed)
    assert {pair.label for pair in learned} == {pair.label for pair in held} == {True, False}


def test_what_is_measured_is_the_scorer_that_is_given_back(tmp_path, plain):
    shift.folder = tmp_path
    base = load_scorer(plain)
    found = refit(labelled_pairs(), fit=shift, encoder=KIT["ToyEncoder"](), base=base, seed=1)
    assert found.before.scorer == base.version
    assert found.after.scorer.startswith("shifted@")
    assert found.after.recall >= found.before.recall
    assert found.learned_from + found.before.pairs == len(labelled_pairs())
    assert found.before.pairs == found.after.pairs


def test_an_encoder_that_remembers_reads_no_text_twice():
    class Counting(KIT["ToyEncoder"]):
        read = 0

        def encode(self, texts, progress=None):
            Counting.read += len(texts)
            return super().encode(texts, progress)

    encoder = RememberingEncoder(Counting())
    first = encoder.encode(["a b", "c", "a b"])
    assert np.array_equal(encoder.encode(["c", "a b"]), first[[1, 0]])
    assert Counting.read == 2
    assert encoder.encode([]).shape[0] == 0
    assert encoder.name == "toy@1"


def request(number, body, text, cluster=None, day=0):
    received = date(2026, 3, 2) + timedelta(days=day)
    return LabelledRequest(f"r{number}", body, str(number), received, text, cluster)


ASKED, REWORDED, NEARLY = (KIT[name] for name in ("ASKED", "REWORDED", "NEARLY"))


def paired(*requests, **options):
    return pairs_of_clusters(
        requests,
        encoder=KIT["ToyEncoder"](),
        floor=0.55,
        names_of=lambda body: (body,),
        seed=1,
        **options,
    )


def test_requests_of_a_cluster_are_copies_and_what_is_alike_beside_it_is_none():
    requests = (
        request(1, "Kent Police", ASKED.format("Kent Police"), "c"),
        request(2, "Essex Police", REWORDED.format("Essex Police"), "c"),
        request(3, "Dorset Police", NEARLY.format("Dorset Police")),
        request(4, "Surrey Police", "Which vets treated the horses in 2019?"),
    )
    found = paired(*requests)
    assert [pair.label for pair in found] == [True, False, False]
    assert all("your organisation" in pair.text_a for pair in found)
    assert paired(*requests, left_out=frozenset({frozenset({"r1", "r3"})})) == [
        pair for pair in found if pair.label or "number of" in pair.text_a + pair.text_b
    ]


def test_one_body_and_another_month_say_nothing_about_wording():
    first = request(1, "Kent Police", ASKED.format("you"), "c")
    for other in (
        request(2, "Kent Police", REWORDED.format("you"), "c"),
        request(2, "Essex Police", REWORDED.format("you"), "c", day=60),
        request(2, "Essex Police", REWORDED.format("you"), day=60),
        request(2, "Essex Police", ASKED.format("you"), "c"),
    ):
        assert paired(first, other) == []


@pytest.fixture
def command(mosaic, monkeypatch, sqlite_database):
    """Give the command line with the toy encoder."""
    monkeypatch.setattr(models, "load_encoder", lambda _settings: KIT["ToyEncoder"]())
    return mosaic


def test_show_names_what_is_in_use(command, plain):
    done = command("models", "show", "--format", "json", MOSAIC_SCORER_FILE=str(plain))
    facts = json.loads(done.stdout)
    assert facts["encoder"] == "toy@1"
    assert facts["scorer"] == load_scorer(plain).version
    assert facts["reader"] == "none"
    assert (facts["threshold"], facts["near_miss"]) == (0.5, 0.05)
    said = command(
        "models", "show", MOSAIC_SCORER_FILE=str(plain), MOSAIC_COPY_THRESHOLD="0.7"
    ).stdout
    assert "threshold            0.7" in said
    assert "threshold of scorer  0.5" in said


@pytest.mark.parametrize("content", ["", "start = 1", "\x00", "name = 'x'\n[shapes]\n"])
def test_a_scorer_file_that_cannot_be_used_is_refused_by_name(mosaic, tmp_path, content):
    path = tmp_path / "odd.toml"
    path.write_text(content)
    for words in (("review-queue",), ("threshold", "0.5"), ("match",)):
        done = mosaic(*words, MOSAIC_SCORER_FILE=str(path))
        assert done.exit_code == 1
        assert "odd.toml" in done.stderr
    done = mosaic("threshold", "0.5", MOSAIC_SCORER_FILE=str(tmp_path / "none.toml"))
    assert "none.toml" in done.stderr


def test_the_night_and_the_doctor_name_a_scorer_that_cannot_be_used(mosaic, settings, tmp_path):
    path = KIT["write_scorer"](tmp_path, "other", encoder="another@1")
    settings.sources_dir.mkdir()
    assert mosaic("init").exit_code == 0
    night = mosaic("nightly", MOSAIC_SCORER_FILE=str(path))
    assert night.exit_code == 1
    assert "taken in but not matched" in night.stderr
    assert "other.toml" in night.stderr
    assert (
        "other.toml was fitted for the encoder another@1"
        in mosaic("doctor", MOSAIC_SCORER_FILE=str(path)).stdout
    )


def test_a_scorer_of_another_encoder_is_refused(command, tmp_path):
    path = KIT["write_scorer"](tmp_path, "other", encoder="another@1")
    done = command("models", "show", MOSAIC_SCORER_FILE=str(path))
    assert done.exit_code == 1
    assert "another@1" in done.stderr


def test_fit_needs_something_to_learn_from(command, plain):
    assert command("models", "fit", MOSAIC_SCORER_FILE=str(plain)).exit_code == 2


def test_fit_refuses_too_few_decisions(command, plain, tmp_path):
    out = tmp_path / "new.toml"
    done = command(
        "models", "fit", "--decisions", "--out", out, MOSAIC_SCORER_FILE=str(plain)
    )  # fmt: skip
    assert done.exit_code == 1
    assert "too few" in done.stderr
    assert not out.exists()


def test_fit_writes_a_scorer_and_shows_both_figures(command, plain, tmp_path, monkeypatch):
    path = tmp_path / "pairs.jsonl"
    rows = [{"text_a": p.text_a, "text_b": p.text_b, "label": p.label} for p in labelled_pairs()]
    path.write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.chdir(tmp_path)
    done = command("models", "fit", "--pairs", path, MOSAIC_SCORER_FILE=str(plain))
    assert done.exit_code == 0, done.stderr
    assert "held out" in done.stdout
    assert "average precision" in done.stdout
    assert "MOSAIC_SCORER_FILE=scorer.toml" in done.stdout
    assert load_scorer(tmp_path / "scorer.toml").encoder == "toy@1"
    again = command("models", "fit", "--pairs", path, MOSAIC_SCORER_FILE=str(plain))
    assert again.exit_code == 2
    assert "--out" in again.stderr
