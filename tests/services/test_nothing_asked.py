"""Requests that ask nothing, measured as a run would match them: no question, no score, no link."""

from datetime import date

import numpy as np
import pytest

from tracker.evaluation import LabelledRequest, predict
from tracker.matching.scorer import load_scorer
from tracker.settings import Settings

BOILERPLATE = (
    "Dear Sir or Madam,\n\nI remind you that under section 10 of the Act you must respond promptly "
    "and in any event within twenty working days.\n\nYours faithfully,\nJane Doe"
)
ASKED = "How many drones does the force own, and which officers were trained to fly them at night?"


class BagOfWords:
    """Gives each text the bag of its words, and counts the texts."""

    name = "toy@1"

    def __init__(self):
        self.encoded = 0

    def encode(self, texts, progress=None):
        self.encoded += len(texts)
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                row[sum(map(ord, word)) % 64] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def campaigns_of(text, encoder):
    requests = [
        LabelledRequest(f"{body}", body, f"{body}-1", date(2026, 3, 2), text, None)
        for body in ("northshire", "eastmoor", "westmarch", "southfen")
    ]
    return predict(
        requests,
        encoder=encoder,
        scorer=load_scorer(),
        settings=Settings(),
        names_of=lambda name: (name,),
    ).campaigns


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\ufeff", "???", BOILERPLATE, "[name]"])
def test_nothing_asked_is_not_encoded_and_links_nothing(text):
    encoder = BagOfWords()
    assert campaigns_of(text, encoder) == []
    assert encoder.encoded == 0


@pytest.mark.parametrize("text", ["0000", "Yes please.", "Please provide a copy of it"])
def test_what_says_too_little_links_nothing(text):
    assert campaigns_of(text, BagOfWords()) == []


def test_a_question_links_the_same_requests():
    assert campaigns_of(ASKED, BagOfWords()) == [[0, 1, 2, 3]]
