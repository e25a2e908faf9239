"""Precedents both ways, as a section of the evidence about a campaign. Pure."""

from collections.abc import Iterable, Sequence

from tracker.campaigns import evidence_words as words
from tracker.campaigns.evidence_parts import Block, Section, Table
from tracker.campaigns.evidence_phrases import in_words_of_day, plain, source
from tracker.campaigns.precedents import Precedent, Precedents
from tracker.campaigns.risk.wording import count, join


def both_ways(found: Precedents) -> Section:
    """List precedents for disclosure first, then against it, under headings of one size."""
    if not found.every:
        none = "No earlier or closed campaign of the same series is known."
        return Section("precedents", "Precedents, both ways", (none,))
    parts = [
        Section("for-disclosure", "For disclosure", _listed(found.disclosed)),
        Section("for-withholding", "For withholding", _listed(found.withheld)),
    ]
    if found.mixed:
        parts.append(Section("mixed", "Both ways at once", _listed(found.mixed)))
    return Section("precedents", "Precedents, both ways", (words.BOTH_WAYS,), tuple(parts))


def _listed(precedents: Sequence[Precedent]) -> tuple[Block, ...]:
    if not precedents:
        return ("None is known.",)
    return tuple(block for each in precedents for block in _precedent(each))


def _precedent(each: Precedent) -> Iterable[Block]:
    outcomes = join([f"{number} {plain(outcome)}" for outcome, number in each.outcomes.items()])
    yield (
        f"{each.code}, {each.title}. {each.relation}. Received between "
        f"{in_words_of_day(each.first_received)} and {in_words_of_day(each.last_received)} by "
        f"{count(each.bodies, 'body', 'bodies')}: {outcomes}."
    )
    yield Table(
        f"Answers in {each.code}",
        ("Body", "Reference", "Date", "Answer", "Source"),
        tuple(
            (
                answer.body_name,
                answer.reference,
                in_words_of_day(answer.responded),
                plain(answer.outcome),
                source(answer.published_url),
            )
            for answer in each.answers
        ),
    )
