"""What Mosaic does not know of a campaign, in words. Pure."""

from tracker.campaigns.evidence import Evidence
from tracker.campaigns.evidence_words import (
    AS_RECORDED_NOW,
    NOT_SPLIT,
    ONLY_POSTURES,
    ONLY_WHERE_TOLD,
)
from tracker.campaigns.risk.answers import is_given
from tracker.campaigns.risk.wording import count, join
from tracker.law.postures import Posture, Reveals


def limits(evidence: Evidence) -> tuple[str, ...]:
    """Say what is not known: bodies without data, answers without a date or a known word."""
    found = []
    if silent := evidence.known_of(Reveals.NO_DATA):
        found.append(
            f"No request of {count(len(silent), 'body', 'bodies')} of the register reaches Mosaic, "
            f"so nobody here knows whether they were asked: {join(silent)}."
        )
    undated = [a for a in evidence.answers if is_given(a.stance) and not (a.responded or a.noted)]
    if undated:
        found.append(
            f"{count(len(undated), 'answer has', 'answers have')} no date and "
            f"{'counts' if len(undated) == 1 else 'count'} as given on every day."
        )
    unknown = [a for a in evidence.answers if a.stance.posture is Posture.UNKNOWN]
    if unknown:
        found.append(
            f"{count(len(unknown), 'request was', 'requests were')} answered in a way that is not "
            "known."
        )
    if evidence.as_of < evidence.generated:
        found.append(AS_RECORDED_NOW)
    return (*found, NOT_SPLIT, ONLY_POSTURES, ONLY_WHERE_TOLD)
