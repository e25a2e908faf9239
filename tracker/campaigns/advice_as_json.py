"""Advice as the JSON that `mosaic campaign advice` and `mosaic campaign show` promise."""

from typing import Any

from tracker.campaigns.advice_shown import AdviceOfCampaign, AdviceVersion, AdvisedUnit
from tracker.campaigns.advice_words import ALWAYS


def advice_as_json(found: AdviceOfCampaign) -> dict[str, Any]:
    """Give all advice on a campaign, the newest version first, with the words that go with it."""
    return {
        "campaign": f"C-{found.campaign}",
        "always": list(ALWAYS),
        "in_force": found.in_force.version if found.in_force else None,
        "without_foisa_line": list(found.without_foisa_line),
        "merged_campaigns": [f"C-{number}" for number in found.merged],
        "versions": [_version(each) for each in found.versions],
    }


def _version(each: AdviceVersion) -> dict[str, Any]:
    withdrawn = None
    if each.withdrawn_at is not None:
        withdrawn = {
            "at": each.withdrawn_at.isoformat(),
            "by": each.withdrawn_by,
            "reason": each.withdrawn_reason,
        }
    return {
        "version": each.version,
        "status": each.status,
        "author": each.author,
        "issued_at": each.issued_at.isoformat(),
        "review_on": each.review_on.isoformat(),
        "review_due": each.review_due,
        "line": each.line,
        "foisa_line": each.foisa_line or None,
        "exemptions": {
            "written": each.exemptions,
            "read": [
                {"act": found.act, "section": found.section, "ncnd": found.ncnd}
                for found in each.cited.exemptions
            ],
        },
        "factors_for": list(each.factors_for),
        "factors_against": list(each.factors_against),
        "already_public": each.already_public or None,
        "withdrawn": withdrawn,
        "units": [_unit(unit) for unit in each.units],
    }


def _unit(unit: AdvisedUnit) -> dict[str, Any]:
    return {
        "unit": unit.slug,
        "name": unit.name,
        "bodies": list(unit.bodies),
        "asked": unit.asked,
        "response": unit.response,
        "said": [
            {
                "response": said.response,
                "reason": said.reason,
                "by": said.by,
                "at": said.at.isoformat(),
            }
            for said in unit.said
        ],
        "answered_before": [
            {
                "body": copy.body,
                "reference": copy.reference,
                "responded": copy.responded.isoformat(),
            }
            for copy in unit.answered_before
        ],
        "still_open": unit.still_open,
    }
