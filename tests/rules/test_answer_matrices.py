"""Thousands of random campaigns against an oracle that works by pairs; pure.

The oracle knows what was meant, not what was written: exemptions are free text as forces write it.
"""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.risk.answers import Answer, Earlier
from tracker.campaigns.risk.inconsistencies import inconsistencies
from tracker.law.citations import parse_exemptions
from tracker.law.postures import stance

TOYS = run_path(str(Path(__file__).parents[1] / "risk_toys.py"))
MATRICES = 2_500
DAY = date(2026, 11, 20)
REGIONS = ("North", "South", "Wales", "National", "")
OUTCOMES = [
    *("ncnd",) * 6,
    *("disclosed", "partly-disclosed", "refused", "not-held") * 2,
    *("cost", "vexatious", "already-published", "withdrawn", "clarification"),
    *("pending",) * 3,
]
SILENT = (("31", "3"), ("24", "2"), ("23", "5"), ("30", "3"), ("40", "5B"))
WITHHOLDING = (
    ("31", "1", "a"), ("31", "1", "b"), ("24", "1"), ("30", "1"), ("30", "2"), ("40", "2"),
    ("43", "2"), ("38", "1"), ("23", "1"),
)  # fmt: skip
TEMPLATES = (
    "Section {0}", "section {0}", "s{0}", "S.{0}", "s. {0}", "Sec {0}", "S{0}", "SECTION {0}",
    "Section {0} of the Freedom of Information Act 2000", "FOIA s.{0}",
)  # fmt: skip
NAMED = {
    "31": "Law Enforcement", "24": "National Security", "23": "Security Bodies",
    "30": "Investigations", "40": "Personal Information", "43": "Commercial Interests",
    "38": "Health and Safety",
}  # fmt: skip
JOINTS = ("; ", ", ", " and ", "\n", " & ", " / ")
CONFIRM = {"disclosed", "partly-disclosed", "refused", "already-published"}
KIND = {
    "disclosed": 1, "partly-disclosed": 1, "already-published": 1, "refused": 2, "ncnd": 3,
    "not-held": 4, "cost": 5,
}  # fmt: skip
UNANSWERED = {"pending", "clarification", "withdrawn"}


def written(chance, provision):
    """Write one provision as some force would."""
    number, *rest = provision
    gap = chance.choice(("", "", " "))
    text = number + "".join(f"{gap}({part})" for part in rest)
    text = chance.choice(TEMPLATES).format(text)
    name = NAMED[number]
    return chance.choice((text, text, f"{text} - {name}", f"{text} ({name})"))


def meant(chance, outcome):
    """Choose the provisions that an answer means to cite."""
    silent = chance.sample(SILENT, chance.randint(1, 2))
    withholding = chance.sample(WITHHOLDING, chance.randint(1, 2))
    match outcome:
        case "ncnd":
            return silent
        case "refused":
            return chance.choice((withholding, withholding, withholding + silent, silent))
        case "partly-disclosed":
            return chance.choice(([], withholding, withholding + silent, silent))
        case "disclosed" | "not-held":
            return silent if chance.random() < 0.15 else []
    return []


def drawn(chance):
    """Draw the rows of one campaign: what was meant, and how it was written."""
    rows = []
    places = [(r, c) for r in range(5) for c in range(5)]
    bodies = [
        (f"b{n}", chance.choice(places) if chance.random() < 0.8 else None, chance.choice(REGIONS))
        for n in range(chance.randint(2, 9))
    ]
    pool = ["ncnd", *chance.sample(sorted(set(OUTCOMES)), chance.randint(2, 4))]
    for number in range(chance.randint(2, 12)):
        states = []
        day = date(2026, 10, 1)
        for _ in range(2 if chance.random() < 0.15 else 1):
            outcome = chance.choice(pool if chance.random() < 0.8 else OUTCOMES)
            provisions = meant(chance, outcome)
            chance.shuffle(provisions)
            text = chance.choice(JOINTS).join(written(chance, each) for each in provisions)
            day += timedelta(days=chance.randint(1, 24))
            silent = outcome == "refused" and set(provisions) <= set(SILENT)
            read = "ncnd" if silent else outcome
            states.append((read, frozenset(provisions), text, day, outcome))
        rows.append({"number": number, "body": chance.choice(bodies), "states": states})
    return rows


