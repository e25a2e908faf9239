"""Write a scorer as a file that people can read and `load_scorer` can load."""

from tracker.matching.features import NAMES
from tracker.matching.scorer import Scorer
from tracker.matching.shape import Shape

_HEAD = """\
# The pair scorer: sum = start + the sum of shape(measure), each a line through the points given
# here; log-odds = sum + calibration(sum). tracker/matching/features.py says what each measure is;
# models/README.md says on what the shapes were fitted, and how well they do. `direction` is how a
# fit may draw a shape: rising, falling, or free; `at_most` caps its last point.
"""
_COMMENTS = {
    "threshold": "from here two wordings are copies",
    "near_miss": "from here a pair is kept: a near miss still counts in the average of a group",
    "cohesion": "average over all its pairs that a group of copies holds",
    "sure": "score that two wordings need which each went round already",
    "at_one_body": "log-odds that two wordings lose when the same bodies got both",
    "cosine_floor": "pairs less alike in meaning are never copies; retrieval is exact above it",
    "min_mass": "weight of words that a question needs to say anything",
    "min_mass_withheld": "the same when it hides a name or an address",
    "doubt_from": "pairs between these two scores are read side by side",
    "doubt_to": "the upper one of the two",
    "against_to": "score up to which reading may speak against a pair; a surer one it only lifts",
    "read_at_most": "sum that a pair reaches by being read: never a certain copy",
}


def scorer_as_toml(scorer: Scorer, *, start: float, shapes: tuple[Shape, ...]) -> str:
    """Return the text of a scorer's file with another start and other shapes."""
    lines = [f'name = "{scorer.version.partition("@")[0]}"', f'encoder = "{scorer.encoder}"']
    lines.append(f'side_by_side = "{scorer.side_by_side}"   # reads the pairs in doubt')
    lines.append(f"start = {start:.4f}")
    lines += [f"{key} = {getattr(scorer, key)}   # {said}" for key, said in _COMMENTS.items()]
    lines.append(f"calibration = {_table(scorer.calibration)}   # so that scores come true")
    lines.append(f"tempo = {_table(scorer.tempo)}   # days between two copies")
    lines += ["", "[shapes]"]
    lines += [f"{name} = {_table(shape)}" for name, shape in zip(NAMES, shapes, strict=True)]
    return _HEAD + "\n".join(lines) + "\n"


def _table(shape: Shape) -> str:
    """Write one shape on one line."""
    cap = "" if shape.at_most is None else f", at_most = {shape.at_most}"
    points = [round(point, 4) for point in shape.points]
    return f'{{ direction = "{shape.direction}"{cap}, at = {list(shape.at)}, points = {points} }}'
