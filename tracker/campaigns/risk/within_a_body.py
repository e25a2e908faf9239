"""Inconsistencies inside one body: two answers to one question, or an answer against itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tracker.campaigns.risk.answers import Answer, Said, said, standing
from tracker.campaigns.risk.contradiction import Inconsistency, Rule, Side, key_of, named
from tracker.campaigns.risk.wording import cited, in_words, join
from tracker.law.postures import Posture, Reveals

_GAVE, _COST = "given out", "refused on cost"
_KINDS = {
    Posture.DISCLOSED: _GAVE,
    Posture.PARTLY_DISCLOSED: _GAVE,
    Posture.ALREADY_PUBLISHED: _GAVE,
    Posture.REFUSED: "withheld",
    Posture.NCND: "neither confirmed nor denied",
    Posture.NOT_HELD: "not held",
    Posture.COST: _COST,
    Posture.COST_TO_CONFIRM: _COST,
}
"""Answers that go together; one as vexatious or repeated goes with every other."""
_NCND_SECTIONS = frozenset({("FOISA", "18")})
"""Provisions that speak for NCND whatever is cited with them."""


def same_body_differs(answers: Iterable[Answer]) -> Iterator[Inconsistency]:
    """Find each body that answered one question in two ways, in two requests."""
    by_body: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for each in filter(None, map(standing, answers)):
        if kind := _KINDS.get(each.stance.posture):
            by_body[each.body.slug][kind].append(each)
    for _, kinds in sorted(by_body.items()):
        if len(kinds) > 1:
            every = [each for found in kinds.values() for each in found]
            yield Inconsistency(
                Rule.SAME_BODY_DIFFERS,
                tuple(Side(kind.capitalize(), tuple(found)) for kind, found in kinds.items()),
                f"{every[0].body.name} answered the same question in different ways: "
                f"{join(sorted(kinds))}.",
                key_of(
                    Rule.SAME_BODY_DIFFERS,
                    [f"{_KINDS[s.stance.posture]} {n}" for s in every for n in named([s])],
                ),
            )


def answer_changed(answers: Iterable[Answer]) -> Iterator[Inconsistency]:
    """Find each request whose answer became another one after it was given."""
    for answer in answers:
        told = said(answer)
        changed = [now for before, now in pairwise(told) if _another(before, now)]
        if changed:
            shown = (told[0], *changed)
            yield Inconsistency(
                Rule.ANSWER_CHANGED,
                tuple(Side(_dated(each), (each,)) for each in shown),
                f"{answer.body.name} changed its answer: {', then '.join(map(_dated, shown))}.",
                key_of(Rule.ANSWER_CHANGED, [*named(told[:1]), *map(_dated, shown)]),
            )


def held_with_ncnd(answers: Iterable[Answer]) -> Iterator[Inconsistency]:
    """Find each answer that confirms and cites nothing but provisions for NCND.

    One that was disclosed in part is left out: NCND may be about the other part.
    """
    for each in filter(None, map(standing, answers)):
        if each.stance.reveals is Reveals.CONFIRMS and _only_ncnd(each):
            yield Inconsistency(
                Rule.HELD_WITH_NCND,
                (Side("Confirms and cites NCND", (each,)),),
                f"{each.body.name} confirmed that it is held and cited only "
                f"{cited(each.exemptions)}, which is for neither confirming nor denying.",
                key_of(Rule.HELD_WITH_NCND, named([each])),
            )


def _another(before: Said, now: Said) -> bool:
    """Say whether an answer differs; exemptions do only where both answers name any."""
    if before.stance.posture is not now.stance.posture:
        return True
    both = before.exemptions and now.exemptions
    return bool(both) and set(before.exemptions) != set(now.exemptions)


def _only_ncnd(answer: Said) -> bool:
    if answer.stance.posture is Posture.PARTLY_DISCLOSED or not answer.exemptions:
        return False
    if any((each.act, each.number) in _NCND_SECTIONS for each in answer.exemptions):
        return True
    return all(each.ncnd for each in answer.exemptions)


def _dated(answer: Said) -> str:
    words = in_words(answer)
    if answer.exemptions:
        words = f"{words} under {cited(answer.exemptions)}"
    return f"{words} on {answer.given.isoformat()}" if answer.given else words


def kinds_differ(postures: Sequence[Posture]) -> bool:
    """Say whether these answers of one body to one question are of different kinds."""
    return len({_KINDS[each] for each in postures if each in _KINDS}) > 1
