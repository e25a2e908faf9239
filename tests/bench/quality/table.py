"""The table in Markdown: every method, mean over the seeds and the worst in brackets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from child import MOSAIC
from methods import Results
from peers.all_peers import PEERS
from summary import ENCODE, Over, Row, rows

TITLES = {MOSAIC: "**Mosaic**", **{name: entry.title for name, entry in PEERS.items()}}
MISSING = "–"

Column = tuple[str, str, str | None, int]
"""Heading, figure, setting, and digits after the point."""

CLUSTERED: tuple[Column, ...] = (
    ("recovered, frozen", "recovered", "frozen", 3),
    ("recovered, best of any threshold", "recovered_anywhere", "oracle", 3),
    ("pair AP", "average_precision", None, 3),
    ("precision, frozen", "pair_precision", "frozen", 3),
    ("recall, frozen", "pair_recall", "frozen", 3),
    ("B-cubed F1, frozen", "bcubed_f1", "frozen", 3),
    ("precision, oracle", "pair_precision", "oracle", 3),
    ("recall, oracle", "pair_recall", "oracle", 3),
    ("B-cubed F1, oracle", "bcubed_f1", "oracle", 3),
    ("largest / true, frozen", "largest_ratio", "frozen", 2),
    ("seconds", "seconds", None, 1),
    ("peak MB", "peak_mb", None, 0),
)
SERIES: tuple[Column, ...] = (
    ("series linked, frozen", "series_linked", "frozen", 3),
    ("copies kept, frozen", "copies_kept", "frozen", 3),
    ("series linked, oracle", "series_linked", "oracle", 3),
    ("copies kept, oracle", "copies_kept", "oracle", 3),
    ("seconds", "seconds", None, 1),
)
SHARING: tuple[Column, ...] = (
    ("recall, frozen", "pair_recall", "frozen", 3),
    ("precision, frozen", "pair_precision", "frozen", 3),
    ("recall, oracle", "pair_recall", "oracle", 3),
    ("precision, oracle", "pair_precision", "oracle", 3),
    ("pair AP", "average_precision", None, 3),
    ("seconds", "seconds", None, 1),
)
NEAR_EMPTY: tuple[Column, ...] = (("largest cluster, frozen", "largest", "frozen", 0),)
CALIBRATED: tuple[Column, ...] = (
    ("expected calibration error", "calibration_error", None, 3),
    ("right among those scored 0.9 or more", "sure_right", None, 3),
    ("pairs scored 0.9 or more", "sure", None, 0),
    ("candidate pairs", "candidates", None, 0),
)
SECTIONS: dict[str, tuple[str, Sequence[Column]]] = {
    "reworded": ("Round robins, each copy in words of its own, in letters", CLUSTERED),
    "reworded-bc": ("Round robins of British Columbia, reworded, in letters", CLUSTERED),
    "bc": ("British Columbia, bare", CLUSTERED),
    "bc-letters": ("British Columbia, in letters", CLUSTERED),
    "parliament": ("Parliament, bare", CLUSTERED),
    "parliament-letters": ("Parliament, in letters", CLUSTERED),
    "series": ("Series: another period, place or thing (linking is wrong)", SERIES),
    "police": ("Questions to police forces in four people's words, look-alikes beside", CLUSTERED),
    "k-of-n": ("Requests that share some questions of several", SHARING),
    "near-empty": ("Letters that ask next to nothing (1 is right)", NEAR_EMPTY),
}
LETTERS_COST = (("bc", "bc-letters"), ("parliament", "parliament-letters"))


def as_markdown(results: Results, *, stress: Mapping[str, Any], pairs: Mapping[str, Any]) -> str:
    """Return the whole page."""
    return "\n".join([*_opening(), *_sections(results), *_stress(stress), *_pairs(pairs), *_run()])


def _opening() -> Iterator[str]:
    yield "# Quality: Mosaic beside seven peers\n"
    yield (
        "Mean over the seeds, the worst seed in brackets. *Frozen*: the peer's rule and threshold "
        "had the best pair F1 on another half, which shares no round robin. *Oracle*: the best on "
        "the very set, which flatters peers. Mosaic has one setting, as shipped. Seconds leave "
        "encoding out; memory counts the loaded encoder where a method uses it. Rewordings, "
        "series and compositions are made by rule from real texts.\n"
    )


def _sections(results: Results) -> Iterator[str]:
    for name, (title, columns) in SECTIONS.items():
        if name in results:
            yield f"## {title}\n"
            yield from _table(rows(results[name]), columns)
            yield f"{encoding(results, name)}\n"
    for name in ("reworded", "reworded-bc"):
        if name in results:
            yield "## How far Mosaic's scores can be believed\n"
            yield from _table([r for r in rows(results[name]) if r.method == MOSAIC], CALIBRATED)
    yield from _letters_cost(results)


def _table(found: Sequence[Row], columns: Sequence[Column]) -> Iterator[str]:
    """Yield one table; a method that failed has its reason in its row."""
    yield from _head(["method", *(heading for heading, *_ in columns)])
    for row in found:
        if row.failed is not None:
            cells = [f"failed: {_cell(row.failed)}", *[""] * (len(columns) - 1)]
        else:
            cells = [shown(row.over(f, setting), digits) for _, f, setting, digits in columns]
        yield f"| {TITLES[row.method]} | {' | '.join(cells)} |"
    yield ""


def _letters_cost(results: Results) -> Iterator[str]:
    """Yield what wrapping in letters costs each method in average precision."""
    known = [(bare, wrapped) for bare, wrapped in LETTERS_COST if {bare, wrapped} <= set(results)]
    if not known:
        return
    yield "## What letters cost: pair average precision bare, less in letters\n"
    yield from _head(["method", *(bare for bare, _ in known)])
    for method, title in TITLES.items():
        costs = [loss(results, method, bare, wrapped) for bare, wrapped in known]
        cells = [MISSING if cost is None else f"{cost:.3f}" for cost in costs]
        yield f"| {title} | {' | '.join(cells)} |"
    yield ""


def loss(results: Results, method: str, bare: str, wrapped: str) -> float | None:
    """Return average precision bare less in letters, over the seeds; None where one failed."""
    one, other = (
        Row(method, results[name][method]).over("average_precision") for name in (bare, wrapped)
    )
    return None if one is None or other is None else one.mean - other.mean


def encoding(results: Results, name: str) -> str:
    """Say what encoding took for Mosaic and for the peers that encode."""
    ours = Row(MOSAIC, results[name][MOSAIC]).over("encoding_seconds")
    if ours is None:
        return ""
    theirs = Row(ENCODE, results[name].get(ENCODE, {})).over("encoding_seconds")
    of_peers = f"; of the texts as received, {theirs.mean:.0f} s" if theirs else ""
    return f"Encoding, apart: of what Mosaic reads, {ours.mean:.0f} s{of_peers}."


def _stress(stress: Mapping[str, Any]) -> Iterator[str]:
    yield "## Stress: near-empty letters, Mosaic alone\n"
    if "failed" in stress:
        yield f"Failed: {stress['failed']}\n"
    else:
        yield (
            f"Largest campaign of {stress['letters']:,} letters: {stress['largest']} (1 is right), "
            f"in {stress['seconds']:.0f} s without encoding, {stress['peak_mb']:.0f} MB.\n"
        )


def _pairs(pairs: Mapping[str, Any]) -> Iterator[str]:
    if not pairs:
        return
    yield "## Labelled pairs: area under the curve\n"
    if "failed" in pairs:
        yield f"Failed: {pairs['failed']}\n"
        return
    ways = list(next(iter(pairs.values())))
    yield from _head(["pairs", *ways])
    for name, areas in pairs.items():
        yield f"| {name} | {' | '.join(_area(areas[way]) for way in ways)} |"
    yield ""


def _run() -> Iterator[str]:
    yield "## How the peers were run\n"
    yield from (f"- {entry.title}: {entry.note}." for entry in PEERS.values())
    yield ""


def shown(over: Over | None, digits: int) -> str:
    """Return a figure, with the worst seed in brackets where there are several."""
    if over is None:
        return MISSING
    mean = f"{over.mean:.{digits}f}"
    return f"{mean} ({over.worst:.{digits}f})" if over.seeds > 1 else mean


def _area(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _cell(text: str) -> str:
    """Keep a reason inside its cell."""
    return text.replace("|", "/").replace("\n", " ")


def _head(headings: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield "|" + " --- |" * len(headings)
