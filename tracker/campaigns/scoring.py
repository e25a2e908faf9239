"""Which scorer is in use, and from which score a pair is a copy: the settings decide both."""

from tracker.campaigns.grouping import Linking
from tracker.matching.scorer import Scorer, load_scorer, with_reader
from tracker.matching.side_by_side import SideBySide
from tracker.settings import Settings


def scorer_of(settings: Settings, *, encoder: str | None = None) -> Scorer:
    """Read the scorer that the settings name, the shipped one by default.

    Where it wants pairs in doubt read side by side, it comes with the reader. Raises ScorerProblem
    for a file that cannot be used, was fitted for another reader, or, where `encoder` is given,
    for another encoder; ModelProblem where the reader's files cannot be trusted.
    """
    scorer = load_scorer(settings.scorer_file, encoder=encoder)
    return with_reader(scorer, SideBySide.load()) if scorer.side_by_side else scorer


def copy_threshold(settings: Settings, scorer: Scorer | None = None) -> float:
    """Give the score from which a pair is a copy: the one set, else the scorer's own."""
    if settings.copy_threshold is not None:
        return settings.copy_threshold
    return (scorer or load_scorer(settings.scorer_file)).threshold


def linking_of(scorer: Scorer) -> Linking:
    """Give what grouping needs to know of a scorer."""
    return Linking(
        tempo=scorer.tempo,
        cohesion=scorer.cohesion,
        sure=scorer.sure,
        at_one_body=scorer.at_one_body,
    )
