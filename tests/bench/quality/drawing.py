"""The main figures as an SVG: numbers with a bar beneath each, readable without colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from child import MOSAIC
from methods import Results
from peers.all_peers import PEERS
from summary import ENCODE, Row
from table import loss

NAME_WIDTH, CELL_WIDTH, ROW_HEIGHT, HEAD_HEIGHT, FOOT_HEIGHT = 320, 150, 46, 92, 34
MARGIN = 16
BAR_HEIGHT = 7
SPOKEN = 'role="img" aria-labelledby="title desc"'
INK, BAR, LINE = "#0b0c0c", "#5694ca", "#b1b4b6"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading in two lines, and a value between 0 and 1 for each method; None is missing."""

    heading: tuple[str, str]
    values: dict[str, float | None]
    failed: frozenset[str] = frozenset()


def as_svg(results: Results) -> str:
    """Return the drawing; a method that failed says so in its cells."""
    columns = chosen(results)
    titles = {MOSAIC: "Mosaic", **{name: entry.title for name, entry in PEERS.items()}}
    width = 2 * MARGIN + NAME_WIDTH + CELL_WIDTH * len(columns)
    height = 2 * MARGIN + HEAD_HEIGHT + ROW_HEIGHT * len(titles) + FOOT_HEIGHT
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {SPOKEN} font-family="sans-serif">',
        '<title id="title">Quality of Mosaic beside seven peers</title>',
        f'<desc id="desc">{escape(_described(columns, titles))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for at, column in enumerate(columns):
        left = MARGIN + NAME_WIDTH + at * CELL_WIDTH
        parts.extend(
            _text(left, MARGIN + 36 + 18 * line, words, size=13)
            for line, words in enumerate(column.heading)
        )
    for number, (method, title) in enumerate(titles.items()):
        top = MARGIN + HEAD_HEIGHT + number * ROW_HEIGHT
        parts.append(
            f'<line x1="{MARGIN}" x2="{width - MARGIN}" y1="{top}" y2="{top}" stroke="{LINE}"/>'
        )
        parts.append(_text(MARGIN, top + 24, title, bold=method == MOSAIC))
        for at, column in enumerate(columns):
            parts.extend(_cell(column, method, MARGIN + NAME_WIDTH + at * CELL_WIDTH, top))
    foot = height - MARGIN - 6
    parts.append(_text(MARGIN, foot, "Means over the seeds; peers at frozen thresholds.", size=13))
    return "\n".join([*parts, "</svg>", ""])


def chosen(results: Results) -> list[Column]:
    """Return the columns of the sets that were measured."""
    wanted = (
        ("reworded", "recovered", ("Reworded, letters:", "recovered ↑")),
        ("reworded-bc", "recovered", ("Reworded, letters:", "recovered ↑")),
        ("reworded", "average_precision", ("Reworded, letters:", "pair AP ↑")),
        ("series", "series_linked", ("Series taken", "for copies ↓")),
        ("series", "copies_kept", ("Copies beside", "series kept ↑")),
        ("k-of-n", "pair_recall", ("Shared questions:", "recall ↑")),
        ("k-of-n", "pair_precision", ("Shared questions:", "precision ↑")),
    )
    columns = [
        _column(results, name, figure, heading)
        for name, figure, heading in wanted
        if name in results
    ]
    for bare, wrapped, place in (
        ("bc", "bc-letters", "British Columbia ↓"),
        ("parliament", "parliament-letters", "parliament ↓"),
    ):
        if {bare, wrapped} <= set(results):
            values = {m: loss(results, m, bare, wrapped) for m in results[bare] if m != ENCODE}
            columns.append(Column(("AP lost to letters:", place), values))
    return columns


def _column(results: Results, name: str, figure: str, heading: tuple[str, str]) -> Column:
    rows = [Row(method, found) for method, found in results[name].items() if method != ENCODE]
    over = {row.method: row.over(figure, "frozen") for row in rows}
    values = {method: None if found is None else found.mean for method, found in over.items()}
    return Column(heading, values, frozenset(row.method for row in rows if row.failed))


def _cell(column: Column, method: str, left: int, top: int) -> list[str]:
    """Draw a number and its bar; the frame of the bar is 1."""
    if method in column.failed:
        return [_text(left, top + 24, "failed")]
    value = column.values.get(method)
    if value is None:
        return [_text(left, top + 24, "–")]
    full = CELL_WIDTH - 30
    filled = max(0.0, min(1.0, value)) * full
    place = f'x="{left}" y="{top + 30}" height="{BAR_HEIGHT}"'
    return [
        _text(left, top + 22, f"{value:.3f}", bold=method == MOSAIC),
        f'<rect {place} width="{full}" fill="none" stroke="{LINE}"/>',
        f'<rect {place} width="{filled:.1f}" fill="{BAR}"/>',
    ]


def _text(left: float, top: float, words: str, *, size: int = 15, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{left}" y="{top}" font-size="{size}" fill="{INK}"{weight}>{escape(words)}</text>'
    )


def _described(columns: Sequence[Column], titles: dict[str, str]) -> str:
    """Say every number in words, for those who do not see the drawing."""
    said = []
    for method, title in titles.items():
        cells = []
        for column in columns:
            value = column.values.get(method)
            name = " ".join(column.heading).rstrip(" ↑↓")
            shown = "failed" if method in column.failed else "not measured"
            cells.append(f"{name} {shown if value is None else f'{value:.3f}'}")
        said.append(f"{title}: {', '.join(cells)}.")
    return " ".join(["An arrow up: more is better; down: less is.", *said])
