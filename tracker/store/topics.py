"""The table of the sensitive topics that campaigns seem to be about."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base


class CampaignTopics(Base):
    """The topics of one campaign as they were last looked for; also when there were none.

    They are a prompt for people to check. They join nothing, raise nothing and decide nothing.
    """

    __tablename__ = "campaign_topics"
    __table_args__ = (Index(None, "run_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    topics: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`slug` and `likeness`, the likest first."""
    read_with: Mapped[str] = mapped_column(String(160))
    """The version of the list of topics, and the encoder; when either changes it is read anew."""
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    """The run that looked; a campaign that a later run changed is looked at again."""
