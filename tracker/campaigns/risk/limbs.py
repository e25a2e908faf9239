"""The same exemption cited by different limbs: 31(1) by some, 31(3) by others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from tracker.campaigns.risk.answers import Answer, Said, standing
from tracker.campaigns.risk.contradiction import Inconsistency, Rule, Side, key_of
from tracker.campaigns.risk.wording import names
from tracker.law.exemptions import Exemption

Family = tuple[str, str]
"""The Act, and the section as people write it."""

_ACTS = frozenset({"FOIA", "FOISA"})
_NO_EXEMPTION = frozenset({"12", "14"})
"""Cost and vexatious requests, of both Acts."""
_EIR_FAMILIES = {
    ("EIR", "12", "5", "a"): ("12(5)(a)", "12(5)(a)"),
    ("EIR", "12", "6", ""): ("12(5)(a)", "12(6)"),
    ("EISR", "10", "5", "a"): ("10(5)(a)", "10(5)(a)"),
    ("EISR", "10", "8", ""): ("10(5)(a)", "10(8)"),
}
"""The regulation, with its sibling for neither confirming nor denying."""

Limbs = dict[str, bool]
"""The limbs of one family that an answer cites, each with whether it is for NCND."""


def other_limb(answers: Iterable[Answer]) -> Iterator[Inconsistency]:
    """Find each family of which answers cite different limbs.

    Two answers differ when they share no limb, or when one cites nothing but limbs for NCND and
    the other does not. A section without its limb says nothing.
    """
    by_family: dict[Family, list[tuple[Said, Limbs]]] = defaultdict(list)
    for each in filter(None, map(standing, answers)):
        for family, limbs in _families(each.exemptions).items():
            by_family[family].append((each, limbs))
    for (act, section), citing in sorted(by_family.items()):
        groups: dict[tuple[str, ...], list[Said]] = defaultdict(list)
        for each, limbs in citing:
            groups[tuple(sorted(limbs))].append(each)
        ncnd = {limb: is_ncnd for _, limbs in citing for limb, is_ncnd in limbs.items()}
        torn = {
            group for a, b in combinations(groups, 2) if _differ(a, b, ncnd) for group in (a, b)
        }
        if torn:
            yield _found(act, section, {group: groups[group] for group in sorted(torn)})


def _found(act: str, section: str, groups: Mapping[tuple[str, ...], list[Said]]) -> Inconsistency:
    sides = tuple(Side(" with ".join(limbs), tuple(found)) for limbs, found in groups.items())
    told = " and ".join(f"{side.label} by {names(side.answers)}" for side in sides)
    of_act = "" if act == "FOIA" else f" of {act}"
    noun = "Section" if act in _ACTS else "Regulation"
    return Inconsistency(
        Rule.OTHER_LIMB,
        sides,
        f"{noun} {section}{of_act} is cited by different limbs: {told}.",
        key_of(Rule.OTHER_LIMB, [act, section, *(side.label for side in sides)]),
    )


def _differ(one: Iterable[str], other: Iterable[str], ncnd: Mapping[str, bool]) -> bool:
    a, b = set(one), set(other)
    return a.isdisjoint(b) or all(map(ncnd.__getitem__, a)) != all(map(ncnd.__getitem__, b))


def _families(exemptions: Iterable[Exemption]) -> dict[Family, Limbs]:
    found: dict[Family, Limbs] = defaultdict(dict)
    for each in exemptions:
        if each.act in _ACTS and each.subsection and each.number not in _NO_EXEMPTION:
            limb = f"{each.number}({each.subsection})"
            found[each.act, each.number][limb] = each.ncnd
        regulation = (each.act, each.number, each.subsection, each.limb)
        if regulation in _EIR_FAMILIES:
            section, limb = _EIR_FAMILIES[regulation]
            found[each.act, section][limb] = each.ncnd
    return found
