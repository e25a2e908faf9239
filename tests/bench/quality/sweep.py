"""Find the threshold at which a peer does best on a set, and measure it at any."""

from dataclasses import asdict, dataclass
from typing import Any

from measuring_set import MeasuringSet
from partition import Figures, Judge
from peers.found import Found

HOPELESS = 0.5
"""Once one cluster holds this share of all requests, looser thresholds are not tried."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a peer clusters: its rule and threshold."""

    rule: str
    threshold: float

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self)


def best(found: Found, measured: MeasuringSet) -> tuple[Setting, Figures]:
    """Return the setting with the highest pair F1, and its figures.

    `recovered_anywhere` among them is the most round robins that any setting recovers.
    """
    judge = Judge(measured)
    tried: list[tuple[Setting, Figures]] = []
    for name, rule in found.rules.items():
        for threshold in found.thresholds:
            figures = judge.figures(rule(threshold))
            tried.append((Setting(name, threshold), figures))
            if figures["largest"] > HOPELESS * len(measured.requests):
                break
    setting, figures = max(tried, key=lambda one: one[1]["pair_f1"])
    if "recovered" in figures:
        figures["recovered_anywhere"] = max(other["recovered"] for _, other in tried)
    return setting, figures


def at(found: Found, measured: MeasuringSet, setting: Setting) -> Figures:
    """Return the figures at a setting chosen elsewhere; a rule too large here is union-find."""
    rule = found.rules.get(setting.rule) or next(iter(found.rules.values()))
    return Judge(measured).figures(rule(setting.threshold))
