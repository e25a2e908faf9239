"""Fit what the sums of points stand for, and write it into the scorer's file.

Run as `python tests/bench/calibrate.py [TARGET]` once the shapes are fitted; half an hour on two
cores. The pairs come from the halves of the reworded sets that are not measured. The scores
that the file names are moved along, so that the same pairs are read, kept and linked as before.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent / "quality"))

from figures import judged
from measuring_set import MeasuringSet
from mosaic_method import run_mosaic
from scored_pairs import of_requests
from sets import build
from vectors import KeptVectors

from tracker.campaigns.scoring import scorer_of
from tracker.matching.scorer import Scorer
from tracker.matching.scorer_file import scorer_as_toml
from tracker.matching.shape import Shape
from tracker.settings import Settings

ROOT = Path(__file__).parents[2]
SEEDS = (1, 2, 3, 4)
AT = (-3.0, -1.5, 0.0, 1.5, 2.2)
"""Sums at which the line may bend. Beyond the last, which no reading reaches, the sum is right."""
LEAST_RISE = 0.05
"""Log-odds that a point more stands for at least: what is likelier is never less probable."""
PULL = 0.5
SCORES = ("threshold", "near_miss", "doubt_from", "doubt_to", "against_to")
"""Scores that move. `cohesion` stays: it is an average, and must keep one text that asks what two
campaigns ask from joining them. `sure` stays, for there the line adds next to nothing."""
DIGITS = 4

Floats = NDArray[np.float64]


def main() -> None:
    """Score the pairs, fit the line, and write the scorer into the file named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "models" / "scorer.toml"
    scorer, encoder = scorer_of(Settings()), KeptVectors(ROOT / "build" / "bench-quality")
    found = [sums_and_labels(build("reworded", seed, "dev"), encoder, scorer) for seed in SEEDS]
    sums, same = (np.concatenate(parts) for parts in zip(*found, strict=True))
    calibrated = replace(scorer, calibration=fit(sums, same))
    scores = {
        name: round(calibrated.calibrated(total_of(getattr(scorer, name), scorer)), DIGITS)
        for name in SCORES
    }
    text = scorer_as_toml(replace(calibrated, **scores), start=scorer.start, shapes=scorer.shapes)
    target.write_text(text, "utf-8")
    print(f"{len(same)} pairs, {int(same.sum())} of them copies")  # noqa: T201


def sums_and_labels(
    measured: MeasuringSet, encoder: KeptVectors, scorer: Scorer
) -> tuple[Floats, Floats]:
    """Return what the measures of each pair of requests come to, and 1 for copies.

    Pairs in the same words are left out: these are the same without a scorer.
    """
    scores, same = judged(measured, of_requests(run_mosaic(measured, encoder)))
    worded = scores < 1.0
    sums = [total_of(float(score), scorer) for score in scores[worded]]
    return np.array(sums), same[worded].astype(np.float64)


def total_of(score: float, scorer: Scorer) -> float:
    """Return the sum of points that a score stands for."""
    odds = float(np.log(score) - np.log1p(-score))
    shape = scorer.calibration
    rises = [at + points for at, points in zip(shape.at, shape.points, strict=True)]
    return odds - float(np.interp(odds, rises, shape.points))


def fit(sums: Floats, same: Floats, at: Sequence[float] = AT) -> Shape:
    """Fit the line by logistic loss; it adds nothing at its last place and beyond."""
    places_, widths = np.array(at), np.diff(at)
    below = np.clip((places_[1:] - sums[:, None]) / widths, 0.0, 1.0)
    beyond = np.minimum(sums - at[0], 0.0) + np.maximum(sums - at[-1], 0.0) + at[-1]

    def loss(falls: Floats) -> tuple[float, Floats]:
        odds = beyond - below @ falls
        missed = np.logaddexp(0.0, odds) - same * odds
        slope = 1.0 / (1.0 + np.exp(-odds)) - same
        moved = falls - widths
        return float(missed.sum() + PULL * (moved**2).sum() / 2), PULL * moved - slope @ below

    bounds = [(LEAST_RISE * width, None) for width in widths]
    falls = minimize(loss, widths, jac=True, bounds=bounds, method="L-BFGS-B").x
    odds = at[-1] - np.append(np.cumsum(falls[::-1])[::-1], 0.0)
    return Shape(tuple(at), tuple(float(point) for point in odds - places_))


if __name__ == "__main__":
    main()
