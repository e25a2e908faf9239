"""Count models/word_weights.tsv anew: in how many distinct questions each stem stands.

Run as `python tests/bench/count_words.py FILE.jsonl.gz ...`; only counts are kept, no text.
"""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from tracker.matching.signature import signature
from tracker.text.prepare import prepare

TARGET = Path(__file__).parents[2] / "models" / "word_weights.tsv"
MIN_COUNT = 4
"""A stem in fewer texts is left out: unknown ones weigh most anyway, and rare ones may be names."""
_STEM = re.compile(r"[a-z][a-z'&.-]*")


def main() -> None:
    """Count the stems of every distinct text."""
    texts: set[str] = set()
    for name in sys.argv[1:]:
        with gzip.open(name, "rt", encoding="utf-8") as lines:
            texts.update(json.loads(line)["text"] for line in lines)
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        stems = {
            stem
            for question in prepare(text, body_names=()).questions
            for stem in signature(question.comparable).weights
        }
        counts.update(stems)
        total += bool(stems)
    rows = sorted(
        ((stem, n) for stem, n in counts.items() if n >= MIN_COUNT and _STEM.fullmatch(stem)),
        key=lambda row: (-row[1], row[0]),
    )
    with TARGET.open("w", encoding="utf-8") as out:
        out.write("# How many of the counted texts hold each stem; rarer stems weigh more. ")
        out.write(f"`*` is the number of texts.\n*\t{total}\n")
        out.writelines(f"{stem}\t{n}\n" for stem, n in rows)


if __name__ == "__main__":
    main()
