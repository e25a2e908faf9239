"""Letters that hold letter talk and one tiny ask, each another: none is a copy of any other."""

import random
from datetime import date, timedelta

import datasets
from letters import in_letters
from measuring_set import MeasuringSet

from tracker.evaluation.labelled import LabelledRequest

FULL, USUAL = 100_000, 5_000
"""How many letters the whole stress has, and how many are measured by default."""

DAYS = 365
BODIES = 48
FIRST = date(2025, 1, 1)

BEGINNINGS = (
    "Ash Birch Black Brack Bramble Broad Broom Burn Calder Cold Copper Corn Cran Dapple Deer Dun"
    " Eagle East Elder Elm Fair Fallow Fern Flax Fox Glen Gold Goose Gorse Grass Green Grey Hare"
    " Hart Haw Hazel Heath Hen Hollow Holly Honey Horn Ivy Juniper King Lamb Larch Lark Laven Lime"
    " Linden Long Maple Marl Mill Moor Moss Nettle North Oak Otter Ox Pear Pine Plum Quarry Rams"
    " Raven Red Reed Ridge Rook Rose Rush Saffron Salt Sand Sedge Shep Silver Sloe South Spring"
    " Stan Star Stone Swan Thorn Thistle Tin Wal Wheat White Wild Willow Winter Wood Wren Yar Yew"
).split()
ENDINGS = (
    "acre beck bourne bridge brook bury by cliffe combe cote croft dale dean den don ey field fold"
    " ford gate grove ham haven hill holme hurst ingham lea leigh ley low marsh mere mouth ness"
    " over pool port ridge sett shaw side stead stoke ton thorpe vale view ville ward water well"
    " wick wood worth"
).split()
KINDS = (
    "Street Road Lane Avenue Close Drive Crescent Terrace Gardens Court Way Mews Rise Hill Walk"
    " Place Square Row Yard"
).split()
ASKS = (
    "{street}",
    "{street}.",
    "Re: {street}",
    "Everything on {street}.",
    "My reference is {reference}.",
    "{reference}",
    "Please see {reference}.",
    "It concerns {street}, {reference}.",
)


def near_empty(seed: int, *, count: int = USUAL, letters: bool = True) -> MeasuringSet:
    """Build `count` letters, at most FULL; every street and every reference occurs once."""
    chance = random.Random(f"near empty:{seed}")
    streets = [f"{a}{b} {kind}" for a in BEGINNINGS for b in ENDINGS for kind in KINDS]
    chosen = chance.sample(streets, count)
    references = chance.sample(range(10**6, 10**7), count)
    bodies = sorted({r.body for r in datasets.labelled(datasets.BRITISH_COLUMBIA)})[:BODIES]
    requests = [
        LabelledRequest(
            id=f"n{number}",
            body=chance.choice(bodies),
            reference=f"N{number}",
            received=FIRST + timedelta(days=chance.randrange(DAYS)),
            text=chance.choice(ASKS).format(street=street, reference=f"REQ-{reference}"),
            cluster=None,
        )
        for number, (street, reference) in enumerate(zip(chosen, references, strict=True))
    ]
    return MeasuringSet(
        name="near-empty", requests=list(in_letters(requests, seed)) if letters else requests
    )
