"""How much an outsider could map from a campaign's answers: a sum of factors, and its band."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.campaigns.risk.answers import Answer, is_open, known
from tracker.campaigns.risk.between_bodies import (
    ncnd_beside_confirmation,
    ncnd_beside_denial,
    neighbour_disclosed,
)
from tracker.campaigns.risk.contradiction import Inconsistency, Side
from tracker.campaigns.risk.line import Line, bodies_of, line_of
from tracker.campaigns.risk.neighbours import NO_PLACE, telling_pairs
from tracker.campaigns.risk.points import Points, load_points
from tracker.campaigns.risk.wording import count, join
from tracker.law.postures import Posture

LOWEST = "low"


@dataclass(frozen=True, slots=True)
class Topic:
    """A sensitive topic that a campaign seems to be about; a prompt to check, never a ground."""

    slug: str
    title: str
    likeness: float
    """Between 0 and 1."""
    ncnd_typical: bool
    """Whether NCND is part of the usual answers on it."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One part of a score, with its reason in words."""

    name: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Risk:
    """The band first, then the score from 0 to 100, and the factors that add up to it."""

    band: str
    """`low`, `medium`, `high` or `very high`."""
    score: float
    factors: tuple[Factor, ...]
    """Every factor, those without points too; the order never changes."""
    version: str
    """Of the numbers in mapping_risk.toml."""


def mapping_risk(
    answers: Iterable[Answer],
    as_of: date,
    *,
    topics: Sequence[Topic] = (),
    explained: Collection[str] = frozenset(),
    points: Points | None = None,
) -> Risk:
    """Add up the factors as the answers stood on a day.

    A further body asked, a further answer that reveals, and a line broken never lower the score;
    explaining an inconsistency and settling an answer that reveals nothing never raise it.
    `explained` holds keys of inconsistencies.
    """
    points = points or load_points()
    stood = known(answers, as_of)
    line = line_of(stood)
    factors = (
        _bodies(stood, points),
        _places(stood, points),
        _topic(topics, points),
        *_given_away(stood, line, as_of, points),
        _denial(ncnd_beside_denial(line), explained, points),
        _confirmation(ncnd_beside_confirmation(line), explained, points),
        _neighbours(line, explained, points),
    )
    score = round(math.fsum(factor.points for factor in factors), 1)
    reached = [name for name, start in points.bands if score >= start]
    return Risk(reached[-1] if reached else LOWEST, score, factors, points.version)


def changes_on(
    answers: Iterable[Answer], as_of: date, *, points: Points | None = None
) -> date | None:
    """Give the first later day on which the risk changes though nobody says anything.

    That is when an answer that was due later comes to be due soon.
    """
    points = points or load_points()
    soon = timedelta(days=points("answers", "soon_days"))
    later = [
        answer.due - soon
        for answer in known(answers, as_of)
        if is_open(answer) and answer.due and answer.due - soon > as_of
    ]
    return min(later, default=None)


def _bodies(stood: Sequence[Answer], points: Points) -> Factor:
    asked = len({answer.body.slug for answer in stood})
    value = max(asked - 1, 0) * points("bodies", "each_further")
    return _factor(
        "bodies",
        min(value, points("bodies", "at_most")),
        f"The question was put to {count(asked, 'body', 'bodies')}.",
    )


def _places(stood: Sequence[Answer], points: Points) -> Factor:
    bodies = {answer.body.slug: answer.body for answer in stood}.values()
    regions = len({body.region for body in bodies} - NO_PLACE)
    nations = len({body.nation for body in bodies} - NO_PLACE)
    value = max(regions - 1, 0) * points("places", "each_further_region")
    value += max(nations - 1, 0) * points("places", "each_further_nation")
    return _factor(
        "places",
        min(value, points("places", "at_most")),
        f"They lie in {count(regions, 'region')} and {count(nations, 'nation')}.",
    )


