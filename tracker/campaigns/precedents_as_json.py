"""Precedents as the JSON that `mosaic campaign show` and the evidence promise."""

from collections.abc import Iterable
from typing import Any

from tracker.campaigns.precedents import Direction, Precedent, Precedents


def precedents_as_json(found: Precedents) -> dict[str, Any]:
    """Give precedents by the way they point, those for disclosure first."""
    return {
        "disclosed": _listed(found.disclosed),
        "withheld": _listed(found.withheld),
        "mixed": _listed(found.mixed),
    }


def _listed(found: Iterable[Precedent]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.code,
            "title": each.title,
            "relation": each.relation,
            "first_received": each.first_received.isoformat(),
            "last_received": each.last_received.isoformat(),
            "bodies": each.bodies,
            "outcomes": dict(each.outcomes),
            "disclosed": each.count(Direction.DISCLOSED),
            "withheld": each.count(Direction.WITHHELD),
            "answers": [
                {
                    "body": answer.body,
                    "reference": answer.reference,
                    "responded": answer.responded.isoformat() if answer.responded else None,
                    "outcome": answer.outcome,
                    "direction": str(answer.direction),
                    "published_url": answer.published_url or None,
                }
                for answer in each.answers
            ],
        }
        for each in found
    ]
