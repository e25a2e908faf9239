"""Evidence about an invented campaign, made by the rules alone.

Not importable: tests load it with `runpy.run_path`.
"""

from datetime import date
from pathlib import Path
from runpy import run_path

from tracker.campaigns.evidence import Evidence, QuestionAsked
from tracker.campaigns.precedents import Direction, Precedent, PrecedentAnswer, Precedents
from tracker.campaigns.risk.disclosed import disclosed
from tracker.campaigns.risk.inconsistencies import inconsistencies
from tracker.campaigns.risk.next_answers import next_answers
from tracker.campaigns.risk.outsider_map import outsider_map

TOYS = run_path(str(Path(__file__).with_name("risk_toys.py")))
TODAY, answer, body = TOYS["TODAY"], TOYS["answer"], TOYS["body"]
QUESTION = "Has your organisation bought a device of this kind?"


def precedent(code, outcomes, *, title="Devices in 2024", url=""):
    """Make a precedent with one body for each outcome that points a way."""
    ways = {
        "disclosed": Direction.DISCLOSED,
        "refused": Direction.WITHHELD,
        "ncnd": Direction.WITHHELD,
    }
    answers = [
        PrecedentAnswer(
            body=f"{code.lower()}-{place}",
            body_name=f"Body {place} of {code}",
            reference=f"{code}/{place}",
            responded=date(2025, 4, 1),
            outcome=outcome,
            direction=ways[outcome],
            published_url=url,
        )
        for place, outcome in enumerate(outcomes)
    ]
    return Precedent(
        code=code,
        title=title,
        relation="Asked the same before",
        differs=(),
        first_received=date(2025, 3, 3),
        last_received=date(2025, 3, 5),
        bodies=len(outcomes),
        outcomes={outcome: outcomes.count(outcome) for outcome in outcomes},
        answers=tuple(answers),
    )


def evidence(answers, *, others=(), as_of=TODAY, **changes):
    """Put evidence together from answers and bodies that were not asked."""
    bodies = [*(a.body for a in answers), *others]
    facts = {
        "code": "C-12",
        "title": "Devices of this kind",
        "marking": "OFFICIAL-SENSITIVE",
        "generated": TODAY,
        "as_of": as_of,
        "questions": (QuestionAsked(QUESTION, len(answers), len(answers), 2),),
        "answers": tuple(answers),
        "names": {each.slug: each.name for each in bodies},
        "outsider_map": outsider_map(answers, bodies, as_of),
        "inconsistencies": tuple(inconsistencies(answers, as_of)),
        "next_answers": tuple(next_answers(answers, as_of)),
        "disclosed": tuple(disclosed(answers, as_of)),
        "precedents": Precedents(),
        "scottish": False,
    }
    return Evidence(**facts | changes)
