"""How sure a share is that was counted in a sample. Pure."""

from scipy.special import betaincinv


def lower_bound(found: int, of: int, *, confidence: float = 0.95) -> float:
    """Return what a share is at least, with this confidence, when `found` of `of` were counted.

    The exact one-sided bound of Clopper and Pearson (Biometrika 26, 1934): the smallest share
    under which as many as `found` would still be seen with probability 1 - confidence. It takes
    what was counted as independent. Of nothing counted nothing is known: the bound is then 0.
    Raises ValueError for counts that cannot be.
    """
    if not 0 <= found <= of or not 0.0 < confidence < 1.0:
        message = f"{found} of {of} with confidence {confidence} is no share"
        raise ValueError(message)
    if found == 0:
        return 0.0
    return float(betaincinv(found, of - found + 1, 1.0 - confidence))
