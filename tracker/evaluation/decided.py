"""Labelled pairs out of what people decided."""

from sqlalchemy.orm import Session

from tracker.campaigns.review import Verdict
from tracker.evaluation.labelled_pairs import LabelledPair
from tracker.store.queries import decisions as store


def labelled_pairs(session: Session) -> list[LabelledPair]:
    """Give the wordings that people decided about, as they read then, as labelled pairs.

    Each pair of distinct wordings comes once; `id` names the first decision. Left out are
    decisions that were withdrawn, those about one wording, which say nothing about wording, and
    pairs of wordings on which decisions differ.
    """
    found: dict[tuple[int, int], dict[bool, int]] = {}
    for row in store.decisions(session):
        d = row.decision
        if d.text_a_id != d.text_b_id:
            texts = (min(d.text_a_id, d.text_b_id), max(d.text_a_id, d.text_b_id))
            found.setdefault(texts, {}).setdefault(d.verdict == Verdict.SAME, d.id)
    wordings = store.wordings_named(session, {text for texts in found for text in texts})
    return [
        LabelledPair(wordings[a], wordings[b], label=label, id=f"decision {number}")
        for (a, b), said in found.items()
        if len(said) == 1
        for label, number in said.items()
    ]
