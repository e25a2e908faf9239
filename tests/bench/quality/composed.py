"""Requests of several questions, of which each body gets some: k of n, in many layouts."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import combinations

import datasets
from letters import in_letters
from measuring_set import HALVES, MeasuringSet

from tracker.evaluation.labelled import LabelledRequest

TEMPLATES = 120
OTHERS = 400
"""Compositions that share nothing with any other."""
FEWEST, MOST = 3, 8
BODIES = (3, 8)
WITHIN_DAYS = 14
LEAST_SHARE = 0.3
"""A body gets at least this share of the questions of a template, and at least one."""
SHORTEST, LONGEST = 50, 400
"""Characters of the questions taken."""

Layout = Callable[[Sequence[str], random.Random], str]


def k_of_n(seed: int, *, half: str = "measured", letters: bool = True) -> MeasuringSet:
    """Build compositions; two requests are the same where they share a question.

    The two of HALVES share no question.

    Pairs of one template that happen to share no question count as neither right nor wrong:
    they are linked only through others of their campaign.
    """
    chance = random.Random(f"k of n:{seed}:{half}")
    suspected = {request for pair in datasets.unjudged() for request in pair}
    free = [
        r
        for r in datasets.parliament_plain()
        if r.cluster is None and r.id not in suspected and SHORTEST <= len(r.text) <= LONGEST
    ]
    random.Random(f"k of n:{seed}").shuffle(free)
    pool = iter(free[HALVES.index(half) :: len(HALVES)])
    bodies = sorted({r.body for r in free})
    requests: list[LabelledRequest] = []
    same: set[frozenset[str]] = set()
    passed: set[frozenset[str]] = set()
    for number in range(TEMPLATES):
        asked = [next(pool) for _ in range(chance.randint(FEWEST, MOST))]
        got = _send(asked, f"t{number}", bodies, chance)
        requests.extend(request for request, _ in got)
        for (a, of_a), (b, of_b) in combinations(got, 2):
            (same if of_a & of_b else passed).add(frozenset((a.id, b.id)))
    for number in range(OTHERS):
        asked = [next(pool) for _ in range(chance.randint(1, MOST))]
        requests.append(_request(asked, f"o{number}/0", chance.choice(bodies), chance))
    return MeasuringSet(
        name="k-of-n",
        requests=list(in_letters(requests, seed)) if letters else requests,
        left_out=frozenset(passed),
        same=frozenset(same),
    )


def _send(
    asked: Sequence[LabelledRequest], name: str, bodies: Sequence[str], chance: random.Random
) -> list[tuple[LabelledRequest, frozenset[str]]]:
    """Send some of the questions to each of several bodies; say which each got."""
    sent = []
    for number, body in enumerate(chance.sample(bodies, chance.randint(*BODIES))):
        fewest = max(1, round(LEAST_SHARE * len(asked)))
        chosen = chance.sample(asked, chance.randint(fewest, len(asked)))
        request = _request(chosen, f"{name}/{number}", body, chance, like=asked[0])
        sent.append((request, frozenset(question.id for question in chosen)))
    return sent


def _request(
    asked: Sequence[LabelledRequest],
    name: str,
    body: str,
    chance: random.Random,
    like: LabelledRequest | None = None,
) -> LabelledRequest:
    """Lay questions out as one request; a single one stands alone."""
    texts = [question.text.rstrip() for question in asked]
    layout = chance.choice(LAYOUTS) if len(texts) > 1 else _alone
    first = like or asked[0]
    return LabelledRequest(
        id=name,
        body=body,
        reference=name,
        received=first.received + timedelta(days=chance.randint(0, WITHIN_DAYS)),
        text=layout(texts, chance),
        cluster=None,
    )


def _alone(texts: Sequence[str], chance: random.Random) -> str:
    return texts[0]


def _numbered(mark: Callable[[int], str], gap: str) -> Layout:
    """Return a layout of one item a line."""

    def layout(texts: Sequence[str], chance: random.Random) -> str:
        return gap.join(f"{mark(n)} {text}" for n, text in enumerate(texts, start=1))

    return layout


def _prose(texts: Sequence[str], chance: random.Random) -> str:
    """Run the questions on in one paragraph, joined as people join them."""
    return " ".join(_run_on(texts, chance))


def _paragraphs(texts: Sequence[str], chance: random.Random) -> str:
    """Give each question a paragraph, joined as people join them."""
    return "\n\n".join(_run_on(texts, chance))


def _run_on(texts: Sequence[str], chance: random.Random) -> list[str]:
    """Put words of joining before all questions but the first."""
    return [texts[0], *(_joined(text, chance) for text in texts[1:])]


def _joined(text: str, chance: random.Random) -> str:
    """Put words of joining before a question, and its first word in lower case."""
    joint = chance.choice(JOINTS)
    return joint + text[0].lower() + text[1:] if text[1:2].islower() else text


JOINTS = (
    "Also, ",
    "I would also like to know ",
    "In addition, please tell me ",
    "Furthermore, please state ",
    "Please also say ",
    "And ",
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
LAYOUTS: tuple[Layout, ...] = (
    _numbered(lambda n: f"{n}.", "\n"),
    _numbered(lambda n: f"{n})", "\n\n"),
    _numbered(lambda n: f"({chr(96 + n)})", "\n"),
    _numbered(lambda n: f"{chr(96 + n)})", "\n"),
    _numbered(lambda n: f"Q{n}.", "\n\n"),
    _numbered(lambda n: f"Question {n}:", "\n"),
    _numbered(lambda n: f"{ROMAN[n - 1]}.", "\n"),
    _numbered(lambda _: "-", "\n"),
    _prose,
    _paragraphs,
)
