"""For each request of a campaign the copy nearest to it: the same words, or the strongest link."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.campaigns.links import Link
from tracker.campaigns.members import Member
from tracker.store.queries.wordings import LinkRow


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of one question of a request that is nearest to it."""

    question: int
    wording: str
    body: str
    body_name: str
    reference: str
    """The request that has the copy: the first that was received."""
    other: str
    """The copy's wording; the same one where it is in the same words."""
    link: Link | None
    """None for the same words, which need no score."""

    @property
    def same_words(self) -> bool:
        """Say whether it is the same question word for word, but for the body's own name."""
        return self.wording == self.other


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest link that holds a campaign together, and the two requests it stands between."""

    link: Link
    a: Member
    b: Member


def best_matches(matches: Iterable[LinkRow]) -> dict[int, LinkRow]:
    """Give for each wording its strongest match; `matches` come the strongest first."""
    best: dict[int, LinkRow] = {}
    for match in matches:
        best.setdefault(match.text_a_id, match)
        best.setdefault(match.text_b_id, match)
    return best


def nearest_copies(
    members: Sequence[Member],
    best: Mapping[int, LinkRow],
    links: Mapping[frozenset[int], Link],
    keys: Mapping[int, str],
) -> dict[int, tuple[Copy, ...]]:
    """Give for each request, by number, the nearest copy of each of its questions.

    A question that is alone in its strand has none: it stands here because it was asked together
    with others. `members` are in the order in which they were received.
    """
    holders: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        for text in dict.fromkeys(member.texts):
            holders[text].append(member)
    found: dict[int, list[Copy]] = defaultdict(list)
    for member in members:
        for question, text in zip(member.questions, member.texts, strict=True):
            other = next((m for m in holders[text] if m.request_id != member.request_id), None)
            match = best.get(text)
            other_text, link = text, None
            if other is None and match is not None:
                other_text = match.text_b_id if match.text_a_id == text else match.text_a_id
                other = next(
                    (m for m in holders[other_text] if m.request_id != member.request_id), None
                )
                link = links.get(frozenset((text, other_text)))
            if other is not None:
                copy = Copy(
                    question=question,
                    wording=keys[text],
                    body=other.body,
                    body_name=other.body_name,
                    reference=other.reference,
                    other=keys[other_text],
                    link=link,
                )
                found[member.request_id].append(copy)
    return {request: tuple(copies) for request, copies in found.items()}


def weakest_link(
    members: Sequence[Member],
    holding: Sequence[LinkRow],
    links: Mapping[frozenset[int], Link],
) -> Weakest | None:
    """Name the weakest of the matches that hold a campaign together, which comes first."""
    for match in holding:
        pair = (match.text_a_id, match.text_b_id)
        a, b = (next((m for m in members if text in m.texts), None) for text in pair)
        link = links.get(frozenset(pair))
        if a is not None and b is not None and link is not None:
            return Weakest(link, a, b)
    return None