def _topic(topics: Sequence[Topic], points: Points) -> Factor:
    if not topics:
        return _factor("topic", 0, "It matches no topic of the list of sensitive topics.")
    often = any(topic.ncnd_typical for topic in topics)
    usual = ", on which answers are often NCND" if often else ""
    return _factor(
        "topic",
        points("topic", "often_ncnd" if often else "other"),
        f"It seems to be about {join([topic.title for topic in topics])}{usual}; "
        "a prompt to check, not a ground to refuse.",
    )


def _given_away(
    stood: Sequence[Answer], line: Line, as_of: date, points: Points
) -> Iterator[Factor]:
    """Give the points of what was revealed, then of what is still to come: one limit for both."""
    most = points("answers", "at_most")
    confirmed, denied = bodies_of(line.confirming), bodies_of(line.denying)
    told = confirmed | denied
    revealed = min(len(told) * points("answers", "revealing"), most)
    yield _factor(
        "revealing-answers",
        revealed,
        f"Answers of {count(len(told), 'body', 'bodies')} reveal whether it is held: "
        f"{len(confirmed)} confirmed, {len(denied)} denied.",
    )
    last_soon = as_of + timedelta(days=points("answers", "soon_days"))
    waiting = {a.body.slug for a in stood if is_open(a)} - told
    soon = waiting & {a.body.slug for a in stood if is_open(a) and a.due and a.due <= last_soon}
    value = len(soon) * points("answers", "due_soon")
    value += len(waiting - soon) * points("answers", "due_later")
    yield _factor(
        "answers-to-come",
        min(revealed + value, most) - revealed,
        f"{count(len(waiting), 'further body still has', 'further bodies still have')} to answer, "
        f"{len(soon)} within {points('answers', 'soon_days'):.0f} days or late.",
    )


def _denial(found: Iterable[Inconsistency], explained: Collection[str], points: Points) -> Factor:
    name = "ncnd-beside-denial"
    for each in found:
        if each.key in explained:
            return _factor(name, 0, "NCND beside a denial was explained.")
        silent, denying = each.sides
        denials = len(bodies_of(denying.answers))
        whole, part = _whole_and_part(silent)
        section = "ncnd_beside_denial"
        value = points(section, "first" if whole else "first_in_part")
        value += (denials - 1) * points(section, "each_further_denial")
        value += whole * points(section, "each_ncnd")
        value += part * points(section, "each_ncnd_in_part")
        return _factor(name, min(value, points(section, "at_most")), each.why)
    return _factor(name, 0, "No NCND stands beside a denial by another body.")


def _confirmation(
    found: Iterable[Inconsistency], explained: Collection[str], points: Points
) -> Factor:
    name = "ncnd-beside-confirmation"
    for each in found:
        if each.key in explained:
            return _factor(name, 0, "NCND beside a confirmation was explained.")
        silent, confirming = (len(bodies_of(side.answers)) for side in each.sides)
        section = "ncnd_beside_confirmation"
        value = points(section, "first")
        value += (confirming - 1) * points(section, "each_further_confirmation")
        value += silent * points(section, "each_ncnd")
        return _factor(name, min(value, points(section, "at_most")), each.why)
    return _factor(name, 0, "No NCND stands beside a confirmation by another body.")


def _neighbours(line: Line, explained: Collection[str], points: Points) -> Factor:
    clear = {
        slug
        for each in (neighbour_disclosed(line) if explained else ())
        if each.key in explained
        for slug in bodies_of(each.sides[0].answers)
    }
    pairs = len(telling_pairs(line, clear))
    return _factor(
        "neighbours",
        min(pairs * points("neighbours", "each_pair"), points("neighbours", "at_most")),
        f"{count(pairs, 'pair')} of neighbours where one confirmed "
        "and the other denied or says NCND.",
    )


def _whole_and_part(silent: Side) -> tuple[int, int]:
    """Count the bodies that say NCND for the whole, and the others, who say so for a part."""
    whole = bodies_of(s for s in silent.answers if s.stance.posture is Posture.NCND)
    return len(whole), len(bodies_of(silent.answers) - whole)


def _factor(name: str, points: float, why: str) -> Factor:
    return Factor(name, round(float(points), 1), why)
