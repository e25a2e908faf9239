"""Questions to police forces in several people's words, each put to another body in some days.

They were written by hand, no rule and no list of synonyms made them. Beside each stand questions
that look alike and ask something else. Wording and rules were tried on the half `dev`; the half
`measured` was written apart and is never learned from.
"""

import json
import random
from datetime import date, timedelta
from pathlib import Path

from letters import in_letters
from measuring_set import MeasuringSet

from tracker.evaluation.labelled import LabelledRequest

QUESTIONS = Path(__file__).with_name("police_questions.jsonl")
FIRST = date(2025, 1, 1)
WITHIN_DAYS = 20
BODIES = 48


def police(seed: int, *, half: str = "measured", letters: bool = True) -> MeasuringSet:
    """Build one half; the seed draws bodies, days and letters."""
    chance = random.Random(f"police:{seed}:{half}")
    requests: list[LabelledRequest] = []
    for number, line in enumerate(QUESTIONS.read_text("utf-8").splitlines()):
        row = json.loads(line)
        if row["half"] != half:
            continue
        asked: list[tuple[str | None, str]] = [(f"p{number}", text) for text in row["same"]]
        asked += [(None, text) for text in row["others"]]
        bodies = chance.sample(range(BODIES), len(asked))
        for body, (cluster, text) in zip(bodies, asked, strict=True):
            days = timedelta(days=chance.randrange(WITHIN_DAYS))
            reference = f"P{len(requests)}"
            requests.append(
                LabelledRequest(
                    id=reference,
                    body=f"Force {body}",
                    reference=reference,
                    received=FIRST + days,
                    text=text,
                    cluster=cluster,
                )
            )
    return MeasuringSet(
        name="police", requests=list(in_letters(requests, seed)) if letters else requests
    )
