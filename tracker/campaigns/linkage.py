"""Average linkage inside connected components: chains cannot grow a monster. Pure."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

Pair = tuple[int, int]

MAX_COMPONENT = 4_000
"""Items whose full matrix is still held at once; a larger component is cut at a stricter floor."""

STRICTER = 0.5
"""How far the floor rises towards 1 each time a component is too large."""


def cluster(
    scores: Mapping[Pair, float],
    *,
    threshold: float,
    cohesion: float | None = None,
    apart: Iterable[Pair] = (),
    together: Iterable[Pair] = (),
) -> list[list[int]]:
    """Group items by average score; return every group of two or more, sorted.

    Items meet through pairs that reach the threshold, and stay together while the average over
    all their pairs reaches `cohesion`, by default the threshold as well.
    `scores` holds each pair once; a pair without a score counts as 0. `together` pairs end in one
    group and `apart` pairs never do, whatever the scores; when the two contradict each other,
    `apart` wins. The result depends on the set of pairs alone, not on their order.
    """
    walls = {_ordered(a, b) for a, b in apart}
    ties = {_ordered(a, b) for a, b in together} - walls
    links = {_ordered(a, b): s for (a, b), s in scores.items() if s >= threshold}
    least = threshold if cohesion is None else min(cohesion, threshold)
    groups: list[list[int]] = []
    for component in components([*links, *ties]):
        groups.extend(_cut(component, scores, least, walls=walls, ties=ties))
    return sorted(sorted(group) for group in groups if len(group) > 1)


def components(pairs: Iterable[Pair]) -> list[list[int]]:
    """Return the connected components of a graph given by its edges, each sorted."""
    parent: dict[int, int] = {}

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b in pairs:
        parent.setdefault(a, a)
        parent.setdefault(b, b)
        parent[root(b)] = root(a)
    found: dict[int, list[int]] = {}
    for item in parent:
        found.setdefault(root(item), []).append(item)
    return sorted(sorted(members) for members in found.values())


def _cut(
    members: list[int],
    scores: Mapping[Pair, float],
    threshold: float,
    *,
    walls: set[Pair],
    ties: set[Pair],
) -> list[list[int]]:
    """Cut one component into groups whose average holds."""
    inside = set(members)
    if len(members) > MAX_COMPONENT:
        stricter = threshold + (1.0 - threshold) * STRICTER
        kept = [p for p, s in scores.items() if s >= stricter and p[0] in inside and p[1] in inside]
        pieces = components([*kept, *(t for t in ties if t[0] in inside)])
        if any(len(piece) == len(members) for piece in pieces) and stricter > 1.0 - 1e-6:
            return pieces
        return [
            group
            for piece in pieces
            for group in _cut(piece, scores, stricter, walls=walls, ties=ties)
        ]
    place = {item: index for index, item in enumerate(members)}
    matrix = np.zeros((len(members), len(members)))
    for a, b in _inside(scores, members, inside):
        matrix[place[a], place[b]] = matrix[place[b], place[a]] = scores[a, b]
    own_walls = [(place[a], place[b]) for a, b in walls if a in inside and b in inside]
    own_ties = [(place[a], place[b]) for a, b in ties if a in inside and b in inside]
    if own_walls or own_ties:
        labels = _constrained(matrix, threshold, own_walls, own_ties)
    elif len(members) == 1:
        return [members]
    else:
        distances = squareform(1.0 - matrix, checks=False)
        np.clip(distances, 0.0, None, out=distances)
        labels = list(fcluster(linkage(distances, "average"), 1.0 - threshold + 1e-9, "distance"))
    groups: dict[int, list[int]] = {}
    for member, label in zip(members, labels, strict=True):
        groups.setdefault(label, []).append(member)
    return list(groups.values())


def _inside(scores: Mapping[Pair, float], members: list[int], inside: set[int]) -> list[Pair]:
    """List the scored pairs inside a component the cheaper way round."""
    if len(members) ** 2 // 2 < len(scores):
        pairs = ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
        return [p for a, b in pairs for p in ((a, b), (b, a)) if p in scores]
    return [(a, b) for a, b in scores if a in inside and b in inside]


def _constrained(
    matrix: NDArray[np.float64], threshold: float, walls: list[Pair], ties: list[Pair]
) -> list[int]:
    """Merge the closest groups first, never across a wall, ties before anything else."""
    size = len(matrix)
    average = matrix.copy()
    np.fill_diagonal(average, -1.0)
    forbidden = np.zeros((size, size), dtype=bool)
    for a, b in walls:
        forbidden[a, b] = forbidden[b, a] = True
    weight = np.ones(size)
    label = list(range(size))

    def merge(a: int, b: int) -> None:
        share = weight[a] / (weight[a] + weight[b])
        average[a] = share * average[a] + (1.0 - share) * average[b]
        average[:, a] = average[a]
        forbidden[a] |= forbidden[b]
        forbidden[:, a] |= forbidden[:, b]
        weight[a] += weight[b]
        average[b], average[:, b], average[a, a] = -1.0, -1.0, -1.0
        for item, current in enumerate(label):
            if current == b:
                label[item] = a

    for a, b in sorted(ties):
        one, other = sorted((label[a], label[b]))
        if one != other and not forbidden[one, other]:
            merge(one, other)
    while size > 1:
        allowed = np.where(forbidden, -1.0, average)
        first, second = sorted(divmod(int(allowed.argmax()), size))
        if allowed[first, second] < threshold:
            break
        merge(first, second)
    return label


def _ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def mean_to_others(group: Sequence[int], scores: Mapping[Pair, float]) -> dict[int, float]:
    """Return, for each member of a group, its average score to the others."""
    found = {}
    for member in group:
        others = [scores.get(_ordered(member, o), 0.0) for o in group if o != member]
        found[member] = sum(others) / len(others) if others else 1.0
    return found
