"""Measure every method on every set of a plan."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from child import MOSAIC
from measuring_set import HALVES
from near_empty import near_empty
from peers.all_peers import PEERS
from plan import Plan
from runner import Result, Runner
from sets import build
from stored import save
from summary import ENCODE

Results = dict[str, dict[str, dict[int, Result]]]
"""By set, method and seed."""


def measure_all(plan: Plan, runner: Runner) -> Results:
    """Return what each method got on each set and seed."""
    found: Results = defaultdict(lambda: defaultdict(dict))
    for name, seeds in plan.seeds.items():
        for seed in seeds:
            measured, dev = (_file(runner, name, seed, half) for half in HALVES)
            label = f"{name}.{seed}"
            found[name][ENCODE][seed] = runner.run(f"{label}.encode", "encode", str(measured))
            runner.run(f"{label}.encode-dev", "encode", str(dev))
            found[name][MOSAIC][seed] = runner.run(
                f"{label}.{MOSAIC}", "measure", MOSAIC, str(measured)
            )
            for peer in PEERS:
                found[name][peer][seed] = _peer(runner, label, peer, (measured, dev))
    return found


def stress(plan: Plan, runner: Runner) -> Result:
    """Return what Mosaic makes of letters that hold almost nothing."""
    path = runner.folder / "sets" / f"stress.{plan.letters}.json"
    if not (runner.resume and path.exists()):
        save(near_empty(1, count=plan.letters), path)
    return runner.run(f"stress.{plan.letters}", "measure", MOSAIC, str(path), "--no-ranking") | {
        "letters": plan.letters
    }


def _peer(runner: Runner, label: str, peer: str, halves: tuple[Path, Path]) -> Result:
    """Freeze a peer's threshold on one half, then measure it on the other."""
    measured, dev = halves
    setting = runner.run(f"{label}.{peer}-tuned", "tune", peer, str(dev))
    if "failed" in setting:
        return setting
    words = ("measure", peer, str(measured), "--setting", json.dumps(setting))
    return runner.run(f"{label}.{peer}", *words)


def _file(runner: Runner, name: str, seed: int, half: str) -> Path:
    """Build one half of a set where it is not kept."""
    path = runner.folder / "sets" / f"{name}.{seed}.{half}.json"
    if not (runner.resume and path.exists()):
        save(build(name, seed, half), path)
    return path


def plain(results: Results) -> dict[str, Any]:
    """Return the results as plain records for JSON."""
    return {
        name: {method: {str(s): r for s, r in seeds.items()} for method, seeds in methods.items()}
        for name, methods in results.items()
    }
