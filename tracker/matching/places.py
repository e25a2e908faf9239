"""Where two wordings differ: in one place, as two questions of one form do, or all over."""

from collections.abc import Collection

from rapidfuzz.distance import Levenshtein

from tracker.matching.signature import Signature

Places = tuple[float, float, float, float]

ELSEWHERE: Places = (0.0, 0.0, 12.0, 0.0)
"""What stands for texts that differ in more than they share: aligning them says nothing."""


def places(a: Signature, b: Signature, only_a: Collection[str], only_b: Collection[str]) -> Places:
    """Measure how the words that only one side has lie in the texts.

    Returns the weight exchanged at one place times the share of all differences that lie there,
    that weight, how many places differ, and the share of all differences in the largest of them.
    A question of the same form about another thing differs in one place; a reworded copy in many.
    """
    if not only_a and not only_b:
        return (0.0, 0.0, 0.0, 0.0)
    spans = _spans(a, b, only_a, only_b)
    total = sum(map(sum, spans))
    if not total:
        return (0.0, 0.0, 0.0, 0.0)
    swap = max(spans, key=lambda span: (min(span), sum(span)))
    largest = max(map(sum, spans))
    return (min(swap) * sum(swap) / total, min(swap), float(len(spans)), largest / total)


def _spans(
    a: Signature, b: Signature, only_a: Collection[str], only_b: Collection[str]
) -> list[tuple[float, float]]:
    """Return the weight that only the first and only the second has, for each place."""
    spans: list[list[float]] = []
    apart = True
    for edit in Levenshtein.opcodes(a.sequence, b.sequence):
        if edit.tag == "equal":
            apart = True
            continue
        if apart:
            spans.append([0.0, 0.0])
            apart = False
        for word in a.sequence[edit.src_start : edit.src_end]:
            spans[-1][0] += a.weights[word] if word in only_a else 0.0
        for word in b.sequence[edit.dest_start : edit.dest_end]:
            spans[-1][1] += b.weights[word] if word in only_b else 0.0
    return [(one, other) for one, other in spans if one or other]
