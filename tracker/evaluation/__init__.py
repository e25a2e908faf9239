"""Measure the tracker on labelled requests: the same rules as a run, without a database."""

from tracker.evaluation.labelled import LabelledFileError, LabelledRequest, read_labelled
from tracker.evaluation.metrics import Quality, measure
from tracker.evaluation.run import Predicted, predict

__all__ = [
    "LabelledFileError",
    "LabelledRequest",
    "Predicted",
    "Quality",
    "measure",
    "predict",
    "read_labelled",
]
