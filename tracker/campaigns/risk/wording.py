"""How names, numbers, dates and exemptions are put into sentences."""

from collections.abc import Iterable, Sequence

from tracker.campaigns.risk.answers import Said
from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture, Reveals

_NAMED = 3
_REGULATIONS = frozenset({"EIR", "EISR"})
_POSTURES = {
    Posture.DISCLOSED: "disclosed",
    Posture.PARTLY_DISCLOSED: "partly disclosed",
    Posture.REFUSED: "refused",
    Posture.NCND: "neither confirmed nor denied",
    Posture.NOT_HELD: "not held",
    Posture.COST: "refused on cost",
    Posture.COST_TO_CONFIRM: "too costly even to say whether it is held",
    Posture.VEXATIOUS: "refused as vexatious or repeated",
    Posture.ALREADY_PUBLISHED: "already published",
}


def names(answers: Iterable[Said]) -> str:
    """Name the bodies, the first few and how many others: `Essex, Kent and 12 others`."""
    found = sorted({each.body.name for each in answers})
    if len(found) > _NAMED + 1:
        others = len(found) - _NAMED
        return f"{', '.join(found[:_NAMED])} and {others} others"
    return join(found)


def join(words: Sequence[str]) -> str:
    """Join words as a sentence does."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def count(number: int, thing: str, things: str = "") -> str:
    """Count things: `1 body`, `2 bodies`."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def in_words(answer: Said) -> str:
    """Say what an answer says: `neither confirmed nor denied`."""
    words = _POSTURES.get(answer.stance.posture, str(answer.stance.posture))
    if answer.stance.posture is Posture.REFUSED and answer.stance.reveals is Reveals.CONFIRMS:
        words = "refused, which confirms that it is held"
    return f"{words}, with NCND for a part" if _for_a_part(answer) else words


def cited(exemptions: Iterable[Exemption]) -> str:
    """Name what was cited: `sections 24(2) and 31(3)`, `section 18 of FOISA`."""
    by_act: dict[str, list[str]] = {}
    for each in exemptions:
        sections = by_act.setdefault(each.act, [])
        if each.section not in sections:
            sections.append(each.section)
    return join([_of_act(act, sections) for act, sections in by_act.items()])


def _of_act(act: str, sections: Sequence[str]) -> str:
    noun = "regulation" if act in _REGULATIONS else "section"
    plural = "s" if len(sections) > 1 else ""
    return f"{noun}{plural} {join(sections)}{'' if act == 'FOIA' else f' of {act}'}"


def _for_a_part(answer: Said) -> bool:
    return answer.stance.ncnd_beside and answer.stance.posture is not Posture.NCND
