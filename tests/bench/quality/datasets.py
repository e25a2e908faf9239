"""Read the labelled texts of ../shared/data, and put parliament's into plain voice."""

import gzip
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tracker.evaluation.labelled import LabelledRequest, Pairs, read_labelled, read_left_out

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
PARLIAMENT, BRITISH_COLUMBIA = "parliament_questions", "british_columbia_requests"

_ADDRESSED = re.compile(
    r"^T?To (?:ask )?(?:the |The )[^,]*(?:, [A-Z][^,]*)*,\s*(?:and )?(?=[a-z(]|If |What |Whether )"
)
_IF = re.compile(r"^[Ii]f ")
_MINISTER = (
    (re.compile(r"\b(?:his|her|their) (?=[Dd]epartment\b|Office\b|officials\b)"), "your "),
    (re.compile(r"\b(?:he|she) (?=(?:will|ha[sd]|is|was|plans?|expects?|intends?|made|holds?)\b)"),
     "you "),
    (re.compile(r"\byou has\b"), "you have"),
    (re.compile(r"\bhas you\b"), "have you"),
    (re.compile(r"\byou is\b"), "you are"),
    (re.compile(r"\byou was\b"), "you were"),
    (re.compile(r"\byou (plan|expect|intend|hold)s\b"), r"you \1"),
    (re.compile(r"\b(?:his|her) (?=(?:policy|policies|planned|plans)\b)"), "your "),
)  # fmt: skip


@cache
def records(name: str) -> tuple[dict[str, Any], ...]:
    """Read a gzipped JSON Lines file of the shared data, without its ending."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)


@cache
def labelled(name: str) -> tuple[LabelledRequest, ...]:
    """Read a labelled set as `mosaic evaluate` reads it; a row that stands twice counts once."""
    return tuple({r.id: r for r in read_labelled(DATA / f"{name}.jsonl.gz")}.values())


@cache
def unjudged() -> Pairs:
    """Read the pairs of parliament's questions that nobody has judged."""
    return read_left_out(DATA / "parliament_unadjudicated_pairs.tsv.gz")


@cache
def parliament_plain() -> tuple[LabelledRequest, ...]:
    """Read parliament's questions as an applicant would put them: addressed to "you"."""
    return tuple(replace(r, text=plain(r.text)) for r in labelled(PARLIAMENT))


def plain(text: str) -> str:
    """Take the form of the House off a question, and the third person.

    "If he will publish ..." becomes "Please say whether you will publish ...".
    """
    bare = _IF.sub("please say whether ", _ADDRESSED.sub("", text))
    for pattern, instead in _MINISTER:
        bare = pattern.sub(instead, bare)
    return bare[:1].upper() + bare[1:]
