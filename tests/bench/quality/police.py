"""Questions to police forces in several people's words, each put to another body in some days."""

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path

from letters import in_letters
from measuring_set import MeasuringSet

from tracker.evaluation.labelled import LabelledRequest

QUESTIONS = Path(__file__).with_name("police_questions.toml")
FIRST = date(2025, 1, 1)
WITHIN_DAYS = 20


def police(seed: int, *, half: str = "measured", letters: bool = True) -> MeasuringSet:
    """Build one half: 12 or 15 questions in three or four wordings, and others beside them."""
    chance = random.Random(f"police:{seed}:{half}")
    given = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))[half]
    asked: list[tuple[str | None, str]] = [(None, text) for text in given["others"]]
    for number, wordings in enumerate(given["questions"]):
        asked.extend((f"p{number}", text) for text in wordings)
    requests = [
        LabelledRequest(
            id=f"{half}{number}",
            body=f"Force {number}",
            reference=f"P{number}",
            received=FIRST + timedelta(days=chance.randrange(WITHIN_DAYS)),
            text=text,
            cluster=cluster,
        )
        for number, (cluster, text) in enumerate(asked)
    ]
    return MeasuringSet(
        name="police", requests=list(in_letters(requests, seed)) if letters else requests
    )
