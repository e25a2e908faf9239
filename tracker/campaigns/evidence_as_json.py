"""The evidence about a campaign as JSON, with the facts that the document has."""

from collections.abc import Iterable
from typing import Any

from tracker.campaigns.advice_words import ALWAYS
from tracker.campaigns.evidence import Evidence, counter_case
from tracker.campaigns.evidence_limits import limits
from tracker.campaigns.evidence_words import GUIDANCE, MUST_BE_SHOWN, SCOTTISH_GUIDANCE
from tracker.campaigns.precedents_as_json import precedents_as_json
from tracker.campaigns.risk.answers import Answer, Said
from tracker.campaigns.risk.disclosed import Disclosed
from tracker.law.postures import Reveals


def evidence_as_json(evidence: Evidence) -> dict[str, Any]:
    """Give the evidence as plain values."""
    days = [answer.received for answer in evidence.answers]
    return {
        "id": evidence.code,
        "title": evidence.title,
        "marking": evidence.marking,
        "generated": evidence.generated.isoformat(),
        "as_of": evidence.as_of.isoformat(),
        "questions": [
            {
                "text": each.text,
                "requests": each.requests,
                "bodies": each.bodies,
                "wordings": each.wordings,
            }
            for each in evidence.questions
        ],
        "asked": {
            "bodies": evidence.bodies,
            "first_received": min(days).isoformat(),
            "last_received": max(days).isoformat(),
            "answers": [_answer(answer) for answer in evidence.answers],
        },
        "public": [_public(each) for each in evidence.disclosed],
        "next_answers": [
            {"body": each.body, "if": str(each.posture), "effect": each.effect}
            for each in evidence.next_answers
        ],
        "inference": {
            "known": {str(reveals): list(evidence.known_of(reveals)) for reveals in Reveals},
            "line_broken": bool(evidence.broken),
            "inconsistencies": [
                {
                    "rule": str(each.rule),
                    "bodies": list(each.bodies),
                    "why": each.why,
                    "explained": each.explained,
                }
                for each in evidence.inconsistencies
            ],
        },
        "counter_case": _counter_case(evidence),
        "precedents": precedents_as_json(evidence.precedents),
        "limits": list(limits(evidence)),
        "always": list(ALWAYS),
    }


def _counter_case(evidence: Evidence) -> dict[str, Any]:
    found = counter_case(evidence)
    guidance = (*GUIDANCE, *((SCOTTISH_GUIDANCE,) if evidence.scottish else ()))
    return {
        "must_be_shown": MUST_BE_SHOWN,
        "gave_out": list(found.gave_out),
        "gave_out_without_breaking_a_line": [_public(each) for each in found.without_breaking],
        "withheld": list(found.withheld),
        "withheld_after_another_gave_it_out": _said(found.withheld_after),
        "guidance": [
            {"says": each.says, "title": each.title, "url": each.url} for each in guidance
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "body": answer.body.slug,
        "name": answer.body.name,
        "reference": answer.reference,
        "received": answer.received.isoformat(),
        "responded": answer.responded.isoformat() if answer.responded else None,
        "outcome": str(answer.stance.posture),
        "exemptions": [
            {"act": each.act, "section": each.section, "ncnd": each.ncnd}
            for each in answer.exemptions
        ],
        "reveals": str(answer.stance.reveals),
    }


def _public(each: Disclosed) -> dict[str, Any]:
    return {
        "body": each.body,
        "name": each.name,
        "reference": each.reference,
        "responded": each.responded.isoformat() if each.responded else None,
        "outcome": str(each.posture),
        "published_url": each.published_url or None,
    }


def _said(answers: Iterable[Said]) -> list[dict[str, Any]]:
    return [
        {
            "body": each.body.slug,
            "name": each.body.name,
            "reference": each.reference,
            "responded": each.given.isoformat() if each.given else None,
            "outcome": str(each.stance.posture),
        }
        for each in answers
    ]
