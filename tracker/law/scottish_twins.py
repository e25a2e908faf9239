"""What stands in the Scottish Act where a body under FOIA would cite a section. Pure."""

from collections.abc import Iterable

from tracker.law.exemptions import Exemption

TWINS = {"24": "31(1)", "30": "34", "31": "35", "38": "39(1)", "40": "38"}
"""Section of FOIA to section of FOISA, for the exemptions that police bodies cite most."""

WITHOUT_TWIN = frozenset({"23"})
"""Sections of FOIA that have no like in FOISA: security bodies."""

_NCND = "18"


def in_scotland(exemptions: Iterable[Exemption]) -> tuple[str, ...]:
    """Say for each exemption of FOIA, in words, what stands in FOISA in its stead.

    FOISA has no limb of its own for neither confirming nor denying: its section 18 goes together
    with another exemption.
    """
    return tuple(dict.fromkeys(_twin(each) for each in exemptions if each.act == "FOIA"))


def _twin(exemption: Exemption) -> str:
    here = f"section {exemption.section}"
    twin = TWINS.get(exemption.number)
    if exemption.number in WITHOUT_TWIN:
        return f"{here} has no like in FOISA"
    if twin is None:
        return f"{here} has to be looked up in FOISA"
    if exemption.ncnd:
        return f"{here} is section {_NCND} together with section {twin} in FOISA"
    return f"{here} is section {twin} in FOISA"
