"""The geometry of the small pictures: whole and half units, no colours, no words.

Colours are classes in mosaic.css, and every picture has its numbers in words beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Flask

from tracker.campaigns.arrivals import weekly
from tracker.campaigns.links import Link
from tracker.campaigns.members import Member
from web.words import OUTCOMES, OVERDUE, Mark, mark, short_day

SPARK_WEEKS = 12
_SPARK_HEIGHT = 24
_SPARK_STEP = 8
_POINTS_REACH = 100
"""Units on either side of zero in a picture of points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a picture, and the class that gives it its colour."""

    x: float
    y: float
    width: float
    height: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Rectangles in a frame, and the same in words."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    words: str


def register(app: Flask) -> None:
    """Give the pictures to the templates."""
    app.jinja_env.globals.update(
        arrivals_spark=arrivals_spark,
        answers_bar=answers_bar,
        columns=columns,
        points_bars=points_bars,
        tally=tally,
    )


def tally(members: Iterable[Member]) -> list[tuple[Mark, int]]:
    """Count members by how they are shown, in the order of the vocabulary."""
    marks = [mark(member) for member in members]
    return [(each, marks.count(each)) for each in (*OUTCOMES.values(), OVERDUE) if each in marks]


def answers_bar(members: Sequence[Member], width: float = 120, height: float = 10) -> Picture:
    """Draw how the members were answered as one bar, each outcome in its colour."""
    boxes = []
    x = 0.0
    counts = tally(members)
    for each, count in counts:
        share = round(width * count / len(members), 2)
        boxes.append(Box(x, 0, share, height, each.key))
        x += share
    words = ", ".join(f"{count} {each.label.lower()}" for each, count in counts)
    return Picture(width, height, tuple(boxes), words)


def arrivals_spark(members: Sequence[Member]) -> Picture:
    """Draw the requests of each week as columns, over the last weeks of a campaign."""
    first, counts = weekly([member.received for member in members], weeks=SPARK_WEEKS)
    frame = columns(counts, step=_SPARK_STEP, height=_SPARK_HEIGHT, gap=2)
    figures = ", ".join(map(str, counts))
    return Picture(
        SPARK_WEEKS * _SPARK_STEP,
        _SPARK_HEIGHT,
        frame.boxes,
        f"Requests a week from {short_day(first)}: {figures}",
    )


def columns(counts: Sequence[int], *, step: float, height: float, gap: float) -> Picture:
    """Draw a column for each count; a nought is a line at the foot."""
    highest = max(counts, default=0) or 1
    boxes = []
    for place, count in enumerate(counts):
        tall = max(round(height * count / highest, 2), 1)
        key = "some" if count else "nought"
        boxes.append(Box(place * step, round(height - tall, 2), step - gap, tall, key))
    return Picture(len(counts) * step, height, tuple(boxes), ", ".join(map(str, counts)))


def points_bars(link: Link) -> tuple[Box, ...]:
    """Draw the points of each part from the middle: to the right for, to the left against.

    The last box is their sum. All are to one scale.
    """
    points = [*(part.points for part in link.parts), link.total]
    reach = max((abs(point) for point in points), default=0) or 1
    return tuple(
        Box(
            x=round(_POINTS_REACH + min(point, 0) / reach * _POINTS_REACH, 2),
            y=0,
            width=max(round(abs(point) / reach * _POINTS_REACH, 2), 1),
            height=14,
            key="for" if point >= 0 else "against",
        )
        for point in points
    )
