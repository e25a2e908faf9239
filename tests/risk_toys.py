"""Answers of invented bodies for tests of mapping risk.

Not importable: tests load it with `runpy.run_path`.
"""

from datetime import date

from tracker.campaigns.risk.answers import NOT_YET, Answer, RegisteredBody
from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture, Reveals, Stance

TODAY = date(2026, 11, 20)
ASKED = date(2026, 10, 5)
GIVEN = date(2026, 11, 2)
LATER = date(2026, 11, 16)

REVEALS = {
    "disclosed": Reveals.CONFIRMS,
    "partly-disclosed": Reveals.CONFIRMS,
    "refused": Reveals.CONFIRMS,
    "already-published": Reveals.CONFIRMS,
    "ncnd": Reveals.NOTHING,
    "vexatious": Reveals.NOTHING,
    "not-held": Reveals.DENIES,
    "cost": Reveals.UNCLEAR,
    "cost-to-confirm": Reveals.UNCLEAR,
    "unknown": Reveals.UNCLEAR,
    "pending": Reveals.PENDING,
    "clarification": Reveals.PENDING,
    "withdrawn": Reveals.PENDING,
}
NCND_LIMBS = {"31(3)", "24(2)", "23(5)", "30(3)", "40(5B)"}


def body(slug, tile=None, region="", nation="England", **fields):
    """Make a body; its name is its slug with a capital."""
    return RegisteredBody(slug, slug.title(), nation=nation, region=region, tile=tile, **fields)


def stance(posture, *, beside=False):
    return Stance(Posture(posture), REVEALS[posture], ncnd_beside=beside)


def exemption(section, act="FOIA"):
    """Read `31(3)` or `31(1)(a)`."""
    number, _, rest = section.partition("(")
    subsection, _, limb = rest.partition(")")
    return Exemption(act, number, subsection, limb.strip("()"), ncnd=section in NCND_LIMBS)


def answer(who, posture="pending", cited=(), *, given=GIVEN, beside=False, **fields):
    """Make the answer of a body, named or made; one that is pending has no date."""
    found = body(who) if isinstance(who, str) else who
    fields = {"reference": f"FOI {found.slug}", "received": ASKED} | fields
    if posture == "pending":
        return Answer(found, stance=NOT_YET, **fields)
    return Answer(
        found,
        responded=given,
        stance=stance(posture, beside=beside),
        exemptions=tuple(map(exemption, cited)),
        **fields,
    )
