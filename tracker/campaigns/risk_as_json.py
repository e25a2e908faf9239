"""Mapping risk as the JSON that `mosaic campaigns` and `mosaic campaign show` promise."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.campaigns.assessment import Assessment
from tracker.campaigns.risk.answers import Answer, Said
from tracker.campaigns.risk.contradiction import Inconsistency
from tracker.campaigns.risk.score import Risk
from tracker.campaigns.risk.wording import cited, in_words
from tracker.law.exemptions import Exemption
from tracker.law.postures import Posture


def risk_as_json(risk: Risk) -> dict[str, Any]:
    """Give band, score and factors, which add up to the score."""
    return {
        "band": risk.band,
        "score": risk.score,
        "factors": [
            {"name": factor.name, "points": factor.points, "why": factor.why}
            for factor in risk.factors
        ],
    }


def assessment_as_json(found: Assessment) -> dict[str, Any]:
    """Give what `mosaic campaign show` adds of answers and of mapping risk."""
    risk = risk_as_json(found.risk)
    return {
        "mapping_risk": risk,
        "as_of": found.as_of.isoformat(),
        "answers": [_answer(answer) for answer in found.answers],
        "outsider_map": {slug: str(reveals) for slug, reveals in found.outsider_map.items()},
        "inconsistencies": [_inconsistency(each) for each in found.inconsistencies],
        "risk": risk | {"version": found.risk.version},
        "next_answers": [
            {
                "body": each.body,
                "if": str(each.posture),
                "effect": each.effect,
                "score_change": each.score_change,
            }
            for each in found.next_answers
        ],
        "disclosed": [
            {
                "body": each.body,
                "reference": each.reference,
                "responded": _day(each.responded),
                "outcome": str(each.posture),
                "published_url": each.published_url,
            }
            for each in found.disclosed
        ],
        "topics": [
            {
                "slug": topic.slug,
                "title": topic.title,
                "likeness": topic.likeness,
                "ncnd_typical": topic.ncnd_typical,
            }
            for topic in found.topics
        ],
        "bodies_asked": found.bodies,
        "units_to_answer": found.units_to_answer,
    }


def _outcome(posture: Posture) -> str:
    """Give the word of the register of outcomes; it has one for both kinds of cost."""
    return str(Posture.COST if posture is Posture.COST_TO_CONFIRM else posture)


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "body": answer.body.slug,
        "reference": answer.reference,
        "received": answer.received.isoformat(),
        "due": _day(answer.due),
        "responded": _day(answer.responded),
        "outcome": _outcome(answer.stance.posture),
        "posture": str(answer.stance.posture),
        "exemptions": _exemptions(answer.exemptions),
        "reveals": str(answer.stance.reveals),
        "ncnd_for_a_part": answer.stance.ncnd_beside,
        "remarks": list(answer.stance.remarks),
        "parts": [
            {
                "question": part.question,
                "outcome": _outcome(part.stance.posture),
                "exemptions": _exemptions(part.exemptions),
                "responded": _day(part.responded),
                "reveals": str(part.stance.reveals),
            }
            for part in answer.parts
        ],
    }


def _exemptions(cited: Iterable[Exemption]) -> list[dict[str, Any]]:
    return [{"act": each.act, "section": each.section, "ncnd": each.ncnd} for each in cited]


def _inconsistency(found: Inconsistency) -> dict[str, Any]:
    return {
        "rule": str(found.rule),
        "bodies": list(found.bodies),
        "why": found.why,
        "key": found.key,
        "explained": found.explained,
        "sides": [
            {"label": side.label, "answers": [_said(each) for each in side.answers]}
            for side in found.sides
        ],
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "body": said.body.slug,
        "reference": said.reference,
        "answered": _day(said.given),
        "answer": in_words(said),
        "exemptions": cited(said.exemptions),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
