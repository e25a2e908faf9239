"""Every table in one place, for those who need the whole schema."""

from tracker.store.advice import Advice, AdviceAcknowledgement
from tracker.store.alerts import Alert
from tracker.store.answers import Answer
from tracker.store.base import Base
from tracker.store.decisions import PairDecision
from tracker.store.events import CampaignEvent
from tracker.store.intake import QuarantinedRow, Run, RunFile, Source
from tracker.store.letters import AskingSentence, RecurringSentence, SentenceChange
from tracker.store.matches import Campaign, CampaignQuestion, Match
from tracker.store.register import Body, BodyAlias, DisclosureUnit, UnitBody
from tracker.store.requests import (
    Question,
    QuestionText,
    QuestionVector,
    Request,
    RequestRevision,
)
from tracker.store.series import SeriesLink, SeriesReading
from tracker.store.summaries import StoredSummary
from tracker.store.topics import CampaignTopics

__all__ = [
    "Advice",
    "AdviceAcknowledgement",
    "Alert",
    "Answer",
    "AskingSentence",
    "Base",
    "Body",
    "BodyAlias",
    "Campaign",
    "CampaignEvent",
    "CampaignQuestion",
    "CampaignTopics",
    "DisclosureUnit",
    "Match",
    "PairDecision",
    "QuarantinedRow",
    "Question",
    "QuestionText",
    "QuestionVector",
    "RecurringSentence",
    "Request",
    "RequestRevision",
    "Run",
    "RunFile",
    "SentenceChange",
    "SeriesLink",
    "SeriesReading",
    "Source",
    "StoredSummary",
    "UnitBody",
]
