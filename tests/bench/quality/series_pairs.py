"""Series: the same question of another period, place or thing, put to another body days later.

Such a pair is no copy, however alike the words are. Beside each stands a true copy, lightly
reworded, so that refusing every pair is no way to do well.
"""

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import datasets
from letters import in_letters
from measuring_set import HALVES, MeasuringSet
from noise import reword

from tracker.evaluation.labelled import LabelledRequest

SWAPS = Path(__file__).with_name("swaps.toml")
OF_A_KIND = 60
"""Generated pairs of each kind."""
WITHIN_DAYS = 10
OTHERS = {datasets.PARLIAMENT: 1_500, datasets.BRITISH_COLUMBIA: 500}
"""Other requests around them."""
FURTHEST_YEAR = 3
TRIES = 5

_YEAR = re.compile(r"\b(?:19[89]\d|20[0-3]\d)\b")
_ABOUT_AN_ANSWER = re.compile(r"(?:With reference|Pursuant|Further) to\b")
"""A question about one paper or answer is not asked again of another year or place."""

Varied = tuple[str, str, str]
"""The changed text, the word that was changed, and what it became."""


@dataclass(slots=True)
class _Gathered:
    """The requests of a set while it is built, and its pairs by kind."""

    chance: random.Random
    bodies: Sequence[str]
    requests: list[LabelledRequest] = field(default_factory=list)
    series: dict[str, set[frozenset[str]]] = field(default_factory=dict)

    def elsewhere(self, like: LabelledRequest, text: str, name: str) -> LabelledRequest:
        """Put a text to a body that has none of this name, some days after another request."""
        used = {r.body for r in self.requests if r.id.startswith(f"{name}/")} | {like.body}
        free = [body for body in self.bodies if body not in used] or list(self.bodies)
        return replace(
            like,
            id=f"{name}/{len(self.requests)}",
            body=self.chance.choice(free),
            reference=f"S{len(self.requests)}",
            received=like.received + timedelta(days=self.chance.randint(0, WITHIN_DAYS)),
            text=text,
        )

    def add_family(
        self, kind: str, texts: Sequence[tuple[str, str]], base: LabelledRequest
    ) -> None:
        """Add texts of one series, each with the word that its copies must keep, and copies."""
        name = f"{kind}:{base.id}"
        copies: list[list[str]] = []
        for number, (text, kept) in enumerate(texts):
            cluster = f"{name}/{number}"
            original = self.elsewhere(base, text, name)
            self.requests.append(replace(original, cluster=cluster))
            copy = self.elsewhere(base, _copy(text, kept, self.chance), name)
            self.requests.append(replace(copy, cluster=cluster))
            copies.append([original.id, copy.id])
        pairs = self.series.setdefault(kind, set())
        for one, other in combinations(copies, 2):
            pairs.update(frozenset((a, b)) for a in one for b in other)


def series(seed: int, *, half: str = "measured", letters: bool = True) -> MeasuringSet:
    """Build real families of British Columbia, and pairs made of real questions.

    The two of HALVES share no generated pair and no other question; the families are few, and
    all of them are measured.
    """
    chance = random.Random(f"series:{seed}:{half}")
    rows = [r for r in datasets.labelled(datasets.BRITISH_COLUMBIA) if r.cluster is None]
    questions = [r for r in datasets.parliament_plain() if r.cluster is None]
    random.Random(f"series:{seed}").shuffle(questions)
    questions = questions[HALVES.index(half) :: len(HALVES)]
    plain = [r for r in questions if not _ABOUT_AN_ANSWER.match(r.text)]
    gathered = _Gathered(chance, sorted({r.body for r in (*rows, *questions)}))
    families = list(datasets.records("british_columbia_series")) if half == "measured" else []
    for record, base in zip(families, chance.sample(rows, len(families)), strict=True):
        texts = _distinct(record["texts"])
        gathered.add_family("real", [(text, "") for text in texts], base)
    taken = _add_generated(gathered, plain, chance)
    used = {_skeleton(request.text) for request in gathered.requests}
    others = [
        *(r for r in chance.sample(questions, OTHERS[datasets.PARLIAMENT]) if r.id not in taken),
        *chance.sample(rows, OTHERS[datasets.BRITISH_COLUMBIA]),
    ]
    found = [*gathered.requests, *(r for r in others if _skeleton(r.text) not in used)]
    return MeasuringSet(
        name="series",
        requests=list(in_letters(found, seed)) if letters else found,
        left_out=datasets.unjudged(),
        series={kind: frozenset(pairs) for kind, pairs in gathered.series.items()},
    )


def _add_generated(
    gathered: _Gathered, questions: list[LabelledRequest], chance: random.Random
) -> set[str]:
    """Add pairs of every kind; return the ids of the questions they were made of.

    A question that stands in the set already in the same words is passed over.
    """
    taken: set[str] = set()
    used: set[str] = set()
    for kind, vary in variations().items():
        found = 0
        for question in chance.sample(questions, len(questions)):
            varied = None if question.id in taken else vary(question.text, chance)
            if varied is None:
                continue
            text, was, now = varied
            said = {_skeleton(question.text), _skeleton(text)}
            if not used.isdisjoint(said):
                continue
            used |= said
            taken.add(question.id)
            gathered.add_family(kind, [(question.text, was), (text, now)], question)
            found += 1
            if found == OF_A_KIND:
                break
    return taken


@cache
def variations() -> dict[str, Callable[[str, random.Random], Varied | None]]:
    """Return, for each kind, a function that changes a text; it returns None where it cannot."""
    kinds = tomllib.loads(SWAPS.read_text(encoding="utf-8"))
    found: dict[str, Callable[[str, random.Random], Varied | None]] = {"year": another_year}
    for kind, groups in kinds.items():
        found[kind] = _swapper([group.split("|") for group in groups])
    return found


def another_year(text: str, chance: random.Random) -> Varied | None:
    """Change the year of a text that names just one, by up to FURTHEST_YEAR."""
    years = set(_YEAR.findall(text))
    if len(years) != 1:
        return None
    (year,) = years
    other = str(int(year) - chance.randint(1, FURTHEST_YEAR))
    return re.sub(rf"\b{year}\b", other, text), year, other


def _swapper(groups: list[list[str]]) -> Callable[[str, random.Random], Varied | None]:
    """Return a function that changes the only word of a text that is in any of these groups."""
    group_of = {word: group for group in groups for word in group}
    any_word = re.compile(rf"\b(?:{'|'.join(sorted(group_of, key=len, reverse=True))})\b(?! [A-Z])")

    def swap(text: str, chance: random.Random) -> Varied | None:
        words = set(any_word.findall(text))
        if len(words) != 1:
            return None
        (word,) = words
        other = chance.choice([w for w in group_of[word] if w != word])
        return re.sub(rf"\b{word}\b", other, text), word, other

    return swap


def _copy(text: str, kept: str, chance: random.Random) -> str:
    """Reword lightly, keeping the word that makes this question another than its sibling."""
    tried = (reword(text, "light", chance) for _ in range(TRIES))
    return next((found for found in tried if kept in found), text)


def _distinct(texts: Sequence[str]) -> list[str]:
    """Keep one text of those whose numbers and words are the same."""
    return list({_skeleton(text): text for text in texts}.values())


def _skeleton(text: str) -> str:
    """Return the words and numbers of a text alone; April 01 is April 1."""
    return " ".join(re.sub(r"\b0+(?=\d)", "", w) for w in re.findall(r"[a-z0-9]+", text.lower()))
