"""Mosaic on a measuring set: the code of `mosaic evaluate`, at its shipped threshold."""

from collections.abc import Callable

from figures import Figures, average_precision, calibration, of_clustering
from measuring_set import MeasuringSet
from scored_pairs import of_requests

from tracker.campaigns.scoring import scorer_of
from tracker.evaluation import Predicted, predict
from tracker.matching.encoder import Encoder
from tracker.settings import Settings


def run_mosaic(
    measured: MeasuringSet, encoder: Encoder, progress: Callable[[int], None] | None = None
) -> Predicted:
    """Group the requests of a set as a run would."""
    return predict(
        measured.requests,
        encoder=encoder,
        scorer=scorer_of(Settings()),
        settings=Settings(),
        names_of=lambda body: (body,),
        progress=progress,
    )


def mosaic_figures(
    measured: MeasuringSet, predicted: Predicted, *, ranking: bool = True
) -> Figures:
    """Return every figure of what was found; `ranking` also those of the scores of pairs."""
    found = of_clustering(measured, predicted.campaigns, predicted.main)
    if ranking:
        pairs = of_requests(predicted)
        found["average_precision"] = average_precision(measured, pairs)
        found |= calibration(measured, pairs)
    return found
