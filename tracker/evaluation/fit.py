"""Fit the shapes of a scorer to labelled pairs: a logistic model that stays additive.

Every shape is a row of steps between the places where it may bend. The steps keep their direction
and their cap, and are pulled towards those of the scorer before, so that a few decisions move it a
little and thousands move it freely (maximum a posteriori with a normal prior on each step).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.matching.encoder import Encoder
from tracker.matching.reading import as_read
from tracker.matching.scorer import Scorer
from tracker.matching.scorer_file import scorer_as_toml
from tracker.matching.shape import Shape
from tracker.matching.signature import signature

Floats = NDArray[np.float64]

PULL = 1.0
"""Strength of the prior: a step may leave its place by about one log-odd for a single pair."""

MOST_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted scorer as the text of its file, and how the fit went."""

    toml: str
    figures: dict[str, float]

    def write(self, path: Path) -> None:
        """Write the scorer's file."""
        path.write_text(self.toml, "utf-8")


def fit_scorer(
    pairs: Sequence[LabelledPair], *, encoder: Encoder, base: Scorer, seed: int
) -> Fitted:
    """Fit a scorer to pairs of comparable wordings, beginning with `base`.

    The result depends on the pairs alone, not on their order; `seed` is kept for fits that draw.
    """
    del seed
    texts = sorted({text for pair in pairs for text in (pair.text_a, pair.text_b)})
    place = {text: index for index, text in enumerate(texts)}
    vectors = encoder.encode([as_read(text) for text in texts])
    parts = [signature(text) for text in texts]
    ordered = sorted(pairs, key=lambda pair: (pair.text_a, pair.text_b, pair.label))
    compared = base.compared(
        (parts[a], parts[b], float(vectors[a] @ vectors[b]))
        for a, b in ((place[pair.text_a], place[pair.text_b]) for pair in ordered)
    )
    rows = [comparison.values for comparison in compared]
    same = np.array([pair.label for pair in ordered], dtype=np.float64)
    start, shapes, loss = fit_shapes(np.array(rows), same, np.ones(len(rows)), base=base)
    return Fitted(scorer_as_toml(base, start=start, shapes=shapes), {"loss": loss})


def fit_shapes(
    features: Floats, same: Floats, weight: Floats, *, base: Scorer, pull: float = PULL
) -> tuple[float, tuple[Shape, ...], float]:
    """Fit start and shapes; return them with the mean loss.

    `features` has a row for each pair and a column for each measure; `same` is 1 for copies.
    """
    design = np.hstack(
        [_steps(features[:, column], shape) for column, shape in enumerate(base.shapes)]
    )
    before = np.concatenate([np.diff(shape.points) for shape in base.shapes] + [[base.start]])
    base_points = sum(shape.points[0] for shape in base.shapes)

    def loss(values: Floats) -> tuple[float, Floats]:
        odds, rise = _calibrated(design @ values[:-1] + values[-1] + base_points, base.calibration)
        missed = np.logaddexp(0.0, odds) - same * odds
        slope = weight * rise * (1.0 / (1.0 + np.exp(-np.clip(odds, -60, 60))) - same)
        moved = values - before
        gradient = np.append(slope @ design, slope.sum()) + pull * moved
        return float((weight * missed).sum() + pull * (moved**2).sum() / 2), gradient

    bounds = [bound for shape in base.shapes for bound in _bounds(shape)]
    found = minimize(
        loss,
        before,
        jac=True,
        bounds=[*bounds, (None, None)],
        method="L-BFGS-B",
        options={"maxiter": MOST_STEPS},
    )
    start, shapes = _unread_for_nothing(float(found.x[-1]), _shapes(base, found.x[:-1]))
    return start, shapes, float(found.fun) / max(len(same), 1)


def _calibrated(sums: Floats, shape: Shape) -> tuple[Floats, Floats]:
    """Return the log-odds that sums of points stand for, and how steeply these rise with them."""
    at, points = np.array(shape.at), np.array(shape.points)
    rises = np.concatenate([[0.0], np.diff(points) / np.diff(at), [0.0]])
    return (
        sums + np.interp(sums, at, points),
        1.0 + rises[np.searchsorted(at, sums, side="right")],
    )


def _unread_for_nothing(start: float, shapes: tuple[Shape, ...]) -> tuple[float, tuple[Shape, ...]]:
    """Move what the last shape gives to pairs that were not read into the start: the same sums."""
    *others, reading = shapes
    given = reading(0.0)
    points = tuple(point - given for point in reading.points)
    return start + given, (*others, replace(reading, points=points))


def _steps(values: Floats, shape: Shape) -> Floats:
    """Return how far each value has gone through each stretch of a shape, 0 to 1."""
    at = np.array(shape.at)
    return np.asarray(np.clip((values[:, None] - at[:-1]) / np.diff(at), 0.0, 1.0))


def _bounds(shape: Shape) -> list[tuple[float | None, float | None]]:
    """Return the bounds of a shape's steps: its direction, and its share of the cap."""
    stretches = np.diff(np.array(shape.at)) / (shape.at[-1] - shape.at[0])
    if shape.at_most is not None:
        return [(None, float(shape.at_most * stretch)) for stretch in stretches]
    low = 0.0 if shape.direction == "rising" else None
    high = 0.0 if shape.direction == "falling" else None
    return [(low, high)] * len(stretches)


def _shapes(base: Scorer, steps: Floats) -> tuple[Shape, ...]:
    """Put fitted steps back into shapes."""
    shapes, begin = [], 0
    for shape in base.shapes:
        end = begin + len(shape.at) - 1
        rises = np.concatenate([[shape.points[0]], steps[begin:end]])
        points = tuple(float(point) for point in np.cumsum(rises))
        shapes.append(Shape(shape.at, points, shape.direction, shape.at_most))
        begin = end
    return tuple(shapes)
