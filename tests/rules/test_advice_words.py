"""Advice and evidence never offer that others were asked as a ground for section 12 or 14."""

import ast
import re
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.advice_words import ALWAYS, CLOCK_RUNS_ON, DECIDES_FOR_ITSELF, NO_GROUND
from tracker.campaigns.evidence_document import document
from tracker.campaigns.evidence_html import as_html

ROOT = Path(__file__).parents[2] / "tracker"
TOYS = run_path(str(Path(__file__).parents[1] / "evidence_toys.py"))
FIXED = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        *("campaigns/advice*.py", "campaigns/evidence*.py", "campaigns/precedents*.py"),
        *("alerts/*.py", "cli/advice*.py", "cli/evidence.py", "cli/precedents.py"),
        "law/scottish_twins.py",
    )
    for path in ROOT.glob(pattern)
)
GROUND = re.compile(
    r"\bs(?:ections?|\.)?\s?1[24]\b|aggregat|add(?:ing|ed)? (?:up )?(?:its|the|their) costs?"
    r"|vexatious|repeated under|too costly|manifestly",
    re.IGNORECASE,
)
DENIED = re.compile(r"\bno ground\b|\bno line for a campaign\b|own facts\b", re.IGNORECASE)


def offering(words):
    """Give the sentences that name such a ground without denying it."""
    sentences = re.split(r"(?<=[.:;?!])\s+(?=[A-Z{])", " ".join(words.split()))
    return [each for each in sentences if GROUND.search(each) and not DENIED.search(each)]


def strings(path):
    """Give every text of a module, joined f-strings as one."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    inner = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in inner:
            yield str(node.value)


def test_the_words_that_go_with_advice_say_what_the_law_says():
    assert "decides for itself" in DECIDES_FOR_ITSELF
    assert "does not stop the clock" in CLOCK_RUNS_ON
    assert NO_GROUND.count("no ground") == 2
    assert "section 14" in NO_GROUND
    assert "section 12" in NO_GROUND
    assert ALWAYS == (DECIDES_FOR_ITSELF, CLOCK_RUNS_ON, NO_GROUND)


@pytest.mark.parametrize("path", FIXED)
def test_no_fixed_word_offers_cost_or_vexation_as_a_ground(path):
    assert [found for words in strings(path) for found in offering(words)] == []


@pytest.mark.parametrize(
    "words",
    [
        "Refuse it under section 12.",
        "The costs may be aggregated across bodies.",
        "Consider whether it is vexatious, since others were asked.",
        "Say that s.14(2) applies.",
        "You may be adding its cost to theirs.",
    ],
)
def test_the_guard_sees_a_ground_that_is_offered(words):
    assert offering(f"Fine so far. {words}") == [words]
    assert offering(NO_GROUND) == []


def test_no_evidence_offers_them_whatever_the_answers():
    answer = TOYS["answer"]
    postures = ("ncnd", "disclosed", "not-held", "refused", "pending")
    found = TOYS["evidence"]([answer(f"body{n}", each) for n, each in enumerate(postures)])
    text = re.sub(r"<style>.*?</style>|<[^>]+>", "\n", as_html(document(found)), flags=re.DOTALL)
    told = [sentence for line in text.split("\n") for sentence in offering(line)]
    assert told == []
    assert NO_GROUND.split(",")[0] in text
