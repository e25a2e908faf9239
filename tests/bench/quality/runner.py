"""Run the child processes one after another; a method that fails is a result like any other."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("child.py")
PATIENCE_SECONDS = 3_600
"""A child that takes longer counts as failed."""
REASON = 300
"""Characters of a failure's reason that are kept."""

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Runner:
    """Starts children; results of an earlier run in the same folder are taken when resuming."""

    folder: Path
    cache: Path
    resume: bool
    say: Callable[[str], None]

    def run(self, name: str, *words: str) -> Result:
        """Run a child with these words, or return what is kept under the name.

        The result holds `failed` with a reason where the child failed or took too long; it is
        shown, and not kept.
        """
        kept = self.folder / "results" / f"{name}.json"
        if self.resume and kept.exists():
            return dict(json.loads(kept.read_text(encoding="utf-8")))
        began = time.perf_counter()
        result = _result([sys.executable, str(CHILD), *words, "--cache", str(self.cache)])
        took = time.perf_counter() - began
        self.say(f"{name}: {result.get('failed', 'done')} ({took:.0f} s)")
        if "failed" not in result:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(result), encoding="utf-8")
        return result


def _result(command: list[str]) -> Result:
    """Run a command that prints one line of JSON."""
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=PATIENCE_SECONDS
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"took more than {PATIENCE_SECONDS} seconds"}
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        return {"failed": lines[-1][:REASON]}
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))
