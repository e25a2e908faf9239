"""Inconsistencies between the answers of several bodies: a line kept by some and not by others."""

from collections.abc import Iterator

from tracker.campaigns.risk.answers import Said
from tracker.campaigns.risk.contradiction import Inconsistency, Rule, Side, key_of, named
from tracker.campaigns.risk.line import Line, bodies_of, facing
from tracker.campaigns.risk.neighbours import adjacent
from tracker.campaigns.risk.wording import count, names


def ncnd_beside_denial(line: Line) -> Iterator[Inconsistency]:
    """Find NCND by some beside "not held" by others.

    NCND for a part counts too, beside a denial without any NCND: that one denies every part.
    """
    plain = tuple(each for each in line.denying if not each.stance.ncnd_beside)
    silent = (*facing(line.ncnd, line.denying), *facing(line.partly, plain))
    exposing = {*facing(line.denying, line.ncnd), *facing(plain, line.partly)}
    denying = tuple(each for each in line.denying if each in exposing)
    if not denying:
        return
    yield Inconsistency(
        Rule.NCND_BESIDE_DENIAL,
        (Side("NCND", silent), Side("Denies", denying)),
        f"{_kept(line, silent)}, while {names(denying)} said that it is not held: "
        "NCND then reads as yes.",
        key_of(Rule.NCND_BESIDE_DENIAL, named(denying)),
    )


def ncnd_beside_confirmation(line: Line) -> Iterator[Inconsistency]:
    """Find NCND by some beside confirmations by others.

    NCND for a part is left out: a confirmation may be of the other part.
    """
    silent, confirming = facing(line.ncnd, line.confirming), facing(line.confirming, line.ncnd)
    if not silent:
        return
    yield Inconsistency(
        Rule.NCND_BESIDE_CONFIRMATION,
        (Side("NCND", silent), Side("Confirms", confirming)),
        f"{_kept(line, silent)}, while {names(confirming)} confirmed that it is held.",
        key_of(Rule.NCND_BESIDE_CONFIRMATION, named(confirming)),
    )


def neighbour_disclosed(line: Line) -> Iterator[Inconsistency]:
    """Find each body that confirmed beside a neighbour that says NCND."""
    for slug in sorted(bodies_of(line.confirming)):
        told = tuple(each for each in line.confirming if each.body.slug == slug)
        beside = tuple(each for each in line.ncnd if adjacent(told[0].body, each.body))
        if beside:
            yield Inconsistency(
                Rule.NEIGHBOUR_DISCLOSED,
                (Side("Confirms", told), Side("NCND next to it", beside)),
                f"{told[0].body.name} confirmed that it is held, and next to it "
                f"{names(beside)} neither {_verb(beside)}.",
                neighbour_key(told),
            )


def neighbour_key(told: tuple[Said, ...]) -> str:
    """Make the key under which people explain what one body confirmed beside its neighbours."""
    return key_of(Rule.NEIGHBOUR_DISCLOSED, named(told))


def _kept(line: Line, silent: tuple[Said, ...]) -> str:
    """Count who keeps the line: `3 bodies neither confirm nor deny and 1 body in part`."""
    whole = len(bodies_of(line.ncnd) & bodies_of(silent))
    part = len(bodies_of(silent)) - whole
    if not whole:
        return count(part, "body says NCND for a part", "bodies say NCND for a part")
    told = count(whole, "body neither confirms nor denies", "bodies neither confirm nor deny")
    return f"{told} and {count(part, 'body', 'bodies')} in part" if part else told


def _verb(answers: tuple[Said, ...]) -> str:
    return "confirms nor denies" if len(bodies_of(answers)) == 1 else "confirm nor deny"
