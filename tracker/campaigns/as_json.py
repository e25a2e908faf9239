"""Campaigns as the JSON that `mosaic campaigns` and `mosaic campaign show` promise."""

from typing import Any

from tracker.campaigns.detail import CampaignDetail, Link
from tracker.campaigns.overview import CampaignSummary, Member


def campaign_as_json(summary: CampaignSummary) -> dict[str, Any]:
    """Give one campaign of the list."""
    return {
        "id": summary.code,
        "title": summary.title,
        "state": summary.state,
        "round_robin": summary.round_robin,
        "bodies": list(summary.bodies),
        "first_received": summary.first_received.isoformat(),
        "last_received": summary.last_received.isoformat(),
        "next_due": summary.next_due.isoformat() if summary.next_due else None,
        "mapping_risk": {"band": "not assessed", "score": None, "factors": []},
        "members": [_member(member) for member in summary.members],
    }


def detail_as_json(detail: CampaignDetail) -> dict[str, Any]:
    """Give one campaign as the list does, and its wordings, links and neighbours besides."""
    return campaign_as_json(detail.summary) | {
        "dissolved": detail.dissolved_at is not None,
        "merged_into": detail.merged_into,
        "wordings": [
            {
                "key": wording.key,
                "question": strand.number,
                "requests": wording.requests,
                "bodies": wording.bodies,
                "text": wording.display,
            }
            for strand in detail.strands
            for wording in strand.wordings
        ],
        "links": [_link(link) for link in detail.links],
        "other_campaigns": [
            {"id": other.code, "title": other.title, "shared_requests": other.shared}
            for other in detail.others
        ],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "body": member.body,
        "reference": member.reference,
        "received": member.received.isoformat(),
        "questions": list(member.questions),
        "posture": member.posture,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "wordings": [link.a, link.b],
        "score": link.score,
        "points": link.total,
        "parts": [
            {"name": part.name, "value": part.value, "points": part.points, "words": part.words}
            for part in link.parts
        ],
        "scorer": link.scorer,
        "model": link.model,
    }