def as_answer(row):
    """Read a row as the tracker does, from its words."""
    read = []
    for _, _, text, day, outcome in row["states"]:
        cited = parse_exemptions(text, "FOIA")
        said = stance(outcome, cited)
        read.append(Earlier(None if outcome in UNANSWERED else day, said, cited.exemptions))
    slug, tile, region = row["body"]
    return Answer(
        TOYS["body"](slug, tile=tile, region=region),
        reference=str(row["number"]),
        received=date(2026, 10, 1),
        responded=read[-1].given,
        stance=read[-1].stance,
        exemptions=read[-1].exemptions,
        earlier=tuple(read[:-1]),
    )


def oracle(rows):
    """Say by pairs which rules hold, each with the bodies it names."""
    told = defaultdict(set)
    for row in rows:
        row["given"] = [s for s in row["states"] if s[0] not in UNANSWERED]
        row["now"] = row["given"][-1] if row["given"] else ("none", frozenset(), "", None)
        row["ever"] = {state[0] for state in row["given"]}
        row["told"] = [s for s in row["given"] if s[0] == "not-held"][-1:]
        changed = [
            a[0] != b[0] or (a[1] and b[1] and a[1] != b[1])
            for a, b in zip(row["given"], row["given"][1:], strict=False)
        ]
        cited = set(row["now"][1])
        if row["now"][0] == "disclosed" and cited and cited <= set(SILENT):
            told["held-with-ncnd", row["number"]].add(row["body"][0])
        if any(changed):
            told["answer-changed", row["number"]].add(row["body"][0])
    for one, other in permutations(rows, 2):
        by_pair(told, one, other)
    return Counter((rule, frozenset(bodies)) for (rule, _), bodies in told.items())


def by_pair(told, one, other):
    both = {one["body"][0], other["body"][0]}
    outcome, cited = one["now"][:2]
    whole = outcome == "ncnd"
    part = not whole and any(each in SILENT for each in cited)
    plain = any(s[0] == "not-held" and not s[1] for s in other["told"])
    if len(both) == 2:
        if (whole and "not-held" in other["ever"]) or (part and plain):
            told["ncnd-beside-denial", 0] |= both
        if whole and CONFIRM & other["ever"]:
            told["ncnd-beside-confirmation", 0] |= both
            if next_to(one["body"], other["body"]):
                told["neighbour-disclosed", other["body"][0]] |= both
    elif len({KIND.get(each["now"][0]) for each in (one, other)} - {None}) == 2:
        told["same-body-differs", one["body"][0]] |= both
    for section in NAMED:
        mine, theirs = ({p[1] for p in each["now"][1] if p[0] == section} for each in (one, other))
        quiet = {p[1] for p in SILENT if p[0] == section}
        if mine and theirs and (not mine & theirs or (mine <= quiet) != (theirs <= quiet)):
            told["other-limb", section] |= both


def next_to(one, other):
    if one[1] and other[1]:
        return abs(one[1][0] - other[1][0]) < 2 and abs(one[1][1] - other[1][1]) < 2
    return one[2] == other[2] in {"North", "South", "Wales"}


@pytest.fixture(scope="module")
def compared():
    """Give for each rule what was found rightly, wrongly, and what was missed."""
    chance = random.Random(20261120)
    counts = {"right": Counter(), "wrong": Counter(), "missed": Counter()}
    for _ in range(MATRICES):
        rows = drawn(chance)
        expected = oracle(rows)
        found = Counter(
            (str(each.rule), frozenset(each.bodies))
            for each in inconsistencies(map(as_answer, rows), DAY)
        )
        for name, items in (
            ("right", expected & found), ("wrong", found - expected), ("missed", expected - found),
        ):  # fmt: skip
            counts[name].update(rule for rule, _ in items.elements())
    return counts


def test_the_rules_find_what_the_oracle_finds(compared):
    right, wrong, missed = (sum(compared[name].values()) for name in ("right", "wrong", "missed"))
    assert right > MATRICES
    assert 2 * right / (2 * right + wrong + missed) >= 0.98, (compared["wrong"], compared["missed"])


@pytest.mark.parametrize("rule", ["ncnd-beside-denial", "ncnd-beside-confirmation"])
def test_no_broken_line_is_missed(compared, rule):
    assert compared["right"][rule] > 500
    assert compared["missed"][rule] == 0


@pytest.mark.parametrize(
    "rule",
    ["same-body-differs", "answer-changed", "neighbour-disclosed", "other-limb", "held-with-ncnd"],
)
def test_every_rule_was_put_to_the_test(compared, rule):
    assert compared["right"][rule] > 100
    assert compared["missed"][rule] + compared["wrong"][rule] <= 0.02 * compared["right"][rule]
