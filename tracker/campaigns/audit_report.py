"""What an audit of the matching counted, and what that means in words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import floor
from typing import Any

from tracker.campaigns.confidence import lower_bound


@dataclass(frozen=True, slots=True)
class Place:
    """A request in which a wording stands."""

    body: str
    reference: str


@dataclass(frozen=True, slots=True)
class MissingLink:
    """Two wordings that the scorer takes for copies and the run did not link."""

    one: Place | None
    """None where no request has this wording any more."""
    other: Place | None
    score: float
    stored: float | None
    """The score that the run kept, below the threshold; None where it kept none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """What the audits of several nights with one scorer counted together, this one's as well."""

    nights: int
    links_exhaustive: int
    links_found: int
    recall_lower_95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """What an audit counted. A link is a pair of wordings whose score reaches the threshold."""

    sample: int
    wordings: int
    """Wordings that the run has compared; the sample is drawn from them."""
    waiting: int
    """Wordings that wait for a run; they take no part."""
    pairs: int
    """Pairs looked at: each wording of the sample with every other wording."""
    pairs_scored: int
    """Of these, the pairs that went through the scorer: all at or above the floor, where both
    wordings say enough, and those of `below_floor_scored`."""
    pairs_below_floor: int
    """Of the pairs looked at, those below the cosine floor, which no rule lets be a link."""
    below_floor_scored: int
    """Of those, the pairs that were scored to see what the floor costs."""
    links_exhaustive: int
    links_found: int
    """Of the exhaustive links, those that the run has stored."""
    recall: float
    recall_lower_95: float
    beyond_floor: int
    """Of the pairs scored below the floor, those that would be links if there were no floor."""
    seed: int
    scorer: str
    encoder: str
    threshold: float
    missing: tuple[MissingLink, ...]
    nights: Nights | None = None
    """With the nights before; None for an audit that stands alone."""

    def counts(self) -> dict[str, Any]:
        """Return the figures for the record of a run, which names no request."""
        return asdict(self) | {"missing": len(self.missing)}


def with_nights(counts: Mapping[str, Any], before: Iterable[Mapping[str, Any]]) -> Nights:
    """Add up the counts of an audit and those of nights before; other scorers' do not count.

    One night's sample holds few links or none, and many nights' samples enough to say something.
    """
    same = ("scorer", "encoder", "threshold")
    all_nights = [counts, *(b for b in before if all(b.get(k) == counts[k] for k in same))]
    links, found = (sum(c[k] for c in all_nights) for k in ("links_exhaustive", "links_found"))
    return Nights(
        nights=len(all_nights),
        links_exhaustive=links,
        links_found=found,
        recall_lower_95=round(lower_bound(found, links), 6),
    )


def in_words(counts: Mapping[str, Any]) -> str:
    """Say in sentences what the counts of an audit mean."""
    if not counts["wordings"]:
        return "No wording has been compared yet, so there was nothing to audit."
    drawn = _number(counts["sample"], "wording")
    stored = f"{counts['wordings']:,}"
    said = [f"{drawn} drawn at random, compared with all {stored} stored: {_found(counts)}"]
    if counts["waiting"]:
        said.append(f"Waiting for a run: {_number(counts['waiting'], 'wording')}.")
    if counts["beyond_floor"]:
        scored = _number(counts["below_floor_scored"], "pair")
        said.append(
            f"Of {scored} below the cosine floor, {counts['beyond_floor']:,} would be links."
        )
    nights = counts.get("nights")
    if nights and nights["nights"] > 1:
        said.append(_of_nights(nights))
    return " ".join(said)


def _of_nights(nights: Mapping[str, Any]) -> str:
    """Say what this night and those before it show together."""
    links, found = nights["links_exhaustive"], nights["links_found"]
    these = f"Over the last {nights['nights']:,} nights with this scorer"
    if not links:
        return f"{these} no wording drawn had a copy."
    had = f"all {links:,} links" if found == links else f"{found:,} of {_number(links, 'link')}"
    return f"{these} the runs had {had}: at least {_percent(nights['recall_lower_95'])} %."


def _percent(share: float) -> float:
    """Give a share in per cent with one digit, never more than it is."""
    return floor(share * 1000) / 10


def _found(counts: Mapping[str, Any]) -> str:
    """Say what an exhaustive search found beside what the run has."""
    links, missing = counts["links_exhaustive"], counts["missing"]
    if missing:
        command = f"mosaic audit-recall --sample {counts['sample']} --seed {counts['seed']}"
        return (
            f"the run lacks {missing:,} of {_number(links, 'link')}. This is a defect; "
            f"`{command}` names what is missing."
        )
    if not links:
        return "none of them has a copy, so this shows nothing."
    least = _percent(counts["recall_lower_95"])
    return (
        f"the run has {'the one link' if links == 1 else f'all {links:,} links'} that this finds, "
        f"so with 95 % confidence it has at least {least} % of all links."
    )


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
