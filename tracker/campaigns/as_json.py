"""Campaigns as the JSON that `mosaic campaigns` and `mosaic campaign show` promise."""

from typing import Any

from tracker.campaigns.detail import CampaignDetail, Wording
from tracker.campaigns.links import Link, Part
from tracker.campaigns.members import Member
from tracker.campaigns.near_misses import NearMiss
from tracker.campaigns.nearest import Copy, Weakest
from tracker.campaigns.overview import CampaignSummary
from tracker.campaigns.risk.score import Risk
from tracker.campaigns.risk_as_json import risk_as_json
from tracker.campaigns.state import Decision

_NOT_ASSESSED: dict[str, Any] = {"band": "not assessed", "score": None, "factors": []}


def campaign_as_json(summary: CampaignSummary, risk: Risk | None = None) -> dict[str, Any]:
    """Give one campaign of the list, with its mapping risk where it was assessed."""
    return {
        "id": summary.code,
        "title": summary.title,
        "state": summary.state,
        "round_robin": summary.round_robin,
        "bodies": list(summary.bodies),
        "first_received": summary.first_received.isoformat(),
        "last_received": summary.last_received.isoformat(),
        "next_due": summary.next_due.isoformat() if summary.next_due else None,
        "mapping_risk": risk_as_json(risk) if risk else _NOT_ASSESSED,
        "members": [_member(member) for member in summary.members],
    }


def detail_as_json(detail: CampaignDetail) -> dict[str, Any]:
    """Give one campaign as the list does, and its wordings, links and neighbours besides."""
    members = [
        _member(member)
        | {
            "flags": list(member.flags),
            "nearest": [_copy(copy) for copy in detail.nearest.get(member.request_id, ())],
        }
        for member in detail.summary.members
    ]
    return campaign_as_json(detail.summary) | {
        "members": members,
        "decision": _decision(detail.summary.decision) if detail.summary.decision else None,
        "last_event": f"E-{last}" if (last := detail.summary.last_event) else None,
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
            | _passages(wording)
            for strand in detail.strands
            for wording in strand.wordings
        ],
        "links": [_link(link) for link in detail.links],
        "weakest_link": _weakest(detail.weakest) if detail.weakest else None,
        "near_misses": [_near_miss(near) for near in detail.near_misses],
        "versions": {
            "scorer": list(detail.versions.scorers),
            "model": list(detail.versions.models),
            "text_rules": list(detail.versions.text_rules),
        },
        "other_campaigns": [
            {"id": other.code, "title": other.title, "shared_requests": other.shared}
            for other in detail.others
        ],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "body": member.body,
        "reference": member.reference,
        "received": member.received.isoformat(),
        "questions": list(member.questions),
        "posture": member.posture,
    }


def _copy(copy: Copy) -> dict[str, Any]:
    return {
        "question": copy.question,
        "wording": copy.wording,
        "copy": {"body": copy.body, "reference": copy.reference, "wording": copy.other},
        "same_words": copy.same_words,
        "link": _link(copy.link) if copy.link else None,
    }


def _passages(wording: Wording) -> dict[str, Any]:
    found = wording.passages
    return {
        "beside": wording.beside or None,
        "adds": list(found.adds) if found else [],
        "leaves_out": list(found.leaves_out) if found else [],
    }


def _weakest(weakest: Weakest) -> dict[str, Any]:
    requests = [{"body": m.body, "reference": m.reference} for m in (weakest.a, weakest.b)]
    return _link(weakest.link) | {"requests": requests, "against": _against(weakest.link)}


def _near_miss(near: NearMiss) -> dict[str, Any]:
    return {
        "body": near.body,
        "reference": near.reference,
        "received": near.received.isoformat(),
        "question": near.question,
        "campaign": near.campaign,
        "wording": near.wording,
        "text": near.text,
        "kept_apart": near.kept_apart,
        "against": _against(near.link),
        "link": _link(near.link),
    }


def _against(link: Link) -> list[dict[str, Any]]:
    return [_part(part) for part in link.against]


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "label": part.label,
        "value": part.value,
        "points": part.points,
        "words": part.words,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "wordings": [link.a, link.b],
        "score": link.score,
        "points": link.total,
        "parts": [_part(part) for part in link.parts],
        "scorer": link.scorer,
        "model": link.model,
    }
