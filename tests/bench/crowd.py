"""A hundred thousand requests to measure speed with: real texts, and synthetic ones made of them.

../shared/data/scale_texts.jsonl.gz has 67,252 real texts. More are made by putting another year, a
place or a number into a real one, drawn with a fixed seed: synthetic, and crowded, because each
stands near the text it was made from. Bodies and days are invented. Letters are those of
tests/bench/letters; half hold a stored text reworded, half one that is stored nowhere.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

from nights import Arrival
from quality.datasets import DATA
from wrap_letters import wrap

from tracker.evaluation.rewording import reword

SEED = 5
FIRST_DAY, LAST_DAY = date(2023, 11, 1), date(2026, 11, 1)
BODIES = tuple(
    f"{name} Constabulary"
    for name in (
        "Northshire Eastmoor Westmarch Southfen Midvale Ashdale Birchford Coldwater Dunmere "
        "Elmstead Fernhill Greywick Hawkstone Inverlea Kingsholt Larkfield Mossgate Nethermoor "
        "Oakhaven "
        "Pinewick Quarndale Redcliffe Stonebeck Thornbury Underhill Valemount Wexcombe Yarrowby "
        "Ambleford Brackenfell Crowhurst Deepdale Eskmouth Foxholm Glenarrow Hollowmere Ironbridge "
        "Kelmarsh Longreach Marlpit Norwick Overton Pendlebury Ravenscar Saltmarsh Tidewell "
        "Upperton Windrush"
    ).split()
)
TOWNS = "Ayrton Belford Carrow Denholme Eastby Farleigh Grantley Holmwood Ivelet Jarrow".split()
_YEAR, _NUMBER = re.compile(r"\b20(\d\d)\b"), re.compile(r"\b[2-9]\b")


def real_texts() -> list[str]:
    """Read the real texts in an order that the seed gives."""
    with gzip.open(DATA / "scale_texts.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for line in lines]
    random.Random(SEED).shuffle(texts)
    return texts


def stored_and_letters(stored: int, letters: int) -> tuple[list[Arrival], list[Arrival], list[str]]:
    """Return requests to store, letters to come in, and what the letters ask without letter."""
    chance = random.Random(SEED)
    texts = real_texts()
    fresh, texts = texts[: letters // 2], texts[letters // 2 :]
    for made in _made(texts, chance):
        if len(texts) >= stored:
            break
        texts.append(made)
    known = texts[:stored]
    copied = chance.sample(known, letters - len(fresh))
    asked = fresh + [reword(text, "light", chance) for text in copied]
    chance.shuffle(asked)
    requests = [
        Arrival(chance.choice(BODIES), f"S{number}", _day(chance), text)
        for number, text in enumerate(known)
    ]
    records = [
        {"id": number, "body": chance.choice(BODIES), "text": text}
        for number, text in enumerate(asked)
    ]
    wrapped = [
        Arrival(each["body"], f"L{each['id']}", LAST_DAY.isoformat(), each["text"])
        for each in wrap(records, templates="tuning", seed=SEED)
    ]
    return requests, wrapped, asked


def _made(texts: list[str], chance: random.Random) -> Iterator[str]:
    """Make texts without end, none of them twice and none a real one."""
    real, seen = list(texts), set(texts)
    while True:
        text = chance.choice(real)
        made = _YEAR.sub(lambda m: f"20{(int(m.group(1)) + chance.randint(1, 9)) % 30:02d}", text)
        made = _NUMBER.sub(lambda m: str(int(m.group()) + chance.randint(1, 20)), made)
        made = f"{made.rstrip('.? ')} in {chance.choice(TOWNS)}."
        if made not in seen:
            seen.add(made)
            yield made


def _day(chance: random.Random) -> str:
    return (FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))).isoformat()
